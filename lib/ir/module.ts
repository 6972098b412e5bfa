// The kernel IR: what a kernel means, typed, in a shape that every output language can be printed from. Comes from
// lib/cuda's lowering; goes to validate, the interpreter and the IR targets. Knows neither CUDA's syntax nor any target.
//
// # The idea
//
// A Module holds what one set of kernels needs: structs, variables outside functions, and functions. It is a tree of
// plain, frozen-by-convention data (it survives JSON but for bigints), close to C, with everything that C leaves implicit
// made explicit:
//
// - Every conversion is written out. Operands of a binary operation have one type, which is also the result's (comparisons
//   give bool; shifts take any integer on the right). Integer promotion has been done by whoever made the IR.
// - Expressions have no side effects. They may read memory, and nothing else: what writes, synchronises, prints or calls a
//   function that does any of these is a Statement, with its result in a local. Whoever lowers a language with side effects
//   inside expressions takes them apart in the order that language asks for.
// - `and`, `or` and `select` evaluate only the operands they need, as in C: the others may read outside of a buffer.
// - Control flow is structured: if, loop, switch, break, continue, return. There is no goto.
// - Templates are instantiated, overloads are chosen, methods are functions with `this` as a pointer in front, lambdas are
//   inlined or functions, enums are integers, references are pointers.
//
// # Memory
//
// A Place is somewhere a value lives; an Expr is a value. `load` reads a place, `address` makes a pointer to it, `assign`
// writes it. Pointers carry the space they point into; `generic` is a pointer of which that is not known when the IR is
// made (the interpreter knows it while it runs; targets that need it must ask for a pass that finds out, or refuse).
// Layout is CUDA's: the sizes, alignments and offsets of lib/ir/layout.ts, little-endian, pointers of 8 bytes. A pointer may
// be retyped to anything; memory is bytes. Reading what was never written gives any value, and is a finding.
//
// # Numbers
//
// Integers wrap (two's complement), signed ones too. Division truncates; division by zero gives all bits set, as on NVIDIA
// hardware, and is a finding. A shift by the width or more gives 0, or the sign for a signed right shift. f32 and f64 are
// IEEE 754, rounded to nearest even after every single operation; nothing is contracted, `fma` is written where it is meant.
// f16 and bf16 arithmetic rounds after each operation too. A float converted to an integer truncates and saturates; NaN
// gives 0. Between floats conversion rounds to nearest even unless `convert` says otherwise.
//
// # Threads
//
// A kernel is run by grid × block threads. A block's threads meet at `barrier`; `warp` statements are done by the lanes of
// one warp together (32 or 64 lanes, chosen when it runs: `builtin: 'warp-size'` is that number; thread t of a block in x-y-z
// order is lane t mod size of warp t / size). Locals are a thread's own.
//
// # Origins
//
// Expressions, statements, locals, functions carry the Span of what the user wrote them as (for expanded macros: the place of
// the use). Printers map their lines back by them, problems and findings point at them. What a header of ours defines has
// spans of `headersFile`, which the user does not have: whoever tells of a place asks lib/ir/headers.ts for the call's.
import type { Span } from '@/lib/core/span';

/** The file that spans of our own headers name. */
export const headersFile = 'cuda-headers';

// ---- types ----

export type IntScalar = 'i8' | 'u8' | 'i16' | 'u16' | 'i32' | 'u32' | 'i64' | 'u64';
export type FloatScalar = 'f16' | 'bf16' | 'f32' | 'f64';
/** bool is 1 byte, 0 or 1. CUDA's `char` is i8, `long` i64, `wchar_t` i32, an enum its underlying type. */
export type Scalar = 'bool' | IntScalar | FloatScalar;

/**
 * - `global`: memory of the device that all threads see; `shared`: one per block; `constant`: global, never written by
 *   kernels; `local`: one thread's own; `generic`: not known here.
 */
export type Space = 'global' | 'shared' | 'constant' | 'local' | 'generic';

export type ScalarType = { readonly kind: 'scalar'; readonly scalar: Scalar };
/** CUDA's built-in vectors (`float4`, `uchar2`, `__half2`), with CUDA's alignment. Members 0.. are x, y, z, w. */
export type VectorType = { readonly kind: 'vector'; readonly of: Scalar; readonly size: 1 | 2 | 3 | 4 };
export type PointerType = { readonly kind: 'pointer'; readonly space: Space; readonly to: Type };
/** `count` 0: as long as the memory behind it (dynamic shared memory, a flexible last member). */
export type ArrayType = { readonly kind: 'array'; readonly of: Type; readonly count: number };
/** `struct` is an index into Module.structs, so that a struct can hold pointers to itself. */
export type StructType = { readonly kind: 'struct'; readonly struct: StructId };
export type VoidType = { readonly kind: 'void' };
/** Compare types with sameType() of lib/ir/type.ts, never by identity. */
export type Type = ScalarType | VectorType | PointerType | ArrayType | StructType | VoidType;

export type StructId = number;
export type StructMember = {
  readonly name: string;
  readonly type: Type;
  /** Bytes from the struct's start. */
  readonly offset: number;
};
export type Struct = {
  /** As the user wrote it, with template arguments: `Pair<float>`. Unique in a module. */
  readonly name: string;
  /** All at offset 0 for a union. Base classes come first, as members of their own. */
  readonly members: readonly StructMember[];
  readonly union: boolean;
  readonly size: number;
  readonly align: number;
  readonly span: Span;
};

// ---- module ----

export type Module = {
  readonly structs: readonly Struct[];
  readonly variables: readonly Variable[];
  /** Callees before callers, but for recursion. */
  readonly functions: readonly Function[];
};

/** A variable outside functions, or a `__shared__` one (also when it was declared inside a function). */
export type Variable = {
  /** Unique in the module: `tile`, `tile_2`. */
  readonly name: string;
  /** The name the user gave it. */
  readonly sourceName: string;
  readonly space: 'global' | 'shared' | 'constant';
  /** An array of count 0 in `shared`: dynamic shared memory; all such variables begin at the same address. */
  readonly type: Type;
  /** Alignment in bytes where it was asked for and is larger than the type's own. */
  readonly align?: number;
  /** Contents at the start, little-endian, as long as the type; absent: zeros (global, constant), undefined (shared). */
  readonly init?: Uint8Array;
  readonly span: Span;
};

export type LocalId = number;
export type FunctionId = number;
export type VariableId = number;

export type Local = {
  /** Unique in its function. */
  readonly name: string;
  readonly sourceName: string;
  readonly type: Type;
  /** True for one that lowering made up. */
  readonly temporary: boolean;
  /** `const` in the source, or a temporary written once. */
  readonly constant: boolean;
  readonly span: Span;
};

export type Function = {
  /** Unique in the module: `reduce`, `reduce_float_256`. An identifier in every target. */
  readonly name: string;
  /** As the user would name it in a plan: `reduce<float, 256>`, `ns::scale`. */
  readonly sourceName: string;
  readonly kernel: boolean;
  /** The first `parameters` locals are the parameters, in order. */
  readonly parameters: number;
  readonly locals: readonly Local[];
  readonly result: Type;
  readonly body: Block;
  /** `__launch_bounds__`: threads of a block at most, blocks of a multiprocessor at least. */
  readonly bounds?: { readonly threads: number; readonly blocks?: number };
  readonly span: Span;
};

// ---- places ----

export type Place =
  | { readonly at: 'local'; readonly local: LocalId; readonly type: Type }
  | { readonly at: 'variable'; readonly variable: VariableId; readonly type: Type }
  /** What a pointer points to: `*pointer`. */
  | { readonly at: 'pointee'; readonly pointer: Expr; readonly type: Type; readonly span: Span }
  /** Element of an array, or component of a vector by a computed index. No bounds are implied. */
  | {
      readonly at: 'element';
      readonly of: Place;
      readonly index: Expr;
      readonly type: Type;
      readonly span: Span;
    }
  /** Member of a struct, or component of a vector. */
  | { readonly at: 'member'; readonly of: Place; readonly member: number; readonly type: Type };

// ---- expressions ----

export type UnaryOp = 'negate' | 'not' | 'complement';
export type BinaryOp =
  | 'add'
  | 'subtract'
  | 'multiply'
  | 'divide'
  | 'remainder'
  | 'and'
  | 'or'
  | 'xor'
  | 'shift-left'
  | 'shift-right';
export type CompareOp = 'equal' | 'not-equal' | 'less' | 'less-equal' | 'greater' | 'greater-equal';

export const builtins = [
  'thread-x',
  'thread-y',
  'thread-z',
  'block-x',
  'block-y',
  'block-z',
  'block-dim-x',
  'block-dim-y',
  'block-dim-z',
  'grid-dim-x',
  'grid-dim-y',
  'grid-dim-z',
  'warp-size',
  'lane',
  /** Bytes of dynamic shared memory of the launch. */
  'dynamic-shared-bytes',
] as const;
/** All are u32 but `warp-size`, which is i32. */
export type Builtin = (typeof builtins)[number];

/** What every expression has. */
type Of = { readonly type: Type; readonly span: Span };

export type Expr =
  /** A scalar; i64 and u64 are bigints, bool is a boolean, all others numbers already rounded to their type. */
  | (Of & { readonly op: 'constant'; readonly value: number | bigint | boolean })
  /** All bytes zero: the null pointer, `float4{}`, `Pair()`. */
  | (Of & { readonly op: 'zero' })
  /** A vector, struct or array from all of its parts in order. */
  | (Of & { readonly op: 'compose'; readonly parts: readonly Expr[] })
  | (Of & { readonly op: 'builtin'; readonly name: Builtin })
  | (Of & { readonly op: 'load'; readonly place: Place; readonly volatile?: boolean })
  | (Of & { readonly op: 'address'; readonly place: Place })
  /** Pointer arithmetic in elements; `by` is i64 or i32/u32. */
  | (Of & { readonly op: 'offset'; readonly pointer: Expr; readonly by: Expr })
  /** left - right in elements, i64. */
  | (Of & { readonly op: 'distance'; readonly left: Expr; readonly right: Expr })
  /** The same address as another pointer type. */
  | (Of & { readonly op: 'retype'; readonly pointer: Expr })
  /** Componentwise for vectors. `negate`: numbers; `not`: bool; `complement`: integers. */
  | (Of & { readonly op: 'unary'; readonly do: UnaryOp; readonly value: Expr })
  | (Of & { readonly op: 'binary'; readonly do: BinaryOp; readonly left: Expr; readonly right: Expr })
  /** Of scalars, of pointers, or componentwise of vectors of one size (then the result is a vector of bool). */
  | (Of & { readonly op: 'compare'; readonly do: CompareOp; readonly left: Expr; readonly right: Expr })
  /** bool, the right side only when it is needed. */
  | (Of & { readonly op: 'logical'; readonly do: 'and' | 'or'; readonly left: Expr; readonly right: Expr })
  | (Of & { readonly op: 'select'; readonly condition: Expr; readonly yes: Expr; readonly no: Expr })
  /** Between scalars (or vectors, componentwise) by value. To bool: not equal to zero. Pointers: to and from u64, and to bool. */
  | (Of & { readonly op: 'convert'; readonly value: Expr; readonly rounding?: Rounding })
  /** The same bits as another type of the same size; also f32x2 to u64 and the like. */
  | (Of & { readonly op: 'bitcast'; readonly value: Expr })
  | (Of & { readonly op: 'math'; readonly do: MathOp; readonly args: readonly Expr[] })
  /** Member of a struct or vector that is a value. */
  | (Of & { readonly op: 'extract'; readonly value: Expr; readonly member: number })
  /** Of a function without effects (lib/ir/effects.ts): it may read memory, nothing else. All others are statements. */
  | (Of & { readonly op: 'call'; readonly function: FunctionId; readonly args: readonly Expr[] });

/** nearest even, toward zero, up, down. */
export type Rounding = 'nearest' | 'zero' | 'up' | 'down';

/**
 * Functions of numbers: of args of one type, which is the result's unless said. Whether f32 or f64 is meant is in the type:
 * `sinf(x)` and `sin(double)` are both `sin`. lib/ir/math.ts has the table of arity, types and precision.
 */
export const mathOps = [
  // of floats
  'sin',
  'cos',
  'tan',
  'asin',
  'acos',
  'atan',
  'atan2',
  'sinh',
  'cosh',
  'tanh',
  'asinh',
  'acosh',
  'atanh',
  'sinpi',
  'cospi',
  'exp',
  'exp2',
  'exp10',
  'expm1',
  'log',
  'log2',
  'log10',
  'log1p',
  'pow',
  'sqrt',
  'rsqrt',
  'cbrt',
  'rcbrt',
  'hypot',
  'erf',
  'erfc',
  'erfinv',
  'erfcinv',
  'normcdf',
  'normcdfinv',
  'tgamma',
  'lgamma',
  'fma',
  'fmod',
  'remainder',
  'floor',
  'ceil',
  'trunc',
  'round',
  'rint',
  'fabs',
  'fmin',
  'fmax',
  'fdim',
  'copysign',
  'saturate',
  'j0',
  'j1',
  'y0',
  'y1',
  'ldexp',
  'logb',
  'nextafter',
  /** f32 only: less exact than their namesakes, as CUDA's `__sinf`. */
  'fast-sin',
  'fast-cos',
  'fast-tan',
  'fast-exp',
  'fast-exp10',
  'fast-log',
  'fast-log2',
  'fast-log10',
  'fast-pow',
  'fast-divide',
  // of floats, giving bool
  'isnan',
  'isinf',
  'isfinite',
  'signbit',
  // of integers (and min/max of floats are fmin/fmax)
  'min',
  'max',
  'abs',
  'mul-high',
  'mul24',
  'sad',
  'population-count',
  'leading-zeros',
  'first-set',
  'bit-reverse',
  'average',
  'rounded-average',
  'funnel-left',
  'funnel-right',
  'byte-permute',
] as const;
export type MathOp = (typeof mathOps)[number];

// ---- statements ----

export type Block = readonly Statement[];

export type AtomicOp =
  | 'add'
  | 'subtract'
  | 'min'
  | 'max'
  | 'and'
  | 'or'
  | 'xor'
  | 'exchange'
  | 'compare-exchange'
  | 'increment'
  | 'decrement';
export type Scope = 'block' | 'device' | 'system';

export type WarpOp =
  | 'shuffle'
  | 'shuffle-up'
  | 'shuffle-down'
  | 'shuffle-xor'
  | 'all'
  | 'any'
  | 'uniform'
  | 'ballot'
  | 'match-any'
  | 'match-all'
  | 'reduce-add'
  | 'reduce-min'
  | 'reduce-max'
  | 'reduce-and'
  | 'reduce-or'
  | 'reduce-xor'
  | 'active-mask'
  | 'sync';

/** What every statement has. `comment`: comment lines that stand before it in the source, without their markers. */
type At = { readonly span: Span; readonly comment?: readonly string[] };

export type Statement =
  /** The local's life begins here and ends with the block that holds this (or the loop, in `init`). */
  | (At & { readonly do: 'declare'; readonly local: LocalId; readonly value?: Expr })
  | (At & { readonly do: 'assign'; readonly place: Place; readonly value: Expr; readonly volatile?: boolean })
  | (At & {
      readonly do: 'call';
      readonly function: FunctionId;
      readonly args: readonly Expr[];
      readonly result?: LocalId;
    })
  | (At & { readonly do: 'if'; readonly condition: Expr; readonly then: Block; readonly else: Block })
  /**
   * init; while (condition) { body; update; if (!again) break; }: `for` has condition and update, `while` a condition, `do` an
   * `again`. Absent conditions are true. `continue` goes to update. Locals of init live as long as the loop.
   */
  | (At & {
      readonly do: 'loop';
      readonly init: Block;
      readonly condition?: Expr;
      readonly body: Block;
      readonly update: Block;
      readonly again?: Expr;
      /** `#pragma unroll` and its number; 0 for all. */
      readonly unroll?: number;
    })
  /** Cases in order. `values` empty: default. A body that ends without break goes on into the next one. */
  | (At & {
      readonly do: 'switch';
      readonly value: Expr;
      readonly cases: readonly {
        readonly values: readonly bigint[];
        readonly isDefault: boolean;
        readonly body: Block;
      }[];
    })
  | (At & { readonly do: 'block'; readonly body: Block })
  /** Out of the innermost loop or switch. */
  | (At & { readonly do: 'break' })
  | (At & { readonly do: 'continue' })
  | (At & { readonly do: 'return'; readonly value?: Expr })
  /** All threads of the block; with `reduce`: of their predicates (bool), the result an i32 local of each thread. */
  | (At & {
      readonly do: 'barrier';
      readonly reduce?: {
        readonly kind: 'count' | 'and' | 'or';
        readonly predicate: Expr;
        readonly result: LocalId;
      };
    })
  /** All threads of the grid (a cooperative launch). */
  | (At & { readonly do: 'grid-barrier' })
  | (At & { readonly do: 'fence'; readonly scope: Scope })
  /** `result` gets the old value. increment and decrement wrap at `value` as CUDA's atomicInc and atomicDec. */
  | (At & {
      readonly do: 'atomic';
      readonly op: AtomicOp;
      readonly place: Place;
      readonly value: Expr;
      /** compare-exchange: the value expected. */
      readonly compare?: Expr;
      readonly scope: Scope;
      readonly result?: LocalId;
    })
  /**
   * `mask`: u32 or u64 lanes that take part; absent: the lanes that are active here (HIP's forms, cooperative groups).
   * `lane`: source lane, delta or lane mask of a shuffle (u32 or i32). `width`: lanes of a sub-group, a power of two, i32.
   * `predicate`/value in `value`. match-all also writes whether all matched to `matched` (i32). Results: shuffles and
   * reductions the value's type; ballot, match, active-mask u32 or u64 as the local says; all, any, uniform i32.
   */
  | (At & {
      readonly do: 'warp';
      readonly op: WarpOp;
      readonly mask?: Expr;
      readonly value?: Expr;
      readonly lane?: Expr;
      readonly width?: Expr;
      readonly result?: LocalId;
      readonly matched?: LocalId;
    })
  /** Device memcpy, memmove (overlap allowed), memset (`value` the byte): counts in bytes, u64. */
  | (At & { readonly do: 'copy'; readonly to: Expr; readonly from: Expr; readonly bytes: Expr })
  | (At & { readonly do: 'fill'; readonly to: Expr; readonly value: Expr; readonly bytes: Expr })
  /** C's printf; %s only of `text` parts that are literals, given in place. */
  | (At & {
      readonly do: 'print';
      readonly format: string;
      readonly args: readonly (Expr | { readonly text: string })[];
    })
  | (At & { readonly do: 'assert'; readonly condition: Expr; readonly text: string })
  | (At & { readonly do: 'trap' })
  /** clock(), clock64(), globaltimer: a number that grows, of the local's type. */
  | (At & { readonly do: 'clock'; readonly result: LocalId });
