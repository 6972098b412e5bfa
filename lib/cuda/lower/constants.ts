// What must be known while lowering: array bounds, template arguments, case labels, `if constexpr`. Evaluates the IR that
// such an expression is lowered to, calls of constexpr functions with loops included.
import type { Span } from '@/lib/core/span';
import {
  type Block,
  type Expr,
  type Function as IrFunction,
  type Place,
  type Scalar,
  type Statement,
  scalars,
  type Type,
} from '@/lib/ir';
import type { Expr as ExprNode } from '../ast';
import { constantOf } from './build';
import { Frame, type Lowering } from './context';
import { convertTo, valueOf } from './conversions';
import { C, type CType, isIntegerC } from './ctypes';
import { lowerExpr } from './expressions';
import { type Constant, foldBinary, foldCompare, foldConvertFrom, foldUnary } from './fold';
import { foldMath } from './fold-math';
import type { Operand } from './operand';
import { refuse } from './refusal';

/** A constant expression's value as an operand of its own type. @throws Refusal when it is not constant. */
export function evaluateOperand(frame: Frame, node: ExprNode, to?: CType): Operand {
  const inner = new Frame(frame.lowering, frame.scope, true);
  inner.self = undefined;
  const operand = lowerExpr(inner, node);
  const type = to ?? operand.type;
  const expr = to ? convertTo(inner, operand, to, node.span) : valueOf(inner, operand, node.span);
  if (type.kind === 'group' || type.kind === 'function') return { expr, type };
  return { expr: evaluated(frame.lowering, expr, node.span), type };
}

/** An integer constant expression's value. */
export function evaluate(frame: Frame, node: ExprNode): bigint {
  const operand = evaluateOperand(frame, node);
  const value = 'expr' in operand ? constantOf(operand.expr) : undefined;
  if (value === undefined || !(isIntegerC(operand.type) || operand.type.kind === 'enum'))
    refuse('lower-not-constant', node.span);
  return BigInt(value as number | bigint | boolean);
}
export function integerConstant(frame: Frame, node: ExprNode): number {
  return Number(evaluate(frame, node));
}
export function isTrue(frame: Frame, node: ExprNode): boolean {
  const operand = evaluateOperand(frame, node, C.bool);
  return 'expr' in operand && constantOf(operand.expr) === true;
}

/** The expression with everything computed. @throws Refusal */
export function evaluated(lowering: Lowering, expr: Expr, span: Span): Expr {
  if (expr.op === 'constant' || expr.op === 'zero') return expr;
  const machine: Machine = { lowering, steps: 0, span };
  return toExpr(lowering, run(machine, expr, []), expr.type, span);
}

type Value = Constant | Value[] | undefined;
type Machine = { readonly lowering: Lowering; steps: number; readonly span: Span };
/** As many steps as compilers allow for one constant by default, roughly. */
const stepLimit = 1_000_000;

function toExpr(lowering: Lowering, value: Value, type: Type, span: Span): Expr {
  if (value === undefined) refuse('lower-not-constant', span);
  if (!Array.isArray(value)) return { op: 'constant', type, value, span };
  const parts = value.map((part, i): Expr => {
    const of =
      type.kind === 'array'
        ? type.of
        : type.kind === 'vector'
          ? scalars[type.of]
          : type.kind === 'struct'
            ? lowering.structs[type.struct]?.members[i]?.type
            : undefined;
    if (!of) refuse('lower-not-constant', span);
    return toExpr(lowering, part, of, span);
  });
  return { op: 'compose', parts, type, span };
}

function no(machine: Machine): never {
  refuse('lower-not-constant', machine.span);
}

function run(machine: Machine, expr: Expr, locals: Value[]): Value {
  if (++machine.steps > stepLimit) no(machine);
  const scalar = (of: Expr): Scalar => (of.type.kind === 'scalar' ? of.type.scalar : no(machine));
  const plain = (of: Expr): Constant => {
    const value = run(machine, of, locals);
    return value === undefined || Array.isArray(value) ? no(machine) : value;
  };
  switch (expr.op) {
    case 'constant':
      return expr.value;
    case 'zero':
      return constantOf(expr) ?? zeroValue(machine, expr);
    case 'compose':
      return expr.parts.map((part) => run(machine, part, locals));
    case 'unary':
      return foldUnary(expr.do, scalar(expr), plain(expr.value));
    case 'binary':
      return foldBinary(expr.do, scalar(expr), plain(expr.left), plain(expr.right)) ?? no(machine);
    case 'compare':
      return foldCompare(expr.do, plain(expr.left), plain(expr.right));
    case 'logical':
      return plain(expr.left) === (expr.do === 'and') ? plain(expr.right) : expr.do === 'or';
    case 'select':
      return plain(expr.condition) ? run(machine, expr.yes, locals) : run(machine, expr.no, locals);
    case 'convert':
      return foldConvertFrom(plain(expr.value), scalar(expr.value), scalar(expr));
    case 'extract': {
      const value = run(machine, expr.value, locals);
      return Array.isArray(value) ? value[expr.member] : no(machine);
    }
    case 'load': {
      const slot = at(machine, expr.place, locals);
      return slot.get();
    }
    case 'math':
      return foldMath(expr.do, scalar(expr), expr.args.map(plain)) ?? no(machine);
    case 'call': {
      const callee = machine.lowering.functions[expr.function];
      if (!callee) no(machine);
      return callFunction(
        machine,
        callee,
        expr.args.map((arg) => run(machine, arg, locals)),
      );
    }
    default:
      return no(machine);
  }
}

function zeroValue(machine: Machine, expr: Expr): Value {
  const type = expr.type;
  const zeros = (of: Expr['type']): Value => zeroValue(machine, { op: 'zero', type: of, span: expr.span });
  switch (type.kind) {
    case 'scalar':
      return constantOf(expr);
    case 'vector':
      return Array.from({ length: type.size }, () => zeros({ kind: 'scalar', scalar: type.of }));
    case 'array':
      return Array.from({ length: type.count }, () => zeros(type.of));
    case 'struct':
      return (machine.lowering.structs[type.struct]?.members ?? []).map((member) => zeros(member.type));
    default:
      return no(machine);
  }
}

type Slot = { get: () => Value; set: (value: Value) => void };
function at(machine: Machine, place: Place, locals: Value[]): Slot {
  if (place.at === 'local')
    return {
      get: () => locals[place.local],
      set: (value) => {
        locals[place.local] = value;
      },
    };
  if (place.at === 'variable') {
    const value = machine.lowering.constants.get(place.variable);
    if (!value) return no(machine);
    return { get: () => run(machine, value, []), set: () => no(machine) };
  }
  if (place.at === 'pointee') return no(machine);
  const of = at(machine, place.of, locals);
  const index = place.at === 'member' ? place.member : Number(run(machine, place.index, locals));
  return {
    get: () => {
      const whole = of.get();
      return Array.isArray(whole) ? whole[index] : undefined;
    },
    set: (value) => {
      const whole = of.get();
      const copy = Array.isArray(whole) ? [...whole] : [];
      copy[index] = value;
      of.set(copy);
    },
  };
}

function callFunction(machine: Machine, callee: IrFunction, args: Value[]): Value {
  const locals: Value[] = [...args];
  const end = runBlock(machine, callee.body, locals);
  return end?.kind === 'return' ? end.value : undefined;
}

type End = { kind: 'return'; value: Value } | { kind: 'break' } | { kind: 'continue' } | undefined;
function runBlock(machine: Machine, block: Block, locals: Value[]): End {
  for (const statement of block) {
    const end = runStatement(machine, statement, locals);
    if (end) return end;
  }
  return undefined;
}

function runStatement(machine: Machine, statement: Statement, locals: Value[]): End {
  if (++machine.steps > stepLimit) no(machine);
  switch (statement.do) {
    case 'declare':
      locals[statement.local] = statement.value && run(machine, statement.value, locals);
      return undefined;
    case 'assign':
      at(machine, statement.place, locals).set(run(machine, statement.value, locals));
      return undefined;
    case 'if':
      return runBlock(
        machine,
        run(machine, statement.condition, locals) ? statement.then : statement.else,
        locals,
      );
    case 'block':
      return runBlock(machine, statement.body, locals);
    case 'loop': {
      runBlock(machine, statement.init, locals);
      while (!statement.condition || run(machine, statement.condition, locals)) {
        const end = runBlock(machine, statement.body, locals);
        if (end?.kind === 'return') return end;
        if (end?.kind === 'break') break;
        runBlock(machine, statement.update, locals);
        if (statement.again && !run(machine, statement.again, locals)) break;
        if (++machine.steps > stepLimit) no(machine);
      }
      return undefined;
    }
    case 'switch': {
      const value = BigInt(run(machine, statement.value, locals) as number | bigint);
      let found = statement.cases.findIndex((c) => c.values.includes(value));
      if (found < 0) found = statement.cases.findIndex((c) => c.isDefault);
      if (found < 0) return undefined;
      for (const { body } of statement.cases.slice(found)) {
        const end = runBlock(machine, body, locals);
        if (end?.kind === 'break') return undefined;
        if (end) return end;
      }
      return undefined;
    }
    case 'return':
      return { kind: 'return', value: statement.value && run(machine, statement.value, locals) };
    case 'break':
    case 'continue':
      return { kind: statement.do };
    case 'call': {
      const callee = machine.lowering.functions[statement.function];
      if (!callee) no(machine);
      const value = callFunction(
        machine,
        callee,
        statement.args.map((arg) => run(machine, arg, locals)),
      );
      if (statement.result !== undefined) locals[statement.result] = value;
      return undefined;
    }
    case 'assert':
      return undefined;
    default:
      return no(machine);
  }
}
