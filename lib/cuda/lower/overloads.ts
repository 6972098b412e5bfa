// Which function a call means: candidates, their template arguments deduced, and the best by C++'s ranking of conversions.
import type { TemplateParameter, TypeName } from '../ast';
import type { Frame } from './context';
import { rankOf } from './conversions';
import { type CType, noReference, sameBare } from './ctypes';
import { deduceParameter, deduceType, type Found, mentions } from './deduction';
import { parameterTypes } from './functions';
import { isPlace, type Operand } from './operand';
import { AlreadyRefused, Refusal } from './refusal';
import { type Bound, type FunctionSource, Scope } from './scopes';
import { bindParameters, boundText, resolveArguments } from './templates';
import { resolveType } from './type-names';

export type Choice = {
  readonly source: FunctionSource;
  readonly scope: Scope;
  readonly parameters: readonly CType[];
  readonly key: string;
  /** The worst rank of its conversions. */
  readonly rank: number;
};
type Candidate = Choice & {
  readonly ranks: readonly number[];
  readonly template: number;
  readonly order: number;
};

/** The best of the candidates for these arguments; undefined when none takes them. */
export function chooseOverload(
  frame: Frame,
  sources: readonly FunctionSource[],
  args: readonly Operand[],
  explicit: readonly Bound[],
  object?: Operand,
): Choice | undefined {
  const viable: Candidate[] = [];
  for (const [order, source] of withoutTwins(sources.filter((s) => !isSpecialisation(s))).entries()) {
    const candidate = viableCandidate(frame, source, args, explicit, object, order);
    if (candidate) viable.push(candidate);
  }
  const candidates = viable.filter((one) => !isDefinedAmong(one, viable));
  let best = candidates[0];
  for (const other of candidates.slice(1)) if (best && better(other, best)) best = other;
  return best?.template ? (specialised(frame, sources, best) ?? best) : best;
}

function isSpecialisation({ declaration }: FunctionSource): boolean {
  const own = declaration.templates.at(-1);
  return !!own && own.parameters.length === 0;
}

/** The explicit specialisation that was written for just the arguments that a template was chosen with. */
function specialised(frame: Frame, sources: readonly FunctionSource[], choice: Choice): Choice | undefined {
  const primary = choice.source;
  for (const source of sources) {
    if (!isSpecialisation(source) || !source.declaration.body) continue;
    if (source.declaration.parameters.length !== primary.declaration.parameters.length) continue;
    try {
      const parameters = parameterTypes(frame, source, source.scope);
      const bound = bindWritten(frame, primary, source, parameters);
      if (bound?.key !== choice.key) continue;
      const scope = new Scope('template', source.scope, choice.key);
      return { source, scope, parameters, key: '', rank: choice.rank };
    } catch (error) {
      if (!(error instanceof Refusal || error instanceof AlreadyRefused)) throw error;
    }
  }
  return undefined;
}

/** What a specialisation or an instantiation is for: arguments written out, or deduced from its types. */
export function bindWritten(
  frame: Frame,
  primary: FunctionSource,
  source: FunctionSource,
  parameters: readonly (CType | undefined)[],
): { scope: Scope; key: string; list: Bound[] } | undefined {
  const own = ownHead(primary) ?? [];
  const written = source.declaration.name.parts.at(-1)?.args ?? [];
  const explicit = frame.within(source.scope, () => resolveArguments(frame, written));
  const names = new Set(own.slice(explicit.length).map((p) => p.name));
  const found: Found = new Map();
  const deduced = frame.within(primary.scope, () =>
    primary.declaration.parameters.every((parameter, i) => {
      const type = parameters[i];
      return (
        !type || !mentions(parameter.type, names) || deduceType(frame, parameter.type, type, names, found)
      );
    }),
  );
  const { result } = source.declaration;
  const wanted = primary.declaration.result;
  if (result && wanted && mentions(wanted, names)) {
    const type = frame.within(source.scope, () => resolveType(frame, result));
    frame.within(primary.scope, () => deduceType(frame, wanted, type, names, found));
  }
  const bound = deduced ? bindParameters(frame, own, explicit, found, primary.scope) : undefined;
  if (!bound) return undefined;
  const key = bound.list.map(boundText).join(', ');
  bound.scope.path = key;
  return { ...bound, key };
}

/** A declaration whose definition is among the others. */
function isDefinedAmong(one: Candidate, all: readonly Candidate[]): boolean {
  if (hasBody(one.source)) return false;
  return all.some(
    (other) =>
      other !== one &&
      hasBody(other.source) &&
      other.source.record === one.source.record &&
      other.source.declaration.constThis === one.source.declaration.constThis &&
      !other.template === !one.template &&
      other.parameters.length === one.parameters.length &&
      other.parameters.every((type, i) => sameBare(type, one.parameters[i] as CType)),
  );
}

const hasBody = ({ declaration, lambda }: FunctionSource) =>
  !!declaration.body || declaration.defaulted || !!lambda;

/** Host twins of device functions are left out. */
function withoutTwins(sources: readonly FunctionSource[]): readonly FunctionSource[] {
  const device = (s: FunctionSource) =>
    s.declaration.specifiers.has('__device__') || s.declaration.specifiers.has('__global__');
  const ofDevice = sources.filter((source) => hasBody(source) && device(source));
  return sources.filter(
    (source) =>
      !hasBody(source) ||
      device(source) ||
      !ofDevice.some(
        (other) =>
          other.declaration.parameters.length === source.declaration.parameters.length &&
          other.declaration.kind === source.declaration.kind &&
          other.record === source.record &&
          sameTypes(source, other),
      ),
  );
}
function sameTypes(a: FunctionSource, b: FunctionSource): boolean {
  const text = (s: FunctionSource) =>
    JSON.stringify(
      s.declaration.parameters.map((p) => p.type),
      (key, value) => (key === 'span' ? undefined : value),
    );
  return text(a) === text(b);
}

function better(a: Candidate, b: Candidate): boolean {
  let wins = 0;
  let losses = 0;
  a.ranks.forEach((rank, i) => {
    const other = b.ranks[i] ?? 0;
    if (rank < other) wins++;
    else if (rank > other) losses++;
  });
  if (wins && !losses) return true;
  if (losses && !wins) return false;
  if (wins && losses) return sum(a.ranks) < sum(b.ranks);
  if (!!a.template !== !!b.template) return !a.template;
  return a.template > b.template;
}
const sum = (ranks: readonly number[]) => ranks.reduce((x, y) => x + y, 0);

function viableCandidate(
  frame: Frame,
  source: FunctionSource,
  args: readonly Operand[],
  explicit: readonly Bound[],
  object: Operand | undefined,
  order: number,
): Candidate | undefined {
  const { declaration } = source;
  if (declaration.deleted) return undefined;
  const parameters = declaration.parameters;
  const variadic = declaration.variadic || parameters.some((p) => p.pack);
  if (args.length > parameters.length && !variadic) return undefined;
  if (
    args.length < parameters.length &&
    parameters.slice(args.length).some((p) => !p.pack && !hasDefault(source, p))
  )
    return undefined;
  try {
    const bound = bindTemplate(frame, source, args, explicit);
    if (!bound) return undefined;
    const types = parameterTypes(frame, source, bound.scope);
    const ranks: number[] = [];
    if (object && source.record && !declaration.specifiers.has('static')) {
      if (object.type.const && !declaration.constThis) return undefined;
      ranks.push(declaration.constThis && !object.type.const ? 0.1 : 0);
    }
    for (const [i, arg] of args.entries()) {
      const type = types[i];
      if (!type) {
        if (!declaration.variadic) return undefined;
        ranks.push(9);
        continue;
      }
      const rank = rankOf(frame, arg, type);
      if (rank === undefined) return undefined;
      ranks.push(rank);
    }
    if (declaration.result && bound.key && mayFail(declaration.result))
      frame.within(bound.scope, () => resolveType(frame, declaration.result as never));
    return {
      source,
      ...bound,
      parameters: types,
      ranks,
      rank: Math.max(0, ...ranks),
      template: bound.template,
      order,
    };
  } catch (error) {
    // What cannot be substituted is no candidate.
    if (error instanceof Refusal || error instanceof AlreadyRefused) return undefined;
    throw error;
  }
}
/** Only a result that names a member or a template can take a candidate out (enable_if). */
function mayFail(type: import('../ast').TypeName): boolean {
  return type.kind === 'named' && (type.name.parts.length > 1 || !!type.name.parts[0]?.args);
}

export function hasDefault(
  source: FunctionSource,
  parameter: FunctionSource['declaration']['parameters'][number],
): boolean {
  return !!parameter.default || !!defaultOf(source, parameter);
}
/** A default argument, which may stand in another declaration of the function. */
export function defaultOf(
  source: FunctionSource,
  parameter: FunctionSource['declaration']['parameters'][number],
) {
  if (parameter.default) return parameter.default;
  const index = source.declaration.parameters.indexOf(parameter);
  const name = source.declaration.name.parts.at(-1)?.text ?? '';
  const set = source.scope.own(name);
  if (set?.is !== 'functions') return undefined;
  for (const other of set.sources) {
    const there = other.declaration.parameters[index];
    if (
      other !== source &&
      there?.default &&
      other.declaration.parameters.length === source.declaration.parameters.length
    )
      return there.default;
  }
  return undefined;
}

/** The innermost template head of a function: its own, not that of the record around. */
export function ownHead(source: FunctionSource): readonly TemplateParameter[] | undefined {
  const heads = source.declaration.templates;
  const own = heads.length > 0 ? heads[heads.length - 1] : undefined;
  if (!own) return undefined;
  return own.parameters.length ? own.parameters : undefined;
}

export function bindTemplate(
  frame: Frame,
  source: FunctionSource,
  args: readonly (Operand | undefined)[],
  explicit: readonly Bound[],
): { scope: Scope; key: string; list: Bound[]; template: number } | undefined {
  const own = ownHead(source);
  const generic = genericParameters(source);
  if (!own && !generic) {
    if (explicit.length && !source.declaration.templates.length) return undefined;
    return { scope: source.scope, key: '', list: [], template: 0 };
  }
  const parameters = own ?? [];
  const names = new Set([...parameters.map((p) => p.name), ...(generic ?? [])]);
  const found: Found = new Map();
  const fixed = new Set(
    parameters
      .slice(0, explicit.length)
      .filter((p) => !p.pack)
      .map((p) => p.name),
  );
  const trial = new Scope('template', source.scope);
  parameters.forEach((p, i) => {
    const bound = explicit[i];
    if (bound && !p.pack && 'type' in bound) trial.names.set(p.name, { is: 'type', type: bound.type });
  });
  const open = new Set([...names].filter((n) => !fixed.has(n)));
  const ok = frame.within(trial, () =>
    source.declaration.parameters.every((parameter, i) => {
      const node = parameter.type.kind === 'pack' ? parameter.type.of : parameter.type;
      if (parameter.pack) {
        const rest = args.slice(i).flatMap((arg) => arg ?? []);
        const lists = rest.map((arg) => {
          const one: Found = new Map();
          return deduceParameter(frame, node, arg.type, isPlace(arg) && !arg.rvalue, open, one)
            ? one
            : undefined;
        });
        if (lists.some((one) => !one)) return false;
        for (const name of open)
          if (mentions(node, new Set([name])))
            found.set(
              name,
              lists.flatMap((one) => (one?.get(name) as Bound) ?? []),
            );
        return true;
      }
      const arg = args[i];
      if (!arg) return true;
      if (generic && isGeneric(node)) return enterAuto(found, i, node, arg);
      if (!mentions(node, open)) return true;
      return deduceParameter(frame, node, arg.type, isPlace(arg) && !arg.rvalue, open, found);
    }),
  );
  if (!ok) return undefined;
  const bound = bindParameters(frame, parameters, explicit, found, source.scope);
  if (!bound) return undefined;
  if (generic)
    for (const name of generic) {
      const auto = found.get(name);
      if (auto && !Array.isArray(auto) && 'type' in auto) {
        bound.scope.names.set(name, { is: 'type', type: auto.type });
        bound.list.push(auto);
      }
    }
  const key = bound.list.map(boundText).join(', ');
  bound.scope.path = key;
  return { scope: bound.scope, key, list: bound.list, template: specificity(source, names) };
}

function enterAuto(found: Found, index: number, node: TypeName, arg: Operand): boolean {
  const type = noReference(arg.type);
  if (node.kind !== 'pointer') found.set(`auto:${index}`, { type });
  else if (type.kind === 'pointer') found.set(`auto:${index}`, { type: type.to });
  else if (type.kind === 'array') found.set(`auto:${index}`, { type: type.of });
  else return false;
  return true;
}
/** `auto`, `auto &`, `auto *`. */
function isGeneric(type: TypeName): boolean {
  return (
    type.kind === 'auto' ||
    ((type.kind === 'reference' || type.kind === 'pointer') && type.to.kind === 'auto')
  );
}
/** Parameters written `auto`: each a template parameter of its own. */
function genericParameters(source: FunctionSource): string[] | undefined {
  const names = source.declaration.parameters.flatMap((p, i) => (isGeneric(p.type) ? [`auto:${i}`] : []));
  return names.length ? names : undefined;
}

/** More of a pattern around the template parameters is more specialised. Always over 0. */
function specificity(source: FunctionSource, names: ReadonlySet<string>): number {
  let score = 1;
  for (const parameter of source.declaration.parameters) {
    const type = parameter.type.kind === 'reference' ? parameter.type.to : parameter.type;
    if (!mentions(type, names)) score += 2;
    else if (type.kind === 'pointer' || (type.kind === 'named' && type.name.parts.at(-1)?.args)) score += 1;
    if (type.kind === 'pointer' && type.to.const) score += 0.5;
    if (parameter.pack) score -= 1;
  }
  return Math.max(score, 0.5);
}
