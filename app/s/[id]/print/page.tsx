// A share on paper: its words, its verdict, the code with line numbers, every edit and every problem.
import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { PrintSheet } from '@/components/share/print-sheet';
import { describeEdits, describeProblems } from '@/lib/pipeline';
import { filledOptions } from '@/lib/run/share-id';
import { publicOrigin } from '@/lib/server/http-address';
import { serverContext } from '@/lib/server/http-context';
import { crosswarpVersion } from '@/lib/server/settings';
import { shownPort } from '@/lib/server/share-port';
import { sharedOnce } from '../../../shared-once';

type Props = { params: Promise<{ id: string }> };

export const dynamic = 'force-dynamic';

/** Characters of sources. Explaining larger programs would keep others waiting: their page has the code alone. */
const explainedAtMost = 300_000;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const state = await sharedOnce((await params).id);
  return { title: `${state?.title ?? 'A shared port'}, to print`, robots: { index: false } };
}

export default async function PrintPage({ params }: Props) {
  const { id } = await params;
  const state = await sharedOnce(id);
  if (!state) notFound();
  const { tools } = serverContext();
  const { sources, options } = state;
  const size = Object.values(sources.files).reduce((sum, text) => sum + text.length, 0);
  const today =
    size <= explainedAtMost
      ? await tools.port(sources, { target: 'hip', ...filledOptions(options) })
      : undefined;
  const shown = await shownPort(state, tools);
  return (
    <PrintSheet
      state={state}
      url={`${publicOrigin(await headers())}/s/${id}`}
      port={shown}
      today={crosswarpVersion}
      explained={
        today && {
          edits: today.files.flatMap(({ path }) =>
            describeEdits(today, path).map((edit) => ({ ...edit, file: path })),
          ),
          problems: describeProblems(today),
          isOfShown:
            shown.made !== 'own' &&
            Object.entries(today.output.files).every(([path, text]) => shown.port.files[path] === text),
        }
      }
    />
  );
}
