// Buffers compared: each kind of element, special values, tolerances, and what carries no information.
import { describe, expect, it } from 'vitest';
import { compare, type Values } from './compare';
import { elementType } from './element-types';

const bytes = (array: ArrayBufferView) => new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
const values = (type: string, array: ArrayBufferView): Values => ({
  type: elementType(type),
  data: bytes(array),
});
const f32 = (...numbers: number[]) => values('float', new Float32Array(numbers));
const f64 = (...numbers: number[]) => values('double', new Float64Array(numbers));
const i32 = (...numbers: number[]) => values('int', new Int32Array(numbers));

describe('compare', () => {
  it('finds equal buffers equal and counts what carries information', () => {
    const found = compare(f32(0, 1, 2, 0), f32(0, 1, 2, 0));
    expect(found).toMatchObject({
      type: 'float',
      elements: 4,
      informative: 2,
      mismatches: 0,
      maxAbs: 0,
      maxUlp: 0,
    });
    expect(found.firstMismatch).toBeUndefined();
  });

  it('counts nothing informative in zeros and constants, but a single value is no constant', () => {
    expect(compare(f32(0, 0, 0), f32(0, 0, 0)).informative).toBe(0);
    expect(compare(f32(3, 3, 3), f32(3, 3, 3)).informative).toBe(0);
    expect(compare(f32(NaN, NaN), f32(NaN, NaN)).informative).toBe(0);
    expect(compare(f32(3), f32(3)).informative).toBe(1);
    expect(compare(f32(0), f32(0)).informative).toBe(0);
  });

  it('counts nothing informative in memory that nobody wrote', () => {
    const half = new Uint8Array(16).fill(0xcb);
    half.set(bytes(new Float32Array([1, 2])));
    expect(compare(values('float', half), values('float', half)).informative).toBe(2);
    expect(compare(values('long', half), values('long', half)).informative).toBe(1);
  });

  it('names the first mismatch with its values as text', () => {
    const found = compare(f32(1, 2, 3), f32(1, 2.5, 4));
    expect(found).toMatchObject({ mismatches: 2, maxAbs: 1 });
    expect(found.firstMismatch).toEqual({ index: 1, expected: '2', actual: '2.5' });
    expect(compare(f32(0.1), f32(0.3)).firstMismatch).toEqual({ index: 0, expected: '0.1', actual: '0.3' });
  });

  it('lets floats differ by the order of additions and no more', () => {
    expect(compare(f32(1000, 1), f32(1000.005, 1)).mismatches).toBe(0);
    expect(compare(f32(1000, 1), f32(1000.05, 1)).mismatches).toBe(1);
    expect(compare(f64(1, 2), f64(1 + 1e-13, 2)).mismatches).toBe(0);
    expect(compare(f64(1, 2), f64(1 + 1e-11, 2)).mismatches).toBe(1);
  });

  it('does not let small data agree with zero', () => {
    expect(compare(f32(1e-9, 2e-9), f32(0, 0)).mismatches).toBe(2);
  });

  it('compares integers, truth values and bytes exactly', () => {
    expect(compare(i32(1_000_000, 5), i32(1_000_001, 5))).toMatchObject({
      mismatches: 1,
      maxAbs: 1,
      maxUlp: 0,
    });
    const flags = (...f: number[]) => values('bool', new Uint8Array(f));
    expect(compare(flags(1, 0, 1), flags(2, 0, 0))).toMatchObject({
      mismatches: 1,
      firstMismatch: { index: 2, expected: 'true', actual: 'false' },
    });
    const raw = (...b: number[]) => values('struct Particle', new Uint8Array(b));
    expect(compare(raw(1, 2), raw(1, 255)).firstMismatch).toEqual({
      index: 1,
      expected: '0x02',
      actual: '0xff',
    });
  });

  it('keeps 64-bit integers exact', () => {
    const big = (...n: bigint[]) => values('unsigned long long', new BigUint64Array(n));
    const found = compare(big(2n ** 63n, 1n), big(2n ** 63n + 1n, 1n));
    expect(found).toMatchObject({ mismatches: 1, maxAbs: 1 });
    expect(found.firstMismatch).toEqual({
      index: 0,
      expected: '9223372036854775808',
      actual: '9223372036854775809',
    });
  });

  it('counts NaN against NaN as agreement and against a number as a mismatch', () => {
    expect(compare(f32(NaN, 1), f32(NaN, 1)).mismatches).toBe(0);
    const other = new Uint32Array([0x7fc00001, 0x3f800000]);
    expect(compare(f32(NaN, 1), values('float', other)).mismatches).toBe(0);
    expect(compare(f32(NaN, 1), f32(0, 1))).toMatchObject({
      mismatches: 1,
      maxAbs: 'nan',
      firstMismatch: { index: 0, expected: 'nan', actual: '0' },
    });
  });

  it('counts infinities as themselves only', () => {
    const inf = Number.POSITIVE_INFINITY;
    expect(compare(f32(inf, -inf), f32(inf, -inf)).mismatches).toBe(0);
    expect(compare(f32(inf, 1), f32(3e38, 1))).toMatchObject({ mismatches: 1, maxAbs: 'inf', maxUlp: 'inf' });
    expect(compare(f32(3e38, 1), f32(inf, 1)).mismatches).toBe(1);
    expect(compare(f32(inf), f32(-inf)).mismatches).toBe(1);
  });

  it('measures units in the last place, across zero and in each float type', () => {
    const next = new Float32Array(new Uint32Array([0x3f800003]).buffer);
    expect(compare(f32(1), values('float', next)).maxUlp).toBe(3);
    const tiny = 2 ** -149;
    expect(compare(f32(-tiny), f32(tiny)).maxUlp).toBe(2);
    expect(compare(f64(1), f64(1 + 2 ** -50)).maxUlp).toBe(4);
    expect(compare(f64(-Number.MIN_VALUE), f64(2 * Number.MIN_VALUE)).maxUlp).toBe(3);
    const half = (...bits: number[]) => values('__half', new Uint16Array(bits));
    expect(compare(half(0x3c00), half(0x3c05)).maxUlp).toBe(5);
    expect(compare(half(0x0001), half(0x8001)).maxUlp).toBe(2);
    expect(compare(half(0x03ff), half(0x0401)).maxUlp).toBe(2);
    expect(compare(half(0x3c00), half(0x4000)).firstMismatch).toEqual({
      index: 0,
      expected: '1',
      actual: '2',
    });
    const bf16 = (...bits: number[]) => values('__nv_bfloat16', new Uint16Array(bits));
    expect(compare(bf16(0x3f80), bf16(0xbf80))).toMatchObject({ maxAbs: 2, maxUlp: 2 * 0x3f80 });
  });

  it('flattens vectors', () => {
    const found = compare(values('float4', new Float32Array(8)), values('float4', new Float32Array(8)));
    expect(found).toMatchObject({ type: 'float4', elements: 8 });
  });

  it('counts elements that only one side has', () => {
    const found = compare(f32(1, 2, 3, 4), f32(1, 2));
    expect(found).toMatchObject({ elements: 4, mismatches: 2 });
    expect(found.firstMismatch).toEqual({ index: 2, expected: 'present', actual: 'not copied' });
  });

  it('reads unaligned views of a Node Buffer, whose slice is no copy', () => {
    const space = Buffer.alloc(21);
    space.set(bytes(new Float32Array([1, 2, 3, 4])), 3);
    const odd = { type: elementType('float'), data: space.subarray(3, 19) };
    expect(compare(odd, f32(1, 2, 3, 4)).mismatches).toBe(0);
    expect(compare(odd, f32(1, 2, 3, 5)).mismatches).toBe(1);
  });

  it('reads unaligned views, and parts of an element as bytes', () => {
    const space = new Uint8Array(21);
    space.set(bytes(new Float32Array([1, 2, 3, 4])), 3);
    const odd = { type: elementType('float'), data: space.subarray(3, 19) };
    expect(compare(odd, f32(1, 2, 3, 4)).mismatches).toBe(0);
    expect(compare(odd, f32(1, 2, 3, 5)).mismatches).toBe(1);
    const part = { type: elementType('double'), data: new Uint8Array([1, 2, 3]) };
    expect(compare(part, part)).toMatchObject({ type: 'bytes', elements: 3, mismatches: 0 });
  });

  it('takes a tolerance from the caller and hands it back', () => {
    const loose = { absolute: 1, relative: 0, reason: 'asked for' };
    const found = compare(f32(1, 5), f32(1.5, 7), loose);
    expect(found).toMatchObject({ mismatches: 1, tolerance: loose });
  });

  it('says nothing of empty buffers', () => {
    expect(compare(f32(), f32())).toMatchObject({ elements: 0, informative: 0, mismatches: 0 });
  });
});
