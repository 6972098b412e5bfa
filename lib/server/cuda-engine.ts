// The CUDA grammar under Node: finds and loads web-tree-sitter and the grammar's WebAssembly from the installed packages.
// Works in tests, in the bundled command line and in Next's server; knows nothing of what is parsed.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { type CudaParser, createCudaParser } from '@/lib/cuda';

/** The folder of an installed package, looked for from this file and from the working directory. */
function packageFile(file: string): string {
  const bases = [import.meta.url, path.join(process.cwd(), 'package.json')];
  for (const base of bases) {
    try {
      return createRequire(base).resolve(file);
    } catch {
      // A bundle may lie outside the tree that holds node_modules: the next base is tried.
    }
  }
  throw new Error(`${file} is not installed: run npm ci in Crosswarp's folder`);
}

let engine: Promise<CudaParser> | undefined;

/**
 * The parser of this process, loaded once (about 60 ms, 250 MB of addresses, 30 MB of memory).
 * @throws when the packages are not installed.
 */
export function loadCudaParser(): Promise<CudaParser> {
  engine ??= load();
  return engine;
}

async function load(): Promise<CudaParser> {
  const { Edit, Language, Parser } = await import('web-tree-sitter');
  await Parser.init({ locateFile: () => packageFile('web-tree-sitter/web-tree-sitter.wasm') });
  const grammar = await Language.load(await readFile(packageFile('tree-sitter-cuda/tree-sitter-cuda.wasm')));
  const parser = new Parser();
  parser.setLanguage(grammar);
  return createCudaParser({ parser, Edit, now: () => performance.now() });
}
