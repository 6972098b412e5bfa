// Frames of recordings for tests: in come headers (or broken text in their place) and data, out comes the byte stream.
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';

export type Frame = { readonly header: object | string; readonly data: Uint8Array };

export function frame(header: object | string, data: Uint8Array = new Uint8Array()): Frame {
  return { header, data };
}

export function encodeFrames(frames: readonly Frame[]): Uint8Array {
  return concatBytes(
    ...frames.flatMap(({ header, data }) => {
      const text = utf8ToBytes(typeof header === 'string' ? header : JSON.stringify(header));
      const lengths = new Uint8Array(8);
      const view = new DataView(lengths.buffer);
      view.setUint32(0, text.length, true);
      view.setUint32(4, data.length, true);
      return [lengths, text, data];
    }),
  );
}
