// The same shared conversion, woken up inside its frame: with the editor, which is loaded only when a visitor asks for it.
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { EmbedLive } from '@/components/embed/embed-live';
import { embedQueryOf } from '@/components/embed/embed-query';
import { firstTranslation } from '../../../first-translation';
import { sharedOnce } from '../../../shared-once';

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export const dynamic = 'force-dynamic';

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const state = await sharedOnce((await params).id);
  return { title: state?.title ?? 'A shared port', robots: { index: false } };
}

export default async function LiveEmbedPage({ params, searchParams }: Props) {
  const { id } = await params;
  const state = await sharedOnce(id);
  if (!state) notFound();
  const { sources, port, options, tolerance, plan, title, evidence } = state;
  const newest = evidence.at(-1);
  const said = Object.entries(await searchParams).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return (
    <EmbedLive
      id={id}
      query={embedQueryOf(new URLSearchParams(said))}
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
