// The instances of kernel templates that a program launches. Host functions that lead to a launch are walked for the types of
// what they pass; templates among them are followed from where they are called. And instances asked for by name.
import { singleSource } from '@/lib/core/sources';
import { voidType } from '@/lib/ir';
import type { Declaration, Expr as ExprNode, Statement, Unit, VariableDeclaration } from '../ast';
import { parseDefault } from '../ast';
import { type Expanded, expand } from '../expand';
import { evaluateOperand } from './constants';
import { Frame, type Lowering } from './context';
import { irType, noReference } from './ctypes';
import { declareOne } from './declare';
import { lowerExpr } from './expressions';
import type { Operand } from './operand';
import { bindTemplate, ownHead } from './overloads';
import type { Record } from './records';
import { AlreadyRefused, Refusal } from './refusal';
import { nameOf } from './roots';
import { type Bound, type FunctionSource, functionsNamed, Scope } from './scopes';
import { boundText, resolveArguments } from './templates';
import { resolveName, resolveType } from './type-names';
import { autoType, hasAuto } from './variables';

type Launched = Map<FunctionSource, Bound[][]>;
type Walk = {
  readonly lowering: Lowering;
  readonly expanded: Expanded;
  /** Names of functions whose bodies hold a launch, or a call of such a function. */
  readonly leading: ReadonlySet<string>;
  readonly launched: Launched;
  readonly seen: Set<string>;
  readonly ids: Map<FunctionSource, number>;
  readonly records: Set<Record>;
  left: number;
};
/** As many bodies of host functions as are walked at most: templates may call themselves with ever new arguments. */
const walkLimit = 3000;

export function launchedInstances(
  lowering: Lowering,
  expanded: Expanded,
  unit: Unit,
  kernels: readonly FunctionSource[],
  wanted: readonly string[],
): Launched {
  const launched: Launched = new Map();
  for (const text of wanted) addWanted(lowering, kernels, text, launched);
  if (!kernels.some((kernel) => ownHead(kernel))) return launched;
  const functions = functionsIn(lowering.global, new Set());
  const templates = new Set(kernels.filter((kernel) => ownHead(kernel)).map(nameOf));
  const leading = leadingNames(expanded, functions, unit, templates);
  const walk: Walk = {
    lowering,
    expanded,
    leading,
    launched,
    seen: new Set(),
    ids: new Map(),
    records: new Set(),
    left: walkLimit,
  };
  for (const source of functions)
    if (!ownHead(source) && leads(walk, source)) walkFunction(walk, source, source.scope, '');
  return launched;
}

function add(launched: Launched, source: FunctionSource, list: Bound[]): void {
  const there = launched.get(source) ?? [];
  const key = list.map(boundText).join(', ');
  if (!there.some((other) => other.map(boundText).join(', ') === key)) there.push(list);
  launched.set(source, there);
}

/** `poly<4>`, read where the kernel is declared. */
function addWanted(
  lowering: Lowering,
  kernels: readonly FunctionSource[],
  text: string,
  launched: Launched,
): void {
  const name = text.replace(/<.*$/s, '').trim().split('::').at(-1);
  for (const kernel of kernels) {
    const head = ownHead(kernel);
    const body = kernel.declaration.body;
    if (nameOf(kernel) !== name || !head || !body) continue;
    const tokens = expand(singleSource(`(${text})`));
    const node = parseDefault(tokens, { from: 1, to: tokens.tokens.length - 1, scope: body.scope });
    if (node?.node !== 'name') continue;
    const frame = hostFrame(lowering, kernel.scope);
    const args = attempt(() => resolveArguments(frame, node.name.parts.at(-1)?.args ?? []));
    const bound = args && attempt(() => bindTemplate(frame, kernel, [], args));
    if (bound) add(launched, kernel, bound.list);
  }
}

/** What is refused in host code is simply not known. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refusal || error instanceof AlreadyRefused) return undefined;
    throw error;
  }
}

function functionsIn(scope: Scope, seen: Set<Scope>): FunctionSource[] {
  if (seen.has(scope)) return [];
  seen.add(scope);
  return [...scope.names.values()].flatMap((entity) => {
    if (entity.is === 'namespace') return functionsIn(entity.scope, seen);
    if (entity.is === 'functions') return entity.sources.filter((s) => s.declaration.body && isHost(s));
    return [];
  });
}
function isHost({ declaration: { specifiers } }: FunctionSource): boolean {
  return !specifiers.has('__global__') && (!specifiers.has('__device__') || specifiers.has('__host__'));
}

/** Names of functions that lead to a launch, by the names in their tokens. */
function leadingNames(
  expanded: Expanded,
  functions: readonly FunctionSource[],
  unit: Unit,
  templates: ReadonlySet<string>,
): Set<string> {
  const bodies = functions.map((source) => ({ name: nameOf(source), body: source.declaration.body }));
  const methods = (declarations: readonly Declaration[]): void => {
    for (const declaration of declarations) {
      if (declaration.node === 'namespace') methods(declaration.body);
      if (declaration.node === 'record') methods(declaration.members ?? []);
      if (declaration.node === 'function' && declaration.body && !declaration.specifiers.has('__global__'))
        bodies.push({ name: declaration.name.parts.at(-1)?.text ?? '', body: declaration.body });
    }
  };
  methods(unit.declarations);
  const leading = new Set<string>();
  const words = bodies.map(({ body }) => {
    const found = new Set<string>();
    if (body) for (let i = body.from; i < body.to; i++) found.add(expanded.tokens[i]?.text ?? '');
    return found;
  });
  for (let changed = true; changed; ) {
    changed = false;
    bodies.forEach(({ name }, i) => {
      if (leading.has(name)) return;
      const own = words[i] as Set<string>;
      const names = own.has('<<<') || [...templates].some((word) => own.has(word));
      if (!names && ![...leading].some((word) => own.has(word))) return;
      leading.add(name);
      changed = true;
    });
  }
  return leading;
}

function leads(walk: Walk, source: FunctionSource): boolean {
  return walk.leading.has(nameOf(source));
}

function hostFrame(lowering: Lowering, scope: Scope): Frame {
  const frame = new Frame(lowering, scope, false);
  frame.typesOnly = true;
  return frame;
}

function walkFunction(walk: Walk, source: FunctionSource, scope: Scope, key: string): void {
  const body = source.declaration.body;
  if (!body) return;
  const id = walk.ids.get(source) ?? walk.ids.size;
  walk.ids.set(source, id);
  const mark = `${id} ${key}`;
  if (walk.seen.has(mark) || walk.left-- <= 0) return;
  walk.seen.add(mark);
  const frame = hostFrame(walk.lowering, new Scope('block', scope));
  const record = source.record;
  if (record) {
    const span = source.declaration.nameSpan;
    const pointer = {
      op: 'zero',
      type: { kind: 'pointer', space: 'generic', to: irType(record.type) },
      span,
    } as const;
    frame.self = { place: frame.pointee(pointer, record.type, span), type: record.type };
  }
  for (const parameter of source.declaration.parameters) {
    if (parameter.pack) continue;
    const type = attempt(() => resolveType(frame, parameter.type));
    declareHost(frame, parameter.name, type && (type.kind === 'array' ? { ...type } : type), parameter.span);
  }
  walkStatement(walk, frame, walk.lowering.parse.body(body));
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
    case 'lambda':
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
  const record = type && noReference(type);
  if (record?.kind === 'record') walkRecord(walk, record.record);
}

/** Methods of a record that host code makes: they may launch. */
function walkRecord(walk: Walk, record: Record): void {
  if (walk.records.has(record)) return;
  walk.records.add(record);
  for (const entity of record.scope.names.values())
    if (entity.is === 'functions')
      for (const source of entity.sources)
        if (leads(walk, source) && isHost(source) && !ownHead(source))
          walkFunction(walk, source, source.scope, '');
}

function operandsOf(frame: Frame, nodes: readonly ExprNode[]): (Operand | undefined)[] {
  return nodes.map((node) => attempt(() => lowerExpr(frame, node)));
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
    if (bound) add(walk.launched, source, bound.list);
  }
}

/** `auto kernel = scale<float, 4>;`, `cudaFuncSetAttribute(scale<float, 4>, …)`: all arguments are written out. */
function takeMention(walk: Walk, frame: Frame, node: ExprNode & { node: 'name' }): void {
  if (!node.name.parts.at(-1)?.args) return;
  const called = calledFunctions(frame, node);
  for (const source of called?.sources ?? []) {
    if (!source.declaration.specifiers.has('__global__') || !source.declaration.body || !ownHead(source))
      continue;
    const bound = attempt(() => bindTemplate(frame, source, [], called?.explicit ?? []));
    if (bound) add(walk.launched, source, bound.list);
  }
}

/** Host functions that are templates are walked with the arguments that they are called with. */
function followCall(walk: Walk, frame: Frame, node: ExprNode & { node: 'call' }): void {
  const text = node.callee.node === 'name' ? (node.callee.name.parts.at(-1)?.text ?? '') : '';
  if (text === 'cudaLaunchKernel' || text === 'cudaLaunchCooperativeKernel') {
    launchByPointer(walk, frame, node.args[0]);
    return;
  }
  if (!walk.leading.has(text)) return;
  const called = calledFunctions(frame, node.callee);
  if (!called) return;
  const args = operandsOf(frame, node.args);
  for (const source of called.sources) {
    if (!source.declaration.body || !isHost(source)) continue;
    const bound = attempt(() => bindTemplate(frame, source, args, called.explicit));
    if (bound) walkFunction(walk, source, bound.scope, bound.key);
  }
}

/** `cudaLaunchKernel((void *)kernel<int>, …)`: all arguments must be written out. */
function launchByPointer(walk: Walk, frame: Frame, node: ExprNode | undefined): void {
  let at = node;
  while (at && (at.node === 'cast' || (at.node === 'unary' && at.operator === '&'))) at = at.operand;
  const called = at && calledFunctions(frame, at);
  for (const source of called?.sources ?? []) {
    if (!source.declaration.specifiers.has('__global__') || !ownHead(source)) continue;
    const bound = attempt(() => bindTemplate(frame, source, [], called?.explicit ?? []));
    if (bound) add(walk.launched, source, bound.list);
  }
}
