// The grammar alone, without anything of ours: what the benches compare with.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Language, Parser } from 'web-tree-sitter';

/** A tree-sitter parser of CUDA. */
export async function bareParser(): Promise<Parser> {
  const require = createRequire(import.meta.url);
  await Parser.init();
  const grammar = dirname(require.resolve('tree-sitter-cuda/package.json'));
  const parser = new Parser();
  parser.setLanguage(await Language.load(join(grammar, 'tree-sitter-cuda.wasm')));
  return parser;
}
