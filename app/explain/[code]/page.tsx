// One message: what it says, why, what to watch for, the way forward, and where the fact comes from.
import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { PageShell } from '@/components/site/page-shell';
import { asSentence } from '@/lib/browser/api';
import { isMessageCode, messageOf, messages, withoutCase } from '@/lib/messages';

type Props = { params: Promise<{ code: string }> };

export const dynamicParams = false;

export function generateStaticParams(): { code: string }[] {
  return Object.keys(messages).map((code) => ({ code }));
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { code } = await params;
  return isMessageCode(code)
    ? { title: code, description: asSentence(withoutCase(messageOf(code).text)) }
    : {};
}

export default async function ExplainPage({ params }: Props) {
  const { code } = await params;
  if (!isMessageCode(code)) notFound();
  const message = messageOf(code);
  const parts = [
    ['Why', message.why],
    ['What to watch for', message.watch],
    ['What to do', message.fix],
  ] as const;
  return (
    <PageShell>
      <article className="max-w-2xl">
        <p className="text-muted text-xs">
          <Link href="/explain" className="hover:underline">
            Explanations
          </Link>{' '}
          / <span className="font-mono">{code}</span>
        </p>
        <h1 className="mt-2 font-semibold text-xl tracking-tight">
          <WithHoles text={asSentence(withoutCase(message.text))} />
        </h1>
        {parts.map(
          ([title, text]) =>
            text && (
              <section key={title} className="mt-6">
                <h2 className="font-semibold text-base">{title}</h2>
                {text.split('\n').map((paragraph) => (
                  <p key={paragraph} className="mt-1 text-base">
                    {paragraph}
                  </p>
                ))}
              </section>
            ),
        )}
        {message.source && (
          <p className="mt-8 border-line border-t pt-3 text-muted text-xs">Source: {message.source}</p>
        )}
      </article>
    </PageShell>
  );
}

/** `‹holes›` stand for what the message names in a real case. */
function WithHoles({ text }: { text: string }) {
  return text.split(/(‹[a-zA-Z]+›)/).map((part, index) =>
    /^‹[a-zA-Z]+›$/.test(part) ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts have no other identity
      <em key={index} className="rounded-sm bg-sunken px-1 font-normal text-muted not-italic">
        {part.slice(1, -1)}
      </em>
    ) : (
      part
    ),
  );
}
