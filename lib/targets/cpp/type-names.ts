// Types as C++ writes them: scalars, vectors, declarators, and the structs of a module. Layout is CUDA's, and the text
// asserts it.
import { alignOf, type Scalar, type Struct, scalarSize, type Type, type VectorType } from '@/lib/ir';
import { identifier, Names } from './names';

export const scalarNames = {
  bool: 'bool',
  i8: 'signed char',
  u8: 'unsigned char',
  i16: 'short',
  u16: 'unsigned short',
  i32: 'int',
  u32: 'unsigned',
  i64: 'long long',
  u64: 'unsigned long long',
  f16: 'half_t',
  bf16: 'bfloat_t',
  f32: 'float',
  f64: 'double',
} as const satisfies Record<Scalar, string>;

const vectorWords: Readonly<Record<Scalar, string>> = {
  bool: 'bool',
  i8: 'char',
  u8: 'uchar',
  i16: 'short',
  u16: 'ushort',
  i32: 'int',
  u32: 'uint',
  i64: 'longlong',
  u64: 'ulonglong',
  f16: 'half',
  bf16: 'bfloat',
  f32: 'float',
  f64: 'double',
};

export function vectorName({ of, size }: VectorType): string {
  return `${vectorWords[of]}${size}`;
}

/** Names of a module's types; remembers which vectors were asked for. */
export class TypeNames {
  readonly vectors = new Map<string, VectorType>();
  readonly structs: readonly string[];

  /** @param aliased scalars whose memory is also seen as other types */
  constructor(
    readonly all: readonly Struct[],
    names: Names,
    readonly aliased: ReadonlySet<Scalar>,
  ) {
    this.structs = all.map(({ name }) => names.take(name));
  }

  /** A type without declarator; arrays and pointers to arrays need `declare`. */
  of(type: Type): string {
    return this.declare(type, '');
  }

  vector(type: VectorType): string {
    const name = vectorName(type);
    this.vectors.set(name, type);
    return name;
  }

  /** `float *x`, `float (*x)[16]`, `float x[16]`. */
  declare(type: Type, name: string): string {
    switch (type.kind) {
      case 'void':
        return join('void', name);
      case 'scalar':
        return join(scalarNames[type.scalar], name);
      case 'vector':
        return join(this.vector(type), name);
      case 'struct':
        return join(this.structs[type.struct] ?? 'struct', name);
      case 'array':
        return this.declare(type.of, `${name}[${type.count || ''}]`);
      case 'pointer': {
        const inner = type.to.kind === 'array' ? `(*${name})` : `*${name}`;
        const constant = type.space === 'constant' && type.to.kind !== 'pointer' ? 'const ' : '';
        if (type.to.kind === 'scalar' && this.aliased.has(type.to.scalar))
          return `${constant}${join(aliasName(type.to.scalar), inner)}`;
        return constant + this.declare(type.to, inner);
      }
    }
  }
}

export function aliasName(scalar: Scalar): string {
  return `aliased_${vectorWords[scalar]}`;
}

function join(type: string, name: string): string {
  return name === '' ? type : `${type} ${name}`;
}

/** Scalars that pointers are retyped to from memory of another type: C++ must be told that they may alias. */
export function defineAliases(aliased: ReadonlySet<Scalar>): string[] {
  return [...aliased].map(
    // The two that are structs may by their own definition.
    (scalar) =>
      `typedef ${scalarNames[scalar]} ${aliasName(scalar)}${/^b?f16$/.test(scalar) ? '' : ' __attribute__((may_alias))'};`,
  );
}

export function defineVector(type: VectorType): string {
  const align = alignOf(type, []);
  const aligned = align > scalarSize[type.of] ? `alignas(${align}) ` : '';
  const parts = ['x', 'y', 'z', 'w'].slice(0, type.size).join(', ');
  return `struct ${aligned}[[gnu::may_alias]] ${vectorName(type)} { ${scalarNames[type.of]} ${parts}; };`;
}

/** Structs in an order in which each comes after those it holds. */
function inOrder(structs: readonly Struct[]): number[] {
  const order: number[] = [];
  const visit = (id: number) => {
    if (order.includes(id)) return;
    for (const { type } of structs[id]?.members ?? []) {
      let at = type;
      while (at.kind === 'array') at = at.of;
      if (at.kind === 'struct') visit(at.struct);
    }
    order.push(id);
  };
  structs.forEach((_, id) => {
    visit(id);
  });
  return order;
}

/** Names of a struct's members in the text. */
export function memberNames(struct: Struct, structs: readonly Struct[]): string[] {
  const names = new Names();
  // A base class is a member of its own name, which C++ does not take for a member.
  const types = new Set(structs.map(({ name }) => identifier(name)));
  return struct.members.map(({ name }) => names.take(types.has(identifier(name)) ? `${name}_part` : name));
}

/** The definition of every struct with its size asserted, each as its lines. */
export function defineStructs(types: TypeNames): { id: number; lines: string[] }[] {
  return inOrder(types.all).map((id) => {
    const struct = types.all[id] as Struct;
    const name = types.structs[id] as string;
    const natural = Math.max(1, ...struct.members.map(({ type }) => alignOf(type, types.all)));
    const aligned = struct.align > natural ? `alignas(${struct.align}) ` : '';
    const members = memberNames(struct, types.all);
    return {
      id,
      lines: [
        `${struct.union ? 'union' : 'struct'} ${aligned}${name} {`,
        ...struct.members.map(({ type }, index) => `  ${types.declare(type, members[index] as string)};`),
        '};',
        `static_assert(sizeof(${name}) == ${struct.size}, "laid out as in CUDA");`,
      ],
    };
  });
}
