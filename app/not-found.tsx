// Any address that is none of ours.
import type { Metadata } from 'next';
import Link from 'next/link';
import { DeadEnd } from '@/components/site/dead-end';
import { PageShell } from '@/components/site/page-shell';
import { buttonClass } from '@/components/ui/button';

export const metadata: Metadata = { title: 'Not found' };

export default function NotFound() {
  return (
    <PageShell>
      <DeadEnd
        sign="404"
        title="There is nothing at this address"
        ways={
          <>
            <Link href="/" className={buttonClass({ weight: 'strong' })}>
              To the playground
            </Link>
            <Link href="/examples" className={buttonClass()}>
              Examples
            </Link>
          </>
        }
      >
        The thread ends here. The address may have been mistyped, or it belongs to another version.
      </DeadEnd>
    </PageShell>
  );
}
