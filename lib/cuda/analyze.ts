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
    };
  }
  const order = readingOrder(sources, (path) => files[path]?.includes ?? [])
    .map((path) => trees.files.get(path))
    .filter((tree) => tree !== undefined);
  const program = programNames(order);
  const functions: FunctionInfo[] = [];
  const launches: Launch[] = [];
  const variables: DeviceVariable[] = [];
  const names: NameUse[] = [];
  for (const tree of order) {
    functions.push(...tree.structure.functions.map((raw) => functionOf(tree, raw)));
    variables.push(...byPlace(variablesOf(tree)));
    launches.push(...byPlace(launchesOf(tree)));
    names.push(...byPlace(namesOf(tree, program)));
  }
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

function variablesOf(tree: Tree): DeviceVariable[] {
  const found = tree.structure.variables.map((raw) => variableOf(tree.code, tree.path, raw));
  for (const macro of tree.preprocessed.macros)
    found.push(...variablesInMacro(tree.directives, tree.path, macro));
  return found;
}

function launchesOf(tree: Tree): Launch[] {
  const found = launchesIn(tree.code, tree.path, 0, tree.code.tokens.kind.length);
  for (const { from, to } of tree.dead.ranges)
    found.push(...launchesIn(tree.dead.stream, tree.path, from, to));
  for (const macro of tree.preprocessed.macros)
    found.push(...launchesIn(tree.directives, tree.path, macro.from, macro.to, macro.name));
  return found;
}

function namesOf(tree: Tree, program: ProgramNames): NameUse[] {
  const { code, dead, directives, lexed, path, preprocessed } = tree;
  const found = namesIn(code, path, 0, code.tokens.kind.length, 'code', program, tree.structure);
  for (const { from, to } of dead.ranges)
    found.push(...namesIn(dead.stream, path, from, to, 'code', program));
  for (const macro of preprocessed.macros)
    found.push(
      ...namesIn(
        directives,
        path,
        macro.from,
        macro.to,
        'macro-body',
        program,
        undefined,
        new Set(macro.parameters),
      ),
    );
  for (const directive of lexed.directives) {
    if (!/^(?:if|ifdef|ifndef|elif|elifdef|elifndef|include|pragma|undef)$/.test(directive.name)) continue;
    const uses = namesIn(directives, path, directive.from, directive.to, 'directive', program);
    found.push(...uses.filter((use) => use.name !== 'defined'));
  }
  return found;
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
