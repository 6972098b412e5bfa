// The instances of kernel templates that a program launches: found by walking from every function of the host, and from what
// is instantiated by name, whatever leads to a launch. And instances asked for by name.
import { singleSource } from '@/lib/core/sources';
import type { Declaration, FunctionDeclaration, TypeName, Unit } from '../ast';
import { parseDefault } from '../ast';
import { type Expanded, expand } from '../expand';
import type { Lowering } from './context';
import { namespaceIn } from './declare';
import {
  addLaunched,
  attempt,
  hostFrame,
  isHost,
  type Launched,
  leads,
  type Walk,
  walkFunction,
  walkRecord,
} from './launch-walk';
import { bindTemplate, bindWritten, ownHead } from './overloads';
import { nameOf } from './roots';
import type { FunctionSource, Scope } from './scopes';
import { resolveArguments } from './templates';
import { resolveName, resolveType } from './type-names';

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
    leading,
    launched,
    seen: new Set(),
    ids: new Map(),
    records: new Set(),
    left: walkLimit,
    depth: 0,
  };
  for (const source of functions)
    if (!ownHead(source) && leads(walk, source)) walkFunction(walk, source, source.scope, '');
  walkDeclared(walk, lowering.global, unit.declarations);
  return launched;
}

/** What is instantiated by name, and methods of classes that are no templates. */
function walkDeclared(walk: Walk, scope: Scope, declarations: readonly Declaration[]): void {
  for (const declaration of declarations) {
    if (declaration.node === 'namespace')
      walkDeclared(walk, namespaceIn(scope, declaration.name), declaration.body);
    else if (declaration.node === 'instantiation') {
      const { of } = declaration;
      if (of?.node === 'type') walkNamed(walk, scope, of);
      else if (of) instantiate(walk, scope, of);
    } else if (declaration.node === 'record' && !declaration.template && declaration.members) {
      const { name, span, members } = declaration;
      if (name.parts.length === 0 || name.parts.at(-1)?.args) continue;
      if (!members.some((m) => m.node === 'function' && walk.leading.has(m.name.parts.at(-1)?.text ?? '')))
        continue;
      walkNamed(walk, scope, { node: 'type', kind: 'named', name, const: false, volatile: false, span });
    }
  }
}

function walkNamed(walk: Walk, scope: Scope, name: TypeName): void {
  const type = attempt(() => resolveType(hostFrame(walk.lowering, scope), name));
  if (type?.kind === 'record') walkRecord(walk, type.record);
}

/** `template void run<int>(int *);` */
function instantiate(walk: Walk, scope: Scope, declaration: FunctionDeclaration): void {
  const frame = hostFrame(walk.lowering, scope);
  const entity = attempt(() => resolveName(frame, declaration.name));
  if (entity?.is !== 'functions') return;
  const written: FunctionSource = { declaration, scope, instances: new Map() };
  const types = declaration.parameters.map(({ type }) => attempt(() => resolveType(frame, type)));
  for (const source of entity.sources) {
    if (!source.declaration.body || !ownHead(source)) continue;
    if (source.declaration.parameters.length !== declaration.parameters.length) continue;
    const bound = attempt(() => bindWritten(frame, source, written, types));
    if (!bound) continue;
    if (source.declaration.specifiers.has('__global__')) addLaunched(walk.launched, source, bound.list);
    else if (isHost(source)) walkFunction(walk, source, bound.scope, bound.key);
  }
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
    if (bound) addLaunched(launched, kernel, bound.list);
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
