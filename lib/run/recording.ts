// A recording: what a program run on the CPU runtime did, as the runtime writes it to its own descriptor.
// In come bytes that a hostile program may have forged, out comes a Recording within bounds.
//
// Every recording has the launches and what came back to the host. One with detail also tells how device memory came to
// hold what it holds: what was copied or filled in, with which arguments each launch ran, and what it wrote.
//
// The stream is a row of frames: u32 header length, u32 data length (both little-endian), the header as JSON in
// UTF-8, the data. runtime/include/crosswarp/record.h writes it, this file reads it; both hold to this schema.
import { z } from 'zod';
import { findingFrame, type RecordedFinding } from './findings';

export const recordingVersion = 2;

const count = z.number().int().nonnegative();
const dim3 = z.tuple([count, count, count]);
const pieces = { id: count, offset: count, width: count, pitch: count, rows: count };

export const recordHeaderSchema = z.discriminatedUnion('t', [
  /** First frame. */
  z.object({
    t: z.literal('begin'),
    v: z.union([z.literal(1), z.literal(recordingVersion)]),
    api: z.enum(['cuda', 'hip']),
    warp: z.union([z.literal(32), z.literal(64)]),
    /** Every byte of new device memory. */
    poison: z.number().int().min(0).max(255).default(0xcb),
    /** Blocks and threads took their turns from the last to the first. */
    reversed: z.literal(true).optional(),
    /** Frames of detail follow. */
    detail: z.literal(true).optional(),
  }),
  /**
   * An allocation on the device, or a symbol at its first copy; `id` counts from 0 in order of allocation.
   * `type` is the pointee of the pointer it was allocated through, as CUDA writes it, absent when void.
   */
  z.object({
    t: z.literal('alloc'),
    id: count,
    bytes: count,
    kind: z.enum(['device', 'managed', 'symbol', 'host']),
    type: z.string().max(200).optional(),
    /** Line of the call in the user's main file or header; 0 when unknown. */
    line: count,
    /** A symbol's own name. */
    name: z.string().max(200).optional(),
    /** Where it lies, when that is the same in every run. */
    address: count.optional(),
  }),
  /** A buffer was passed to a kernel parameter whose pointee has this type. Sent once per buffer and type. */
  z.object({ t: z.literal('bind'), id: count, type: z.string().max(200) }),
  /** A launch, when it ended. `i` counts from 0. */
  z.object({
    t: z.literal('launch'),
    i: count,
    kernel: z.string().max(500),
    grid: dim3,
    block: dim3,
    shared: count,
    ns: count,
    line: count,
    /** It used atomics whose result depends on who comes first: on floating-point numbers, or locks. */
    atomics: z.literal(true).optional(),
  }),
  /**
   * A copy from device to host (or managed memory at a synchronisation or at exit): the data are its contents.
   * `launch` is the last launch before it, -1 before any. `id` -1: from memory that is no known buffer.
   * `bytes` is the size of the copy; the data hold fewer when the recording's bound was met.
   */
  z.object({
    t: z.literal('copy'),
    i: count,
    launch: z.number().int().min(-1),
    id: z.number().int().min(-1),
    offset: count,
    bytes: count,
    line: count,
    kind: z.enum(['copy', 'symbol', 'managed']),
    /** Of a copy of several rows: the bytes of one, and how far apart they begin in the buffer. */
    width: z.number().int().positive().optional(),
    pitch: count.optional(),
  }),
  /** Something the program did wrong, at the moment in which it was seen: lib/run/findings.ts. */
  z.object({ t: z.literal('finding'), ...findingFrame }),
  // ---- detail; pieces are `rows` of `width` bytes, `pitch` apart in the buffer ----
  /** Bytes came into a buffer from the host, or were there when it became known (`initial`). The data are the pieces. */
  z.object({
    t: z.literal('write'),
    ...pieces,
    line: count,
    kind: z.enum(['copy', 'symbol', 'host', 'initial', 'managed']),
  }),
  /** A part of a buffer was filled with one byte. */
  z.object({ t: z.literal('set'), ...pieces, value: z.number().int().min(0).max(255), line: count }),
  /** A copy from one buffer to another, or within one. */
  z.object({
    t: z.literal('move'),
    ...pieces,
    from: count,
    fromOffset: count,
    fromPitch: count,
    line: count,
  }),
  z.object({ t: z.literal('free'), id: count, line: count }),
  /**
   * One argument of the next launch, in order. The data are its bytes; a pointer into a buffer has `id` and `offset` too.
   * The type is the parameter's, as the compiler writes it.
   */
  z.object({
    t: z.literal('arg'),
    type: z.string().max(200),
    id: count.optional(),
    offset: count.optional(),
  }),
  /**
   * What the last launch changed in a buffer, or the host or a library before the next one: runs of bytes, each after two numbers (seven
   * bits to a byte, lowest first): how far behind the end of the last run it begins, and how long it is.
   */
  z.object({ t: z.literal('delta'), id: count, changed: count, by: z.enum(['launch', 'host']) }),
  /** A buffer too large to be followed: what it holds is not known. */
  z.object({ t: z.literal('lost'), id: count }),
  /** No more detail: a bound was met. */
  z.object({ t: z.literal('cut'), why: z.enum(['bytes', 'time']) }),
  /**
   * Where random inputs came from, as far as they have a seed that can be changed: `rand time random_device curand`, those
   * that were drawn from. Absent where the calls were not watched.
   */
  z.object({ t: z.literal('seeds'), from: z.string().max(100) }),
  /** Last frame: how much there was in all, also when not all of it was recorded. */
  z.object({ t: z.literal('end'), launches: count, copies: count, cut: z.boolean() }),
]);
export type RecordHeader = z.infer<typeof recordHeaderSchema>;

export type RecordedBuffer = {
  readonly id: number;
  readonly bytes: number;
  readonly kind: 'device' | 'managed' | 'symbol' | 'host';
  /** Element type as CUDA writes it; undefined when nothing gave one. */
  readonly type?: string;
  readonly line: number;
  readonly name?: string;
  readonly address?: number;
};
export type RecordedLaunch = {
  readonly kernel: string;
  readonly grid: readonly [number, number, number];
  readonly block: readonly [number, number, number];
  readonly ns: number;
  readonly line: number;
  /** Dynamic shared memory, in bytes. */
  readonly shared?: number;
  readonly atomics?: true;
};
export type RecordedCopy = {
  readonly launch: number;
  readonly buffer: number;
  readonly offset: number;
  readonly bytes: number;
  readonly data: Uint8Array;
  readonly line: number;
  readonly kind: 'copy' | 'symbol' | 'managed';
  /** Of several rows, whose data stand one after another: the bytes of one, and how far apart they begin in the buffer. */
  readonly width?: number;
  readonly pitch?: number;
};
export type Recording = {
  readonly api: 'cuda' | 'hip';
  readonly warp: 32 | 64;
  readonly buffers: readonly RecordedBuffer[];
  readonly launches: readonly RecordedLaunch[];
  readonly copies: readonly RecordedCopy[];
  readonly findings?: readonly RecordedFinding[];
  /** The program ended before its recording did (it crashed), or a bound cut it. */
  readonly complete: boolean;
  /** What there was in all, told at the end; undefined where the program never came there. */
  readonly totals?: { readonly launches: number; readonly copies: number };
  /** Every byte of new device memory; 0xcb unless said. */
  readonly fresh?: number;
  /** What random inputs were drawn from; undefined where that was not watched. */
  readonly seeds?: readonly string[];
  readonly detail?: RecordingDetail;
};

/** `rows` of `width` bytes, `pitch` apart, at `offset` of a buffer. */
export type Pieces = {
  readonly buffer: number;
  readonly offset: number;
  readonly width: number;
  readonly pitch: number;
  readonly rows: number;
};
/** One argument of a launch: its bytes, and for a pointer into a buffer where it points to. */
export type RecordedArgument = {
  readonly type: string;
  readonly data: Uint8Array;
  readonly buffer?: number;
  readonly offset?: number;
};
/** What somebody changed in a buffer; `runs` are as in the frame `delta`. */
export type RecordedChange = {
  readonly buffer: number;
  readonly changed: number;
  readonly runs: Uint8Array;
};
/** What happened, in order. `launch` and `copy` are indexes. */
export type RecordedStep =
  | { readonly kind: 'alloc'; readonly buffer: number }
  | { readonly kind: 'free'; readonly buffer: number }
  | ({
      readonly kind: 'write';
      readonly data: Uint8Array;
      readonly line: number;
      readonly how: 'copy' | 'symbol' | 'host' | 'initial' | 'managed';
    } & Pieces)
  | ({ readonly kind: 'set'; readonly value: number; readonly line: number } & Pieces)
  | ({
      readonly kind: 'move';
      readonly from: number;
      readonly fromOffset: number;
      readonly fromPitch: number;
      readonly line: number;
    } & Pieces)
  | ({ readonly kind: 'host' } & RecordedChange)
  | {
      readonly kind: 'launch';
      readonly launch: number;
      readonly args: readonly RecordedArgument[];
      readonly wrote: readonly RecordedChange[];
    }
  | { readonly kind: 'copy'; readonly copy: number };

export type RecordingDetail = {
  /** Every byte of new device memory. */
  readonly poison: number;
  readonly steps: readonly RecordedStep[];
  /** Buffers that were too large to be followed. */
  readonly lost: readonly number[];
  /** The detail ends before this step because of a bound; later steps are not all there. */
  readonly cut?: { readonly why: 'bytes' | 'time'; readonly step: number };
};
