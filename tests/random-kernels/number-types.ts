// The arithmetic types of C++ as the generator knows them: names, promotions, the type of an operation.

export const integerTypes = ['i8', 'u8', 'i16', 'u16', 'i32', 'u32', 'i64', 'u64'] as const;
export type IntegerType = (typeof integerTypes)[number];
export type FloatType = 'f32' | 'f64';
export type NumberType = IntegerType | FloatType | 'bool';

export const written: Readonly<Record<NumberType, string>> = {
  bool: 'bool',
  i8: 'signed char',
  u8: 'unsigned char',
  i16: 'short',
  u16: 'unsigned short',
  i32: 'int',
  u32: 'unsigned int',
  i64: 'long long',
  u64: 'unsigned long long',
  f32: 'float',
  f64: 'double',
};

export const isFloatType = (type: NumberType): type is FloatType => type === 'f32' || type === 'f64';
export const isSigned = (type: NumberType): boolean => type.startsWith('i');
export const bitsOf = (type: NumberType): number => (type === 'bool' ? 8 : Number(type.slice(1)));

/** Integers smaller than int become int. */
export function promoted(type: NumberType): NumberType {
  return type === 'bool' || (!isFloatType(type) && bitsOf(type) < 32) ? 'i32' : type;
}

/** What both operands of an operation are converted to. */
export function commonType(a: NumberType, b: NumberType): NumberType {
  const [x, y] = [promoted(a), promoted(b)];
  if (x === 'f64' || y === 'f64') return 'f64';
  if (x === 'f32' || y === 'f32') return 'f32';
  if (bitsOf(x) !== bitsOf(y)) return bitsOf(x) > bitsOf(y) ? x : y;
  return isSigned(x) ? y : x;
}
