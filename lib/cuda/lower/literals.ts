// Literals of C++: the text of a number to its value and type, by C++17's rules for LP64. Knows nothing else.
import { C, type ScalarC } from './ctypes';

export type Literal = { readonly type: ScalarC; readonly value: number | bigint };

const hexFloat = /^0x([0-9a-f]*)\.?([0-9a-f]*)p([+-]?\d+)$/;

/** @returns undefined for what is no number that C++ has (a suffix of the user's own). */
export function numberLiteral(written: string): Literal | undefined {
  const text = written.replaceAll("'", '').toLowerCase();
  const hex = text.startsWith('0x');
  const isFloat = hex ? /[.p]/.test(text) : /[.e]/.test(text) || /^\d+f$/.test(text);
  return isFloat ? floatLiteral(text, hex) : integerLiteral(text, hex);
}

function floatLiteral(text: string, hex: boolean): Literal | undefined {
  const suffix = /(f16|f|l)$/.exec(hex ? text.replace(/^.*p/, 'p') : text)?.[1] ?? '';
  const digits = suffix ? text.slice(0, -suffix.length) : text;
  let value: number;
  if (hex) {
    const match = hexFloat.exec(digits);
    if (!match) return undefined;
    const [, whole = '', fraction = '', exponent = '0'] = match;
    value = Number(BigInt(`0x${whole}${fraction}`)) * 2 ** (Number(exponent) - 4 * fraction.length);
  } else {
    if (!/^(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/.test(digits)) return undefined;
    value = Number(digits);
  }
  if (suffix === 'f') return { type: C.float, value: Math.fround(value) };
  return { type: C.double, value };
}

function integerLiteral(text: string, hex: boolean): Literal | undefined {
  const suffix = /(ull|llu|ul|lu|uz|zu|ll|u|l|z)?$/.exec(text)?.[1] ?? '';
  const digits = suffix ? text.slice(0, -suffix.length) : text;
  const binary = digits.startsWith('0b');
  const octal = !hex && !binary && digits.length > 1 && digits.startsWith('0');
  if (!(hex ? /^0x[0-9a-f]+$/ : binary ? /^0b[01]+$/ : octal ? /^0[0-7]+$/ : /^\d+$/).test(digits))
    return undefined;
  const value = BigInt(octal ? `0o${digits.slice(1)}` : digits);
  const unsigned = suffix.includes('u');
  const long = suffix.includes('ll') ? 2 : /[lz]/.test(suffix) ? 1 : 0;
  const decimal = !hex && !binary && !octal;
  const type = integerType(value, unsigned, long, decimal);
  return { type, value: type === C.int || type === C['unsigned int'] ? Number(value) : value };
}

/** The first type of C++'s list that holds the value. */
function integerType(value: bigint, unsigned: boolean, long: number, decimal: boolean): ScalarC {
  const signed = !unsigned;
  const alsoUnsigned = unsigned || !decimal;
  if (long === 0) {
    if (signed && value < 2n ** 31n) return C.int;
    if (alsoUnsigned && value < 2n ** 32n) return C['unsigned int'];
  }
  if (long < 2) {
    if (signed && value < 2n ** 63n) return C.long;
    if (alsoUnsigned) return C['unsigned long'];
  }
  if (signed && value < 2n ** 63n) return C['long long'];
  return C['unsigned long long'];
}

/** A string's bytes in UTF-8, without the zero at its end. */
export function utf8(text: string): number[] {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else
      bytes.push(
        0xf0 | (code >> 18),
        0x80 | ((code >> 12) & 63),
        0x80 | ((code >> 6) & 63),
        0x80 | (code & 63),
      );
  }
  return bytes;
}
