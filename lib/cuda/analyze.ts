// The analysis: a program's Trees come in, its Model and what is wrong with it come out. The last step of this room; knows
// neither targets nor CUDA's names.
import type { Fallible } from '@/lib/core/problem';
import type { Path } from '@/lib/core/sources';
import { declarationAt, splitCommas } from './declaration';
import { diagnose } from './diagnose';
import { readingOrder, resolveInclude } from './includes';
import { launchesIn, spanOfTokens } from './launches';
import type { DeviceVariable, FileModel, FunctionInfo, Launch, Model, NameUse, Parameter } from './model';
import { namesIn, type ProgramNames } from './names';
import type { Trees } from './parser';
import type { RawFunction } from './scopes';
import { joinTokens, P } from './token';
import type { Tree } from './tree';
import { variableOf, variablesInMacro } from './variables';
import { cvWords } from './words';

/** Makes the Model of a program. The Model is there even for text that is no program; problems say what is wrong. */
export function analyze(trees: Trees): Fallible<Model> {
  const { sources } = trees;
  const files: Record<Path, FileModel> = {};
  for (const [path, tree] of trees.files) {
    const { includes, macros, includeInsertion, lineEnd } = tree.preprocessed;
    files[path] = {
      path,
      includes: includes.map((include) => {
        const resolved = resolveInclude(sources, path, include);
        return resolved === undefined ? include : { ...include, resolved };
      }),
      macros,
      includeInsertion,
      lineEnd,
      lexed: tree.lexed,
    };
  }
  const order = readingOrder(sources, (path) => files[path]?.includes ?? [])
    .map((path) => trees.files.get(path))
    .filter((tree) => tree !== undefined);
  const program = programNames(order);
  const functions = order.flatMap((tree) => tree.structure.functions.map((raw) => functionOf(tree, raw)));
  const launches = order.flatMap((tree) => byPlace(launchesOf(tree)));
  const variables = order.flatMap((tree) => byPlace(variablesOf(tree)));
  const names = order.flatMap((tree) => byPlace(namesOf(tree, program)));
  const model: Model = {
    sources,
    files,
    functions,
    kernels: functions.filter((f) => f.space === 'global' && f.body),
    launches,
    variables,
    names,
    hasMain: functions.some((f) => f.qualifiedName === 'main' && f.body),
  };
  return { value: model, problems: diagnose(order, files) };
}

const byPlace = <T extends { span: { start: number } }>(items: T[]): T[] =>
  items.sort((a, b) => a.span.start - b.span.start);

function variablesOf({ code, directives, path, preprocessed, structure }: Tree): DeviceVariable[] {
  return [
    structure.variables.map((raw) => variableOf(code, path, raw)),
    ...preprocessed.macros.map((macro) => variablesInMacro(directives, path, macro)),
  ].flat();
}

function launchesOf({ code, dead, directives, path, preprocessed }: Tree): Launch[] {
  return [
    launchesIn(code, path, 0, code.tokens.kind.length),
    ...dead.ranges.map(({ from, to }) => launchesIn(dead.stream, path, from, to)),
    ...preprocessed.macros.map(({ from, to, name }) => launchesIn(directives, path, from, to, name)),
  ].flat();
}

const withNames = /^(?:if|ifdef|ifndef|elif|elifdef|elifndef|include|pragma|undef)$/;

function namesOf(tree: Tree, program: ProgramNames): NameUse[] {
  const { code, dead, directives, lexed, path, preprocessed, structure } = tree;
  return [
    namesIn(code, { path, from: 0, to: code.tokens.kind.length, where: 'code', structure }, program),
    ...dead.ranges.map(({ from, to }) => namesIn(dead.stream, { path, from, to, where: 'code' }, program)),
    ...preprocessed.macros.map(({ from, to, parameters }) =>
      namesIn(directives, { path, from, to, where: 'macro-body', excluded: parameters }, program),
    ),
    ...lexed.directives
      .filter(({ name }) => withNames.test(name))
      .map(({ from, to }) =>
        namesIn(directives, { path, from, to, where: 'directive', excluded: ['defined'] }, program),
      ),
  ].flat();
}

/** Collects what the whole program declares. */
function programNames(order: readonly Tree[]): ProgramNames {
  const members = new Map<string, Set<string>>();
  const aliases = new Map<string, string>();
  const own = new Set<string>();
  for (const { structure, preprocessed, code } of order) {
    for (const [container, declared] of structure.members) {
      const known = members.get(container);
      if (known) for (const name of declared) known.add(name);
      else members.set(container, new Set(declared));
    }
    // A macro with a reserved name, defined only under a condition, stands in for CUDA's own where that is absent.
    for (const macro of preprocessed.macros)
      if (!(macro.conditional && macro.name.startsWith('__'))) own.add(macro.name);
    const { tokens } = code;
    for (let i = 0; i < tokens.kind.length; i++)
      if (tokens.names[i] === 'namespace' && tokens.code[i + 2] === P.becomes)
        aliases.set(tokens.names[i + 1] as string, tokens.names[i + 3] as string);
  }
  for (const name of members.get('') ?? []) own.add(name);
  for (const { structure } of order)
    for (const opened of structure.opened) for (const name of members.get(opened) ?? []) own.add(name);
  const spaces = new Set<string>();
  for (const container of members.keys()) {
    const first = container.split('::')[0] as string;
    if (first !== '') spaces.add(first);
  }
  return { own, spaces, members, aliases };
}

function functionOf(tree: Tree, raw: RawFunction): FunctionInfo {
  const { code, path, text } = tree;
  const { tokens } = code;
  const span = (from: number, to: number) =>
    spanOfTokens(code, path, from, to, tokens.start[from] ?? text.length);
  const written = ([from, to]: readonly [number, number]) =>
    text.slice(tokens.start[from], tokens.end[to - 1]);
  return {
    name: raw.name,
    qualifiedName: raw.container ? `${raw.container}::${raw.name}` : raw.name,
    space: raw.space,
    span: span(raw.from, raw.to),
    nameSpan: span(raw.nameFrom, raw.nameTo),
    returnType: raw.returnTokens.map((i) => joinTokens(text, tokens, i, i + 1)).join(' '),
    parameters: parametersOf(tree, raw),
    templateParameters: raw.templateParameters.filter(([from, to]) => to > from).map(written),
    ...(raw.body && { body: span(raw.body.open, raw.body.close + 1) }),
    ...(raw.launchBounds && {
      launchBounds: raw.launchBounds.filter(([from, to]) => to > from).map(written),
    }),
  };
}

function parametersOf({ code, path, text }: Tree, raw: RawFunction): Parameter[] {
  const { tokens } = code;
  const parameters: Parameter[] = [];
  for (const [from, to] of splitCommas(code, raw.open + 1, raw.close)) {
    if (to === from || (to - from === 1 && tokens.names[from] === 'void')) continue;
    const read = declarationAt(code, from, to, true, () => false);
    const one = read?.declarators[0];
    const name = one && one.name >= 0 ? (tokens.names[one.name] as string) : '';
    const isPointer = (one?.pointers ?? 0) > 0;
    const words: string[] = [];
    const stop = one ? one.to : to;
    for (let i = from; i < stop; i++) if (i !== one?.name) words.push(joinTokens(text, tokens, i, i + 1));
    const base = (read?.typeTokens ?? []).filter(
      (i) => !cvWords.has(tokens.names[i] as string) && tokens.names[i] !== 'typename',
    );
    const stars = ' *'.repeat(Math.max(0, (one?.pointers ?? 0) - 1));
    parameters.push({
      name,
      type: words.join(' '),
      ...(isPointer && { pointee: base.map((i) => joinTokens(text, tokens, i, i + 1)).join(' ') + stars }),
      isConstPointee: isPointer && (read?.typeTokens ?? []).some((i) => tokens.names[i] === 'const'),
      span: spanOfTokens(code, path, from, to),
    });
  }
  return parameters;
}
