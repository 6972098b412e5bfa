// All examples with pictures of their results, to be searched; what the address wishes is shown first.
import type { Metadata } from 'next';
import { Gallery } from '@/components/examples/gallery';
import type { ShownPicture } from '@/components/examples/shown-picture';
import { PageShell } from '@/components/site/page-shell';
import { type Example, readExamples, themes } from '@/lib/content';
import { barsOf, type Picture, readPicture } from '@/lib/pictures';

export const metadata: Metadata = {
  title: 'Examples',
  description: 'CUDA programs and kernels with pictures of their results, to port, run and compare.',
};

type Query = Record<string, string | string[] | undefined>;

export default async function ExamplesPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { q, theme } = await searchParams;
  const examples = await readExamples();
  const cards = await Promise.all(
    examples.map(async ({ text, ...card }) => {
      const picture = await readPicture({ slug: card.slug, text });
      return { ...card, names: namesIn(text), ...(picture && { shown: shownOf(card, picture) }) };
    }),
  );
  return (
    <PageShell current="/examples">
      <h1 className="font-semibold text-2xl tracking-tight">Examples</h1>
      <p className="mt-1 max-w-2xl text-base text-muted">
        Programs and kernels, each with a check of its own. Pictures show what they computed; red is what is
        wrong, or comes out otherwise at 64 lanes.
      </p>
      <Gallery
        cards={cards}
        first={{
          words: typeof q === 'string' ? q.slice(0, 200) : '',
          theme: typeof theme === 'string' && Object.hasOwn(themes, theme) ? theme : '',
        }}
      />
    </PageShell>
  );
}

/** What one may look for: functions of the runtime, built-ins, atomics. */
function namesIn(text: string): string[] {
  return [...new Set(text.match(/\b(?:cuda[A-Z]\w*|atomic\w+|__\w+|\w+f(?=\())/g) ?? [])].filter(
    (name) => !/^__(?:FILE|LINE|HIP_)/.test(name),
  );
}

function shownOf({ slug, picture: { words } }: Omit<Example, 'text'>, picture: Picture): ShownPicture {
  const { kind, columns, rows, source, marks } = picture;
  if (kind === 'bars') return { kind, words, ...barsOf(picture) };
  const address = `/examples/${slug}/picture?of=${source.slice(0, 12)}`;
  return { kind, words, columns, rows, shades: address, ...(marks && { marks: `${address}&marks` }) };
}
