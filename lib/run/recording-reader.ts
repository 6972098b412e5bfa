// Reads the bytes of a recording (lib/run/recording.ts has the format). In come bytes that a hostile program may have
// forged, out comes what could be read of them, within bounds, and what was wrong. Never throws on data.
import type { Params } from '@/lib/core/problem';
import { bytesType, elementType } from './element-types';
import type { RecordedFinding } from './findings';
import {
  type RecordedArgument,
  type RecordedBuffer,
  type RecordedChange,
  type RecordedStep,
  type RecordHeader,
  type Recording,
  recordHeaderSchema,
} from './recording';

/** What is taken at most. Bytes bound the data, counts bound the objects made for them. */
export type RecordingBounds = {
  readonly bytes: number;
  readonly headerBytes: number;
  readonly buffers: number;
  readonly launches: number;
  readonly copies: number;
  readonly findings: number;
  readonly steps: number;
  /** Arguments of one launch. */
  readonly arguments: number;
};

export const recordingBounds: RecordingBounds = {
  bytes: 256 * 1024 * 1024,
  headerBytes: 16 * 1024,
  buffers: 100_000,
  launches: 1_000_000,
  copies: 100_000,
  findings: 500,
  steps: 500_000,
  arguments: 1_000,
};

/** What is wrong with a recording, as a message: `code` is a key of the catalogue. */
export type Damage = {
  readonly code: 'recording-empty' | 'recording-malformed' | 'recording-truncated' | 'recording-too-large';
  readonly params: Params;
};

export type ReadRecording = {
  /** What came before the damage, marked incomplete; absent when not even the first frame could be read. */
  readonly recording?: Recording;
  readonly damage?: Damage;
};

/** UTF-8 to text without an engine's decoder; undefined when it is not UTF-8. */
function utf8Text(bytes: Uint8Array): string | undefined {
  let ascii = true;
  let escaped = '';
  let plain = '';
  for (const byte of bytes) {
    if (byte < 0x80) plain += String.fromCharCode(byte);
    else ascii = false;
  }
  if (ascii) return plain;
  for (const byte of bytes) escaped += `%${byte.toString(16).padStart(2, '0')}`;
  try {
    return decodeURIComponent(escaped);
  } catch {
    return undefined;
  }
}

function parseHeader(bytes: Uint8Array): RecordHeader | undefined {
  const text = utf8Text(bytes);
  if (text === undefined) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const parsed = recordHeaderSchema.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}

type Building = {
  begin?: { api: 'cuda' | 'hip'; warp: 32 | 64; fresh: number };
  detail?: {
    poison: number;
    steps: RecordedStep[];
    lost: number[];
    cut?: { why: 'bytes' | 'time'; step: number };
    args: RecordedArgument[];
    /** What the last launch wrote; grows until the next step. */
    wrote: RecordedChange[];
  };
  seeds?: string[];
  ended?: { cut: boolean; launches: number; copies: number };
  buffers: RecordedBuffer[];
  /** Types of the kernel parameters that each buffer was passed to, in order. */
  bound: Map<number, string[]>;
  launches: Recording['launches'][number][];
  copies: Recording['copies'][number][];
  findings: RecordedFinding[];
};

const malformed = (what: string, frame: number): Damage => ({
  code: 'recording-malformed',
  params: { what, frame },
});
const tooLarge = (what: string, limit: number): Damage => ({
  code: 'recording-too-large',
  params: { what, limit },
});

/** Takes one frame into what is being built; a returned damage ends the reading. */
function take(
  into: Building,
  header: RecordHeader,
  data: Uint8Array,
  frame: number,
  bounds: RecordingBounds,
): Damage | undefined {
  if (header.t !== 'begin' && !into.begin) return malformed('it does not begin at the beginning', frame);
  if (!carriesData.has(header.t) && data.length > 0) return malformed('data where none belong', frame);
  switch (header.t) {
    case 'begin':
      if (into.begin) return malformed('a second beginning', frame);
      into.begin = { api: header.api, warp: header.warp, fresh: header.poison };
      if (header.detail) into.detail = { poison: header.poison, steps: [], lost: [], args: [], wrote: [] };
      return undefined;
    case 'alloc': {
      if (into.buffers.length >= bounds.buffers) return tooLarge('buffers', bounds.buffers);
      if (header.id !== into.buffers.length) return malformed('buffers out of order', frame);
      const { id, bytes, kind, type, line, name, address } = header;
      into.buffers.push({
        id,
        bytes,
        kind,
        line,
        ...(type && { type }),
        ...(name && { name }),
        ...(address && { address }),
      });
      return step(into, { kind: 'alloc', buffer: id }, bounds);
    }
    case 'bind': {
      if (header.id >= into.buffers.length) return malformed('a buffer that was never allocated', frame);
      const types = into.bound.get(header.id);
      if (!types) into.bound.set(header.id, [header.type]);
      else if (types.length < 16) types.push(header.type);
      return undefined;
    }
    case 'launch': {
      if (into.launches.length >= bounds.launches) return tooLarge('launches', bounds.launches);
      if (header.i !== into.launches.length) return malformed('launches out of order', frame);
      const { kernel, grid, block, ns, line, shared, atomics } = header;
      into.launches.push({ kernel, grid, block, ns, line, shared, ...(atomics && { atomics }) });
      if (!into.detail) return undefined;
      const { args } = into.detail;
      const wrote: RecordedChange[] = [];
      into.detail.args = [];
      into.detail.wrote = wrote;
      return step(into, { kind: 'launch', launch: header.i, args, wrote }, bounds);
    }
    case 'copy': {
      if (into.copies.length >= bounds.copies) return tooLarge('copies', bounds.copies);
      if (header.i !== into.copies.length) return malformed('copies out of order', frame);
      if (header.id >= into.buffers.length) return malformed('a buffer that was never allocated', frame);
      if (data.length > header.bytes) return malformed('more data than the copy had', frame);
      const { launch, id, offset, bytes, line, kind, width, pitch } = header;
      into.copies.push({
        launch,
        buffer: id,
        offset,
        bytes,
        data,
        line,
        kind,
        ...(width !== undefined && pitch !== undefined && { width, pitch }),
      });
      return step(into, { kind: 'copy', copy: header.i }, bounds);
    }
    case 'finding': {
      const { t, ...finding } = header;
      if (into.findings.length < bounds.findings) into.findings.push(finding);
      return undefined;
    }
    case 'write':
    case 'set':
    case 'move':
    case 'free':
    case 'arg':
    case 'delta':
    case 'lost':
    case 'cut':
      return takeDetail(into, header, data, frame, bounds);
    case 'seeds':
      into.seeds = header.from
        .split(' ')
        .filter((name) => name !== '')
        .slice(0, 8);
      return undefined;
    case 'end':
      if (header.launches < into.launches.length || header.copies < into.copies.length)
        return malformed('an end that counts less than there was', frame);
      into.ended = {
        launches: header.launches,
        copies: header.copies,
        cut: header.cut || header.launches > into.launches.length || header.copies > into.copies.length,
      };
      return undefined;
  }
}

const carriesData: ReadonlySet<RecordHeader['t']> = new Set(['copy', 'write', 'arg', 'delta']);

function step(into: Building, taken: RecordedStep, bounds: RecordingBounds): Damage | undefined {
  if (!into.detail) return undefined;
  if (into.detail.steps.length >= bounds.steps) return tooLarge('steps', bounds.steps);
  into.detail.steps.push(taken);
  return undefined;
}

type DetailHeader = Extract<
  RecordHeader,
  { t: 'write' | 'set' | 'move' | 'free' | 'arg' | 'delta' | 'lost' | 'cut' }
>;

/** The pieces lie within their buffer. */
function fits(
  buffer: RecordedBuffer | undefined,
  { offset, width, pitch, rows }: { offset: number; width: number; pitch: number; rows: number },
): boolean {
  // Rows of nothing, or all at one place, would be walked for ever.
  if (!buffer || rows < 1 || width < 1 || (rows > 1 && pitch < width)) return false;
  return offset + (rows - 1) * pitch + width <= buffer.bytes;
}

/** A frame that belongs to the detail. */
function takeDetail(
  into: Building,
  header: DetailHeader,
  data: Uint8Array,
  frame: number,
  bounds: RecordingBounds,
): Damage | undefined {
  const { detail, buffers } = into;
  if (!detail || detail.cut) return malformed('detail where none belongs', frame);
  const unknown = malformed('a buffer that was never allocated', frame);
  const outside = malformed('pieces that lie outside their buffer', frame);
  switch (header.t) {
    case 'write':
    case 'set':
    case 'move': {
      const { id, offset, width, pitch, rows, line } = header;
      const where = { buffer: id, offset, width, pitch, rows, line };
      if (!fits(buffers[id], header)) return buffers[id] ? outside : unknown;
      if (header.t === 'set') return step(into, { kind: 'set', value: header.value, ...where }, bounds);
      if (header.t === 'write') {
        if (data.length !== width * rows) return malformed('pieces of another size than said', frame);
        return step(into, { kind: 'write', how: header.kind, data, ...where }, bounds);
      }
      const { from, fromOffset, fromPitch } = header;
      if (!fits(buffers[from], { offset: fromOffset, width, pitch: fromPitch, rows })) return outside;
      return step(into, { kind: 'move', from, fromOffset, fromPitch, ...where }, bounds);
    }
    case 'free':
      return header.id < buffers.length ? step(into, { kind: 'free', buffer: header.id }, bounds) : unknown;
    case 'arg': {
      const { type, id, offset } = header;
      if (detail.args.length >= bounds.arguments) return tooLarge('arguments', bounds.arguments);
      if (id !== undefined && id >= buffers.length) return unknown;
      detail.args.push({
        type,
        data,
        ...(id !== undefined && { buffer: id, offset: offset ?? 0 }),
      });
      return undefined;
    }
    case 'delta': {
      const { id, changed, by } = header;
      if (id >= buffers.length) return unknown;
      const change = { buffer: id, changed, runs: data };
      if (by === 'host') return step(into, { kind: 'host', ...change }, bounds);
      if (detail.wrote.length >= bounds.buffers) return tooLarge('buffers', bounds.buffers);
      if (detail.steps.at(-1)?.kind !== 'launch') return malformed('what a launch wrote without one', frame);
      detail.wrote.push(change);
      return undefined;
    }
    case 'lost':
      if (header.id >= buffers.length) return unknown;
      detail.lost.push(header.id);
      return undefined;
    case 'cut':
      detail.cut = { why: header.why, step: detail.steps.length };
      return undefined;
  }
}

/**
 * The element type of a buffer: the pointee of the kernel parameters it was passed to, else of its allocation.
 * A parameter of unknown type or of plain bytes (`char *`, `void *`) says less than any other. Parameters that read the
 * same bytes as different scalars leave bytes: to read integers as floats would compare them within a tolerance.
 */
function typeOf(allocated: string | undefined, bound: readonly string[]): string | undefined {
  const known = bound.filter((type) => {
    const { scalar } = elementType(type);
    return scalar !== 'byte' && scalar !== 'i8' && scalar !== 'u8';
  });
  const kinds = new Set(known.map((type) => elementType(type).scalar));
  if (kinds.size > 1) return bytesType.name;
  return known[0] ?? bound.find((type) => elementType(type).name !== bytesType.name) ?? allocated;
}

function finish(built: Building): Recording | undefined {
  if (!built.begin) return undefined;
  const buffers = built.buffers.map((buffer) => {
    const bound = built.bound.get(buffer.id);
    const type = bound ? typeOf(buffer.type, bound) : buffer.type;
    return type === buffer.type || type === undefined ? buffer : { ...buffer, type };
  });
  return {
    ...built.begin,
    buffers,
    launches: built.launches,
    copies: built.copies,
    findings: built.findings,
    complete: built.ended !== undefined && !built.ended.cut,
    ...(built.ended && { totals: { launches: built.ended.launches, copies: built.ended.copies } }),
    ...(built.seeds && { seeds: built.seeds }),
    ...(built.detail && {
      detail: {
        poison: built.detail.poison,
        steps: built.detail.steps,
        lost: built.detail.lost,
        ...(built.detail.cut && { cut: built.detail.cut }),
      },
    }),
  };
}

/**
 * Reads a whole recording. Data of copies are views into `bytes`, not copies of them.
 * @param bytes what the program wrote to its recording descriptor, perhaps only the first part of it.
 */
export function readRecording(bytes: Uint8Array, bounds: RecordingBounds = recordingBounds): ReadRecording {
  if (bytes.length === 0) return { damage: { code: 'recording-empty', params: {} } };
  const built: Building = { buffers: [], bound: new Map(), launches: [], copies: [], findings: [] };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let damage: Damage | undefined;
  let at = 0;
  let frames = 0;
  for (; at < bytes.length; frames++) {
    const frame = frames;
    if (built.ended) damage = malformed('more after the end', frame);
    else if (bytes.length - at < 8) damage = { code: 'recording-truncated', params: { frame } };
    if (damage) break;
    const headerLength = view.getUint32(at, true);
    const dataLength = view.getUint32(at + 4, true);
    if (headerLength > bounds.headerBytes) {
      damage = malformed('a header of impossible length', frame);
      break;
    }
    const headerEnd = at + 8 + headerLength;
    if (headerEnd + dataLength > bounds.bytes) {
      damage = tooLarge('bytes', bounds.bytes);
      break;
    }
    if (headerEnd + dataLength > bytes.length) {
      damage = { code: 'recording-truncated', params: { frame } };
      break;
    }
    const header = parseHeader(bytes.subarray(at + 8, headerEnd));
    damage = header
      ? take(built, header, bytes.subarray(headerEnd, headerEnd + dataLength), frame, bounds)
      : malformed('a header that fits no schema', frame);
    if (damage) break;
    at = headerEnd + dataLength;
  }
  if (!damage && !built.ended) damage = { code: 'recording-truncated', params: { frame: frames } };
  const finished = finish(built);
  const recording = finished && damage ? { ...finished, complete: false } : finished;
  return { ...(recording && { recording }), ...(damage && { damage }) };
}
