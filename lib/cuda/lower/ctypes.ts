// C++ types as the lowering compares and converts them: `long` is not `long long`, references and const are kept. Knows
// how each becomes a type of the IR, and nothing of syntax.
import { type Scalar, type Space, scalars, type Type, vectorOf, voidType } from '@/lib/ir';
import type { Expr as ExprNode } from '../ast';
import type { Record } from './records';
import type { Scope } from './scopes';

export type ScalarName =
  | 'bool'
  | 'char'
  | 'signed char'
  | 'unsigned char'
  | 'wchar_t'
  | 'char16_t'
  | 'char32_t'
  | 'short'
  | 'unsigned short'
  | 'int'
  | 'unsigned int'
  | 'long'
  | 'unsigned long'
  | 'long long'
  | 'unsigned long long'
  | '__half'
  | '__nv_bfloat16'
  | 'float'
  | 'double';

/** `key` says everything that tells types apart; it is also how the type is written in names. */
type Keyed = { readonly key: string; readonly const?: boolean; readonly volatile?: boolean };
export type VoidC = Keyed & { readonly kind: 'void' };
export type ScalarC = Keyed & { readonly kind: 'scalar'; readonly name: ScalarName };
export type VectorC = Keyed & {
  readonly kind: 'vector';
  readonly name: string;
  readonly of: ScalarName;
  readonly size: 1 | 2 | 3 | 4;
};
export type PointerC = Keyed & { readonly kind: 'pointer'; readonly to: CType };
export type ReferenceC = Keyed & {
  readonly kind: 'reference';
  readonly to: CType;
  readonly rvalue: boolean;
};
export type ArrayC = Keyed & { readonly kind: 'array'; readonly of: CType; readonly count: number };
export type RecordC = Keyed & { readonly kind: 'record'; readonly record: Record };
export type EnumC = Keyed & {
  readonly kind: 'enum';
  readonly name: string;
  readonly scoped: boolean;
  readonly underlying: ScalarC;
  /** Where its enumerators are found by `E::value`. */
  readonly members: Scope;
};
export type NullC = Keyed & { readonly kind: 'null' };
/** A function named as a value (a template argument, a callee passed on). */
export type FunctionC = Keyed & { readonly kind: 'function'; readonly target: unknown };
/** Cooperative groups: what they are is known when lowering; only a coalesced one carries a value, its lanes. */
export type GroupC = Keyed & {
  readonly kind: 'group';
  readonly group: 'block' | 'grid' | 'tile' | 'coalesced';
  readonly lanes: number;
};
/** `{1, 2}` as an argument: what it becomes is said by the parameter. */
export type ListC = Keyed & {
  readonly kind: 'list';
  readonly items: readonly ExprNode[];
  readonly node: ExprNode;
};
export type CType =
  | ListC
  | VoidC
  | ScalarC
  | VectorC
  | PointerC
  | ReferenceC
  | ArrayC
  | RecordC
  | EnumC
  | NullC
  | FunctionC
  | GroupC;

type Row = { scalar: Scalar; rank: number; signed: boolean; float: boolean; size: number };
const row = (scalar: Scalar, rank: number, signed: boolean, size: number, float = false): Row => ({
  scalar,
  rank,
  signed,
  float,
  size,
});
/** Ranks order integer conversions; `char` is signed, `long` has 64 bits. */
export const scalarRows: Readonly<globalThis.Record<ScalarName, Row>> = {
  bool: row('bool', 0, false, 1),
  char: row('i8', 1, true, 1),
  'signed char': row('i8', 1, true, 1),
  'unsigned char': row('u8', 1, false, 1),
  short: row('i16', 2, true, 2),
  'unsigned short': row('u16', 2, false, 2),
  char16_t: row('u16', 2, false, 2),
  wchar_t: row('i32', 3, true, 4),
  char32_t: row('u32', 3, false, 4),
  int: row('i32', 3, true, 4),
  'unsigned int': row('u32', 3, false, 4),
  long: row('i64', 4, true, 8),
  'unsigned long': row('u64', 4, false, 8),
  'long long': row('i64', 5, true, 8),
  'unsigned long long': row('u64', 5, false, 8),
  __nv_bfloat16: row('bf16', 6, true, 2, true),
  __half: row('f16', 6, true, 2, true),
  float: row('f32', 7, true, 4, true),
  double: row('f64', 8, true, 8, true),
};

const scalarC = (name: ScalarName): ScalarC => ({ kind: 'scalar', name, key: name });
/** The scalar types, one object each. */
export const C = Object.fromEntries(
  (Object.keys(scalarRows) as ScalarName[]).map((name) => [name, scalarC(name)]),
) as { readonly [N in ScalarName]: ScalarC };
export const voidC: VoidC = { kind: 'void', key: 'void' };
export const nullC: NullC = { kind: 'null', key: 'std::nullptr_t' };

export function pointerC(to: CType): PointerC {
  return { kind: 'pointer', to, key: to.key.endsWith('*') ? `${to.key}*` : `${to.key} *` };
}
export function referenceC(to: CType, rvalue = false): ReferenceC {
  if (to.kind === 'reference') return rvalue ? to : { ...to, rvalue: false, key: `${to.to.key} &` };
  return { kind: 'reference', to, rvalue, key: `${to.key} ${rvalue ? '&&' : '&'}` };
}
export function arrayC(of: CType, count: number): ArrayC {
  return { kind: 'array', of, count, key: `${of.key} [${count || ''}]` };
}
export function groupC(group: GroupC['group'], lanes = 0): GroupC {
  return { kind: 'group', group, lanes, key: lanes ? `thread_block_tile<${lanes}>` : `${group}_group` };
}

/** The type with const (or volatile) added at its outermost level. */
export function constC<T extends CType>(type: T): T {
  if (type.const || type.kind === 'reference') return type;
  if (type.kind === 'array') {
    const of = constC(type.of);
    return { ...type, of, const: true, key: `${of.key} [${type.count || ''}]` };
  }
  return { ...type, const: true, key: type.kind === 'pointer' ? `${type.key}const` : `const ${type.key}` };
}
export function volatileC<T extends CType>(type: T): T {
  if (type.volatile || type.kind === 'reference') return type;
  return {
    ...type,
    volatile: true,
    key: type.kind === 'pointer' ? `${type.key}volatile` : `volatile ${type.key}`,
  };
}
/** Without const and volatile at its outermost level. */
export function bareC(type: CType): CType {
  if (!type.const && !type.volatile) return type;
  switch (type.kind) {
    case 'scalar':
      return C[type.name];
    case 'pointer':
      return pointerC(type.to);
    case 'vector':
      return vectorC(type.name) ?? type;
    case 'array':
      return arrayC(bareC(type.of), type.count);
    case 'void':
      return voidC;
    default: {
      const key = type.key.replace(/^(const |volatile )+/, '');
      return { ...type, const: false, volatile: false, key };
    }
  }
}
export function noReference(type: CType): CType {
  return type.kind === 'reference' ? type.to : type;
}
/** The type of a value of it: no reference, no const. */
export function valueC(type: CType): CType {
  return bareC(noReference(type));
}

export function sameC(a: CType, b: CType): boolean {
  return a === b || a.key === b.key;
}
/** The same but for const and volatile outside. */
export function sameBare(a: CType, b: CType): boolean {
  return sameC(bareC(a), bareC(b));
}

// ---- vectors ----

const vectorNames: Readonly<globalThis.Record<string, ScalarName>> = {
  char: 'signed char',
  uchar: 'unsigned char',
  short: 'short',
  ushort: 'unsigned short',
  int: 'int',
  uint: 'unsigned int',
  long: 'long',
  ulong: 'unsigned long',
  longlong: 'long long',
  ulonglong: 'unsigned long long',
  float: 'float',
  double: 'double',
};
function vectorTable(): ReadonlyMap<string, VectorC> {
  const table = new Map<string, VectorC>();
  const add = (name: string, of: ScalarName, size: 1 | 2 | 3 | 4) =>
    table.set(name, { kind: 'vector', name, of, size, key: name });
  for (const [word, of] of Object.entries(vectorNames))
    for (const size of [1, 2, 3, 4] as const) add(`${word}${size}`, of, size);
  add('__half2', '__half', 2);
  add('__nv_bfloat162', '__nv_bfloat16', 2);
  add('dim3', 'unsigned int', 3);
  return table;
}
const vectors = vectorTable();
/** CUDA's built-in vector type of a name. */
export function vectorC(name: string): VectorC | undefined {
  return vectors.get(name);
}

// ---- questions ----

export function isScalar(type: CType): type is ScalarC {
  return type.kind === 'scalar';
}
export function isArithmetic(type: CType): boolean {
  return type.kind === 'scalar' || (type.kind === 'enum' && !type.scoped);
}
export function isFloatC(type: CType): boolean {
  return type.kind === 'scalar' && scalarRows[type.name].float;
}
export function isIntegerC(type: CType): boolean {
  return (type.kind === 'scalar' && !scalarRows[type.name].float) || (type.kind === 'enum' && !type.scoped);
}
/** The scalar that an enum or scalar computes as. */
export function arithmeticOf(type: CType): ScalarC | undefined {
  if (type.kind === 'enum') return type.underlying;
  return type.kind === 'scalar' ? C[type.name] : undefined;
}

/** Integer promotion: what is smaller than int becomes int. */
export function promoted(type: ScalarC): ScalarC {
  const { rank, float } = scalarRows[type.name];
  if (float) return C[type.name];
  if (type.name === 'wchar_t') return C.int;
  if (type.name === 'char32_t') return C['unsigned int'];
  return rank < 3 ? C.int : C[type.name];
}

/** The usual arithmetic conversions of two operands. */
export function commonArithmetic(a: ScalarC, b: ScalarC): ScalarC {
  const rowA = scalarRows[a.name];
  const rowB = scalarRows[b.name];
  if (rowA.float || rowB.float) {
    if (!rowB.float) return C[a.name];
    if (!rowA.float) return C[b.name];
    return rowA.rank >= rowB.rank ? C[a.name] : C[b.name];
  }
  const left = promoted(a);
  const right = promoted(b);
  const l = scalarRows[left.name];
  const r = scalarRows[right.name];
  if (l.signed === r.signed) return l.rank >= r.rank ? left : right;
  const [signed, unsigned] = l.signed ? [left, right] : [right, left];
  const s = scalarRows[signed.name];
  const u = scalarRows[unsigned.name];
  if (u.rank >= s.rank) return unsigned;
  if (s.size > u.size) return signed;
  return C[`unsigned ${signed.name}` as ScalarName];
}

// ---- to the IR ----

/** The IR's type of values of a C++ type. Pointers written by the user may point anywhere: `generic`. */
export function irType(type: CType, space: Space = 'generic'): Type {
  switch (type.kind) {
    case 'void':
      return voidType;
    case 'scalar':
      return scalars[scalarRows[type.name].scalar];
    case 'vector':
      return vectorOf(scalarRows[type.of].scalar, type.size);
    case 'pointer':
    case 'reference':
      return { kind: 'pointer', space, to: irType(type.to) };
    case 'array':
      return { kind: 'array', of: irType(type.of), count: type.count };
    case 'record':
      return { kind: 'struct', struct: type.record.structId };
    case 'enum':
      return scalars[scalarRows[type.underlying.name].scalar];
    case 'null':
      return { kind: 'pointer', space: 'generic', to: voidType };
    case 'group':
      return scalars.u64;
    case 'function':
    case 'list':
      return voidType;
  }
}

/** Whether values of the type exist only while lowering, so that no local or parameter of the IR holds them. */
export function isStatic(type: CType): boolean {
  return (type.kind === 'group' && type.group !== 'coalesced') || type.kind === 'function';
}
