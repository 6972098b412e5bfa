// What the server answers about a recording: its timeline, and a buffer around a launch. Belongs to wire.ts, as all that
// crosses the network does. Knows no transport.
import { z } from 'zod';
import { runnerIds } from './runner';

const warpSize = z.union([z.literal(32), z.literal(64)]);
const dim3 = z.tuple([z.number().int(), z.number().int(), z.number().int()]);
const count = z.number().int().nonnegative();

/** Steps of one answer, and bytes of one buffer in one answer, at most. */
export const recordingLimits = { steps: 1000, bytes: 4 * 1024 * 1024 } as const;

const place = { buffer: count, offset: count, bytes: count, line: count };
/** `step` counts from 0; buffers are named by their id. */
export const recordingStepSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('alloc'), step: count, buffer: count }),
  z.object({ kind: z.literal('free'), step: count, buffer: count }),
  /** From the host, or what was there when the buffer became known. */
  z.object({
    kind: z.literal('write'),
    step: count,
    ...place,
    how: z.enum(['copy', 'symbol', 'host', 'initial', 'managed']),
  }),
  z.object({ kind: z.literal('set'), step: count, ...place, value: count }),
  z.object({ kind: z.literal('move'), step: count, ...place, from: count, fromOffset: count }),
  /** The host wrote into memory that it shares with the device. */
  z.object({ kind: z.literal('host'), step: count, buffer: count, changed: count }),
  z.object({
    kind: z.literal('launch'),
    step: count,
    launch: count,
    kernel: z.string(),
    grid: dim3,
    block: dim3,
    sharedBytes: count,
    ms: z.number(),
    line: count,
    args: z.array(
      z.object({
        name: z.string().optional(),
        type: z.string(),
        /** As text: a number, `null`, an address, or bytes in hexadecimal. */
        value: z.string(),
        /** Where a pointer points to. */
        buffer: count.optional(),
        offset: count.optional(),
      }),
    ),
    /** Bytes that the launch changed, by buffer. */
    wrote: z.array(z.object({ buffer: count, changed: count })),
  }),
  z.object({
    kind: z.literal('copy'),
    step: count,
    buffer: z.number().int().min(-1),
    offset: count,
    bytes: count,
    line: count,
    how: z.enum(['copy', 'symbol', 'managed']),
  }),
]);
export type RecordingStep = z.infer<typeof recordingStepSchema>;

export const recordedBufferSchema = z.object({
  id: count,
  /** `a0 d_in` */
  name: z.string(),
  bytes: count,
  /** Element type as CUDA writes it; absent when unknown. */
  type: z.string().optional(),
  kind: z.enum(['device', 'managed', 'symbol', 'host']),
  line: count,
  /** Too large to be followed: its contents are not known. */
  lost: z.boolean(),
});
/** Answer of `GET /api/v1/runs/:id/recording`. */
export const recordingAnswerSchema = z.object({
  runner: z.enum(runnerIds),
  warp: warpSize,
  /** The program ran to its end and its recording met no bound. */
  complete: z.boolean(),
  /** Steps from `step` on are not all there, because a bound was met. */
  cut: z.object({ why: z.enum(['bytes', 'time']), step: count }).optional(),
  buffers: z.array(recordedBufferSchema),
  /** All steps, of which `steps` are those from `from` on, at most 1000. */
  total: count,
  from: count,
  steps: z.array(recordingStepSchema),
});
export type RecordingAnswer = z.infer<typeof recordingAnswerSchema>;

/** Answer of `GET /api/v1/runs/:id/recording/:launch/:buffer`: a buffer before a launch and after it. */
export const recordedContentsSchema = z.object({
  launch: count,
  buffer: count,
  name: z.string(),
  type: z.string().optional(),
  /** Of the whole buffer. */
  bytes: count,
  /** Of the part that follows; at most 4 MiB. */
  offset: count,
  /** Base64 of the bytes, as they lie in memory. */
  before: z.string(),
  after: z.string(),
  /** Byte offset of the first change in the whole buffer, and how many bytes changed. */
  firstChange: count.optional(),
  changed: count,
  /** Why the contents are not known: too large to be followed, or after a bound was met. */
  unknown: z.enum(['large', 'cut']).optional(),
});
export type RecordedContents = z.infer<typeof recordedContentsSchema>;
