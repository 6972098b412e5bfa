// The language as programs use it: one program with its header in both languages, two of several compiled files, and one
// of C++20, built by the C++ compilers that are here and run. What is missing here is printed.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Sources } from '@/lib/core/sources';
import { analyze, parse } from '@/lib/cuda';
import { port } from '@/lib/pipeline';
import { loadCudaParser } from '@/lib/server/cuda-engine';
import { cpuProgram } from '@/lib/targets/cpu-program';
import { defaultHipOptions } from '@/lib/targets/options';

const run = promisify(execFile);
const sources = resolve(import.meta.dirname, 'language');
const include = resolve(import.meta.dirname, '../runtime/include');
const everything = [
  'overloads 2.5 1',
  'templates 3 10.5',
  'functors 60 67',
  'int 4 1',
  'double 4 1',
  'pointers 506',
  'globals 3.5 3.5 6 7',
  'symbol 0',
  'objects 12 9, memory 21',
  'clock goes',
  'block 0 of 2 says 42',
  'block 1 of 2 says 42',
  'host 9 9',
  '',
].join('\n');
const modern = 'twice 2 8\nnewer 1 no error\n';

// nvcc 13 builds the first with -rdc=true alone and the second without.
const linked = ['main.cu', 'field.cuh', 'parts/kernels.cu', 'parts/weighed.cu', 'rounds.cpp'].map(
  (name) => `files/${name}`,
);
const linkedSays = '2 28, 11 hits, 3 rounds\n';
const copies = ['copies/main.cu', 'copies/shared.cuh', 'copies/second.cu'];
const copiesSay = '5 80 0\n';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'crosswarp-language-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function read(main: string, ...others: string[]): Promise<Sources> {
  const files = await Promise.all(
    [main, ...others].map(async (name) => [name, await readFile(join(sources, name), 'utf8')] as const),
  );
  return { main, files: Object.fromEntries(files) };
}

const cases: [compiler: string, api: 'cuda' | 'hip', standard: string, files: string[], printed: string][] = [
  ['g++', 'cuda', 'c++17', ['main.cu', 'parts.cuh'], everything],
  ['clang++', 'hip', 'c++17', ['main.cu', 'parts.cuh'], everything],
  ['g++', 'hip', 'c++20', ['modern.cu'], modern],
  ['g++', 'cuda', 'c++17', linked, linkedSays],
  ['clang++', 'hip', 'c++17', linked, linkedSays],
  ['g++', 'cuda', 'c++17', copies, copiesSay],
];

test.each(cases)('%s, %s, %s, %s', { timeout: 240_000 }, async (compiler, api, standard, files, printed) => {
  const here = await run(compiler, ['--version']).catch(() => undefined);
  if (!here) {
    console.log(`language: ${compiler} is not here; the language is not tested with it`);
    return;
  }
  const [main = '', ...others] = files;
  const parser = await loadCudaParser();
  const original = await read(main, ...others);
  const options = { ...defaultHipOptions, target: 'hip', undone: [] } as const;
  const program = api === 'cuda' ? original : port(original, parser, options).output;
  const { value: model } = analyze(parse(program, parser));
  const { value, problems } = model ? cpuProgram(model, api) : { problems: [] };
  expect(problems).toEqual([]);
  for (const [name, text] of Object.entries(value?.files ?? {})) {
    await mkdir(join(folder, dirname(name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  const binary = join(folder, `${compiler}-${api}-${main.replace('/', '-')}.out`);
  const header = api === 'cuda' ? 'cuda_runtime.h' : 'hip/hip_runtime.h';
  const flags = [`-std=${standard}`, '-O1', '-pthread', '-w', `-I${include}`, '-include', header];
  const units = (value?.units ?? []).map((path) => join(folder, path));
  await run(compiler, [...flags, '-x', 'c++', ...units, '-o', binary]);
  expect((await run(binary)).stdout).toBe(printed);
});
