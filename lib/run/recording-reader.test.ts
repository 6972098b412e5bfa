// Recordings read whole, truncated, forged and too large.
import { describe, expect, it } from 'vitest';
import type { RecordHeader } from './recording';
import { encodeFrames, frame } from './recording.fixture';
import { readRecording, recordingBounds } from './recording-reader';

const begin: RecordHeader = { t: 'begin', v: 2, poison: 0xcb, api: 'cuda', warp: 32 };
const alloc = (id: number, type?: string): RecordHeader => ({
  t: 'alloc',
  id,
  bytes: 16,
  kind: 'device',
  line: 3,
  ...(type && { type }),
});
const bind = (id: number, type: string): RecordHeader => ({ t: 'bind', id, type });
const launch = (i: number): RecordHeader => ({
  t: 'launch',
  i,
  kernel: 'scale',
  grid: [2, 1, 1],
  block: [64, 1, 1],
  shared: 0,
  ns: 100,
  line: 9,
});
const copy = (i: number, id: number, bytes = 4): RecordHeader => ({
  t: 'copy',
  i,
  launch: 0,
  id,
  offset: 0,
  bytes,
  line: 12,
  kind: 'copy',
});
const end = (launches: number, copies: number, cut = false): RecordHeader => ({
  t: 'end',
  launches,
  copies,
  cut,
});
const four = new Uint8Array([1, 2, 3, 4]);

const good = [
  frame(begin),
  frame(alloc(0, 'float')),
  frame(bind(0, 'const float')),
  frame(launch(0)),
  frame(copy(0, 0), four),
  frame(end(1, 1)),
];

describe('readRecording', () => {
  it('reads a whole recording', () => {
    const { recording, damage } = readRecording(encodeFrames(good));
    expect(damage).toBeUndefined();
    expect(recording).toMatchObject({ api: 'cuda', warp: 32, complete: true });
    expect(recording?.buffers).toEqual([{ id: 0, bytes: 16, kind: 'device', type: 'const float', line: 3 }]);
    expect(recording?.launches[0]).toMatchObject({ kernel: 'scale', grid: [2, 1, 1] });
    expect(recording?.copies[0]?.data).toEqual(four);
    expect(recording?.copies[0]).toMatchObject({ buffer: 0, launch: 0, line: 12 });
  });

  it('reads from the middle of a larger piece of memory, and text that is not ASCII', () => {
    const named: RecordHeader = { t: 'alloc', id: 0, bytes: 4, kind: 'symbol', line: 1, name: 'größe' };
    const whole = encodeFrames([frame(begin), frame(named), frame(end(0, 0))]);
    const space = new Uint8Array(whole.length + 5);
    space.set(whole, 5);
    expect(readRecording(space.subarray(5)).recording?.buffers[0]?.name).toBe('größe');
  });

  it.each([
    [['float', 'float4'], 'float'],
    [['void', 'float'], 'float'],
    [['unsigned char', 'float'], 'float'],
    [['unsigned char'], 'unsigned char'],
    [['float', 'unsigned int'], 'bytes'],
    [['Particle'], 'Particle'],
    [['void'], 'int'],
  ])('buffers bound to %j have type %s', (types, type) => {
    const frames = [
      frame(begin),
      frame(alloc(0, 'int')),
      ...types.map((t) => frame(bind(0, t))),
      frame(end(0, 0)),
    ];
    expect(readRecording(encodeFrames(frames)).recording?.buffers[0]?.type).toBe(type);
  });

  it('keeps what came before the damage of a program that died', () => {
    const { recording, damage } = readRecording(encodeFrames(good.slice(0, 5)));
    expect(damage?.code).toBe('recording-truncated');
    expect(recording?.complete).toBe(false);
    expect(recording?.copies).toHaveLength(1);
  });

  it('survives every truncation', () => {
    const whole = encodeFrames(good);
    for (let length = 0; length < whole.length; length++) {
      const { recording, damage } = readRecording(whole.subarray(0, length));
      expect(damage?.code, `at ${length}`).toBe(length === 0 ? 'recording-empty' : 'recording-truncated');
      expect(recording?.complete ?? false).toBe(false);
    }
  });

  it('survives every changed byte', () => {
    const whole = encodeFrames(good);
    for (let at = 0; at < whole.length; at++)
      for (const bit of [1, 0x80, 0xff]) {
        const changed = whole.slice();
        changed[at] = (changed[at] as number) ^ bit;
        const { recording, damage } = readRecording(changed);
        expect(Boolean(recording) || Boolean(damage)).toBe(true);
        if (damage) expect(recording?.complete ?? false).toBe(false);
      }
  });

  it.each([
    ['no beginning', [frame(alloc(0))]],
    ['two beginnings', [frame(begin), frame(begin)]],
    ['a wrong version', [frame({ ...begin, v: 3 })]],
    ['buffers out of order', [frame(begin), frame(alloc(1))]],
    ['an unknown buffer', [frame(begin), frame(copy(0, 7), four)]],
    ['a bound buffer that does not exist', [frame(begin), frame(bind(0, 'float'))]],
    ['launches out of order', [frame(begin), frame(launch(1))]],
    ['copies out of order', [frame(begin), frame(alloc(0)), frame(copy(1, 0), four)]],
    ['more data than the copy had', [frame(begin), frame(alloc(0)), frame(copy(0, 0, 3), four)]],
    ['data on a launch', [frame(begin), frame(launch(0), four)]],
    ['an end that counts too little', [frame(begin), frame(launch(0)), frame(end(0, 0))]],
    ['frames after the end', [frame(begin), frame(end(0, 0)), frame(launch(0))]],
    ['a header that is no JSON', [frame('{"t":')]],
    ['a header that is no object', [frame('[]')]],
    ['a negative count', [frame(begin), frame({ ...launch(0), ns: -1 })]],
    [
      'a number too large for JSON',
      [frame(begin), frame('{"t":"end","launches":1e999,"copies":0,"cut":false}')],
    ],
    ['deep nesting', [frame('['.repeat(8000))]],
  ])('refuses %s', (_, frames) => {
    const { recording, damage } = readRecording(encodeFrames(frames));
    expect(damage?.code).toBe('recording-malformed');
    expect(recording?.complete ?? false).toBe(false);
  });

  it('does not believe lengths', () => {
    const lying = encodeFrames([frame(begin)]);
    new DataView(lying.buffer).setUint32(4, 0xffffffff, true);
    expect(readRecording(lying).damage?.code).toBe('recording-too-large');
    const header = encodeFrames([frame(begin)]);
    new DataView(header.buffer).setUint32(0, 0xffffffff, true);
    expect(readRecording(header).damage?.code).toBe('recording-malformed');
  });

  it('stops at its bounds and keeps what it has', () => {
    const frames = [frame(begin), frame(launch(0)), frame(launch(1)), frame(launch(2)), frame(end(3, 0))];
    const { recording, damage } = readRecording(encodeFrames(frames), { ...recordingBounds, launches: 2 });
    expect(damage).toEqual({ code: 'recording-too-large', params: { what: 'launches', limit: 2 } });
    expect(recording?.launches).toHaveLength(2);
    expect(recording?.complete).toBe(false);
  });

  it('believes a cut recording only in part', () => {
    const cut = readRecording(encodeFrames([frame(begin), frame(end(5, 0, true))]));
    expect(cut.damage).toBeUndefined();
    expect(cut.recording?.complete).toBe(false);
    const fewer = readRecording(encodeFrames([frame(begin), frame(end(0, 4))]));
    expect(fewer.recording?.complete).toBe(false);
  });
});
