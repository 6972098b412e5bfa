// All examples as cards, by theme.
import type { Metadata } from 'next';
import Link from 'next/link';
import { PageShell } from '@/components/site/page-shell';
import { listExamples, themes } from '@/lib/content';

export const metadata: Metadata = {
  title: 'Examples',
  description: 'Real CUDA programs, each with a check of its own, to port, run and compare.',
};

export default async function ExamplesPage() {
  const examples = await listExamples();
  const used = Object.entries(themes).filter(([theme]) => examples.some((card) => card.theme === theme));
  return (
    <PageShell current="/examples">
      <h1 className="font-semibold text-2xl tracking-tight">Examples</h1>
      <p className="mt-1 max-w-2xl text-base text-muted">
        Whole programs, each with a check of its own. Open one, read its port, run both.
      </p>
      {used.map(([theme, title]) => (
        <section key={theme} aria-labelledby={theme} className="mt-8">
          <h2 id={theme} className="font-medium text-2xs text-muted uppercase tracking-wider">
            {title}
          </h2>
          <ul className="mt-2 grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
            {examples
              .filter((card) => card.theme === theme)
              .map((card) => (
                <li key={card.slug}>
                  <Link
                    href={`/?example=${card.slug}`}
                    className="group flex h-full flex-col rounded-lg border border-line bg-paper p-4 transition-colors hover:border-line-strong"
                  >
                    <span className="font-semibold text-base group-hover:underline">{card.title}</span>
                    <span className="mt-1 flex-1 text-muted">{card.summary}</span>
                    <span className="tabular mt-3 font-mono text-2xs text-muted">
                      {card.slug}.cu · {card.lines} lines
                    </span>
                    {card.recorded && (
                      <span className="mt-1 text-2xs text-muted">
                        recorded on {card.recorded.device}, {card.recorded.date}
                      </span>
                    )}
                  </Link>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </PageShell>
  );
}
