// Recorded contents as values, changes and pictures.
import { describe, expect, it } from 'vitest';
import type { RecordedContents, RecordingStep } from '@/lib/run/wire-recording';
import { elementsOf, greyOf, guessWidth, nextChange, rangeOf } from './recorded';

const base64 = (view: ArrayBufferView) =>
  Buffer.from(view.buffer, view.byteOffset, view.byteLength).toString('base64');

function contents(before: ArrayBufferView, after: ArrayBufferView, type = 'float'): RecordedContents {
  return {
    launch: 0,
    buffer: 0,
    name: 'a0 x',
    type,
    bytes: before.byteLength,
    offset: 0,
    before: base64(before),
    after: base64(after),
    changed: 0,
  };
}

function launch(
  args: { name?: string; value: string; buffer?: number }[],
  grid = 1,
  rows = 1,
): RecordingStep {
  return {
    kind: 'launch',
    step: 0,
    launch: 0,
    kernel: 'k',
    grid: [grid, rows, 1],
    block: [16, rows > 1 ? 16 : 1, 1],
    sharedBytes: 0,
    ms: 1,
    line: 1,
    args: args.map((arg) => ({ type: 'int', ...arg })),
    wrote: [],
  };
}
const widthOf = (count: number, step: RecordingStep) =>
  step.kind === 'launch' ? guessWidth(count, step) : undefined;

describe('elements of a recorded buffer', () => {
  it('are read as their type says, before and after', () => {
    const fresh = new Uint8Array(16).fill(0xcb);
    const elements = elementsOf(contents(fresh, new Float32Array([0.1, 2, Number.NaN, -0])));
    expect([0, 1, 2, 3].map((i) => elements.text('after', i))).toEqual(['0.1', '2', 'nan', '-0']);
    expect(elements.fresh('before', 3)).toBe(true);
    expect(elements.fresh('after', 0)).toBe(false);
    const large = elementsOf(contents(new BigInt64Array([1n]), new BigInt64Array([2n ** 62n]), 'long long'));
    expect(large.text('after', 0)).toBe('4611686018427387904');
    expect(elementsOf(contents(new Uint8Array(6), new Uint8Array(6))).type).toBe('bytes');
  });

  it('are told apart when they changed, and walked through', () => {
    const elements = elementsOf(contents(new Int32Array([1, 2, 3, 4]), new Int32Array([1, 9, 3, 8]), 'int'));
    expect([0, 1, 2, 3].map(elements.changed)).toEqual([false, true, false, true]);
    expect(nextChange(elements, -1)).toBe(1);
    expect(nextChange(elements, 1)).toBe(3);
    expect(nextChange(elements, 3)).toBe(1);
    const same = elementsOf(contents(new Int32Array(4), new Int32Array(4), 'int'));
    expect(nextChange(same, 0)).toBeUndefined();
  });

  it('have shades of grey between the least and the largest, fresh memory apart', () => {
    const fresh = new Float32Array(new Uint8Array(16).fill(0xcb).buffer);
    const elements = elementsOf(contents(fresh, new Float32Array([0, 5, 10, Number.POSITIVE_INFINITY])));
    const range = rangeOf(elements);
    expect(range).toEqual({ low: 0, high: 10 });
    expect([0, 1, 2, 3].map((i) => greyOf(elements.number('after', i), range))).toEqual([
      0,
      128,
      255,
      undefined,
    ]);
    const nothing = elementsOf(contents(new Float32Array([Number.NaN]), new Float32Array([Number.NaN])));
    expect(rangeOf(nothing)).toEqual({ low: 0, high: 0 });
  });
});

describe('the width of a picture', () => {
  it('is an argument called like one, then the grid, then any argument, then a square', () => {
    expect(
      widthOf(
        640 * 480,
        launch([
          { name: 'height', value: '480' },
          { name: 'width', value: '640' },
        ]),
      ),
    ).toBe(640);
    expect(widthOf(32 * 64, launch([{ name: 'steps', value: '8' }], 2, 4))).toBe(32);
    expect(widthOf(600, launch([{ name: 'm', value: '30' }]))).toBe(30);
    expect(widthOf(256, launch([]))).toBe(16);
    expect(widthOf(257, launch([{ name: 'n', value: '257' }]))).toBeUndefined();
  });
});
