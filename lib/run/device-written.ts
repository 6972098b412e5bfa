// Which bytes of each copy to the host device code had changed by then: what a launch left as the host gave it says nothing
// about the launch. In comes a recording with detail, out comes a mark for every four bytes. Knows no types.
import type { RecordedChange, RecordedCopy, Recording } from './recording';
import { forEachPiece, forEachRun } from './recording-state';

/** Bytes of device memory that are followed at a time. */
const bound = 512 * 1024 * 1024;

/** The marks of what a copy took; its rows stand one after another. */
function marksOf({ offset, bytes, width = bytes, pitch = width }: RecordedCopy, of: Uint8Array) {
  if (offset % 4 !== 0 || (width !== bytes && (width % 4 !== 0 || pitch % 4 !== 0))) return undefined;
  if (offset + bytes > 4 * of.length + 3) return undefined;
  const marks = new Uint8Array(Math.ceil(bytes / 4));
  for (let row = 0, at = 0; at < bytes; row++, at += width) {
    const start = (offset + row * pitch) / 4;
    marks.set(of.subarray(start, start + Math.ceil(Math.min(width, bytes - at) / 4)), at / 4);
  }
  return marks;
}

/**
 * @returns for each copy a mark per four bytes of its data, from its first; undefined where it is not known: without
 * detail, after it was cut, and for buffers too large to be followed.
 */
export function deviceWritten(recording: Recording): (Uint8Array | undefined)[] {
  const { detail, buffers, copies } = recording;
  if (!detail) return copies.map(() => undefined);
  const marks = new Map<number, Uint8Array>();
  const result: (Uint8Array | undefined)[] = [];
  let room = bound;
  const follow = (id: number) => {
    const bytes = buffers[id]?.bytes ?? 0;
    if (detail.lost.includes(id) || bytes > room) return;
    room -= bytes;
    marks.set(id, new Uint8Array(Math.ceil(bytes / 4)));
  };
  const mark = (id: number, start: number, length: number, by: 0 | 1) => {
    const into = marks.get(id);
    if (!into || length === 0) return;
    // A granule that is only touched counts as changed, and stays so when only a part of it is overwritten by the host.
    const first = by ? start >> 2 : Math.ceil(start / 4);
    const last = by ? Math.ceil((start + length) / 4) : Math.floor((start + length) / 4);
    if (last > first) into.fill(by, first, last);
  };
  const changes = (one: RecordedChange, by: 0 | 1) =>
    forEachRun(one, buffers[one.buffer]?.bytes ?? 0, (start, bytes) =>
      mark(one.buffer, start, bytes.length, by),
    );
  const last = detail.cut?.step ?? detail.steps.length;
  for (let i = 0; i < last; i++) {
    const step = detail.steps[i];
    switch (step?.kind) {
      case 'alloc':
        follow(step.buffer);
        break;
      case 'free': {
        const bytes = buffers[step.buffer]?.bytes ?? 0;
        if (marks.delete(step.buffer)) room += bytes;
        break;
      }
      case 'write':
      case 'set':
        forEachPiece(step, (start) => mark(step.buffer, start, step.width, 0));
        break;
      case 'move': {
        const into = marks.get(step.buffer);
        const from = marks.get(step.from);
        for (let row = 0; row < step.rows && into && step.width > 0; row++) {
          const start = step.offset + row * step.pitch;
          const source = step.fromOffset + row * step.fromPitch;
          for (let at = start >> 2; at <= (start + step.width - 1) >> 2; at++)
            into[at] = from ? (from[(source + 4 * at - start) >> 2] ?? 0) : 1;
        }
        break;
      }
      case 'host': {
        // Into memory that the host can't reach, only a library writes: it works on the device's behalf.
        const { kind } = buffers[step.buffer] ?? {};
        changes(step, kind === 'device' || kind === 'symbol' ? 1 : 0);
        break;
      }
      case 'launch':
        for (const one of step.wrote) changes(one, 1);
        break;
      case 'copy': {
        const copy = copies[step.copy];
        const of = copy && marks.get(copy.buffer);
        if (copy && of) result[step.copy] = marksOf(copy, of);
        break;
      }
    }
  }
  return copies.map((_, i) => result[i]);
}
