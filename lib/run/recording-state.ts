// What device memory held at any moment of a recording with detail: in come a recording, a buffer and a step, out come its
// bytes. Everything is read from what a program said of itself, so nothing is trusted to fit. Knows no types and no page.
import type { Pieces, RecordedChange, RecordedStep, Recording, RecordingDetail } from './recording';

/** Bytes of one recording's buffers that are put together at a time. */
export const stateBound = 512 * 1024 * 1024;

/** Calls `run` with each run of changed bytes; what does not fit the buffer is left out. */
export function forEachRun(
  { runs }: Pick<RecordedChange, 'runs'>,
  size: number,
  run: (start: number, bytes: Uint8Array) => void,
): void {
  let at = 0;
  let end = 0;
  const number = () => {
    let value = 0;
    for (let factor = 1; at < runs.length && factor < 2 ** 49; factor *= 128) {
      const byte = runs[at++] as number;
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
    return Number.NaN;
  };
  while (at < runs.length) {
    const start = end + number();
    const length = number();
    if (!(start + length <= size) || at + length > runs.length) return;
    run(start, runs.subarray(at, at + length));
    at += length;
    end = start + length;
  }
}

/** Calls `piece` with where each row begins in the buffer and in the tight data. */
export function forEachPiece(
  { offset, width, pitch, rows }: Pick<Pieces, 'offset' | 'width' | 'pitch' | 'rows'>,
  piece: (start: number, at: number) => void,
): void {
  if (width === 0) return;
  for (let row = 0; row < rows; row++) piece(offset + row * pitch, row * width);
}

/** The buffers that one must follow to know one of them: those that copies between buffers came from, and theirs. */
function sourcesOf(detail: RecordingDetail, buffer: number, last: number): Set<number> {
  const needed = new Set([buffer]);
  for (let i = Math.min(last, detail.steps.length) - 1; i >= 0; i--) {
    const step = detail.steps[i] as RecordedStep;
    if (step.kind === 'move' && needed.has(step.buffer)) needed.add(step.from);
  }
  return needed;
}

export type StateAt = {
  readonly bytes: Uint8Array;
  /** Set where a part of the answer is not known: `large`, or a bound of the recording or of this reading was met. */
  readonly unknown?: 'large' | 'cut';
};

/** Applies one step to the contents that are followed. */
function apply(step: RecordedStep, contents: ReadonlyMap<number, Uint8Array>): void {
  switch (step.kind) {
    case 'write': {
      const into = contents.get(step.buffer);
      if (into) forEachPiece(step, (start, at) => into.set(step.data.subarray(at, at + step.width), start));
      return;
    }
    case 'set': {
      const into = contents.get(step.buffer);
      if (into) forEachPiece(step, (start) => into.fill(step.value, start, start + step.width));
      return;
    }
    case 'move': {
      const into = contents.get(step.buffer);
      const from = contents.get(step.from);
      if (!into || !from) return;
      for (let row = 0; row < step.rows; row++) {
        const start = step.fromOffset + row * step.fromPitch;
        into.set(from.subarray(start, start + step.width), step.offset + row * step.pitch);
      }
      return;
    }
    case 'host':
      change(step, contents);
      return;
    case 'launch':
      for (const one of step.wrote) change(one, contents);
      return;
    default:
      return;
  }
}

function change(one: RecordedChange, contents: ReadonlyMap<number, Uint8Array>): void {
  const into = contents.get(one.buffer);
  if (into) forEachRun(one, into.length, (start, bytes) => into.set(bytes, start));
}

/**
 * What a buffer held before step `step` (its index, or their number: at the end).
 * @returns undefined when the recording has no detail or no such buffer
 */
export function bufferAt(recording: Recording, buffer: number, step: number): StateAt | undefined {
  const { detail, buffers } = recording;
  const size = buffers[buffer]?.bytes;
  if (!detail || size === undefined) return undefined;
  const last = Math.min(step, detail.cut?.step ?? detail.steps.length, detail.steps.length);
  const needed = sourcesOf(detail, buffer, last);
  let sum = 0;
  for (const id of needed) sum += buffers[id]?.bytes ?? 0;
  if (sum > stateBound || [...needed].some((id) => detail.lost.includes(id)))
    return { bytes: new Uint8Array(), unknown: 'large' };
  const contents = new Map(
    [...needed].map((id) => [id, new Uint8Array(buffers[id]?.bytes ?? 0).fill(detail.poison)]),
  );
  for (let i = 0; i < last; i++) apply(detail.steps[i] as RecordedStep, contents);
  const bytes = contents.get(buffer) as Uint8Array;
  return { bytes, ...(last < step && { unknown: 'cut' as const }) };
}

export type StateAround = {
  readonly before: Uint8Array;
  readonly after: Uint8Array;
  readonly changed: number;
  /** Offset of the first byte that the launch changed. */
  readonly firstChange?: number;
  readonly unknown?: StateAt['unknown'];
};

/** What a buffer held before a launch and after it. @returns undefined when there is no such launch or buffer */
export function bufferAround(recording: Recording, buffer: number, launch: number): StateAround | undefined {
  const index = launchSteps(recording)[launch];
  if (index === undefined) return undefined;
  const state = bufferAt(recording, buffer, index);
  const step = recording.detail?.steps[index];
  if (!state || step?.kind !== 'launch') return undefined;
  if (state.unknown) return { before: state.bytes, after: state.bytes, changed: 0, unknown: state.unknown };
  const after = state.bytes.slice();
  const change = step.wrote.find((one) => one.buffer === buffer);
  let changed = 0;
  let firstChange: number | undefined;
  if (change)
    forEachRun(change, after.length, (start, bytes) => {
      after.set(bytes, start);
      firstChange ??= start;
      changed += bytes.length;
    });
  const isLast = (recording.detail?.cut?.step ?? Number.POSITIVE_INFINITY) <= index + 1;
  return {
    before: state.bytes,
    after,
    changed,
    ...(firstChange !== undefined && { firstChange }),
    // The bound may have been met while what this launch wrote was told.
    ...(isLast && !change && { unknown: 'cut' as const }),
  };
}

/** Where the step of each launch stands. */
export function launchSteps({ detail }: Recording): number[] {
  const places: number[] = [];
  detail?.steps.forEach((step, index) => {
    if (step.kind === 'launch') places[step.launch] = index;
  });
  return places;
}
