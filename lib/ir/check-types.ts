// Checks of expressions and places: every node's type follows from its parts. In come a function's surroundings, out
// comes what is wrong, in words for those who work on the compiler. Looks at no statements.
import { mathFacts, takes } from './math';
import type { Expr, Function, Module, Place, Scalar, Type } from './module';
import { builtins } from './module';
import { isFloat, isInteger, sameType, scalars, typeText, vectorOf } from './type';

/** What names in a function refer to. */
export type Surroundings = {
  readonly module: Module;
  readonly fn: Function;
  /** True for functions that may be called inside expressions. */
  readonly isPure: (id: number) => boolean;
  /** True for a local that is declared here. */
  readonly isDeclared: (local: number) => boolean;
  readonly fail: (what: string, at: Expr | Place | undefined) => void;
};

/** The scalar of a scalar or vector type. */
function scalarIn(type: Type): Scalar | undefined {
  if (type.kind === 'scalar') return type.scalar;
  return type.kind === 'vector' ? type.of : undefined;
}

/** 1 for a scalar, the size of a vector, 0 for all else. */
function lanesOf(type: Type): number {
  if (type.kind === 'scalar') return 1;
  return type.kind === 'vector' ? type.size : 0;
}

/** A type with another scalar in the same shape. */
function reshaped(type: Type, scalar: Scalar): Type {
  return type.kind === 'vector' ? vectorOf(scalar, type.size) : scalars[scalar];
}

function isIntegerType(type: Type): boolean {
  return type.kind === 'scalar' && isInteger(type.scalar);
}

const isBool = (type: Type) => type.kind === 'scalar' && type.scalar === 'bool';

/** Checks an expression with all inside it. */
export function checkExpr(expr: Expr, around: Surroundings): void {
  const { fail, module } = around;
  const text = (type: Type) => typeText(type, module.structs);
  const expect = (type: Type, what: string) => {
    if (!sameType(expr.type, type)) fail(`${what} gives ${text(type)}, not ${text(expr.type)}`, expr);
  };
  const sub = (...parts: readonly Expr[]) => {
    for (const part of parts) checkExpr(part, around);
  };
  switch (expr.op) {
    case 'constant': {
      const scalar = expr.type.kind === 'scalar' ? expr.type.scalar : undefined;
      const wanted =
        scalar === 'bool' ? 'boolean' : scalar === 'i64' || scalar === 'u64' ? 'bigint' : 'number';
      if (!scalar || typeof expr.value !== wanted) fail(`a constant of ${text(expr.type)}`, expr);
      return;
    }
    case 'zero':
      if (expr.type.kind === 'void') fail('zero of void', expr);
      return;
    case 'compose':
      sub(...expr.parts);
      checkCompose(expr, around);
      return;
    case 'builtin':
      if (!builtins.includes(expr.name)) fail(`the builtin ${expr.name}`, expr);
      expect(expr.name === 'warp-size' ? scalars.i32 : scalars.u32, expr.name);
      return;
    case 'load':
      checkPlace(expr.place, around, expr);
      expect(expr.place.type, 'the place');
      return;
    case 'address': {
      checkPlace(expr.place, around, expr);
      const { type } = expr;
      if (type.kind !== 'pointer' || !sameType(type.to, expr.place.type)) {
        fail(`the address of ${text(expr.place.type)} as ${text(type)}`, expr);
        return;
      }
      checkSpace(expr.place, type.space, around, expr);
      return;
    }
    case 'offset':
      sub(expr.pointer, expr.by);
      if (expr.pointer.type.kind !== 'pointer') fail('an offset of what is no pointer', expr);
      if (!isIntegerType(expr.by.type)) fail(`an offset by ${text(expr.by.type)}`, expr);
      expect(expr.pointer.type, 'an offset');
      return;
    case 'distance':
      sub(expr.left, expr.right);
      if (expr.left.type.kind !== 'pointer' || !sameType(expr.left.type, expr.right.type))
        fail('a distance of two types', expr);
      expect(scalars.i64, 'a distance');
      return;
    case 'retype':
      sub(expr.pointer);
      if (expr.pointer.type.kind !== 'pointer' || expr.type.kind !== 'pointer') {
        fail('a retyping of what is no pointer', expr);
        return;
      }
      if (
        expr.pointer.type.space !== expr.type.space &&
        expr.type.space !== 'generic' &&
        expr.pointer.type.space !== 'generic'
      )
        fail(`a ${expr.pointer.type.space} pointer as a ${expr.type.space} one`, expr);
      return;
    case 'unary': {
      sub(expr.value);
      const scalar = scalarIn(expr.value.type);
      const fits =
        scalar !== undefined &&
        (expr.do === 'not'
          ? scalar === 'bool'
          : expr.do === 'complement'
            ? isInteger(scalar)
            : scalar !== 'bool');
      if (!fits) fail(`${expr.do} of ${text(expr.value.type)}`, expr);
      expect(expr.value.type, expr.do);
      return;
    }
    case 'binary':
      sub(expr.left, expr.right);
      checkBinary(expr, around, expect);
      return;
    case 'compare': {
      sub(expr.left, expr.right);
      const { type } = expr.left;
      if (!sameType(type, expr.right.type) || (type.kind !== 'pointer' && !scalarIn(type)))
        fail(`a comparison of ${text(type)} with ${text(expr.right.type)}`, expr);
      expect(reshaped(type, 'bool'), 'a comparison');
      return;
    }
    case 'logical':
      sub(expr.left, expr.right);
      if (!isBool(expr.left.type) || !isBool(expr.right.type)) fail(`${expr.do} of what is no bool`, expr);
      expect(scalars.bool, expr.do);
      return;
    case 'select':
      sub(expr.condition, expr.yes, expr.no);
      if (!isBool(expr.condition.type)) fail('a choice by what is no bool', expr);
      if (!sameType(expr.yes.type, expr.no.type))
        fail(`a choice of ${text(expr.yes.type)} or ${text(expr.no.type)}`, expr);
      expect(expr.yes.type, 'a choice');
      return;
    case 'convert':
      sub(expr.value);
      if (!isConvertible(expr.value.type, expr.type))
        fail(`a conversion of ${text(expr.value.type)} to ${text(expr.type)}`, expr);
      return;
    case 'bitcast':
      sub(expr.value);
      return;
    case 'math':
      sub(...expr.args);
      checkMath(expr, around, expect);
      return;
    case 'extract': {
      sub(expr.value);
      const member = memberType(expr.value.type, expr.member, module);
      if (!member) {
        fail(`member ${expr.member} of ${text(expr.value.type)}`, expr);
        return;
      }
      expect(member, 'the member');
      return;
    }
    case 'call': {
      sub(...expr.args);
      if (!around.isPure(expr.function)) fail('a call of a function with effects inside an expression', expr);
      const callee = checkArguments(expr.function, expr.args, around, expr);
      if (callee) expect(callee.result, 'the function');
    }
  }
}

/** Arguments against parameters. @returns the function called */
export function checkArguments(
  id: number,
  args: readonly Expr[],
  { module, fail }: Surroundings,
  at: Expr | undefined,
): Function | undefined {
  const callee = module.functions[id];
  if (!callee) fail(`a call of function ${id}, which does not exist`, at);
  else if (callee.kernel) fail(`a call of the kernel ${callee.name}`, at);
  else if (args.length !== callee.parameters)
    fail(`${args.length} arguments for the ${callee.parameters} parameters of ${callee.name}`, at);
  else
    args.forEach((arg, index) => {
      const wanted = callee.locals[index]?.type;
      if (wanted && !sameType(arg.type, wanted))
        fail(
          `${typeText(arg.type, module.structs)} for a parameter of ${typeText(wanted, module.structs)}`,
          arg,
        );
    });
  return callee;
}

function checkCompose(expr: Expr & { op: 'compose' }, { module, fail }: Surroundings): void {
  const { type, parts } = expr;
  const wanted =
    type.kind === 'vector'
      ? Array<Type>(type.size).fill(scalars[type.of])
      : type.kind === 'array'
        ? Array<Type>(type.count).fill(type.of)
        : type.kind === 'struct'
          ? (module.structs[type.struct]?.members.map((member) => member.type) ?? [])
          : undefined;
  if (!wanted) {
    fail(`${typeText(type, module.structs)} made of parts`, expr);
    return;
  }
  // Of a union, the first member alone.
  const union = type.kind === 'struct' && module.structs[type.struct]?.union;
  const count = union ? Math.min(1, wanted.length) : wanted.length;
  if (parts.length !== count) {
    fail(`${parts.length} parts where there are ${count}`, expr);
    return;
  }
  parts.forEach((part, index) => {
    if (!sameType(part.type, wanted[index] as Type)) fail(`part ${index} of another type`, part);
  });
}

function checkBinary(
  expr: Expr & { op: 'binary' },
  { fail, module }: Surroundings,
  expect: (type: Type, what: string) => void,
): void {
  const { left, right } = expr;
  const scalar = scalarIn(left.type);
  const said = `${expr.do} of ${typeText(left.type, module.structs)} and ${typeText(right.type, module.structs)}`;
  if (!scalar) {
    fail(said, expr);
    return;
  }
  if (expr.do === 'shift-left' || expr.do === 'shift-right') {
    const by = scalarIn(right.type);
    if (!isInteger(scalar) || !by || !isInteger(by) || ![1, lanesOf(left.type)].includes(lanesOf(right.type)))
      fail(said, expr);
  } else {
    const bits = expr.do === 'and' || expr.do === 'or' || expr.do === 'xor';
    const fits = bits ? !isFloat(scalar) : expr.do === 'remainder' ? isInteger(scalar) : scalar !== 'bool';
    if (!fits || !sameType(left.type, right.type)) fail(said, expr);
  }
  expect(left.type, expr.do);
}

function checkMath(
  expr: Expr & { op: 'math' },
  { fail, module }: Surroundings,
  expect: (type: Type, what: string) => void,
): void {
  const facts: (typeof mathFacts)[keyof typeof mathFacts] & { argument?: Record<number, 'i32' | 'u32'> } =
    mathFacts[expr.do];
  const first = expr.args[0];
  const scalar = first && scalarIn(first.type);
  if (!first || !scalar || expr.args.length !== facts.arity || !takes(facts.of, scalar)) {
    fail(`${expr.do} of (${expr.args.map(({ type }) => typeText(type, module.structs)).join(', ')})`, expr);
    return;
  }
  expr.args.forEach((arg, index) => {
    const other = facts.argument?.[index];
    if (!sameType(arg.type, other ? reshaped(first.type, other) : first.type))
      fail(`${expr.do} with argument ${index} of ${typeText(arg.type, module.structs)}`, arg);
  });
  expect(facts.result === 'same' ? first.type : reshaped(first.type, facts.result), expr.do);
}

function isConvertible(from: Type, to: Type): boolean {
  const lanes = lanesOf(from);
  if (lanes > 0 && lanes === lanesOf(to) && from.kind === to.kind) return true;
  if (from.kind === 'pointer') return to.kind === 'scalar' && (to.scalar === 'u64' || to.scalar === 'bool');
  return to.kind === 'pointer' && from.kind === 'scalar' && from.scalar === 'u64';
}

/** The type of a struct's member or a vector's component. */
function memberType(type: Type, member: number, module: Module): Type | undefined {
  if (type.kind === 'struct') return module.structs[type.struct]?.members[member]?.type;
  return type.kind === 'vector' && member >= 0 && member < type.size ? scalars[type.of] : undefined;
}

/** The space that a place lies in must be the one its pointer claims; `generic` claims none. */
function checkSpace(place: Place, space: string, { module, fail }: Surroundings, at: Expr): void {
  let root = place;
  while (root.at === 'element' || root.at === 'member') root = root.of;
  const actual =
    root.at === 'local'
      ? 'local'
      : root.at === 'variable'
        ? module.variables[root.variable]?.space
        : root.pointer.type.kind === 'pointer'
          ? root.pointer.type.space
          : undefined;
  if (space !== 'generic' && actual !== space) fail(`a ${space} pointer to ${actual} memory`, at);
}

/** Checks a place with all inside it. @param at where to point when the place itself has no span */
export function checkPlace(place: Place, around: Surroundings, at: Expr | undefined): void {
  const { module, fn, fail } = around;
  const text = (type: Type) => typeText(type, module.structs);
  const expect = (type: Type | undefined, what: string) => {
    if (!type || !sameType(type, place.type)) fail(`${what} as ${text(place.type)}`, at ?? place);
  };
  switch (place.at) {
    case 'local':
      if (!around.isDeclared(place.local)) fail(`local ${place.local} before it is declared`, at ?? place);
      expect(fn.locals[place.local]?.type, `local ${place.local}`);
      return;
    case 'variable':
      expect(module.variables[place.variable]?.type, `variable ${place.variable}`);
      return;
    case 'pointee': {
      checkExpr(place.pointer, around);
      const { type } = place.pointer;
      expect(type.kind === 'pointer' ? type.to : undefined, `what ${text(type)} points to`);
      return;
    }
    case 'element': {
      checkPlace(place.of, around, at);
      checkExpr(place.index, around);
      if (!isIntegerType(place.index.type)) fail(`an index of ${text(place.index.type)}`, place.index);
      const { type } = place.of;
      expect(
        type.kind === 'array' ? type.of : type.kind === 'vector' ? scalars[type.of] : undefined,
        `an element of ${text(type)}`,
      );
      return;
    }
    case 'member':
      checkPlace(place.of, around, at);
      expect(
        memberType(place.of.type, place.member, module),
        `member ${place.member} of ${text(place.of.type)}`,
      );
      return;
  }
}

/** True when kernels must not write a place: it is constant memory. */
export function isConstantMemory(place: Place, module: Module): boolean {
  let root = place;
  while (root.at === 'element' || root.at === 'member') root = root.of;
  if (root.at === 'variable') return module.variables[root.variable]?.space === 'constant';
  return (
    root.at === 'pointee' && root.pointer.type.kind === 'pointer' && root.pointer.type.space === 'constant'
  );
}
