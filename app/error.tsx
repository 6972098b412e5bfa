'use client';
// A page that broke: said plainly, with a try again; the visitor's work is kept in the browser.
import { useEffect } from 'react';
import { DeadEnd } from '@/components/site/dead-end';
import { PageShell } from '@/components/site/page-shell';
import { Button, buttonClass } from '@/components/ui/button';

export default function PageFailed({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  useEffect(() => {
    console.error(error);
  }, [error]);
  return (
    <PageShell>
      <DeadEnd
        sign="!"
        title="This page broke, and it is our fault"
        ways={
          <>
            <Button weight="strong" onClick={reset}>
              Try again
            </Button>
            <a href="/" className={buttonClass()}>
              To the playground
            </a>
          </>
        }
      >
        What you wrote is kept in this browser.
        {error.digest && (
          <>
            {' '}
            The server’s log knows this as <code className="font-mono text-sm">{error.digest}</code>.
          </>
        )}
      </DeadEnd>
    </PageShell>
  );
}
