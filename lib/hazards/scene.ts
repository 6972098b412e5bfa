// What the rules look at: the Model with the facts that several of them need. Tokens of each file, constants by name,
// which text hipcc compiles, and which function a place is in. Made once per port; holds no rule.
import type { Path } from '@/lib/core/sources';
import type { Span } from '@/lib/core/span';
import type { FunctionInfo, Lexed, Model, NameUse } from '@/lib/cuda';
import type { HipOptions } from '@/lib/targets/options';
import { type Body, bodyOf } from './body';
import { asksForHip, type Conditions, conditionsOf } from './conditions';
import { type Constants, constantsOf } from './constants';
import { type Control, controlOf } from './control';
import { evaluate, type Int } from './expression';
import { type InnermostAt, innermostOf } from './innermost';

export type SceneFile = {
  readonly path: Path;
  readonly text: string;
  readonly lexed: Lexed;
  readonly conditions: Conditions;
  /** The file asks for HIP by name: its author has thought of it. */
  readonly asksForHip: boolean;
  /** Where a word stands among the code tokens that hipcc compiles. */
  readonly tokensOf: (word: string) => readonly number[];
  /** Its conditions and loops. */
  readonly control: () => Control;
};

export type Scene = {
  readonly model: Model;
  readonly options: HipOptions;
  readonly files: readonly SceneFile[];
  readonly fileOf: (path: Path) => SceneFile;
  readonly textAt: (span: Span) => string;
  /** The value of an expression of the program, where it is constant. */
  readonly fold: (text: string) => Int | undefined;
  /** The macro of this name, if the program defines one that hipcc may see. */
  readonly definesMacro: (name: string) => boolean;
  /** Uses of these names that hipcc compiles and that no macro of the user stands in for. */
  readonly uses: (pattern: RegExp) => readonly NameUse[];
  /** The same for one name, without a search. */
  readonly usesOf: (name: string) => readonly NameUse[];
  /** A fact that several rules ask for, found out when it is first asked for. */
  readonly once: <T>(what: string, make: () => T) => T;
  /** All of them by name. */
  readonly liveNames: ReadonlyMap<string, readonly NameUse[]>;
  /** The user's own functions of this name. */
  readonly functionsNamed: (name: string) => readonly FunctionInfo[];
  /** Functions with a body that run on the device, or may. */
  readonly deviceBodies: () => readonly Body[];
  /** A function's body, if it has one that hipcc compiles. */
  readonly bodyOf: (info: FunctionInfo) => Body | undefined;
  /** The innermost function around a place. */
  readonly functionAt: (span: Span) => FunctionInfo | undefined;
};

export function sceneOf(model: Model, options: HipOptions): Scene {
  const lexedFiles = Object.values(model.files).map(({ path, lexed }) => ({ path, text: lexed.text, lexed }));
  const constants: Constants = constantsOf(model, lexedFiles);
  const macros = new Set(Object.values(model.files).flatMap((file) => file.macros.map(({ name }) => name)));
  const files: SceneFile[] = lexedFiles.map((file) => {
    const portable = asksForHip(model, file.path);
    const conditions = conditionsOf(
      file.text,
      file.lexed,
      options,
      (name) => macros.has(name),
      constants.valueOf,
      !portable,
    );
    const words = lazily(() => wordsOf(file.lexed, conditions));
    return {
      ...file,
      conditions,
      asksForHip: portable,
      tokensOf: (word: string) => words().get(word) ?? [],
      control: lazily(() => controlOf(file.lexed.code)),
    };
  });
  const byPath = new Map(files.map((file) => [file.path, file]));
  const fileOf = (path: Path): SceneFile => {
    const file = byPath.get(path);
    if (!file) throw new Error(`no file ${path} in the scene`);
    return file;
  };
  const isLive = (span: Span) => fileOf(span.file).conditions.isLive(span.start);
  const liveMacros = new Set(
    Object.values(model.files).flatMap(({ macros: own }) =>
      own.filter(({ span }) => isLive(span)).map(({ name }) => name),
    ),
  );
  const live = model.names.filter(
    ({ name, span, pasted }) => !pasted && !liveMacros.has(name) && isLive(span),
  );
  const liveNames = grouped(live, ({ name }) => name);
  const functions = lazily(() => grouped(model.functions, ({ name }) => name));
  const around = lazily(() => {
    const perFile = grouped(model.functions, ({ span }) => span.file);
    return new Map<Path, InnermostAt<FunctionInfo>>(
      [...perFile].map(([path, own]) => [path, innermostOf(own, ({ span }) => span)]),
    );
  });
  const bodies = new Map<FunctionInfo, Body | undefined>();
  const facts = new Map<string, unknown>();
  const scene: Scene = {
    model,
    options,
    files,
    fileOf,
    textAt: ({ file, start, end }) => fileOf(file).text.slice(start, end),
    fold: remembered((text) => evaluate(text, { value: constants.valueOf })),
    definesMacro: (name) => liveMacros.has(name),
    uses: (pattern) => {
      const found: NameUse[] = [];
      for (const [name, uses] of liveNames) if (pattern.test(name)) found.push(...uses);
      return found;
    },
    once: (what, make) => {
      if (!facts.has(what)) facts.set(what, make());
      // The key and the maker stand together, in one place of the code each.
      return facts.get(what) as ReturnType<typeof make>;
    },
    usesOf: (name) => liveNames.get(name) ?? [],
    liveNames,
    functionsNamed: (name) => functions().get(name) ?? [],
    deviceBodies: lazily(() =>
      model.functions.flatMap((info) => {
        const body = info.space === 'host' ? undefined : scene.bodyOf(info);
        return body ? [body] : [];
      }),
    ),
    bodyOf: (info) => {
      if (!bodies.has(info)) bodies.set(info, isLive(info.nameSpan) ? bodyOf(scene, info) : undefined);
      return bodies.get(info);
    },
    functionAt: (span) => around().get(span.file)?.(span),
  };
  return scene;
}

function remembered<T>(find: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    if (!known.has(text)) known.set(text, find(text));
    return known.get(text) as T;
  };
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function grouped<K, T>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

function wordsOf({ code: { names, start } }: Lexed, { isLive }: Conditions): Map<string, number[]> {
  const words = new Map<string, number[]>();
  for (let i = 0; i < names.length; i++) {
    const name = names[i] as string;
    if (name === '' || !isLive(start[i] as number)) continue;
    const places = words.get(name);
    if (places) places.push(i);
    else words.set(name, [i]);
  }
  return words;
}
