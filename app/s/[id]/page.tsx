// A shared conversion: sources, port, options and the evidence of its runs, shown at once. Nothing is run.
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { Playground } from '@/components/playground/playground';
import { listExamples } from '@/lib/content';
import type { SharedState } from '@/lib/run/wire';
import { serverContext } from '@/lib/server/http-context';
import { RequestProblem } from '@/lib/server/requests-problem';
import { openShare } from '@/lib/server/share';
import { firstTranslation } from '../../first-translation';

type Props = { params: Promise<{ id: string }> };

export const dynamic = 'force-dynamic';

/** One look into the store per request. */
const shared = cache(async (id: string): Promise<SharedState | undefined> => {
  try {
    return await openShare(id, serverContext().store);
  } catch (error) {
    if (error instanceof RequestProblem && error.code === 'share-unknown') return undefined;
    throw error;
  }
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const state = await shared((await params).id);
  const title = state?.title ?? 'A shared port';
  return { title, robots: { index: false } };
}

export default async function SharePage({ params }: Props) {
  const { id } = await params;
  const state = await shared(id);
  if (!state) notFound();
  const { sources, port, options, tolerance, plan, title, evidence } = state;
  const newest = evidence.at(-1);
  return (
    <Playground
      examples={await listExamples()}
      opening={{
        work: {
          sources,
          ...(port && { port }),
          options,
          ...(tolerance && { tolerance }),
          ...(plan && { plan }),
          ...(title !== undefined && { title }),
        },
        origin: { kind: 'share', id, at: state.createdAt },
        translation: await firstTranslation(sources, options),
        ...(newest && { evidence: newest }),
        keptFirst: false,
      }}
    />
  );
}
