// Walks host code for the launches of kernel templates: bodies of functions and methods, templates among them with what they
// are called with, lambdas with what they are given. Knows how to follow, not where to begin.
import { voidType } from '@/lib/ir';
import type { Expr as ExprNode, Parameter, Statement, VariableDeclaration } from '../ast';
import { methodsNamed } from './calls';
import { evaluateOperand } from './constants';
import { Frame, type Lowering } from './context';
import { type CType, irType, noReference } from './ctypes';
import { declareOne } from './declare';
import { lowerExpr } from './expressions';
import { parameterType } from './functions';
import { objectOf } from './members';
import type { Operand } from './operand';
import { bindTemplate, ownHead } from './overloads';
import { packNamed } from './packs';
import type { Record } from './records';
import { AlreadyRefused, Refusal } from './refusal';
import { nameOf } from './roots';
import { type Bound, type Entity, type FunctionSource, functionsNamed, Scope } from './scopes';
import { boundText, resolveArguments } from './templates';
import { namedType, resolveName, resolveType } from './type-names';
import { autoType, hasAuto } from './variables';

export type Launched = Map<FunctionSource, Bound[][]>;
export type Walk = {
  readonly lowering: Lowering;
  /** Names of functions whose bodies hold a launch, or a call of such a function. */
  readonly leading: ReadonlySet<string>;
  readonly launched: Launched;
  readonly seen: Set<string>;
  readonly ids: Map<FunctionSource, number>;
  readonly records: Set<Record>;
  /** As many bodies of host functions as are walked at most: templates may call themselves with ever new arguments. */
  left: number;
  depth: number;
};
const depthLimit = 60;

export function addLaunched(launched: Launched, source: FunctionSource, list: Bound[]): void {
  const there = launched.get(source) ?? [];
  const key = list.map(boundText).join(', ');
  if (!there.some((other) => other.map(boundText).join(', ') === key)) there.push(list);
  launched.set(source, there);
}

/** What is refused in host code is simply not known. */
export function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    // Types of libraries may be nested without an end (RangeError).
    if (error instanceof Refusal || error instanceof AlreadyRefused || error instanceof RangeError)
      return undefined;
    throw error;
  }
}

export function isHost({ declaration: { specifiers } }: FunctionSource): boolean {
  return !specifiers.has('__global__') && (!specifiers.has('__device__') || specifiers.has('__host__'));
}

export function leads(walk: Walk, source: FunctionSource): boolean {
  return walk.leading.has(nameOf(source));
}

export function hostFrame(lowering: Lowering, scope: Scope): Frame {
  const frame = new Frame(lowering, scope, false);
  frame.typesOnly = true;
  return frame;
}

/** Walks a body with its template parameters bound in `scope`; `key` tells its instances apart. */
export function walkFunction(walk: Walk, source: FunctionSource, scope: Scope, key: string): void {
  const body = source.lambda?.body ?? source.declaration.body;
  if (!body) return;
  const id = walk.ids.get(source) ?? walk.ids.size;
  walk.ids.set(source, id);
  const mark = `${id} ${key}`;
  if (walk.seen.has(mark) || walk.depth >= depthLimit || walk.left-- <= 0) return;
  walk.seen.add(mark);
  walk.depth++;
  const record = source.record;
  // A lambda's body sees the locals around it.
  const frame = record?.host ?? hostFrame(walk.lowering, scope);
  if (record && !record.host) {
    const span = source.declaration.nameSpan;
    const pointer = {
      op: 'zero',
      type: { kind: 'pointer', space: 'generic', to: irType(record.type) },
      span,
    } as const;
    frame.self = { place: frame.pointee(pointer, record.type, span), type: record.type };
  }
  frame.within(new Scope('block', scope), () => {
    source.declaration.parameters.forEach((parameter, index) => {
      if (parameter.pack) {
        const items = attempt(() => declarePack(frame, parameter));
        frame.scope.names.set(parameter.name, items ? { is: 'locals', items } : { is: 'refused' });
        return;
      }
      const type = attempt(() => parameterType(frame, parameter.type, index));
      declareHost(
        frame,
        parameter.name,
        type && (type.kind === 'array' ? { ...type } : type),
        parameter.span,
      );
    });
    walkStatement(walk, frame, walk.lowering.parse.body(body));
  });
  walk.depth--;
}

/** One local for each element of a pack of parameters. */
function declarePack(frame: Frame, parameter: Parameter): Entity[] {
  const { type } = parameter;
  return packNamed(frame, type).map((scope) => {
    const own = frame.within(scope, () => resolveType(frame, type.kind === 'pack' ? type.of : type));
    const local = frame.addLocal(parameter.name, irType(own), parameter.span, false);
    return { is: 'local', local, type: own, span: parameter.span, owner: frame.owner };
  });
}

function declareHost(
  frame: Frame,
  name: string,
  type: ReturnType<typeof resolveType> | undefined,
  span: Statement['span'],
  known?: Operand,
): void {
  if (!name) return;
  if (!type) {
    frame.scope.names.set(name, { is: 'refused' });
    return;
  }
  const ir = attempt(() => irType(type)) ?? voidType;
  const local = frame.addLocal(name, ir, span, false);
  frame.scope.names.set(name, {
    is: 'local',
    local,
    type,
    span,
    owner: frame.owner,
    ...(known && { known }),
  });
}

/** Statements and expressions alike: everything is looked through, declarations are entered, launches are taken. */
function walkStatement(walk: Walk, frame: Frame, node: unknown): void {
  if (Array.isArray(node)) {
    for (const item of node) walkStatement(walk, frame, item);
    return;
  }
  if (!node || typeof node !== 'object' || !('node' in node)) return;
  const statement = node as Statement | ExprNode | VariableDeclaration;
  switch (statement.node) {
    case 'compound':
    case 'for':
    case 'if':
    case 'while':
    case 'do':
    case 'switch':
    case 'range-for':
      frame.within(new Scope('block', frame.scope), () => walkParts(walk, frame, statement));
      return;
    case 'declaration':
      for (const declaration of statement.declarations) {
        if (declaration.node === 'variable') walkVariable(walk, frame, declaration);
        else if (declaration.node !== 'function')
          attempt(() => declareOne(walk.lowering, frame.scope, declaration));
      }
      return;
    case 'variable':
      walkVariable(walk, frame, statement);
      return;
    case 'launch':
      walkParts(walk, frame, statement);
      takeLaunch(walk, frame, statement);
      return;
    case 'call':
      walkParts(walk, frame, statement);
      followCall(walk, frame, statement);
      return;
    case 'name':
      takeMention(walk, frame, statement);
      return;
    case 'construct':
    case 'new':
      walkParts(walk, frame, statement);
      walkType(
        walk,
        attempt(() => resolveType(frame, statement.type)),
      );
      return;
    case 'lambda':
      // A generic one is walked where it is called.
      if (statement.template || statement.parameters.some(({ type }) => hasAuto(type))) return;
      frame.within(new Scope('block', frame.scope), () => {
        for (const parameter of statement.parameters) {
          const type = attempt(() => resolveType(frame, parameter.type));
          declareHost(frame, parameter.name, type, parameter.span);
        }
        walkStatement(walk, frame, walk.lowering.parse.body(statement.body));
      });
      return;
    default:
      walkParts(walk, frame, statement);
  }
}

function walkParts(walk: Walk, frame: Frame, node: object): void {
  for (const [key, value] of Object.entries(node))
    if (key !== 'span' && key !== 'type') walkStatement(walk, frame, value);
}

function walkVariable(walk: Walk, frame: Frame, declaration: VariableDeclaration): void {
  walkStatement(walk, frame, declaration.init?.args);
  const name = declaration.name.parts.at(-1)?.text ?? '';
  const only = declaration.init?.args[0];
  const type = attempt(() => {
    if (!hasAuto(declaration.type)) return resolveType(frame, declaration.type);
    const operand = only && lowerExpr(frame, only);
    return operand && autoType(frame, declaration.type, operand, declaration.span);
  });
  const isConst = declaration.type.const || declaration.specifiers.has('constexpr');
  const known = isConst && only && type ? attempt(() => evaluateOperand(frame, only, type)) : undefined;
  declareHost(frame, name, type, declaration.span, known);
  walkType(walk, type);
}

function walkType(walk: Walk, type: CType | undefined): void {
  const bare = type && noReference(type);
  if (bare?.kind === 'record') walkRecord(walk, bare.record);
  if (bare?.kind === 'pointer' || bare?.kind === 'array')
    walkType(walk, bare.kind === 'array' ? bare.of : bare.to);
}

/** Methods of a record that host code makes: they may launch. */
export function walkRecord(walk: Walk, record: Record): void {
  if (walk.records.has(record)) return;
  walk.records.add(record);
  for (const entity of record.scope.names.values())
    if (entity.is === 'functions')
      for (const source of entity.sources)
        if (leads(walk, source) && isHost(source) && !ownHead(source))
          walkFunction(walk, source, source.scope, '');
  for (const base of record.bases) walkRecord(walk, base.record);
  for (const field of record.fields) walkType(walk, field.type);
}

function operandsOf(frame: Frame, nodes: readonly ExprNode[]): (Operand | undefined)[] {
  return nodes.flatMap((node): (Operand | undefined)[] => {
    if (node.node !== 'pack-expansion') return [attempt(() => lowerExpr(frame, node))];
    const scopes = attempt(() => packNamed(frame, node.of)) ?? [];
    return scopes.map((scope) => attempt(() => frame.within(scope, () => lowerExpr(frame, node.of))));
  });
}

function calledFunctions(
  frame: Frame,
  callee: ExprNode,
): { sources: FunctionSource[]; explicit: Bound[] } | undefined {
  if (callee.node !== 'name') return undefined;
  const { name } = callee;
  const entity = attempt(() => resolveName(frame, name));
  const text = name.parts.at(-1)?.text ?? '';
  const sources =
    entity?.is === 'functions'
      ? name.parts.length === 1
        ? functionsNamed(frame.scope, text, [])
        : entity.sources
      : [];
  const own = entity?.is === 'functions' ? [...new Set([...entity.sources, ...sources])] : [];
  const args = name.parts.at(-1)?.args;
  const explicit = args ? attempt(() => resolveArguments(frame, args)) : [];
  return explicit && { sources: own, explicit };
}

function takeLaunch(walk: Walk, frame: Frame, node: ExprNode & { node: 'launch' }): void {
  const called = calledFunctions(frame, node.callee);
  if (!called) return;
  const args = operandsOf(frame, node.args);
  for (const source of called.sources) {
    if (!source.declaration.specifiers.has('__global__') || !source.declaration.body || !ownHead(source))
      continue;
    const bound = attempt(() => bindTemplate(frame, source, args, called.explicit));
    if (bound) addLaunched(walk.launched, source, bound.list);
  }
}

/** `auto kernel = scale<float, 4>;`, `cudaFuncSetAttribute(scale<float, 4>, …)`, `{run<1>, run<2>}`: all arguments are written. */
function takeMention(walk: Walk, frame: Frame, node: ExprNode & { node: 'name' }): void {
  if (!node.name.parts.at(-1)?.args) return;
  const called = calledFunctions(frame, node);
  for (const bound of called?.explicit ?? []) if ('type' in bound) walkType(walk, bound.type);
  for (const source of called?.sources ?? []) {
    if (!source.declaration.body || !ownHead(source)) continue;
    const kernel = source.declaration.specifiers.has('__global__');
    if (!kernel && !(isHost(source) && leads(walk, source))) continue;
    const bound = attempt(() => bindTemplate(frame, source, [], called?.explicit ?? []));
    if (!bound) continue;
    if (kernel) addLaunched(walk.launched, source, bound.list);
    else walkFunction(walk, source, bound.scope, bound.key);
  }
}

/** Host functions that are templates are walked with the arguments that they are called with, lambdas with theirs. */
function followCall(walk: Walk, frame: Frame, node: ExprNode & { node: 'call' }): void {
  const { callee } = node;
  const last = callee.node === 'name' || callee.node === 'member' ? callee.name.parts.at(-1) : undefined;
  const text = last?.text ?? '';
  if (text === 'cudaLaunchKernel' || text === 'cudaLaunchCooperativeKernel') {
    launchByPointer(walk, frame, node.args[0]);
    return;
  }
  const follow = (sources: readonly FunctionSource[], explicit: readonly Bound[]): void => {
    const args = operandsOf(frame, node.args);
    const given = args.some((arg) => arg && isHostLambda(arg.type));
    for (const source of sources) {
      if (!(source.declaration.body || source.lambda)) continue;
      if (!source.lambda && !(isHost(source) && (given || leads(walk, source)))) continue;
      const bound = attempt(() => bindTemplate(frame, source, args, explicit));
      if (bound) walkFunction(walk, source, bound.scope, bound.key);
    }
  };
  if (callee.node === 'member') {
    const object = attempt(() => objectOf(frame, callee.object, callee.arrow, callee.span));
    const type = object && noReference(object.type);
    if (type?.kind !== 'record') return;
    if (!type.record.host && !walk.leading.has(text)) return;
    const explicit = last?.args ? attempt(() => resolveArguments(frame, last.args ?? [])) : [];
    if (explicit) follow(methodsNamed(type.record, text), explicit);
    return;
  }
  if (callee.node !== 'name') return;
  const entity = attempt(() => resolveName(frame, callee.name));
  if (entity?.is === 'local') {
    const type = noReference(entity.type);
    if (isHostLambda(type) && type.kind === 'record') follow(methodsNamed(type.record, 'operator()'), []);
    return;
  }
  if (entity && entity.is !== 'functions') {
    walkType(
      walk,
      attempt(() => namedType(frame, callee.name)),
    );
    return;
  }
  const called = calledFunctions(frame, callee);
  if (called) follow(called.sources, called.explicit);
}

function isHostLambda(type: CType): boolean {
  const bare = noReference(type);
  return bare.kind === 'record' && !!bare.record.host;
}

/** `cudaLaunchKernel((void *)kernel<int>, …)`: all arguments must be written out. */
function launchByPointer(walk: Walk, frame: Frame, node: ExprNode | undefined): void {
  let at = node;
  while (at && (at.node === 'cast' || (at.node === 'unary' && at.operator === '&'))) at = at.operand;
  const called = at && calledFunctions(frame, at);
  for (const source of called?.sources ?? []) {
    if (!source.declaration.specifiers.has('__global__') || !ownHead(source)) continue;
    const bound = attempt(() => bindTemplate(frame, source, [], called?.explicit ?? []));
    if (bound) addLaunched(walk.launched, source, bound.list);
  }
}
