// A shared conversion: sources, port, options and the evidence of its runs, shown at once. Nothing is run.
import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { Playground } from '@/components/playground/playground';
import { listExamples } from '@/lib/content';
import { verdictLooks, verdictOf } from '@/lib/server/badge';
import { publicOrigin } from '@/lib/server/http-address';
import { crosswarpVersion } from '@/lib/server/settings';
import { firstTranslation } from '../../first-translation';
import { sharedOnce } from '../../shared-once';

type Props = { params: Promise<{ id: string }> };

export const dynamic = 'force-dynamic';

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params;
  const state = await sharedOnce(id);
  const title = state?.title ?? 'A shared port';
  if (!state) return { title, robots: { index: false } };
  // Read outside of any page: the addresses have to be whole.
  const origin = publicOrigin(await headers());
  const url = `${origin}/s/${id}`;
  const description =
    state.description?.slice(0, 300) ??
    `A CUDA program and its HIP port, side by side; ${verdictLooks[verdictOf(state)].words}.`;
  const image = { url: `${url}/picture.png`, width: 1200, height: 630, alt: title };
  return {
    title,
    description,
    robots: { index: false },
    alternates: {
      types: {
        'application/json+oembed': `${origin}/api/v1/oembed?format=json&url=${encodeURIComponent(url)}`,
      },
    },
    openGraph: { type: 'article', siteName: 'Crosswarp', title, description, url, images: [image] },
    twitter: { card: 'summary_large_image', title, description, images: [image] },
  };
}

export default async function SharePage({ params }: Props) {
  const { id } = await params;
  const state = await sharedOnce(id);
  if (!state) notFound();
  const { sources, port, options, tolerance, plan, title, description, evidence, forkedFrom } = state;
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
          ...(description !== undefined && { description }),
        },
        origin: { kind: 'share', id, at: state.createdAt },
        shared: {
          id,
          createdAt: state.createdAt,
          crosswarp: state.crosswarp,
          today: crosswarpVersion,
          ...(forkedFrom && { forkedFrom }),
          ...(state.translation && { translation: state.translation }),
        },
        translation: await firstTranslation(sources, options),
        ...(newest && { evidence: newest }),
        keptFirst: false,
      }}
    />
  );
}
