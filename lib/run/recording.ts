// A recording: what a program run on the CPU runtime did, as the runtime writes it to its own descriptor.
// In come bytes that a hostile program may have forged, out comes a Recording within bounds.
//
// The stream is a row of frames: u32 header length, u32 data length (both little-endian), the header as JSON in
// UTF-8, the data. runtime/include/crosswarp/record.h writes it, this file reads it; both hold to this schema.
import { z } from 'zod';
import { findingFrame, type RecordedFinding } from './findings';

export const recordingVersion = 1;

const count = z.number().int().nonnegative();
const dim3 = z.tuple([count, count, count]);

export const recordHeaderSchema = z.discriminatedUnion('t', [
  /** First frame. */
  z.object({
    t: z.literal('begin'),
    v: z.literal(recordingVersion),
    api: z.enum(['cuda', 'hip']),
    warp: z.union([z.literal(32), z.literal(64)]),
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
  }),
  /** Something the program did wrong, at the moment in which it was seen: lib/run/findings.ts. */
  z.object({ t: z.literal('finding'), ...findingFrame }),
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
};
export type RecordedLaunch = {
  readonly kernel: string;
  readonly grid: readonly [number, number, number];
  readonly block: readonly [number, number, number];
  readonly ns: number;
  readonly line: number;
};
export type RecordedCopy = {
  readonly launch: number;
  readonly buffer: number;
  readonly offset: number;
  readonly bytes: number;
  readonly data: Uint8Array;
  readonly line: number;
  readonly kind: 'copy' | 'symbol' | 'managed';
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
};
