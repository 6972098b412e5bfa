// A share that this server does not hold.
import Link from 'next/link';
import { DeadEnd } from '@/components/site/dead-end';
import { PageShell } from '@/components/site/page-shell';
import { buttonClass } from '@/components/ui/button';
import { asSentence } from '@/lib/browser/api';
import { sentence } from '@/lib/messages';

export default function ShareNotFound() {
  return (
    <PageShell>
      <DeadEnd
        sign="/s/?"
        title="This share is not here"
        ways={
          <Link href="/" className={buttonClass({ weight: 'strong' })}>
            To the playground
          </Link>
        }
      >
        {asSentence(sentence('share-unknown'))} A share lives on the server where it was made; its address has
        32 letters and digits behind /s/.
      </DeadEnd>
    </PageShell>
  );
}
