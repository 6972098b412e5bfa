// Statements of C++ to statements of the IR: blocks, conditions, loops, switches, returns. One that is refused is told and the
// rest goes on, so that all problems of a function are found at once.
import type { Span } from '@/lib/core/span';
import type { Expr, Statement } from '@/lib/ir';
import { scalars } from '@/lib/ir';
import type { Deferred, Expr as ExprNode, Statement as StatementNode, VariableDeclaration } from '../ast';
import { constantOf, load } from './build';
import { nothing } from './calls';
import { isTrue } from './constants';
import type { Frame } from './context';
import { bindReference, conditionOf, convertTo, negated, stored, valueOperand } from './conversions';
import { arithmeticOf, C, type CType, irType, isStatic, promoted, referenceC, valueC, voidC } from './ctypes';
import { declareOne } from './declare';
import { lowerDiscarded, lowerExpr } from './expressions';
import { autoC } from './functions';
import { lowerValue } from './initializers';
import { isPlace, type Operand } from './operand';
import { postponable } from './postponed';
import { lowerAsm } from './ptx/asm';
import { lowerRangeFor } from './range-for';
import { AlreadyRefused, Refusal, refuse, refusedAt } from './refusal';
import { type FunctionSource, Scope } from './scopes';
import { lowerSwitch } from './switch';
import { dropResult, lowerLocal } from './variables';

/** A function's whole body, into the frame's statements. */
export function lowerBody(frame: Frame, source: FunctionSource): void {
  const deferred = source.lambda?.body ?? source.declaration.body;
  if (!deferred) return;
  const body = frame.lowering.parse.body(deferred);
  lowerList(frame, body.node === 'compound' ? body.body : [body]);
  if (source.declaration.kind === 'constructor' && frame.self && frame.out.at(-1)?.do !== 'return') {
    const span = source.declaration.nameSpan;
    frame.emit({ do: 'return', value: load(frame.self.place, span), span });
  }
}

export function lowerList(frame: Frame, statements: readonly StatementNode[]): void {
  for (const statement of statements) lowerStatement(frame, statement);
}

export function lowerStatement(frame: Frame, node: StatementNode): void {
  const mark = frame.out.length;
  const out = frame.out;
  const scope = frame.scope;
  try {
    lowerOne(frame, node);
  } catch (error) {
    if (!(error instanceof Refusal || error instanceof AlreadyRefused)) throw error;
    frame.out = out;
    frame.scope = scope;
    frame.postponed = undefined;
    frame.converting = false;
    frame.lowering.tell(refusedAt(error, node.span));
    frame.failed = true;
    // What was declared here is not known below: say nothing more about it.
    if (node.node === 'declaration')
      for (const declaration of node.declarations)
        if (declaration.node === 'variable') {
          const name = declaration.name.parts[0]?.text ?? '';
          if (!frame.scope.names.has(name)) frame.scope.names.set(name, { is: 'refused' });
        }
  }
  const first = frame.out[mark];
  if (node.comment && first && !first.comment) Object.assign(first, { comment: node.comment });
}

/** Runs `work` as a full expression: increments that may wait come after it. */
export function fullExpression(frame: Frame, nodes: readonly ExprNode[], work: () => void): void {
  const { postponed, mayPostpone } = frame;
  frame.postponed = [];
  frame.mayPostpone = postponable(nodes);
  work();
  for (const statement of frame.postponed) frame.emit(statement);
  frame.postponed = postponed;
  frame.mayPostpone = mayPostpone;
}

export function scoped(frame: Frame, work: () => void): void {
  frame.within(new Scope('block', frame.scope), work);
}
export function scopedBlock(frame: Frame, node: StatementNode): Statement[] {
  return frame.block(() =>
    scoped(frame, () => {
      if (node.node === 'compound') lowerList(frame, node.body);
      else lowerStatement(frame, node);
    }),
  );
}

function lowerOne(frame: Frame, node: StatementNode): void {
  const { span } = node;
  switch (node.node) {
    case 'compound': {
      const body = scopedBlock(frame, node);
      if (body.some((s) => s.do === 'declare')) frame.emit({ do: 'block', body, span });
      else frame.out.push(...body);
      return;
    }
    case 'declaration':
      for (const declaration of node.declarations) {
        if (declaration.node === 'variable')
          fullExpression(frame, declaration.init?.args ?? [], () => lowerLocal(frame, declaration));
        else if (declaration.node !== 'function') declareOne(frame.lowering, frame.scope, declaration);
      }
      return;
    case 'expression':
      fullExpression(frame, [node.value], () => {
        const operand = discard(frame, node.value);
        if (operand) dropResult(frame, operand);
      });
      return;
    case 'empty':
      return;
    case 'if':
      lowerIf(frame, node);
      return;
    case 'while':
    case 'for':
    case 'do':
      lowerLoop(frame, node);
      return;
    case 'range-for':
      lowerRangeFor(frame, node);
      return;
    case 'switch':
      lowerSwitch(frame, node);
      return;
    case 'break':
    case 'continue':
      frame.emit({ do: node.node, span });
      return;
    case 'return':
      lowerReturn(frame, node);
      return;
    case 'asm':
      lowerAsm(frame, node);
      return;
    default:
      refuseStatement(node);
  }
}

function refuseStatement(node: StatementNode): never {
  const { span } = node;
  switch (node.node) {
    case 'goto':
    case 'label':
      return refuse('lower-goto', span);
    case 'broken':
      return refuse('lower-unparsed', span, { name: 'this statement', why: node.why });
    default:
      return refuse('lower-case-place', span);
  }
}

function discard(frame: Frame, node: ExprNode): Operand | undefined {
  return lowerDiscarded(frame, node);
}

/** A condition's value, from an expression or a declaration (which goes to the statements before it). */
export function lowerCondition(frame: Frame, node: ExprNode | VariableDeclaration): Expr {
  if (node.node !== 'variable') return conditionOf(frame, lowerExpr(frame, node), node.span);
  lowerLocal(frame, node);
  const name: ExprNode = { node: 'name', name: node.name, span: node.nameSpan };
  return conditionOf(frame, lowerExpr(frame, name), node.nameSpan);
}

function lowerIf(frame: Frame, node: StatementNode & { node: 'if' }): void {
  const { span } = node;
  const needsBlock = !!node.init || node.condition.node === 'variable';
  const work = () =>
    scoped(frame, () => {
      if (node.init) lowerStatement(frame, node.init);
      if (node.constexpr && node.condition.node !== 'variable') {
        const taken = isTrue(frame, node.condition) ? node.then : node.else;
        if (taken) lowerStatement(frame, taken);
        return;
      }
      const condition = lowerCondition(frame, node.condition);
      const known = constantOf(condition);
      if (known !== undefined) {
        const taken = known ? node.then : node.else;
        if (taken) lowerStatement(frame, taken);
        return;
      }
      const then = scopedBlock(frame, node.then);
      const otherwise = node.else ? scopedBlock(frame, node.else) : [];
      frame.emit({ do: 'if', condition, then, else: otherwise, span });
    });
  if (!needsBlock) {
    work();
    return;
  }
  const body = frame.block(work);
  if (body.some((s) => s.do === 'declare')) frame.emit({ do: 'block', body, span });
  else frame.out.push(...body);
}

function lowerLoop(frame: Frame, node: StatementNode & { node: 'while' | 'for' | 'do' }): void {
  const { span } = node;
  scoped(frame, () => {
    const init = frame.block(() => {
      if (node.node === 'for' && node.init) lowerStatement(frame, node.init);
    });
    let condition: Expr | undefined;
    const test = frame.block(() => {
      if (node.node !== 'do' && node.condition) condition = lowerCondition(frame, node.condition);
    });
    const body: Statement[] = [];
    if (test.length && condition) {
      body.push(...test, {
        do: 'if',
        condition: negated(condition, span),
        then: [{ do: 'break', span }],
        else: [],
        span,
      });
      condition = undefined;
    }
    body.push(...scopedBlock(frame, node.body));
    let again: Expr | undefined;
    const update = frame.block(() => {
      if (node.node === 'for' && node.update) {
        const { update: step } = node;
        fullExpression(frame, [step], () => {
          const operand = discard(frame, step);
          if (operand) dropResult(frame, operand);
        });
      }
    });
    if (node.node === 'do') {
      const tail = frame.block(() => {
        again = conditionOf(frame, lowerExpr(frame, node.condition), node.condition.span);
      });
      if (tail.length && again) again = hoisted(frame, init, update, tail, again, span);
    }
    if (condition && constantOf(condition) === true) condition = undefined;
    if (again && constantOf(again) === true) again = undefined;
    frame.emit({
      do: 'loop',
      init,
      body,
      update,
      span,
      ...(condition && { condition }),
      ...(again && { again }),
      ...(node.unroll !== undefined && { unroll: node.unroll }),
    });
  });
}

/** `do … while (n = f(x))`: the condition's statements run in the update, its value waits in a local of the loop. */
function hoisted(
  frame: Frame,
  init: Statement[],
  update: Statement[],
  tail: Statement[],
  again: Expr,
  span: Span,
): Expr {
  const local = frame.addLocal('again', scalars.bool, span, false, true);
  init.push({ do: 'declare', local, span });
  update.push(...tail, { do: 'assign', place: frame.place(local), value: again, span });
  return load(frame.place(local), span);
}

function lowerReturn(frame: Frame, node: StatementNode & { node: 'return' }): void {
  const { span, value } = node;
  const wanted = frame.result ?? voidC;
  if (frame.constructed && frame.self) {
    frame.emit({ do: 'return', value: load(frame.self.place, span), span });
    return;
  }
  if (!value) {
    if (wanted === autoC) frame.result = voidC;
    frame.emit({ do: 'return', span });
    return;
  }
  if (wanted.kind === 'void' && wanted !== autoC) {
    lowerDiscarded(frame, value);
    frame.emit({ do: 'return', span });
    return;
  }
  if (wanted === autoC) {
    lowerDeduced(frame, value, span);
    return;
  }
  if (isStatic(wanted)) {
    lowerExpr(frame, value);
    frame.emit({ do: 'return', span });
    return;
  }
  const expr =
    wanted.kind === 'reference'
      ? bindReference(frame, lowerExpr(frame, value), wanted, span)
      : lowerValue(frame, value, wanted, span);
  frame.emit({ do: 'return', value: stored(expr, irType(wanted), span), span });
}

/** The first return decides what `auto` is. Lowered once: a lambda has a type of its own each time. */
function lowerDeduced(frame: Frame, value: ExprNode, span: Span): void {
  const operand = lowerExpr(frame, value);
  const type =
    frame.autoResult === 'reference' && isPlace(operand)
      ? referenceC(operand.type)
      : valueC(operand.type.kind === 'array' ? valueOperand(frame, operand, span).type : operand.type);
  frame.result = type;
  if (isStatic(type) || type.kind === 'void') {
    frame.emit({ do: 'return', span });
    return;
  }
  const expr =
    type.kind === 'reference'
      ? bindReference(frame, operand, type, span)
      : convertTo(frame, operand, type, span);
  frame.emit({ do: 'return', value: stored(expr, irType(type), span), span });
}

/** GNU's `({ …; value; })`. */
export function lowerStatementExpression(frame: Frame, body: Deferred, span: Span): Operand {
  const node = frame.lowering.parse.body(body);
  const list = node.node === 'compound' ? node.body : [node];
  let result: Operand = nothing(span);
  scoped(frame, () => {
    for (const statement of list.slice(0, -1)) lowerOne(frame, statement);
    const last = list.at(-1);
    if (last?.node === 'expression') {
      const operand = lowerExpr(frame, last.value);
      const value = valueOperand(frame, operand, last.span);
      result =
        value.expr.type.kind === 'void'
          ? nothing(span)
          : { expr: frame.pinned(value.expr), type: value.type };
    } else if (last) lowerOne(frame, last);
  });
  return result;
}

/** The value that a switch looks at, promoted. */
export function switchValue(frame: Frame, node: ExprNode): { value: Expr; type: CType } {
  const operand = valueOperand(frame, lowerExpr(frame, node), node.span);
  const scalar = arithmeticOf(operand.type);
  const type = scalar ? promoted(scalar) : C.int;
  if (operand.type.kind === 'enum') return { value: convertEnum(operand.expr, type), type };
  return { value: convertTo(frame, operand, type, node.span), type };
}
function convertEnum(expr: Expr, type: CType): Expr {
  const ir = irType(type);
  return expr.type.kind === 'scalar' && ir.kind === 'scalar' && expr.type.scalar === ir.scalar
    ? expr
    : { op: 'convert', value: expr, type: ir, span: expr.span };
}
