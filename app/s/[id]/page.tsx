// A shared conversion: sources, port, options and the evidence of its runs, shown at once. Nothing is run.
import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { Playground } from '@/components/playground/playground';
import { listExamples } from '@/lib/content';
import { firstTranslation } from '../../first-translation';
import { sharedOnce } from '../../shared-once';

type Props = { params: Promise<{ id: string }> };

export const dynamic = 'force-dynamic';

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params;
  const state = await sharedOnce(id);
  const title = state?.title ?? 'A shared port';
  return {
    title,
    robots: { index: false },
    ...(state && { alternates: { types: { 'application/json+oembed': await oembedAddress(id) } } }),
  };
}

/** Where programs that turn addresses into frames ask; whole, since they read it outside of any page. */
async function oembedAddress(id: string): Promise<string> {
  const asked = await headers();
  const origin = `${asked.get('x-forwarded-proto') === 'https' ? 'https' : 'http'}://${asked.get('host')}`;
  return `${origin}/api/v1/oembed?format=json&url=${encodeURIComponent(`${origin}/s/${id}`)}`;
}

export default async function SharePage({ params }: Props) {
  const { id } = await params;
  const state = await sharedOnce(id);
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
