// What this room's tests share: Models of texts, and text at spans. Takes a loaded parser; for tests alone.
import { type Sources, singleSource, textOf } from '@/lib/core/sources';
import type { Span } from '@/lib/core/span';
import { analyze, type CudaParser, type Model, parse, type Tree } from '.';

export type Input = string | Sources;

const sourcesOf = (input: Input): Sources => (typeof input === 'string' ? singleSource(input) : input);

/** Questions to ask of a text or a program. */
export function reader(parser: CudaParser) {
  const treeOf = (text: string): Tree => {
    const tree = parse(singleSource(text), parser).files.get('main.cu');
    if (!tree) throw new Error('no tree');
    return tree;
  };
  const modelOf = (input: Input): Model => {
    const { value } = analyze(parse(sourcesOf(input), parser));
    if (!value) throw new Error('no model');
    return value;
  };
  return {
    treeOf,
    modelOf,
    /** `code@text` of each problem. */
    problemsOf: (input: Input): string[] => {
      const sources = sourcesOf(input);
      const { problems } = analyze(parse(sources, parser));
      return problems.map(({ code, span }) => `${code}@${textAt(sources, span)}`);
    },
    /** Names that may be CUDA's as `name:role`, with `!` in device code. */
    namesOf: (input: Input): string[] =>
      modelOf(input).names.map((use) => `${use.name}:${use.role}${use.inDevice ? '!' : ''}`),
    /** Each launch as `kernel[config|…](args|…)`. */
    launchesOf: (input: Input): string[] => {
      const { launches, sources } = modelOf(input);
      const list = (spans: readonly Span[]) => spans.map((span) => textAt(sources, span)).join('|');
      return launches.map(
        (launch) => `${textAt(sources, launch.kernelSpan)}[${list(launch.config)}](${list(launch.args)})`,
      );
    },
  };
}

export function textAt(sources: Sources, span: Span): string {
  return textOf(sources, span.file).slice(span.start, span.end);
}

/** The element that a test counts on. @throws when it is not there. */
export function first<T>(items: readonly T[]): T {
  const [item] = items;
  if (item === undefined) throw new Error('nothing was found');
  return item;
}
