// Recordings with detail: what memory held, what device code changed, and launches as plans.
import { describe, expect, it } from 'vitest';
import { deviceWritten } from './device-written';
import { planLaunchSchema } from './plan';
import type { Recording } from './recording';
import { encodeFrames, type Frame, frame } from './recording.fixture';
import { readRecording } from './recording-reader';
import { bufferAround, bufferAt } from './recording-state';
import { contentsOf, timelineOf } from './recording-view';
import { base64Of, replayOf } from './replay';

const bytes = (view: ArrayBufferView) => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
const ints = (...values: number[]) => bytes(new Int32Array(values));
const floats = (...values: number[]) => bytes(new Float32Array(values));
const address = 0x200000000000;

const begin = frame({ t: 'begin', v: 2, api: 'cuda', warp: 32, poison: 0xcb, detail: true });
const alloc = (id: number, size: number, more: object = {}) =>
  frame({
    t: 'alloc',
    id,
    bytes: size,
    kind: 'device',
    type: 'float',
    line: id + 1,
    address: address + 256 * id,
    ...more,
  });
const pieces = (id: number, offset: number, width: number, rows = 1, pitch = 0) => ({
  id,
  offset,
  width,
  pitch,
  rows,
  line: 9,
});
const write = (id: number, offset: number, data: Uint8Array) =>
  frame({ t: 'write', ...pieces(id, offset, data.length), kind: 'copy' }, data);
const launch = (i: number, kernel = 'scale') =>
  frame({ t: 'launch', i, kernel, grid: [2, 1, 1], block: [64, 1, 1], shared: 32, ns: 1000, line: 20 });
const pointer = (type: string, id: number, offset = 0) =>
  frame({ t: 'arg', type, id, offset }, bytes(new BigUint64Array([BigInt(address + 256 * id + offset)])));
const value = (type: string, data: Uint8Array) => frame({ t: 'arg', type }, data);
/** Runs of changed bytes: how far behind the last, and what. */
const delta = (id: number, ...runs: [number, Uint8Array][]) =>
  frame(
    { t: 'delta', id, changed: runs.reduce((sum, [, data]) => sum + data.length, 0), by: 'launch' },
    Uint8Array.from(runs.flatMap(([gap, data]) => [gap, data.length, ...data])),
  );
const copy = (i: number, id: number, data: Uint8Array, more: object = {}) =>
  frame(
    { t: 'copy', i, launch: 0, id, offset: 0, bytes: data.length, line: 30, kind: 'copy', ...more },
    data,
  );
const end = (launches: number, copies: number) => frame({ t: 'end', launches, copies, cut: false });

function read(...frames: Frame[]): Recording {
  const { recording, damage } = readRecording(encodeFrames([begin, ...frames]));
  expect(damage).toBeUndefined();
  return recording as Recording;
}

const names = {
  buffers: ['a0 d_in', 'a1 d_out'],
  parameters: {
    scale: [
      { name: 'out', type: 'float *' },
      { name: 'in', type: 'const float *' },
      { name: 'n', type: 'int' },
    ],
  },
};
const whole = () => [
  alloc(0, 16),
  alloc(1, 16),
  write(0, 0, floats(1, 2, 3, 4)),
  frame({ t: 'set', ...pieces(1, 0, 8), value: 0 }),
  pointer('float*', 1),
  pointer('const float*', 0),
  value('int', ints(3)),
  launch(0),
  delta(1, [0, floats(2)], [4, floats(6)]),
  copy(0, 1, floats(2, 0, 6)),
  end(1, 1),
];

describe('what memory held', () => {
  it('is put together from what was written, filled, moved and changed', () => {
    const recording = read(
      alloc(0, 16),
      alloc(1, 16),
      write(0, 4, floats(7)),
      frame({ t: 'move', ...pieces(1, 0, 4, 2, 8), from: 0, fromOffset: 4, fromPitch: 4 }),
      frame({ t: 'delta', id: 1, changed: 1, by: 'host' }, new Uint8Array([15, 1, 9])),
      frame({ t: 'free', id: 0, line: 3 }),
      end(0, 0),
    );
    const of = (buffer: number, step: number) => [...(bufferAt(recording, buffer, step)?.bytes ?? [])];
    const fresh = Array.from({ length: 16 }, () => 0xcb);
    expect(of(0, 2)).toEqual(fresh);
    expect(of(0, 3)).toEqual([...fresh.slice(0, 4), ...floats(7), ...fresh.slice(8)]);
    expect(of(1, 4)).toEqual([...floats(7), ...fresh.slice(0, 12)]);
    expect(of(1, 5).at(-1)).toBe(9);
    expect(bufferAt(recording, 5, 0)).toBeUndefined();
  });

  it('is told before a launch and after it', () => {
    const state = bufferAround(read(...whole()), 1, 0);
    expect(new Float32Array((state?.before ?? new Uint8Array()).slice().buffer).slice(0, 2)).toEqual(
      new Float32Array(2),
    );
    expect([...new Float32Array((state?.after ?? new Uint8Array()).slice().buffer)].slice(0, 3)).toEqual([
      2, 0, 6,
    ]);
    expect(state).toMatchObject({ changed: 8, firstChange: 0 });
    expect(bufferAround(read(...whole()), 1, 3)).toBeUndefined();
  });

  it('is not known after a bound was met, nor of buffers too large', () => {
    const cut = read(alloc(0, 16), frame({ t: 'cut', why: 'bytes' }), launch(0), end(1, 0));
    expect(bufferAround(cut, 0, 0)).toMatchObject({ unknown: 'cut' });
    const lost = read(alloc(0, 16), frame({ t: 'lost', id: 0 }), launch(0), end(1, 0));
    expect(bufferAround(lost, 0, 0)).toMatchObject({ unknown: 'large' });
    const huge = read(alloc(0, 2 ** 45), launch(0), end(1, 0));
    expect(bufferAround(huge, 0, 0)).toMatchObject({ unknown: 'large' });
  });

  it.each([
    ['pieces outside of their buffer', write(0, 12, floats(1, 2))],
    ['fewer bytes than pieces', frame({ t: 'write', ...pieces(0, 0, 8), kind: 'copy' }, floats(1))],
    ['a move from outside', frame({ t: 'move', ...pieces(0, 0, 8), from: 0, fromOffset: 12, fromPitch: 0 })],
    ['an unknown buffer', write(3, 0, floats(1))],
    ['what a launch wrote without one', delta(0, [0, floats(1)])],
    ['an argument in an unknown buffer', pointer('float*', 4)],
    ['endless rows at one place', frame({ t: 'set', ...pieces(0, 0, 1, 2 ** 40, 0), value: 0 })],
    ['endless rows of nothing', frame({ t: 'set', ...pieces(0, 0, 0, 2 ** 40, 0), value: 0 })],
    ['an endless row of pieces', frame({ t: 'set', ...pieces(0, 0, 1, 2 ** 40, 1), value: 0 })],
  ])('refuses %s', (_, forged) => {
    const { damage } = readRecording(encodeFrames([begin, alloc(0, 16), forged, end(0, 0)]));
    expect(damage?.code).toBe('recording-malformed');
  });

  it('leaves out runs of changes that do not fit', () => {
    const forged = [
      new Uint8Array([0, 200, 1]),
      new Uint8Array([255, 255, 255, 255, 255, 255, 255, 255, 255, 255]),
      new Uint8Array([14, 4, 1, 2, 3, 4]),
      new Uint8Array([128]),
    ];
    for (const runs of forged) {
      const recording = read(
        alloc(0, 16),
        launch(0),
        frame({ t: 'delta', id: 0, changed: 4, by: 'launch' }, runs),
        end(1, 0),
      );
      expect(bufferAround(recording, 0, 0)?.after).toEqual(new Uint8Array(16).fill(0xcb));
    }
  });
});

describe('what device code changed', () => {
  it('is marked for every copy, and only that', () => {
    const recording = read(...whole());
    expect(deviceWritten(recording)).toEqual([new Uint8Array([1, 0, 1])]);
    const again = read(
      ...whole().slice(0, -1),
      write(1, 0, floats(5)),
      copy(1, 1, floats(5, 0, 6)),
      end(1, 2),
    );
    expect(deviceWritten(again)[1]).toEqual(new Uint8Array([0, 0, 1]));
  });

  it('follows copies between buffers and rows', () => {
    const recording = read(
      ...whole().slice(0, -2),
      frame({ t: 'move', ...pieces(0, 0, 4, 2, 8), from: 1, fromOffset: 0, fromPitch: 8 }),
      copy(0, 0, floats(2, 6), { width: 4, pitch: 8 }),
      copy(1, 0, floats(2, 2, 6, 4)),
      end(1, 2),
    );
    expect(deviceWritten(recording)).toEqual([new Uint8Array([1, 1]), new Uint8Array([1, 0, 1, 0])]);
  });

  it('is not known without detail', () => {
    const { detail, ...bare } = read(...whole());
    expect(detail).toBeDefined();
    expect(deviceWritten(bare)).toEqual([undefined]);
  });
});

describe('a timeline', () => {
  it('tells every step with names, and launches with their arguments', () => {
    const timeline = timelineOf(read(...whole()), names, { runner: 'cuda-on-cpu', warp: 32 });
    expect(timeline.steps.map(({ kind }) => kind)).toEqual([
      'alloc',
      'alloc',
      'write',
      'set',
      'launch',
      'copy',
    ]);
    expect(timeline.buffers.map(({ name }) => name)).toEqual(['a0 d_in', 'a1 d_out']);
    expect(timeline.steps[4]).toMatchObject({
      kernel: 'scale',
      sharedBytes: 32,
      args: [
        { name: 'out', buffer: 1, offset: 0 },
        { name: 'in', buffer: 0 },
        { name: 'n', type: 'int', value: '3' },
      ],
      wrote: [{ buffer: 1, changed: 8 }],
    });
    expect(timelineOf(read(...whole()), names, { runner: 'cuda-on-cpu', warp: 32 }, 5).steps).toHaveLength(1);
  });

  it('gives a part of a buffer, bounded', () => {
    const part = contentsOf(read(...whole()), names, { launch: 0, buffer: 1, offset: 8, bytes: 4 }, base64Of);
    expect(part).toMatchObject({
      name: 'a1 d_out',
      type: 'float',
      bytes: 16,
      offset: 8,
      after: base64Of(floats(6)),
    });
    expect(contentsOf(read(...whole()), names, { launch: 0, buffer: 1, offset: 99 }, base64Of)?.after).toBe(
      '',
    );
    expect(contentsOf(read(...whole()), names, { launch: 1, buffer: 0 }, base64Of)).toBeUndefined();
  });
});

describe('a launch as a plan', () => {
  it('has its buffers as they were, and what they held afterwards', () => {
    const made = replayOf(read(...whole()), names, 0);
    if (!('replay' in made)) throw new Error(made.refusal.code);
    const { plan, after } = made.replay;
    expect(planLaunchSchema.parse(plan)).toEqual(plan);
    expect(plan).toMatchObject({ kernel: 'scale', grid: [2, 1, 1], block: [64, 1, 1], sharedBytes: 32 });
    expect(plan.args).toMatchObject([
      { name: 'a1', type: 'float', length: 4, kind: 'buffer', role: 'inout' },
      {
        name: 'a0',
        type: 'float',
        length: 4,
        kind: 'buffer',
        role: 'in',
        init: { base64: base64Of(floats(1, 2, 3, 4)) },
      },
      {
        name: 'n',
        type: 'int',
        kind: 'scalar',
        role: 'in',
        init: { kind: 'data', base64: base64Of(ints(3)) },
      },
    ]);
    expect(after.a1?.subarray(0, 12)).toEqual(floats(2, 0, 6));
  });

  it.each([
    ['that is not there', [alloc(0, 16)], 'replay-no-detail'],
    [
      'with a null pointer',
      [alloc(0, 16), value('float *', bytes(new BigUint64Array(1))), launch(0)],
      'replay-pointer-nowhere',
    ],
    [
      'with a struct that holds an address',
      [alloc(0, 16), value('View', bytes(new BigUint64Array([3n, BigInt(address + 8)]))), launch(0)],
      'replay-pointer-inside',
    ],
    [
      'that writes memory it was not given',
      [alloc(0, 16), launch(0), delta(0, [0, floats(1)])],
      'replay-pointer-inside',
    ],
    [
      'with two places in one buffer',
      [alloc(0, 16), pointer('float*', 0), pointer('float*', 0, 8), launch(0)],
      'replay-buffers-overlap',
    ],
    [
      'on memory too large to follow',
      [alloc(0, 16), frame({ t: 'lost', id: 0 }), pointer('float*', 0), launch(0)],
      'replay-memory-unknown',
    ],
  ])('%s has none, and says why', (_, frames, code) => {
    const launches = frames.filter(
      ({ header }) => typeof header === 'object' && 't' in header && header.t === 'launch',
    ).length;
    const made = replayOf(read(...frames, end(launches, 0)), names, 0);
    expect('refusal' in made && made.refusal.code).toBe(code);
  });

  it('has base64 as everybody has it', () => {
    for (const length of [0, 1, 2, 3, 4, 255]) {
      const data = Uint8Array.from({ length }, (_, i) => (i * 37) % 256);
      expect(base64Of(data)).toBe(Buffer.from(data).toString('base64'));
    }
  });
});
