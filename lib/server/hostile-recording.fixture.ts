// For tests: a recording that was forged, as the bytes of a C array. In comes the header of one frame after a good
// beginning, out comes text.

/** A frame: two little-endian lengths, the header as JSON, no data. */
function frame(header: unknown): number[] {
  const json = [...Buffer.from(JSON.stringify(header))];
  const length = Buffer.alloc(8);
  length.writeUInt32LE(json.length, 0);
  return [...length, ...json];
}

export function recordingStart(header: unknown): string {
  return [...frame({ t: 'begin', v: 1, api: 'cuda', warp: 32 }), ...frame(header)].join(',');
}
