// Expressions of C++ to operands: one case for each node of the tree. What has effects is emitted as statements on the way.
import type { Span } from '@/lib/core/span';
import { alignOf, type Expr, type Place, sizeOf } from '@/lib/ir';
import type { Expr as ExprNode, Name, TemplateArgument, TypeName } from '../ast';
import { lowerAssign, lowerStep } from './assignments';
import { constant, constantOf, element, load, offset, select, zero } from './build';
import { builtinFunction, builtinValue } from './builtins';
import { constructType, lowerArguments, lowerCall, nothing, protectedFrom } from './calls';
import type { Frame } from './context';
import { castTo, conditionOf, convertTo, stored, valueOperand } from './conversions';
import {
  arithmeticOf,
  arrayC,
  C,
  type CType,
  commonArithmetic,
  constC,
  type FunctionC,
  irType,
  isArithmetic,
  noReference,
  nullC,
  pointerC,
  valueC,
} from './ctypes';
import { lowerFold } from './folds';
import { globalOperand, stringVariable } from './globals';
import { lowerValue } from './initializers';
import { lowerLambda } from './lambdas';
import { numberLiteral, utf8 } from './literals';
import { memberOf, objectOf } from './members';
import { asPlace, isPlace, type Operand, type PlaceOperand } from './operand';
import { lowerBinary, lowerUnary, operatorCall } from './operators';
import { packLength } from './packs';
import { fieldPath, type Record, requireComplete } from './records';
import { AlreadyRefused, refuse } from './refusal';
import type { Entity } from './scopes';
import { lowerStatementExpression } from './statements';
import { namedType, nameText, resolveName, resolveType, typeOfExpr } from './type-names';

export function lowerExpr(frame: Frame, node: ExprNode): Operand {
  const { span } = node;
  switch (node.node) {
    case 'number': {
      const literal = numberLiteral(node.text);
      if (!literal) return refuse('lower-literal', span);
      return {
        expr: { op: 'constant', type: irType(literal.type), value: literal.value, span },
        type: literal.type,
        literal: true,
      };
    }
    case 'character':
      return { expr: i32value(node, span), type: C[node.type] };
    case 'string':
      if (frame.typesOnly)
        return placeholder(frame, arrayC(constC(C.char), utf8(node.value).length + 1), span);
      return {
        place: stringVariable(frame, node.value, span),
        type: arrayC(constC(C.char), utf8(node.value).length + 1),
      };
    case 'boolean':
      return { expr: constant('bool', node.value, span), type: C.bool };
    case 'nullptr':
      return { expr: zero(irType(nullC), span), type: nullC };
    case 'this':
      return lowerThis(frame, span);
    case 'name':
      return lowerName(frame, node.name, span);
    case 'unary':
      return lowerUnary(frame, node);
    case 'postfix':
      return lowerStep(frame, node.operand, node.operator, false, true, span);
    case 'binary':
      return lowerBinary(frame, node);
    case 'assign':
      return lowerAssign(frame, node, true);
    case 'conditional':
      return lowerConditional(frame, node);
    case 'comma':
      lowerDiscarded(frame, node.left);
      return lowerExpr(frame, node.right);
    case 'call':
      return lowerCall(frame, node);
    case 'index':
      return lowerIndex(frame, node);
    case 'member':
      return memberOf(frame, objectOf(frame, node.object, node.arrow, span), node.name, span);
    case 'cast':
      return lowerCast(frame, node);
    case 'construct':
      return constructType(frame, resolveType(frame, node.type), node.args, span, node.braces);
    case 'braces':
      return node.items.length === 1 && node.items[0]
        ? lowerExpr(frame, node.items[0])
        : refuse('lower-braces', span);
    case 'sizeof':
      return lowerSize(frame, node.of, node.align, span);
    case 'sizeof-pack':
      return {
        expr: constant('u64', BigInt(packLength(frame, node.name, span)), span),
        type: C['unsigned long'],
      };
    case 'lambda':
      return lowerLambda(frame, node);
    case 'fold':
      return lowerFold(frame, node);
    case 'statement-expression':
      return lowerStatementExpression(frame, node.body, span);
    case 'pack-expansion':
      return refuse('lower-pack', span);
    case 'new':
      if (frame.typesOnly) return placeholder(frame, pointerC(resolveType(frame, node.type)), span);
      return refuse('lower-allocation', span);
    case 'delete':
      return refuse('lower-allocation', span);
    case 'launch':
      return refuse('lower-launch-in-kernel', span);
    case 'unsupported':
      return refuse('lower-unsupported', span, { what: node.what });
  }
}

function i32value(node: ExprNode & { node: 'character' }, span: Span) {
  const scalar = { char: 'i8', wchar_t: 'i32', char16_t: 'u16', char32_t: 'u32' } as const;
  const value = node.type === 'char' ? (node.value << 24) >> 24 : node.value;
  return constant(scalar[node.type], value, span);
}

/** An operand of which only the type counts. */
export function placeholder(frame: Frame, type: CType, span: Span): Operand {
  const held = noReference(type);
  const pointer = zero({ kind: 'pointer', space: 'generic', to: irType(held) }, span);
  if (type.kind === 'reference' || held.kind === 'array')
    return { place: frame.pointee(pointer, held, span), type: held };
  return { expr: zero(irType(held), span), type: valueC(held) };
}

/** An expression whose value nobody reads. */
export function lowerDiscarded(frame: Frame, node: ExprNode): Operand | undefined {
  switch (node.node) {
    case 'assign':
      return lowerAssign(frame, node, false);
    case 'postfix':
      return lowerStep(frame, node.operand, node.operator, true, false, node.span);
    case 'unary':
      if (node.operator === '++' || node.operator === '--') {
        return lowerStep(frame, node.operand, node.operator, true, false, node.span);
      }
      break;
    case 'comma':
      lowerDiscarded(frame, node.left);
      return lowerDiscarded(frame, node.right);
    case 'conditional': {
      const condition = conditionOf(frame, lowerExpr(frame, node.condition), node.condition.span);
      const yes = frame.block(() => lowerDiscarded(frame, node.yes));
      const no = frame.block(() => lowerDiscarded(frame, node.no));
      if (yes.length || no.length) frame.emit({ do: 'if', condition, then: yes, else: no, span: node.span });
      return undefined;
    }
    case 'binary':
      if (node.operator === '&&' || node.operator === '||') {
        const left = conditionOf(frame, lowerExpr(frame, node.left), node.left.span);
        const right = frame.block(() => lowerDiscarded(frame, node.right));
        if (!right.length) return undefined;
        const then = node.operator === '&&' ? right : [];
        frame.emit({
          do: 'if',
          condition: left,
          then,
          else: node.operator === '&&' ? [] : right,
          span: node.span,
        });
        return undefined;
      }
      break;
    case 'cast':
      if (node.type.kind === 'fundamental' && node.type.name === 'void') {
        return lowerDiscarded(frame, node.operand);
      }
  }
  return lowerExpr(frame, node);
}

function lowerThis(frame: Frame, span: Span): Operand {
  if (!frame.self) return refuse('lower-no-this', span);
  return { expr: frame.address(frame.self.place, span), type: pointerC(frame.self.type) };
}

/** A place of a variable's type; through the pointer where that is a reference. */
export function placeOperand(frame: Frame, place: Place, type: CType, span: Span): PlaceOperand {
  if (type.kind !== 'reference') return { place, type };
  return { place: frame.pointee(load(place, span), type.to, span), type: type.to };
}

function lowerName(frame: Frame, name: Name, span: Span): Operand {
  const text = name.parts.at(-1)?.text ?? '';
  const entity = resolveName(frame, name);
  if (entity) return lowerVariable(frame, entity, nameText(name), span, name.parts.at(-1)?.args);
  const builtin = name.parts.length === 1 ? builtinValue(text, span) : undefined;
  if (builtin) return builtin;
  if (builtinFunction(text)) return refuse('lower-function-value', span, { name: text });
  return refuse('lower-unknown-name', span, { name: nameText(name) });
}

/** The operand that a name of a value means. */
export function lowerVariable(
  frame: Frame,
  entity: Entity,
  text: string,
  span: Span,
  args?: readonly TemplateArgument[],
): Operand {
  switch (entity.is) {
    case 'local':
      if (frame.isStatic || entity.owner !== frame.owner)
        return entity.known ?? refuse('lower-not-constant', span);
      return placeOperand(frame, frame.place(entity.local), entity.type, span);
    case 'value':
      return 'expr' in entity.value
        ? { ...entity.value, expr: { ...entity.value.expr, span } }
        : entity.value;
    case 'refused':
      throw new AlreadyRefused();
    case 'variable':
      return globalOperand(frame, entity.source, span, args);
    case 'field':
      return lowerField(frame, entity.record, text, span);
    case 'functions': {
      const type: FunctionC = { kind: 'function', key: text, target: entity.sources };
      return { expr: zero(irType(type), span), type };
    }
    case 'broken':
      return refuse('lower-unparsed', span, { name: text, why: entity.why });
    case 'pack':
    case 'locals':
      return refuse('lower-pack', span);
    default:
      return refuse('lower-unknown-name', span, { name: text });
  }
}

function lowerField(frame: Frame, of: Record, text: string, span: Span): Operand {
  const self = frame.closure?.type.record === of ? frame.closure : frame.self;
  const name = text.split('::').at(-1) ?? text;
  const found = self && fieldPath(self.type.record, name);
  if (!self || !found) return refuse('lower-no-this', span);
  return memberOf(
    frame,
    { place: self.place, type: self.type },
    { parts: [{ text: name }], global: false, span },
    span,
  );
}

function lowerIndex(frame: Frame, node: ExprNode & { node: 'index' }): Operand {
  const { span } = node;
  const object = lowerExpr(frame, node.object);
  const type = noReference(object.type);
  if (type.kind === 'record') {
    const index = lowerArguments(frame, [node.index]);
    const result = operatorCall(frame, '[]', [object, ...index], span);
    if (result) return result;
    return refuse('lower-no-overload', span, { name: 'operator[]' });
  }
  if (isArithmetic(type)) {
    const pointer = lowerExpr(frame, node.index);
    return indexed(frame, pointer, valueOperand(frame, object, span), span);
  }
  if (type.kind === 'array' && isPlace(object)) {
    const index = integerOf(frame, valueOperand(frame, lowerExpr(frame, node.index), span), span);
    const of = type.const ? constC(type.of) : type.of;
    const inner = type.volatile && !of.volatile ? { ...of, volatile: true } : of;
    return placeOperand(frame, element(object.place, index, irType(type.of), span), inner, span);
  }
  const base = valueOperand(frame, object, span);
  const mark = frame.out.length;
  const index = valueOperand(frame, lowerExpr(frame, node.index), node.index.span);
  return indexed(frame, { ...base, expr: protectedFrom(frame, base.expr, mark) }, index, span);
}

function integerOf(frame: Frame, operand: { expr: Expr; type: CType }, span: Span) {
  const scalar = arithmeticOf(operand.type);
  if (!scalar) return convertTo(frame, operand, C.long, span);
  if (scalar.name === 'float' || scalar.name === 'double') return refuse('lower-index', span);
  return operand.expr;
}

function indexed(frame: Frame, pointer: Operand, index: { expr: Expr; type: CType }, span: Span): Operand {
  const { expr, type } = valueOperand(frame, pointer, span);
  if (type.kind !== 'pointer') return refuse('lower-index', span);
  if (type.to.kind === 'void') return refuse('lower-void-pointer', span);
  if (type.to.kind === 'record') requireComplete(type.to.record, span);
  const at = offset(expr, promotedIndex(integerOf(frame, index, span), span), span);
  return placeOperand(frame, frame.pointee(at, type.to, span), type.to, span);
}
function promotedIndex(expr: Expr, _span: Span) {
  return expr;
}

function lowerCast(frame: Frame, node: ExprNode & { node: 'cast' }): Operand {
  const { span } = node;
  if (node.style === 'dynamic') return refuse('lower-unsupported', span, { what: 'dynamic_cast' });
  const type = resolveType(frame, node.type);
  if (type.kind === 'void') {
    lowerDiscarded(frame, node.operand);
    return nothing(span);
  }
  // `(float2){a, b}`
  if (node.operand.node === 'braces')
    return { expr: lowerValue(frame, node.operand, valueC(type), span), type: valueC(type) };
  const operand = lowerExpr(frame, node.operand);
  if (type.kind === 'reference') {
    if (!isPlace(operand)) return { expr: convertTo(frame, operand, valueC(type), span), type: valueC(type) };
    const same = irType(type.to);
    if (valueC(operand.type).key === valueC(type.to).key)
      return { ...operand, type: type.to, ...(type.rvalue && { rvalue: true }) };
    const pointer = castTo(
      frame,
      { expr: frame.address(operand.place, span), type: pointerC(operand.type) },
      pointerC(type.to),
      span,
      node.style !== 'static',
    );
    const place = frame.pointee(pointer, type.to, span);
    return { place: place.at === 'pointee' ? { ...place, type: same } : place, type: type.to };
  }
  const target = valueC(type);
  if (operand.type.kind === 'function') return operand;
  return { expr: castTo(frame, operand, target, span, node.style === 'reinterpret'), type: target };
}

function lowerSize(frame: Frame, of: TypeName | ExprNode, align: boolean, span: Span): Operand {
  let type: CType;
  if (of.node === 'type') type = resolveType(frame, of);
  else type = (of.node === 'name' ? namedOrNothing(frame, of.name) : undefined) ?? typeOfExpr(frame, of);
  const bare = noReference(type);
  if (bare.kind === 'record') requireComplete(bare.record, span);
  const ir = irType(bare);
  const bytes = align ? alignOf(ir, frame.lowering.structs) : Math.max(1, sizeOf(ir, frame.lowering.structs));
  return { expr: constant('u64', BigInt(bytes), span), type: C['unsigned long'] };
}
function namedOrNothing(frame: Frame, name: Name): CType | undefined {
  const entity = resolveName(frame, name);
  if (entity && entity.is !== 'type' && entity.is !== 'record' && entity.is !== 'alias') return undefined;
  return namedType(frame, name);
}

function lowerConditional(frame: Frame, node: ExprNode & { node: 'conditional' }): Operand {
  const { span } = node;
  const condition = conditionOf(frame, lowerExpr(frame, node.condition), node.condition.span);
  const known = constantOf(condition);
  let yes: Operand | undefined;
  let no: Operand | undefined;
  const thenBlock = frame.block(() => {
    yes = branchOf(frame, node.yes);
  });
  const elseBlock = frame.block(() => {
    no = branchOf(frame, node.no);
  });
  const type = commonType(frame, yes as Operand, no as Operand, span);
  if (known !== undefined && !frame.isStatic) {
    for (const statement of known ? thenBlock : elseBlock) frame.emit(statement);
    return conditionalValue(frame, (known ? yes : no) as Operand, type, span);
  }
  if (type.kind === 'void') {
    if (thenBlock.length || elseBlock.length)
      frame.emit({ do: 'if', condition, then: thenBlock, else: elseBlock, span });
    return nothing(span);
  }
  const plain = !thenBlock.length && !elseBlock.length;
  const from = plain ? choiceOfPlaces(frame, condition, yes as Operand, no as Operand, span) : undefined;
  if (from && (type.kind === 'record' || type.kind === 'array')) {
    const held = (yes as Operand).type;
    return { place: from(), type: held };
  }
  const ir = irType(type);
  const thenFull = [...thenBlock];
  const elseFull = [...elseBlock];
  const convert = (operand: Operand, block: typeof thenFull) => {
    const before = frame.out;
    frame.out = block;
    const value = stored(convertTo(frame, operand, type, span), ir, span);
    frame.out = before;
    return value;
  };
  const left = convert(yes as Operand, thenFull);
  const right = convert(no as Operand, elseFull);
  if (!thenFull.length && !elseFull.length)
    return { expr: select(condition, left, right, span), type, ...(from && { from }) };
  const local = frame.addLocal('t', ir, span, false, true);
  frame.emit({ do: 'declare', local, span });
  const place = frame.place(local);
  thenFull.push({ do: 'assign', place, value: left, span });
  elseFull.push({ do: 'assign', place, value: right, span });
  frame.emit({ do: 'if', condition, then: thenFull, else: elseFull, span });
  return { expr: load(place, span), type };
}

function branchOf(frame: Frame, node: ExprNode): Operand {
  if (node.node === 'unsupported' && node.what === 'throw') return nothing(node.span);
  return lowerExpr(frame, node);
}
function conditionalValue(frame: Frame, operand: Operand, type: CType, span: Span): Operand {
  if (isPlace(operand) && valueC(operand.type).key === type.key) return operand;
  return { expr: convertTo(frame, operand, type, span), type };
}
/** `(c ? a : b)` as a place, through a pointer. */
function choiceOfPlaces(
  frame: Frame,
  condition: Expr,
  yes: Operand,
  no: Operand,
  span: Span,
): (() => Place) | undefined {
  if (
    valueC(yes.type).key !== valueC(no.type).key ||
    (!isPlace(yes) && !yes.from) ||
    (!isPlace(no) && !no.from)
  )
    return undefined;
  const type = yes.type;
  return () => {
    const pointer = { kind: 'pointer', space: 'generic', to: irType(type) } as const;
    const address = (operand: Operand) =>
      stored(frame.address((asPlace(operand) as PlaceOperand).place, span), pointer, span);
    return frame.pointee(select(condition, address(yes), address(no), span), type, span);
  };
}

/** The type of `c ? a : b`. */
function commonType(frame: Frame, yes: Operand, no: Operand, span: Span): CType {
  const a = decayedType(yes.type);
  const b = decayedType(no.type);
  if (a.key === b.key) return a;
  const left = arithmeticOf(a);
  const right = arithmeticOf(b);
  if (left && right) return commonArithmetic(left, right);
  if (a.kind === 'void' || b.kind === 'void') return a.kind === 'void' ? b : a;
  if (a.kind === 'pointer' && b.kind === 'pointer') {
    if (valueC(a.to).key === valueC(b.to).key) return a.to.const ? a : b;
    return a.to.kind === 'void' ? a : b;
  }
  if (a.kind === 'pointer' && (b.kind === 'null' || isArithmetic(b))) return a;
  if (b.kind === 'pointer' && (a.kind === 'null' || isArithmetic(a))) return b;
  if (a.kind === 'vector' || b.kind === 'vector') return a.kind === 'vector' ? a : b;
  if (a.kind === 'record') return a;
  if (b.kind === 'record') return b;
  void frame;
  return refuse('lower-no-conversion', span, { from: a.key, to: b.key });
}
function decayedType(type: CType): CType {
  const bare = valueC(type);
  return bare.kind === 'array' ? pointerC(bare.of) : bare;
}

/** The value of a whole expression as a type, with arrays decayed. */
export function lowerAs(frame: Frame, node: ExprNode, type: CType) {
  return stored(convertTo(frame, lowerExpr(frame, node), type, node.span), irType(type), node.span);
}
