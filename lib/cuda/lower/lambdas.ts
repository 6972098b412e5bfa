// Lambdas that do not leave their function: a record of what they capture, with the body as its operator().
import type { Span } from '@/lib/core/span';
import type { Expr, Place } from '@/lib/ir';
import type { Expr as ExprNode, FunctionDeclaration, TypeName } from '../ast';
import type { Frame } from './context';
import { memberPlace, stored, valueOf } from './conversions';
import { type CType, constC, irType, type RecordC, referenceC, valueC } from './ctypes';
import { lowerExpr, lowerVariable, placeOperand } from './expressions';
import { isPlace, type Operand } from './operand';
import { finishLayout, newRecord } from './records';
import { refuse } from './refusal';
import { addFunction, type Entity } from './scopes';
import { wordsOf } from './words';

/** No variable has this name. */
const self = 'this';

type Captured = { name: string; entity: Entity; byReference: boolean; operand: Operand };

export function lowerLambda(frame: Frame, node: ExprNode & { node: 'lambda' }): Operand {
  const { span } = node;
  // Of the host's own only the types count. What a kernel is given holds what it captured.
  const host = frame.typesOnly && !node.device;
  const captured = host ? [] : capturesOf(frame, node);
  const record = newRecord(
    frame.lowering,
    `lambda_${frame.lowering.instances++}`,
    frame.scope,
    undefined,
    span,
  );
  record.lambda = true;
  if (host) record.host = frame;
  const members: { name: string; type: ReturnType<typeof irType> }[] = [];
  const parts: Expr[] = [];
  for (const { name, entity, byReference, operand } of captured) {
    if (name === self) record.self = members.length;
    if (entity.is === 'value' && !isPlace(entity.value)) {
      record.scope.names.set(name, entity);
      continue;
    }
    const type: CType = byReference
      ? referenceC(operand.type)
      : operand.type.kind === 'array'
        ? operand.type
        : constC(valueC(operand.type));
    const index = record.fields.length;
    record.fields.push({ name, type, member: members.length, span });
    members.push({ name, type: irType(type) });
    record.scope.names.set(name, { is: 'field', record, index });
    parts.push(captureValue(frame, operand, byReference, type, span));
  }
  finishLayout(frame.lowering, record, members);
  const auto: TypeName = { node: 'type', kind: 'auto', const: false, volatile: false, span };
  const declaration: FunctionDeclaration = {
    node: 'function',
    specifiers: new Set(['__device__']),
    name: { parts: [{ text: 'operator()' }], global: false, span },
    nameSpan: span,
    kind: 'function',
    result: node.result ?? auto,
    parameters: node.parameters,
    variadic: false,
    templates: node.template ? [node.template] : [],
    constThis: true,
    deleted: false,
    defaulted: false,
    body: node.body,
    span,
    foreign: false,
  };
  addFunction(record.scope, 'operator()', {
    declaration,
    scope: record.scope,
    record,
    lambda: { body: node.body },
    instances: new Map(),
  });
  const type = irType(record.type);
  const expr: Expr = parts.length ? { op: 'compose', parts, type, span } : { op: 'zero', type, span };
  return { expr, type: record.type };
}

/** What a body finds by name: what the lambda captured, and the object in whose method it stands. */
export function enterLambda(frame: Frame, place: Place, type: RecordC, span: Span): void {
  frame.closure = { place, type };
  const { self: member, fields } = type.record;
  const object = member === undefined ? undefined : fields.find((field) => field.member === member);
  if (member === undefined || !object) return;
  const held = placeOperand(frame, memberPlace(frame, place, member), object.type, span);
  if (held.type.kind === 'record') frame.self = { place: held.place, type: held.type };
}

function captureValue(frame: Frame, operand: Operand, byReference: boolean, type: CType, span: Span): Expr {
  if (!byReference) {
    if (isPlace(operand) && operand.type.kind === 'array')
      return { op: 'load', place: operand.place, type: operand.place.type, span };
    return stored(valueOf(frame, operand, span), irType(type), span);
  }
  if (!isPlace(operand)) return refuse('lower-address', span);
  return stored(frame.address(operand.place, span), irType(type), span);
}

function capturesOf(frame: Frame, node: ExprNode & { node: 'lambda' }): Captured[] {
  const all = new Map<string, Captured>();
  const add = (name: string, byReference: boolean) => {
    if (all.has(name)) return;
    const entity = frame.scope.find(name);
    if (entity && isMember(entity)) addSelf(false);
    const outer = entity?.is === 'field' && entity.record === frame.closure?.type.record;
    if (!entity || (entity.is !== 'local' && entity.is !== 'value' && !outer)) return;
    if (entity.is === 'local' && entity.owner !== frame.owner) return;
    if (entity.is === 'value' && isPlace(entity.value) && entity.value.place.at === 'variable') return;
    all.set(name, { name, entity, byReference, operand: lowerVariable(frame, entity, name, node.span) });
  };
  const isMember = (entity: Entity) =>
    (entity.is === 'field' && entity.record !== frame.closure?.type.record) ||
    (entity.is === 'functions' && entity.sources.some(({ record }) => record));
  const addSelf = (copied: boolean) => {
    if (all.has(self) || !frame.self) return;
    if (frame.typesOnly) refuse('lower-lambda-this', node.span);
    const entity: Entity = { is: 'refused' };
    all.set(self, { name: self, entity, byReference: !copied, operand: frame.self });
  };
  for (const capture of node.captures) {
    if (capture.isThis) addSelf(capture.copied);
    else if (capture.init) {
      const operand = lowerExpr(frame, capture.init);
      const entity: Entity = { is: 'refused' };
      all.set(capture.name, { name: capture.name, entity, byReference: capture.byReference, operand });
    } else add(capture.name, capture.byReference);
  }
  if (node.byDefault) {
    const own = new Set(node.parameters.map((p) => p.name));
    // More than are meant does no harm.
    const { parse } = frame.lowering;
    for (const name of wordsOf(parse, parse.body(node.body))) {
      if (name === self) addSelf(false);
      else if (!own.has(name)) add(name, node.byDefault === '&');
    }
  }
  return [...all.values()];
}
