// How far results move, what wavers, and which elements tell.
import { describe, expect, it } from 'vitest';
import { elementType } from './element-types';
import { countInformative } from './informative';
import type { RecordedCopy, Recording } from './recording';
import { measureSpread } from './spread';
import { isStable } from './statistics';
import { defaultTolerance, measuredTolerance } from './tolerances';
import { waveringOf } from './wavering';

const bytes = (view: ArrayBufferView) => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
const floats = (...values: number[]) => bytes(new Float32Array(values));
const copyOf = (data: Uint8Array): RecordedCopy => ({
  launch: 0,
  buffer: 0,
  offset: 0,
  bytes: data.length,
  data,
  line: 1,
  kind: 'copy',
});
const recordingOf = (data: Uint8Array, type = 'float'): Recording => ({
  api: 'cuda',
  warp: 32,
  buffers: [{ id: 0, bytes: data.length, kind: 'device', type, line: 1 }],
  launches: [],
  copies: [copyOf(data)],
  complete: true,
});
const float = elementType('float');
const int = elementType('int');

describe('spread', () => {
  const spreadOf = (first: Uint8Array, ...others: Uint8Array[]) =>
    measureSpread(
      recordingOf(first),
      others.map((data) => ({ way: 'up', recording: recordingOf(data) })),
    ).copies[0];

  it('is the largest movement of any run, small elements apart', () => {
    const spread = spreadOf(floats(1000, 1, 0.5), floats(1001, 1, 0.25), floats(998, 1, 0.5));
    expect(spread?.relative).toBeCloseTo(0.002);
    expect(spread?.absolute).toBeCloseTo(0.25);
    expect(spreadOf(floats(1, 2), floats(1, 2))).toEqual({
      relative: 0,
      absolute: 0,
      tiny: false,
      broken: false,
    });
    expect(spreadOf(floats(1, 2), floats(Number.NaN, 2))?.broken).toBe(true);
  });

  it('is not measured of integers, nor of runs with other copies', () => {
    const none = measureSpread(recordingOf(floats(1), 'int'), [
      { way: 'up', recording: recordingOf(floats(2), 'int') },
    ]);
    expect(none.copies).toEqual([undefined]);
    const other = { ...recordingOf(floats(1)), copies: [] };
    expect(measureSpread(recordingOf(floats(1)), [{ way: 'down', recording: other }])).toEqual({
      copies: [undefined],
      ways: [],
    });
  });

  it('becomes the tolerance, with its reason', () => {
    const still = { relative: 0, absolute: 0, tiny: false, broken: false };
    expect(measuredTolerance(float, still, ['up', 'down'], 1, 'hip-on-cpu')).toMatchObject({
      relative: 0,
      absolute: 0,
    });
    const moved = { relative: 1e-6, absolute: 0, tiny: false, broken: false };
    const tolerance = measuredTolerance(float, moved, ['up', 'down'], 1, 'hip-on-cpu');
    expect(tolerance.relative).toBeCloseTo(4e-6);
    expect(tolerance.reason).toContain('rounds up, rounds down');
    // A GPU's own functions differ by more than a CPU's roundings show.
    expect(measuredTolerance(float, still, ['up'], 1, 'hip-amd')).toEqual(defaultTolerance(float, 1));
    expect(measuredTolerance(int, moved, ['up'], 1, 'hip-on-cpu').relative).toBe(0);
    expect(measuredTolerance(elementType('half'), still, ['up'], 1, 'hip-on-cpu').relative).toBe(2 ** -9);
  });
});

describe('what wavers between two runs', () => {
  const fresh = [0xcb, 0x3d] as const;
  const wavering = (a: Uint8Array, b: Uint8Array, type = int, sums = false) =>
    waveringOf(copyOf(a), copyOf(b), type, fresh, sums);
  const ints = (...values: number[]) => bytes(new Int32Array(values));

  it('is set aside element by element', () => {
    expect(wavering(ints(1, 2, 3), ints(1, 2, 3))).toBeUndefined();
    expect(wavering(ints(1, 2, 3), ints(1, 9, 3))).toMatchObject({
      skip: new Uint8Array([0, 1, 0]),
      skipped: 1,
    });
  });

  it('is not what nobody wrote: a port may not write it either', () => {
    expect(wavering(ints(1, 0xcbcbcbcb | 0), ints(1, 0x3d3d3d3d))).toBeUndefined();
    expect(wavering(ints(1, 0xcbcbcbcb | 0), ints(1, 5))?.skipped).toBe(1);
  });

  it('is nothing where the same values come in another order', () => {
    expect(wavering(ints(3, 1, 2), ints(2, 3, 1))).toMatchObject({
      reordered: { from: 0, to: 3 },
      skipped: 0,
    });
    expect(wavering(ints(9, 3, 1, 7), ints(9, 1, 3, 7))?.reordered).toEqual({ from: 1, to: 3 });
    expect(wavering(ints(3, 1, 2), ints(2, 3, 3))?.reordered).toBeUndefined();
  });

  it('is nothing where atomics add floats in another order, and only then', () => {
    expect(wavering(floats(1000), floats(1000.01), float, true)).toBeUndefined();
    expect(wavering(floats(1000), floats(1000.01), float, false)?.skipped).toBe(1);
    expect(wavering(floats(1000), floats(1100), float, true)?.skipped).toBe(1);
  });
});

describe('elements that tell', () => {
  const exact = { absolute: 0, relative: 0, reason: '' };
  const count = (values: number[], more: object = {}) =>
    countInformative(new Float32Array(values), 'f32', { tolerance: exact, ...more });

  it('are those that device code changed, that are compared, and that are no NaN', () => {
    expect(count([1, 2, 3])).toBe(3);
    expect(count([1, Number.NaN, 3])).toBe(2);
    expect(count([1, 2, 3], { written: new Uint8Array([1, 0, 0]) })).toBe(1);
    expect(count([1, 2, 3], { skip: new Uint8Array([0, 1, 0]) })).toBe(2);
  });

  it('are not those that the tolerance hardly tells from anything', () => {
    expect(count([1, 200], { tolerance: { absolute: 0.5, relative: 0, reason: '' } })).toBe(1);
    expect(count([1, 200], { tolerance: { absolute: 0, relative: 0.05, reason: '' } })).toBe(0);
  });
});

describe('repeats', () => {
  it('end when the median has settled', () => {
    expect(isStable([10, 10, 10, 10])).toBe(false);
    expect(isStable([10, 10.1, 10, 9.9, 10])).toBe(true);
    expect(isStable([20, 18, 15, 12, 10, 10])).toBe(false);
  });
});
