// Functions of the IR, one for each instance of a function as declared: parameters, body, whether it has effects. Made when
// first called; the callee is finished before its caller, but for recursion.
import type { Span } from '@/lib/core/span';
import { type Expr, type Function as IrFunction, type LocalId, type Type, voidType } from '@/lib/ir';
import type { Parameter, TypeName } from '../ast';
import { load } from './build';
import { integerConstant } from './constants';
import { lowerConstructorStart } from './construct';
import { Frame, identifierOf, type LocalDraft, type Lowering } from './context';
import {
  type CType,
  constC,
  irType,
  isStatic,
  noReference,
  pointerC,
  type RecordC,
  referenceC,
  valueC,
  voidC,
} from './ctypes';
import { requireQuietEnd } from './destructors';
import { hasEffects } from './effects';
import { enterLambda } from './lambdas';
import { packNamed } from './packs';
import { AlreadyRefused, Refusal, refuse } from './refusal';
import { type Entity, type FunctionSource, Scope } from './scopes';
import { lowerBody } from './statements';
import { resolveType } from './type-names';

export type Instance = {
  readonly source: FunctionSource;
  /** Template parameters bound; its outer scope is the function's own. */
  readonly scope: Scope;
  readonly parameters: readonly CType[];
  /** Parameters that are const references and passed as values, because nothing can tell the difference. */
  byValue: boolean[];
  readonly hasThis: boolean;
  result: CType;
  state: 'new' | 'busy' | 'done' | 'failed';
  recursive: boolean;
  effects: boolean;
  id: number;
  /** Calls made before the id was known. */
  readonly pending: { function: number }[];
  /** The instance with a body that another unit of the program has. */
  elsewhere?: Instance;
};

/** The parameters' types, packs expanded: what the function takes. */
export function parameterTypes(frame: Frame, source: FunctionSource, scope: Scope): CType[] {
  return frame.within(scope, () =>
    source.declaration.parameters.flatMap((parameter, index) =>
      expanded(frame, parameter, scope).map((inner) =>
        frame.within(inner, () => adjusted(parameterType(frame, unpacked(parameter), index))),
      ),
    ),
  );
}

/** The type as written, with what was deduced for an `auto`. */
export function parameterType(frame: Frame, node: TypeName, index: number): CType {
  const auto = frame.scope.find(`auto:${index}`);
  if (auto?.is !== 'type') return resolveType(frame, node);
  if (node.kind === 'auto') return node.const ? constC(auto.type) : auto.type;
  if (node.kind === 'pointer') return pointerC(node.to.const ? constC(auto.type) : auto.type);
  if (node.kind !== 'reference') return resolveType(frame, node);
  return referenceC(node.to.const ? constC(auto.type) : auto.type);
}

function unpacked(parameter: Parameter) {
  return parameter.type.kind === 'pack' ? parameter.type.of : parameter.type;
}

/** One scope for each element that a parameter pack stands for. */
function expanded(frame: Frame, parameter: Parameter, scope: Scope): Scope[] {
  if (!parameter.pack) return [scope];
  return packNamed(frame, unpacked(parameter));
}

/** Arrays as parameters are pointers; const at the outermost level does not tell functions apart. */
function adjusted(type: CType): CType {
  if (type.kind === 'array') return pointerC(type.of);
  return type;
}

/** The instance of a function for bound template parameters. */
export function instanceOf(
  frame: Frame,
  source: FunctionSource,
  scope: Scope,
  parameters: readonly CType[],
  key: string,
): Instance {
  const there = source.instances.get(key) as Instance | undefined;
  if (there) return there;
  const { declaration, record } = source;
  const hasThis = !!record && !declaration.specifiers.has('static') && declaration.kind !== 'constructor';
  const made: Instance = {
    source,
    scope,
    parameters,
    byValue: [],
    hasThis,
    result: voidC,
    state: 'new',
    recursive: false,
    effects: true,
    id: -1,
    pending: [],
  };
  made.byValue = parameters.map((type) => mayBeValue(type));
  made.result = resultType(frame, made);
  source.instances.set(key, made);
  return made;
}

function mayBeValue(type: CType): boolean {
  if (type.kind !== 'reference') return false;
  if (isStatic(type.to)) return true;
  return !!type.to.const && type.to.kind !== 'array' && !type.to.volatile;
}

function resultType(frame: Frame, instance: Instance): CType {
  const { declaration, record } = instance.source;
  if (declaration.kind === 'constructor') return record ? record.type : voidC;
  const result = declaration.result;
  if (!result) return voidC;
  if (containsAuto(result)) return autoC;
  if (!containsDecltype(result)) return frame.within(instance.scope, () => resolveType(frame, result));
  // `-> decltype(a + b)` sees the parameters.
  const inner = new Frame(frame.lowering, new Scope('block', instance.scope), false);
  inner.typesOnly = true;
  if (record && !declaration.specifiers.has('static')) {
    const pointer: Expr = { op: 'zero', type: irType(pointerC(record.type)), span: result.span };
    const place = inner.pointee(pointer, record.type, result.span);
    if (record.lambda) enterLambda(inner, place, record.type, result.span);
    else inner.self = { place, type: record.type };
  }
  declareParameters(inner, instance, false);
  return resolveType(inner, result);
}
function containsDecltype(type: TypeName): boolean {
  return (
    type.kind === 'decltype' ||
    ((type.kind === 'reference' || type.kind === 'pointer') && containsDecltype(type.to))
  );
}

function containsAuto(type: TypeName): boolean {
  return (
    type.kind === 'auto' || ((type.kind === 'reference' || type.kind === 'pointer') && containsAuto(type.to))
  );
}
/** Stands for a result that the body's first return decides. */
export const autoC: CType = { kind: 'void', key: 'auto' };

const depthLimit = 120;

/** Lowers the instance's body unless that was done. @throws AlreadyRefused when it cannot be lowered. */
export function complete(lowering: Lowering, instance: Instance, span: Span): void {
  if (instance.state === 'done') return;
  if (instance.state === 'failed') throw new AlreadyRefused();
  if (instance.state === 'busy') {
    instance.recursive = true;
    return;
  }
  if (lowering.active.length > depthLimit) refuse('lower-too-deep', span);
  instance.state = 'busy';
  lowering.active.push(instance);
  lowering.sites.push(span);
  const declaration = instance.source.declaration;
  const name = identifierOf(functionName(instance));
  const unique = lowering.uniqueName(name || 'function');
  const written = instance.result;
  try {
    let made = attempt(lowering, instance, unique);
    const taken = made.frame.addressTaken;
    const unsafe = instance.recursive || made.effects;
    const wrong = made.values.map((local) => local !== undefined && (unsafe || taken.has(local)));
    if (wrong.some(Boolean)) {
      instance.byValue = instance.byValue.map(
        (value, i) => value && (isStatic(noReference(instance.parameters[i] as CType)) || !wrong[i]),
      );
      instance.pending.length = 0;
      instance.result = written; // what was deduced may be a lambda of the first attempt
      made = attempt(lowering, instance, unique);
    }
    if (made.frame.failed) throw new AlreadyRefused();
    instance.effects = made.effects || instance.recursive;
    instance.id = lowering.functions.length;
    for (const call of instance.pending) call.function = instance.id;
    lowering.functions.push(made.made);
    instance.state = 'done';
  } catch (error) {
    instance.state = 'failed';
    lowering.tell(error);
    throw new AlreadyRefused(declaration.name.parts.at(-1)?.text);
  } finally {
    lowering.active.pop();
    lowering.sites.pop();
  }
}

export function functionName(instance: Instance): string {
  const { declaration, record } = instance.source;
  const own = declaration.name.parts.at(-1)?.text ?? 'function';
  const args = templateText(instance.scope);
  const base = instance.source.lambda ? 'lambda' : declaration.kind === 'constructor' ? 'make' : own;
  const path = record ? record.name : instance.source.scope.namespace().path;
  return `${path ? `${path}::` : ''}${base}${args}`;
}
function templateText(scope: Scope): string {
  return scope.kind === 'template' && scope.path ? `<${scope.path}>` : '';
}

type Made = { frame: Frame; made: IrFunction; effects: boolean; values: (LocalId | undefined)[] };

function attempt(lowering: Lowering, instance: Instance, name: string): Made {
  const { source } = instance;
  const { declaration } = source;
  const frame = new Frame(lowering, new Scope('block', instance.scope), false);
  const kernel = declaration.specifiers.has('__global__');
  const record = source.record;
  if (instance.hasThis && record) {
    const type: RecordC = declaration.constThis ? constC(record.type) : record.type;
    const local = frame.addLocal('self', irType(pointerC(type)), declaration.nameSpan, true);
    const place = frame.pointee(load(frame.place(local), declaration.nameSpan), type, declaration.nameSpan);
    if (record.lambda) enterLambda(frame, place, type, declaration.nameSpan);
    else frame.self = { place, type };
  }
  const values = declareParameters(frame, instance, kernel);
  const parameters = frame.locals.length;
  frame.result = instance.result;
  if (declaration.result?.kind === 'reference') frame.autoResult = 'reference';
  if (declaration.kind === 'constructor' && record) lowerConstructorStart(frame, source);
  lowerBody(frame, source);
  if (instance.result === autoC)
    instance.result = frame.result && frame.result !== autoC ? frame.result : voidC;
  const result: Type = isStatic(instance.result) ? voidType : irType(instance.result);
  const made: IrFunction = {
    name,
    sourceName: functionName(instance),
    kernel,
    parameters,
    locals: frame.locals as readonly LocalDraft[],
    result,
    body: frame.out,
    ...launchBounds(frame, instance),
    span: declaration.nameSpan,
  };
  return { frame, made, effects: hasEffects(frame.out), values };
}

function launchBounds(frame: Frame, instance: Instance): Pick<IrFunction, 'bounds'> {
  const bounds = instance.source.declaration.launchBounds;
  if (!bounds?.[0]) return {};
  try {
    return frame.within(instance.scope, () => {
      const threads = integerConstant(frame, bounds[0] as never);
      const blocks = bounds[1] ? integerConstant(frame, bounds[1]) : 0;
      return { bounds: { threads, ...(blocks > 0 && { blocks }) } };
    });
  } catch (error) {
    if (error instanceof Refusal) return {};
    throw error;
  }
}

/** @returns for each parameter the local that holds a const reference's value. */
function declareParameters(frame: Frame, instance: Instance, kernel: boolean): (LocalId | undefined)[] {
  const values: (LocalId | undefined)[] = [];
  let next = 0;
  for (const parameter of instance.source.declaration.parameters) {
    const count = parameter.pack ? packNamedIn(frame, instance, parameter) : 1;
    const pack: Entity[] = [];
    for (let i = 0; i < count; i++) {
      const index = next++;
      const type = instance.parameters[index] as CType;
      const entity = declareParameter(frame, parameter, type, !!instance.byValue[index], kernel);
      values.push(instance.byValue[index] && entity.is === 'local' ? entity.local : undefined);
      if (parameter.pack) pack.push(entity);
      else if (parameter.name) frame.scope.names.set(parameter.name, entity);
    }
    if (parameter.pack && parameter.name)
      frame.scope.names.set(parameter.name, { is: 'locals', items: pack });
  }
  return values;
}
function packNamedIn(frame: Frame, instance: Instance, parameter: Parameter): number {
  return frame.within(instance.scope, () => packNamed(frame, unpacked(parameter)).length);
}

function declareParameter(
  frame: Frame,
  parameter: Parameter,
  type: CType,
  byValue: boolean,
  kernel: boolean,
): Entity {
  const span = parameter.span;
  const held = byValue ? constC(valueC(type)) : type;
  if (isStatic(noReference(type))) {
    const expr: Expr = { op: 'zero', type: irType(valueC(type)), span };
    return { is: 'value', value: { expr, type: valueC(type) } };
  }
  if (!kernel) requireQuietEnd(frame, held, span);
  const local = frame.addLocal(
    parameter.name || 'unnamed',
    irType(held, kernel ? 'global' : 'generic'),
    span,
    !!held.const,
  );
  return { is: 'local', local, type: held, span, owner: frame.owner };
}
