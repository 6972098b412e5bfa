// Builders of IR for tests and for passes: short ways to write expressions, statements and functions. No check is made
// here; validate() makes them all.
import type { Span } from '@/lib/core/span';
import { mathFacts } from './math';
import type {
  AtomicOp,
  BinaryOp,
  Builtin,
  CompareOp,
  Expr,
  Function,
  Local,
  MathOp,
  Module,
  Place,
  Scalar,
  Space,
  Statement,
  Struct,
  Type,
  Variable,
  WarpOp,
} from './module';
import { pointerTo, scalars, vectorOf, voidType } from './type';

/** For what no user wrote. */
export const nowhere: Span = { file: 'main.cu', start: 0, end: 0 };

type Numeric = number | bigint | boolean;

function retyped(type: Type, scalar: Scalar): Type {
  return type.kind === 'vector' ? vectorOf(scalar, type.size) : scalars[scalar];
}

/** Expressions. */
export const x = {
  constant: (scalar: Scalar, value: Numeric): Expr => ({
    op: 'constant',
    type: scalars[scalar],
    span: nowhere,
    value: scalar === 'i64' || scalar === 'u64' ? BigInt(value) : value,
  }),
  i32: (value: number) => x.constant('i32', value),
  u32: (value: number) => x.constant('u32', value),
  f32: (value: number) => x.constant('f32', Math.fround(value)),
  f64: (value: number) => x.constant('f64', value),
  bool: (value: boolean) => x.constant('bool', value),
  zero: (type: Type): Expr => ({ op: 'zero', type, span: nowhere }),
  compose: (type: Type, ...parts: Expr[]): Expr => ({ op: 'compose', type, span: nowhere, parts }),
  builtin: (name: Builtin): Expr => ({
    op: 'builtin',
    type: name === 'warp-size' ? scalars.i32 : scalars.u32,
    span: nowhere,
    name,
  }),
  load: (place: Place): Expr => ({ op: 'load', type: place.type, span: nowhere, place }),
  address: (place: Place, space: Space): Expr => ({
    op: 'address',
    type: pointerTo(place.type, space),
    span: nowhere,
    place,
  }),
  offset: (pointer: Expr, by: Expr): Expr => ({
    op: 'offset',
    type: pointer.type,
    span: nowhere,
    pointer,
    by,
  }),
  retype: (type: Type, pointer: Expr): Expr => ({ op: 'retype', type, span: nowhere, pointer }),
  binary: (op: BinaryOp, left: Expr, right: Expr): Expr => ({
    op: 'binary',
    type: left.type,
    span: nowhere,
    do: op,
    left,
    right,
  }),
  add: (left: Expr, right: Expr) => x.binary('add', left, right),
  subtract: (left: Expr, right: Expr) => x.binary('subtract', left, right),
  multiply: (left: Expr, right: Expr) => x.binary('multiply', left, right),
  divide: (left: Expr, right: Expr) => x.binary('divide', left, right),
  compare: (op: CompareOp, left: Expr, right: Expr): Expr => ({
    op: 'compare',
    type: retyped(left.type, 'bool'),
    span: nowhere,
    do: op,
    left,
    right,
  }),
  less: (left: Expr, right: Expr) => x.compare('less', left, right),
  equal: (left: Expr, right: Expr) => x.compare('equal', left, right),
  and: (left: Expr, right: Expr): Expr => ({
    op: 'logical',
    type: scalars.bool,
    span: nowhere,
    do: 'and',
    left,
    right,
  }),
  select: (condition: Expr, yes: Expr, no: Expr): Expr => ({
    op: 'select',
    type: yes.type,
    span: nowhere,
    condition,
    yes,
    no,
  }),
  convert: (scalar: Scalar, value: Expr): Expr => ({
    op: 'convert',
    type: retyped(value.type, scalar),
    span: nowhere,
    value,
  }),
  bitcast: (type: Type, value: Expr): Expr => ({ op: 'bitcast', type, span: nowhere, value }),
  negate: (value: Expr): Expr => ({ op: 'unary', type: value.type, span: nowhere, do: 'negate', value }),
  math: (op: MathOp, ...args: Expr[]): Expr => {
    const { result } = mathFacts[op];
    const first = args[0]?.type ?? scalars.f32;
    return {
      op: 'math',
      type: result === 'same' ? first : retyped(first, result),
      span: nowhere,
      do: op,
      args,
    };
  },
  extract: (value: Expr, member: number, type: Type): Expr => ({
    op: 'extract',
    type,
    span: nowhere,
    value,
    member,
  }),
  call: (id: number, type: Type, ...args: Expr[]): Expr => ({
    op: 'call',
    type,
    span: nowhere,
    function: id,
    args,
  }),
};

/** Places. */
export const at = {
  pointee: (pointer: Expr): Place => ({
    at: 'pointee',
    pointer,
    type: pointer.type.kind === 'pointer' ? pointer.type.to : voidType,
    span: nowhere,
  }),
  /** `pointer[index]` */
  index: (pointer: Expr, index: Expr): Place => at.pointee(x.offset(pointer, index)),
  element: (of: Place, index: Expr): Place => ({
    at: 'element',
    of,
    index,
    type: of.type.kind === 'array' ? of.type.of : of.type.kind === 'vector' ? scalars[of.type.of] : voidType,
    span: nowhere,
  }),
  member: (of: Place, member: number, type: Type): Place => ({ at: 'member', of, member, type }),
};

export type Inside = () => void;
type Warp = Partial<Pick<Statement & { do: 'warp' }, 'mask' | 'value' | 'lane' | 'width'>>;

/** Makes one function, statement by statement. */
export class FunctionBuilder {
  readonly locals: Local[] = [];
  private block: Statement[] = [];
  private readonly parameters: number;

  constructor(
    readonly name: string,
    readonly kernel: boolean,
    parameters: Readonly<Record<string, Type>>,
    readonly result: Type = voidType,
  ) {
    for (const [parameter, type] of Object.entries(parameters)) this.newLocal(parameter, type);
    this.parameters = this.locals.length;
  }

  private newLocal(name: string, type: Type): Place {
    const unique = this.locals.some((local) => local.name === name) ? `${name}_${this.locals.length}` : name;
    this.locals.push({
      name: unique,
      sourceName: name,
      type,
      temporary: false,
      constant: false,
      span: nowhere,
    });
    return { at: 'local', local: this.locals.length - 1, type };
  }

  /** A parameter or local by name. */
  place(name: string): Place {
    const local = this.locals.findIndex((one) => one.name === name);
    return { at: 'local', local, type: this.locals[local]?.type ?? voidType };
  }

  get(name: string): Expr {
    return x.load(this.place(name));
  }

  add(statement: Statement): void {
    this.block.push(statement);
  }

  declare(name: string, type: Type, value?: Expr): Place {
    const place = this.newLocal(name, type);
    const local = this.locals.length - 1;
    this.add({ do: 'declare', span: nowhere, local, ...(value && { value }) });
    return place;
  }

  assign(place: Place, value: Expr): void {
    this.add({ do: 'assign', span: nowhere, place, value });
  }

  /** `place += value`, for numbers. */
  increase(place: Place, value: Expr): void {
    this.assign(place, x.add(x.load(place), value));
  }

  private gather(inside: Inside): Statement[] {
    const outer = this.block;
    this.block = [];
    inside();
    const block = this.block;
    this.block = outer;
    return block;
  }

  if(condition: Expr, inside: Inside, otherwise: Inside = () => {}): void {
    this.add({
      do: 'if',
      span: nowhere,
      condition,
      then: this.gather(inside),
      else: this.gather(otherwise),
    });
  }

  /** `for (type name = from; condition; update) body` */
  for(
    name: string,
    from: Expr,
    condition: (i: Expr) => Expr,
    update: (i: Expr) => Expr,
    body: (i: Expr) => void,
  ): void {
    let place: Place | undefined;
    const init = this.gather(() => {
      place = this.declare(name, from.type, from);
    });
    if (!place) return;
    const counter = place;
    const i = x.load(counter);
    this.add({
      do: 'loop',
      span: nowhere,
      init,
      condition: condition(i),
      body: this.gather(() => body(i)),
      update: this.gather(() => this.assign(counter, update(i))),
    });
  }

  /** `for (int name = from; name < to; name++)` */
  count(name: string, from: Expr, to: Expr, body: (i: Expr) => void): void {
    const one = x.constant(from.type.kind === 'scalar' ? from.type.scalar : 'i32', 1);
    this.for(
      name,
      from,
      (i) => x.less(i, to),
      (i) => x.add(i, one),
      body,
    );
  }

  while(condition: Expr, inside: Inside): void {
    this.add({ do: 'loop', span: nowhere, init: [], condition, body: this.gather(inside), update: [] });
  }

  barrier(): void {
    this.add({ do: 'barrier', span: nowhere });
  }

  return(value?: Expr): void {
    this.add({ do: 'return', span: nowhere, ...(value && { value }) });
  }

  call(id: number, args: Expr[], result?: Place): void {
    this.add({
      do: 'call',
      span: nowhere,
      function: id,
      args,
      ...(result?.at === 'local' && { result: result.local }),
    });
  }

  atomic(op: AtomicOp, place: Place, value: Expr, result?: Place): void {
    this.add({
      do: 'atomic',
      span: nowhere,
      op,
      place,
      value,
      scope: 'device',
      ...(result?.at === 'local' && { result: result.local }),
    });
  }

  warp(op: WarpOp, args: Warp, result?: Place): void {
    this.add({
      do: 'warp',
      span: nowhere,
      op,
      ...args,
      ...(result?.at === 'local' && { result: result.local }),
    });
  }

  done(): Function {
    const { name, kernel, parameters, locals, result, block } = this;
    return { name, sourceName: name, kernel, parameters, locals, result, body: block, span: nowhere };
  }
}

/** A kernel of these parameters, its body made by `make`. */
export function kernelOf(
  name: string,
  parameters: Readonly<Record<string, Type>>,
  make: (k: FunctionBuilder) => void,
): Function {
  const builder = new FunctionBuilder(name, true, parameters);
  make(builder);
  return builder.done();
}

/** A device function. */
export function functionOf(
  name: string,
  parameters: Readonly<Record<string, Type>>,
  result: Type,
  make: (f: FunctionBuilder) => void,
): Function {
  const builder = new FunctionBuilder(name, false, parameters, result);
  make(builder);
  return builder.done();
}

export function variableOf(name: string, space: Variable['space'], type: Type): Variable {
  return { name, sourceName: name, space, type, span: nowhere };
}

export function moduleOf(
  functions: readonly Function[],
  variables: readonly Variable[] = [],
  structs: readonly Struct[] = [],
): Module {
  return { structs, variables, functions };
}

/** `blockIdx.x * blockDim.x + threadIdx.x` as an int. */
export function globalIndex(): Expr {
  return x.convert(
    'i32',
    x.add(x.multiply(x.builtin('block-x'), x.builtin('block-dim-x')), x.builtin('thread-x')),
  );
}
