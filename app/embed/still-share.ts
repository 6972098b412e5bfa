// What an embed shows of a shared state: one file of the source, its port, and where the edits stand in both.
import type { EmbedQuery } from '@/components/embed/embed-query';
import type { Mark } from '@/components/embed/still-code';
import type { StillShare } from '@/components/embed/still-page';
import { type Path, type Sources, textOf } from '@/lib/core/sources';
import { lineStarts, placeAt } from '@/lib/core/span';
import type { ExplainedEdit, PortedFile } from '@/lib/pipeline';
import type { SharedState } from '@/lib/run/wire';
import { firstPort } from '../first-translation';

type Lines = { readonly from: number; readonly to: number };

const allLines: Lines = { from: 1, to: Number.POSITIVE_INFINITY };

export async function stillShare(id: string, state: SharedState, query: EmbedQuery): Promise<StillShare> {
  const { sources, port, options, title, evidence, translation } = state;
  const path =
    query.file !== undefined && Object.hasOwn(sources.files, query.file) ? query.file : sources.main;
  const text = textOf(sources, path);
  const today = (await firstPort(sources, options))?.files.find((file) => file.path === path);
  const own = port && fileOf(port.files, path);
  const kept = translation && fileOf(translation.files, path);
  // Edits are known of today's translation alone: they are marked where it is what is shown.
  const isToday = own === undefined && (kept === undefined || kept === today?.text);
  const ported = isToday ? today : undefined;
  const edits = (ported?.edits ?? []).filter(({ undone }) => !undone);
  const lines = query.lines ?? allLines;
  const shown = own ?? kept ?? today?.text;
  return {
    id,
    title: title ?? 'A shared port',
    source: { path, text, marks: marksOf(edits, ({ span }) => span) },
    port:
      shown === undefined
        ? undefined
        : {
            path: own === undefined ? (today?.outPath ?? path) : path,
            text: shown,
            marks: marksOf(edits, ({ outSpan }) => outSpan),
          },
    ...(own !== undefined
      ? { madeBy: 'written by hand' }
      : !isToday && translation && { madeBy: `by Crosswarp ${translation.crosswarp}` }),
    files: Object.keys(sources.files).length,
    evidence: evidence.at(-1),
    lines: { source: lines, port: query.lines && ported ? linesInPort(query.lines, text, ported) : lines },
  };
}

const fileOf = (files: Sources['files'], path: Path): string | undefined =>
  Object.hasOwn(files, path) ? files[path] : undefined;

function marksOf(
  edits: readonly ExplainedEdit[],
  place: (edit: ExplainedEdit) => { readonly start: number; readonly end: number },
): Mark[] {
  return edits
    .map((edit) => ({ start: place(edit).start, end: place(edit).end, reason: edit.message }))
    .filter(({ start, end }) => end > start)
    .sort((a, b) => a.start - b.start);
}

/** The lines of the port that these lines of the source became. */
export function linesInPort(lines: Lines, text: string, { text: out, edits }: PortedFile): Lines {
  const starts = lineStarts(text);
  const outStarts = lineStarts(out);
  const first = starts[Math.min(lines.from, starts.length) - 1] as number;
  const last = (starts[lines.to] ?? text.length + 1) - 1;
  return {
    from: placeAt(outStarts, inOutput(first, edits, 'start')).line,
    to: placeAt(outStarts, inOutput(last, edits, 'end')).line,
  };
}

function inOutput(offset: number, edits: readonly ExplainedEdit[], side: 'start' | 'end'): number {
  const before = edits.filter(({ span }) => span.start < offset || (span.start === offset && side === 'end'));
  const last = before.reduce<ExplainedEdit | undefined>(
    (latest, edit) => (latest && latest.span.start > edit.span.start ? latest : edit),
    undefined,
  );
  if (!last) return offset;
  return offset < last.span.end ? last.outSpan[side] : last.outSpan.end + (offset - last.span.end);
}
