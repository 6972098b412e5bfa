// Every case of the corpus as C++ for CPUs: the text that was reviewed, or the refusal with its code and line, or both where
// some kernels are refused; each text taken by the compilers that are here. And the cases' kernels run: on inputs that a plan
// guesses for them they give what compiled CUDA gave (interpreter-truth.json), which no emitter of ours had a part in.
// UPDATE_GOLDENS=1 rewrites the goldens; the difference is then read before it is kept.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lineStarts, placeAt } from '@/lib/core/span';
import { analyze, type CudaParser, lowerProgram, parse } from '@/lib/cuda';
import { type Emission, emitProgram } from '@/lib/emission';
import { launchesOf, type PlanLaunch } from '@/lib/run/plan';
import { guessPlan } from '@/lib/run/plan-guess';
import { loadCudaParser } from '@/lib/server/cuda-engine';
import { caseNames, readCase, readCppGolden, writeCppGolden } from './corpus-cases';
import { build, compilers } from './cpp-build';

const updating = process.env.UPDATE_GOLDENS === '1';
const truth = JSON.parse(readFileSync(join(import.meta.dirname, 'interpreter-truth.json'), 'utf8')) as Record<
  string,
  string[]
>;
const cases = caseNames().map((name) => ({ name, test: readCase(name) }));

let parser: CudaParser;
beforeAll(async () => {
  parser = await loadCudaParser();
});

/** What the C++ of a case says: `error barrier-missed line 15`, in order of place. */
function refusalsOf(sources: Parameters<typeof emitProgram>[0], { problems }: Emission): string[] {
  return problems
    .filter(({ severity }) => severity === 'error')
    .map(({ code, span }) => {
      const { line } = placeAt(lineStarts(sources.files[span.file] ?? ''), span.start);
      return `${span.file}:${line} ${code}`;
    })
    .sort();
}

/** A text without a kernel is no golden. */
const textOf = ({ artifact }: Emission) =>
  artifact && artifact.bindings.length > 0 ? artifact.text : undefined;

describe('the corpus as C++', () => {
  it.each(cases)('$name', ({ test }) => {
    const emission = emitProgram(test.sources, 'cpp');
    const golden = { text: textOf(emission), refusals: refusalsOf(test.sources, emission) };
    expect(golden.text !== undefined || golden.refusals.length > 0, 'kernels, or why there are none').toBe(
      true,
    );
    if (updating) writeCppGolden(test, golden);
    const kept = readCppGolden(test);
    expect(golden.text, 'UPDATE_GOLDENS=1 npx vitest run tests/corpus-cpp.test.ts, then read it').toBe(
      kept.text,
    );
    expect(golden.refusals).toEqual(kept.refusals);
  });
});

describe('compilers take it', { timeout: 300_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'corpus-cpp-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const accepted = (compiler: string, file: string) =>
    new Promise<string>((resolve) => {
      const words = [
        '-std=c++17',
        '-fsyntax-only',
        '-fopenmp',
        '-Wall',
        '-Werror',
        '-Wno-unused-function',
        file,
      ];
      execFile(compiler, words, { encoding: 'utf8', timeout: 60_000 }, (error, _out, said) =>
        resolve(error ? said || String(error) : ''),
      );
    });

  it.each(compilers)('%s', async (compiler) => {
    const texts = cases.flatMap(({ name, test }) => {
      const { text } = readCppGolden(test);
      return text === undefined ? [] : [{ name, text }];
    });
    expect(texts.length).toBeGreaterThan(40);
    const refused: string[] = [];
    let next = 0;
    const work = async () => {
      for (let i = next++; i < texts.length; i = next++) {
        const { name, text } = texts[i] as (typeof texts)[number];
        const file = join(folder, `${compiler}-${name}.cpp`);
        writeFileSync(file, text);
        const said = await accepted(compiler, file);
        if (said !== '') refused.push(`${name}: ${said.slice(0, 400)}`);
      }
    };
    await Promise.all([work(), work()]);
    expect(refused).toEqual([]);
  });
});

describe('its kernels run as compiled CUDA does', { timeout: 120_000 }, () => {
  const digest = (bytes: Uint8Array | undefined) => (bytes ? bytesToHex(sha256(bytes)).slice(0, 16) : '');
  const planned = cases.flatMap(({ name, test }) => {
    const kernels = Object.keys(truth).flatMap((key) =>
      key.startsWith(`${name} `) ? [key.slice(name.length + 1)] : [],
    );
    return kernels.length > 0 ? [{ name, test, kernels }] : [];
  });

  it('more than 40 cases', () => {
    expect(planned.length).toBeGreaterThan(40);
  });

  if (!compilers.includes('g++')) {
    console.warn(`unchecked: ${planned.length} cases were not run as C++, for g++ is not here`);
    return;
  }
  it.each(planned)('$name', ({ name, test, kernels }) => {
    const { value: model } = analyze(parse(test.sources, parser));
    const plans = kernels.map((kernel) => {
      const { value } = model ? guessPlan(model, kernel) : {};
      if (!value) throw new Error(`no plan can be guessed for ${kernel} any more`);
      return value;
    });
    const { value: module } = lowerProgram(test.sources, { roots: plans.map(({ kernel }) => kernel) });
    if (!module) throw new Error('it is not lowered any more');
    const built = build(module, 'g++', 32, '-O0', {}, false);
    try {
      plans.forEach((plan, i) => {
        const { buffers } = built.run(plan);
        const outputs = outputsOf(plan).map((index) => digest(buffers[index]));
        expect(outputs).toEqual(truth[`${name} ${kernels[i]}`]);
      });
    } finally {
      built.remove();
    }
  });
});

/** Which of a plan's buffers come back, in their order. */
function outputsOf(plan: PlanLaunch): number[] {
  const buffers = launchesOf(plan).flatMap(({ args }) => args.filter(({ kind }) => kind === 'buffer'));
  return buffers.flatMap(({ role }, index) => (role === 'in' ? [] : [index]));
}
