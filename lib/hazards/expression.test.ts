// Constant expressions: values, types, and what stays unknown.
import { describe, expect, it } from 'vitest';
import { evaluate, int, integerLiteral } from './expression';

const names = { value: (name: string) => (name === 'W' ? int(32n) : undefined) };
const value = (text: string) => evaluate(text, names)?.value;

describe('evaluate', () => {
  it.each([
    ['W - 1', 31n],
    ['1 << 5', 32n],
    ['(W + 1) * 2 / 3 % 5', 2n],
    ['0xffffffff', 0xffffffffn],
    ['~0', -1n],
    ['~0u', 0xffffffffn],
    ['(unsigned)-1', 0xffffffffn],
    ['(1ull << W) - 1', 0xffffffffn],
    ['static_cast<unsigned>(-1)', 0xffffffffn],
    ["1'000'000", 1000000n],
    ['010', 8n],
    ['0b101', 5n],
    ['W > 16 ? W / 2 : f(3)', 16n],
    ['0 && unknown', 0n],
    ['1 || unknown', 1n],
    ['W >> 1 >> 1', 8n],
    ['-W', -32n],
    ['!W', 0n],
    ['true', 1n],
  ])('%s is %s', (text, expected) => {
    expect(value(text)).toBe(expected);
  });

  it.each(['', 'X', 'W + X', 'f(1)', '1 +', '(1', '1 / 0', '1 << 40', '"a"', '1.5f', 'a, b', '= 3', '09'])(
    '%s is not known',
    (text) => {
      expect(value(text)).toBeUndefined();
    },
  );

  it('knows how wide a literal is', () => {
    expect(
      ['0xffffffff', '4294967295', '1ull', '0xffffffffffffffff', '1u'].map(
        (text) => integerLiteral(text)?.bits,
      ),
    ).toEqual([32, 64, 64, 64, 32]);
  });
});
