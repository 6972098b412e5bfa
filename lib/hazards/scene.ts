// What the rules look at: the Model with the facts that several of them need. Tokens of each file, constants by name,
// which text hipcc compiles, and which function a place is in. Made once per port; holds no rule.
import { type Path, textOf } from '@/lib/core/sources';
import type { Span } from '@/lib/core/span';
import { type FunctionInfo, type Lexed, lex, type Model, type NameUse } from '@/lib/cuda';
import type { HipOptions } from '@/lib/targets/options';
import { asksForHip, type Conditions, conditionsOf } from './conditions';
import { type Constants, constantsOf } from './constants';
import { evaluate, type Int } from './expression';

export type SceneFile = {
  readonly path: Path;
  readonly text: string;
  readonly lexed: Lexed;
  readonly conditions: Conditions;
  /** The file asks for HIP by name: its author has thought of it. */
  readonly asksForHip: boolean;
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
  /** The innermost function around a place. */
  readonly functionAt: (span: Span) => FunctionInfo | undefined;
};

export function sceneOf(model: Model, options: HipOptions): Scene {
  const lexedFiles = Object.keys(model.files).map((path) => {
    const text = textOf(model.sources, path);
    return { path, text, lexed: lex(text) };
  });
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
    return { ...file, conditions, asksForHip: portable };
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
  return {
    model,
    options,
    files,
    fileOf,
    textAt: ({ file, start, end }) => fileOf(file).text.slice(start, end),
    fold: (text) => evaluate(text, { value: constants.valueOf }),
    definesMacro: (name) => liveMacros.has(name),
    uses: (pattern) =>
      model.names.filter(
        ({ name, span, pasted }) => !pasted && pattern.test(name) && !liveMacros.has(name) && isLive(span),
      ),
    functionAt: (span) =>
      model.functions
        .filter(({ span: own }) => own.file === span.file && own.start <= span.start && own.end >= span.end)
        .sort((a, b) => b.span.start - a.span.start)[0],
  };
}
