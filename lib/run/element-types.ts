// Element types of buffers as CUDA and HIP write them (`const unsigned int`, `uchar4`, `__half2`): in comes the text
// of a type, out comes how its bytes are read. A type that is not known here is bytes; nothing is guessed.

/** What one element is made of. `byte` is the honest answer for structs and unknown types. */
export type ScalarKind =
  | 'i8'
  | 'u8'
  | 'i16'
  | 'u16'
  | 'i32'
  | 'u32'
  | 'i64'
  | 'u64'
  | 'f16'
  | 'bf16'
  | 'f32'
  | 'f64'
  | 'bool'
  | 'byte';

export type ElementType = {
  /** As CUDA writes it, qualifiers dropped; `bytes` when unknown. */
  readonly name: string;
  readonly scalar: ScalarKind;
  /** Scalars in one value: 4 for `float4`. Comparisons count scalars. */
  readonly lanes: number;
};

/** Size of one scalar in bytes. */
export const scalarBytes: Readonly<Record<ScalarKind, 1 | 2 | 4 | 8>> = {
  i8: 1,
  u8: 1,
  i16: 2,
  u16: 2,
  i32: 4,
  u32: 4,
  i64: 8,
  u64: 8,
  f16: 2,
  bf16: 2,
  f32: 4,
  f64: 8,
  bool: 1,
  byte: 1,
};

/** Elements whose type nothing tells: compared byte by byte, exactly. */
export const bytesType: ElementType = { name: 'bytes', scalar: 'byte', lanes: 1 };

export type FloatKind = 'f16' | 'bf16' | 'f32' | 'f64';

export function isFloat(scalar: ScalarKind): scalar is FloatKind {
  return scalar === 'f16' || scalar === 'bf16' || scalar === 'f32' || scalar === 'f64';
}

// `long` and `size_t` have 64 bits: the data model of every system that runs CUDA programs here (LP64).
const named: Readonly<Record<string, ScalarKind>> = {
  char: 'i8',
  'signed char': 'i8',
  'unsigned char': 'u8',
  short: 'i16',
  'unsigned short': 'u16',
  int: 'i32',
  'unsigned int': 'u32',
  long: 'i64',
  'unsigned long': 'u64',
  'long long': 'i64',
  'unsigned long long': 'u64',
  float: 'f32',
  double: 'f64',
  bool: 'bool',
  int8_t: 'i8',
  uint8_t: 'u8',
  int16_t: 'i16',
  uint16_t: 'u16',
  int32_t: 'i32',
  uint32_t: 'u32',
  int64_t: 'i64',
  uint64_t: 'u64',
  size_t: 'u64',
  ssize_t: 'i64',
  ptrdiff_t: 'i64',
  intptr_t: 'i64',
  uintptr_t: 'u64',
  uchar: 'u8',
  ushort: 'u16',
  uint: 'u32',
  ulong: 'u64',
  half: 'f16',
  __half: 'f16',
  _Float16: 'f16',
  __nv_bfloat16: 'bf16',
  nv_bfloat16: 'bf16',
  __hip_bfloat16: 'bf16',
  hip_bfloat16: 'bf16',
  char8_t: 'u8',
  char16_t: 'u16',
  char32_t: 'u32',
  wchar_t: 'i32',
};

const vectorBases: Readonly<Record<string, ScalarKind>> = {
  char: 'i8',
  uchar: 'u8',
  short: 'i16',
  ushort: 'u16',
  int: 'i32',
  uint: 'u32',
  long: 'i64',
  ulong: 'u64',
  longlong: 'i64',
  ulonglong: 'u64',
  float: 'f32',
  double: 'f64',
};

const wholeVectors: Readonly<Record<string, readonly [ScalarKind, number]>> = {
  dim3: ['u32', 3],
  half2: ['f16', 2],
  __half2: ['f16', 2],
  __nv_bfloat162: ['bf16', 2],
  nv_bfloat162: ['bf16', 2],
  __hip_bfloat162: ['bf16', 2],
  cuComplex: ['f32', 2],
  cuFloatComplex: ['f32', 2],
  cuDoubleComplex: ['f64', 2],
  hipComplex: ['f32', 2],
  hipFloatComplex: ['f32', 2],
  hipDoubleComplex: ['f64', 2],
};

/** The words of a built-in integer type in the one order that the table above uses; other words pass through. */
function inOneOrder(words: readonly string[]): string {
  const integer = new Set(['signed', 'unsigned', 'short', 'long', 'int', 'char']);
  if (!words.every((word) => integer.has(word))) return words.join(' ');
  const unsigned = words.includes('unsigned');
  const sign = unsigned ? 'unsigned ' : '';
  if (words.includes('char')) return words.includes('signed') ? 'signed char' : `${sign}char`;
  if (words.includes('short')) return `${sign}short`;
  const longs = words.filter((word) => word === 'long').length;
  return longs === 0 ? `${sign}int` : `${sign}${longs > 1 ? 'long long' : 'long'}`;
}

/**
 * Reads the text of a type. Qualifiers, `struct`, `std::` and spacing don't matter; a pointer stored in a buffer is a
 * 64-bit number (device memory starts at one fixed address in every run).
 * @returns bytes, under the type's own name, for structs and whatever else is not known.
 */
export function elementType(text: string | undefined): ElementType {
  if (text === undefined) return bytesType;
  const words = text
    .replace(/\*/g, ' * ')
    .split(/\s+/)
    .filter(
      (word) => word !== '' && !/^(const|volatile|__restrict__|__restrict|restrict|register)$/.test(word),
    );
  if (words.length === 0) return bytesType;
  if (words.at(-1) === '*') return { name: words.join(' '), scalar: 'u64', lanes: 1 };
  const name = inOneOrder(words);
  const bare = name.replace(/^(struct|class|union|enum) /, '').replace(/^(::)?std::/, '');
  if (name === 'void') return bytesType;
  const scalar = Object.hasOwn(named, bare) ? named[bare] : undefined;
  if (scalar) return { name, scalar, lanes: 1 };
  const whole = Object.hasOwn(wholeVectors, bare) ? wholeVectors[bare] : undefined;
  if (whole) return { name, scalar: whole[0], lanes: whole[1] };
  const vector = /^([a-z]+)([1234])$/.exec(bare);
  const base =
    vector && Object.hasOwn(vectorBases, vector[1] ?? '') ? vectorBases[vector[1] ?? ''] : undefined;
  if (vector && base) return { name, scalar: base, lanes: Number(vector[2]) };
  const complex = /^(?:thrust::|cuda::std::)?complex\s*<\s*(float|double)\s*>$/.exec(bare);
  if (complex) return { name, scalar: complex[1] === 'float' ? 'f32' : 'f64', lanes: 2 };
  return { name, scalar: 'byte', lanes: 1 };
}
