// Lambdas that do not leave their function: a record of what they capture, with the body as its operator().
import type { Span } from '@/lib/core/span';
import type { Expr } from '@/lib/ir';
import type { Expr as ExprNode, FunctionDeclaration, TypeName } from '../ast';
import type { Frame } from './context';
import { stored, valueOf } from './conversions';
import { type CType, constC, irType, referenceC, valueC } from './ctypes';
import { lowerExpr, lowerVariable } from './expressions';
import { isPlace, type Operand } from './operand';
import { finishLayout, newRecord } from './records';
import { refuse } from './refusal';
import { addFunction, type Entity } from './scopes';

type Captured = { name: string; entity: Entity; byReference: boolean; operand: Operand };

export function lowerLambda(frame: Frame, node: ExprNode & { node: 'lambda' }): Operand {
  const { span } = node;
  // Of the host's own only the types count. What a kernel is given holds what it captured.
  const host = frame.typesOnly && !node.device;
  if (!host && node.captures.some((c) => c.isThis)) refuse('lower-lambda-this', span);
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
    if (!entity || (entity.is !== 'local' && entity.is !== 'value')) return;
    if (entity.is === 'local' && entity.owner !== frame.owner) return;
    if (entity.is === 'value' && isPlace(entity.value) && entity.value.place.at === 'variable') return;
    all.set(name, { name, entity, byReference, operand: lowerVariable(frame, entity, name, node.span) });
  };
  for (const capture of node.captures) {
    if (capture.init) {
      const operand = lowerExpr(frame, capture.init);
      const entity: Entity = { is: 'refused' };
      all.set(capture.name, { name: capture.name, entity, byReference: capture.byReference, operand });
    } else add(capture.name, capture.byReference);
  }
  if (node.byDefault) {
    const own = new Set(node.parameters.map((p) => p.name));
    for (const name of namesIn(frame.lowering.parse.body(node.body)))
      if (!own.has(name)) add(name, node.byDefault === '&');
  }
  return [...all.values()];
}

/** Names that stand alone in a tree; more than are meant does no harm. */
function namesIn(node: unknown, found = new Set<string>()): Set<string> {
  if (Array.isArray(node)) for (const item of node) namesIn(item, found);
  else if (node && typeof node === 'object') {
    if ('node' in node && node.node === 'name' && 'name' in node) {
      const { parts } = node.name as { parts: { text: string }[] };
      if (parts.length === 1 && parts[0]) found.add(parts[0].text);
    }
    for (const [key, value] of Object.entries(node))
      if (key !== 'span' && key !== 'scope') namesIn(value, found);
  }
  return found;
}
