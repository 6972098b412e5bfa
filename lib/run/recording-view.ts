// A recording as it is answered and shown: in come a recording and names, out come a page of its timeline, or a part of a
// buffer around a launch. Bounded in what comes out. Knows no network and no page.
import { bigNumbersOf, numbersOf } from './buffer-values';
import { elementType, scalarBytes } from './element-types';
import { valueText } from './float-formats';
import type { RecordedArgument, RecordedStep, Recording } from './recording';
import { bareKernelName, type ParameterName, type RecordingNames } from './recording-names';
import { bufferAround } from './recording-state';
import type { RunnerId, WarpSize } from './runner';
import {
  type RecordedContents,
  type RecordingAnswer,
  type RecordingStep,
  recordingLimits,
} from './wire-recording';

/** Bytes of a struct that are shown. */
const shownBytes = 64;

function hex(data: Uint8Array): string {
  const shown = Array.from(data.subarray(0, shownBytes), (byte) => byte.toString(16).padStart(2, '0'));
  return `${shown.join(' ')}${data.length > shownBytes ? ' …' : ''}`;
}

/** A kernel's argument as text. Vectors are listed, pointers are addresses, what is not known is its bytes. */
export function argumentText(type: string, data: Uint8Array): string {
  if (/\*\s*(const|__restrict__|restrict)?\s*$/.test(type) && data.length === 8) {
    const address = new DataView(data.buffer, data.byteOffset, 8).getBigUint64(0, true);
    return address === 0n ? 'null' : `0x${address.toString(16)}`;
  }
  const { scalar, lanes } = elementType(type);
  if (scalar === 'byte' || data.length !== lanes * scalarBytes[scalar]) return hex(data);
  const texts =
    scalar === 'i64' || scalar === 'u64'
      ? Array.from(bigNumbersOf(data, scalar), String)
      : Array.from(numbersOf(data, scalar), (value) => valueText(value, scalar));
  return texts.join(', ');
}

function argument(arg: RecordedArgument, parameter: ParameterName | undefined) {
  const type = parameter && isPlain(parameter.type) ? parameter.type : arg.type;
  return {
    ...(parameter && { name: parameter.name }),
    type,
    value: argumentText(arg.type, arg.data),
    ...(arg.buffer !== undefined && { buffer: arg.buffer, offset: arg.offset ?? 0 }),
  };
}

/** Not a template's own name for a type, which says less than the compiler's. */
const isPlain = (type: string) => elementType(type.replace(/\*.*$/, '')).scalar !== 'byte';

function stepView(
  recording: Recording,
  step: RecordedStep,
  index: number,
  names: RecordingNames,
): RecordingStep {
  switch (step.kind) {
    case 'alloc':
    case 'free':
      return { kind: step.kind, step: index, buffer: step.buffer };
    case 'host':
      return { kind: 'host', step: index, buffer: step.buffer, changed: step.changed };
    case 'write':
    case 'set':
    case 'move': {
      const { buffer, offset, width, rows, line } = step;
      const place = { step: index, buffer, offset, bytes: width * rows, line };
      if (step.kind === 'set') return { kind: 'set', ...place, value: step.value };
      if (step.kind === 'write') return { kind: 'write', ...place, how: step.how };
      return { kind: 'move', ...place, from: step.from, fromOffset: step.fromOffset };
    }
    case 'copy': {
      const copy = recording.copies[step.copy];
      return {
        kind: 'copy',
        step: index,
        buffer: copy?.buffer ?? -1,
        offset: copy?.offset ?? 0,
        bytes: copy?.bytes ?? 0,
        line: copy?.line ?? 0,
        how: copy?.kind ?? 'copy',
      };
    }
    case 'launch': {
      const launch = recording.launches[step.launch];
      const kernel = launch?.kernel ?? '';
      const parameters = names.parameters[bareKernelName(kernel)] ?? [];
      return {
        kind: 'launch',
        step: index,
        launch: step.launch,
        kernel,
        grid: [...(launch?.grid ?? [0, 0, 0])],
        block: [...(launch?.block ?? [0, 0, 0])],
        sharedBytes: launch?.shared ?? 0,
        ms: (launch?.ns ?? 0) / 1e6,
        line: launch?.line ?? 0,
        args: step.args.map((arg, i) => argument(arg, parameters[i])),
        wrote: step.wrote.map(({ buffer, changed }) => ({ buffer, changed })),
      };
    }
  }
}

/** The timeline from step `from` on. */
export function timelineOf(
  recording: Recording,
  names: RecordingNames,
  about: { readonly runner: RunnerId; readonly warp: WarpSize },
  from = 0,
): RecordingAnswer {
  const { detail } = recording;
  const steps = detail?.steps ?? [];
  return {
    ...about,
    complete: recording.complete && !detail?.cut,
    ...(detail?.cut && { cut: detail.cut }),
    buffers: recording.buffers.map(({ id, bytes, type, kind, line }) => ({
      id,
      name: names.buffers[id] ?? `a${id}`,
      bytes,
      ...(type && { type }),
      kind,
      line,
      lost: detail?.lost.includes(id) ?? true,
    })),
    total: steps.length,
    from,
    steps: steps
      .slice(from, from + recordingLimits.steps)
      .map((step, i) => stepView(recording, step, from + i, names)),
  };
}

/**
 * A part of a buffer before a launch and after it.
 * @param base64 the engine's own encoder
 * @returns undefined when there is no such launch or buffer
 */
export function contentsOf(
  recording: Recording,
  names: RecordingNames,
  at: { readonly launch: number; readonly buffer: number; readonly offset?: number; readonly bytes?: number },
  base64: (bytes: Uint8Array) => string,
): RecordedContents | undefined {
  const state = bufferAround(recording, at.buffer, at.launch);
  const known = recording.buffers[at.buffer];
  if (!state || !known) return undefined;
  const start = Math.min(at.offset ?? 0, known.bytes);
  const end = start + Math.min(at.bytes ?? recordingLimits.bytes, recordingLimits.bytes);
  return {
    launch: at.launch,
    buffer: at.buffer,
    name: names.buffers[at.buffer] ?? `a${at.buffer}`,
    ...(known.type && { type: known.type }),
    bytes: known.bytes,
    offset: start,
    before: base64(state.before.subarray(start, end)),
    after: base64(state.after.subarray(start, end)),
    ...(state.firstChange !== undefined && { firstChange: state.firstChange }),
    changed: state.changed,
    ...(state.unknown && { unknown: state.unknown }),
  };
}
