// Recordings as they are kept: the bytes that a program wrote, compressed, with the names of its buffers and parameters
// before them. In come bytes and a Model, out comes a packed recording, and back. What is read again is not trusted.
import { promisify } from 'node:util';
import { zstdCompress, zstdDecompress } from 'node:zlib';
import { z } from 'zod';
import type { Model } from '@/lib/cuda';
import type { Recording } from '@/lib/run/recording';
import { type RecordingNames, recordingNames } from '@/lib/run/recording-names';
import { readRecording } from '@/lib/run/recording-reader';
import { defaultLimits } from './limits';

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);

/** First byte of a packed recording; another one is another form. */
const packedVersion = 1;
/** Of one packed recording, in bytes; larger ones are not kept. */
export const packedLimit = 8 * 1024 * 1024;
const namesLimit = 4 * 1024 * 1024;

const namesSchema = z.object({
  buffers: z.array(z.string()),
  parameters: z.record(z.string(), z.array(z.object({ name: z.string(), type: z.string() }))),
});

/** @returns undefined when there is nothing to keep, or it is too large to be kept */
export async function packRecording(
  recorded: Uint8Array,
  model: Model | undefined,
): Promise<Uint8Array | undefined> {
  const { recording } = readRecording(recorded);
  if (!recording?.detail || recording.detail.steps.length === 0) return undefined;
  const names = Buffer.from(JSON.stringify(recordingNames(recording, model)));
  if (names.length > namesLimit) return undefined;
  const head = Buffer.alloc(5);
  head.writeUInt8(packedVersion, 0);
  head.writeUInt32LE(names.length, 1);
  const packed = await compress(Buffer.concat([head, names, recorded]));
  return packed.length > packedLimit ? undefined : packed;
}

export type KeptRecording = { readonly recording: Recording; readonly names: RecordingNames };

/** @returns undefined when it can't be read */
export async function unpackRecording(packed: Uint8Array): Promise<KeptRecording | undefined> {
  try {
    const whole = await decompress(packed, {
      maxOutputLength: defaultLimits.run.recordingBytes + namesLimit + 1024,
    });
    if (whole.readUInt8(0) !== packedVersion) return undefined;
    const end = 5 + whole.readUInt32LE(1);
    const names = namesSchema.parse(JSON.parse(whole.subarray(5, end).toString('utf8')));
    const { recording } = readRecording(whole.subarray(end));
    return recording && { recording, names };
  } catch {
    return undefined;
  }
}
