// The playground, opened on an example: the one that the address names, else the first to meet.
import { notFound } from 'next/navigation';
import { Playground } from '@/components/playground/playground';
import { emptyWork } from '@/lib/browser/session';
import { listExamples, readExample } from '@/lib/content';
import { firstTranslation } from './first-translation';

const firstExample = 'matmul-tiled';

export const dynamic = 'force-dynamic';

export default async function PlaygroundPage({
  searchParams,
}: {
  searchParams: Promise<{ example?: string | string[] }>;
}) {
  const { example: asked } = await searchParams;
  const examples = await listExamples();
  const slug = typeof asked === 'string' ? asked : firstExample;
  const example = await readExample(slug);
  if (!example) notFound();
  const work = emptyWork(example.text, example.title);
  return (
    <Playground
      examples={examples}
      opening={{
        work,
        translation: await firstTranslation(work.sources, work.options),
        origin: { kind: 'example', slug },
        ...(example.runs === 'kernels' && { dock: 'kernel' }),
        keptFirst: asked === undefined,
      }}
    />
  );
}
