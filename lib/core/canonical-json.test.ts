// One value has one spelling, and what JSON cannot say is refused.
import { describe, expect, it } from 'vitest';
import { canonicalJson } from './canonical-json';

describe('canonicalJson', () => {
  it('does not depend on the order in which members were added', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'é' }], a: true })).toBe(
      '{"a":true,"b":[1,{"c":"é","d":null}]}',
    );
    expect(canonicalJson({ a: 1, B: 2, '1': 3 })).toBe('{"1":3,"B":2,"a":1}');
  });
  it('leaves undefined members out', () => {
    expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}');
  });
  it('reads back as the same value', () => {
    const value = { text: 'line\n"quoted" \u2028', numbers: [0, -0.5, 1e300], empty: {} };
    expect(JSON.parse(canonicalJson(value))).toEqual(value);
  });
  it('refuses what JSON cannot say', () => {
    expect(() => canonicalJson({ a: Number.NaN })).toThrow(TypeError);
    expect(() => canonicalJson(undefined)).toThrow(TypeError);
  });
});
