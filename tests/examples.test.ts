// Every shown example does what it says, and its picture is one of what it does. Programs run as CUDA and as HIP at both
// wavefront sizes, say PASS, exit with 0 and say the same in all three; kernels run in the interpreter at 32 and 64 lanes and
// as C++, and their check finds nothing wrong; bugs are found by the interpreter, and gone when mended; ports that need care
// are reported and do at 64 lanes what their head says. Where the server's runners are missing, programs run straight
// through the compiler, without a proof, and that is printed.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Example, readExamples } from '@/lib/content';
import { singleSource } from '@/lib/core/sources';
import type { CudaParser } from '@/lib/cuda';
import { readPicture } from '@/lib/pictures';
import { port } from '@/lib/pipeline';
import type { RunReport, RunRequest, RunResult } from '@/lib/run/wire';
import { loadCudaParser } from '@/lib/server/cuda-engine';
import { type RunTools, runProgram } from '@/lib/server/run-program';
import { serverTools } from '@/lib/server/run-program-tools';
import { defaultHipOptions } from '@/lib/targets/options';
import { runForms } from './corpus-cases';
import { runForm } from './cpu-forms';
import { expectPicture, pictureOfKernels, pictureOfProgram } from './example-pictures';

let parser: CudaParser;
beforeAll(async () => {
  parser = await loadCudaParser();
});

const examples = await readExamples();
const programs = examples.filter(({ runs }) => runs === 'program');
const kernels = examples.filter(({ runs, bug }) => runs === 'kernels' && !bug);
const bugs = examples.filter(({ bug }) => bug);

type Printed = {
  readonly form: string;
  readonly code?: number;
  readonly stdout: string;
  readonly stderr: string;
};

/** Lines that tell a time differ from run to run. */
const steady = (text: string): string[] => text.split('\n').filter((line) => !/\bms$/.test(line));

function expectPassed(results: readonly Printed[]): void {
  for (const { form, code, stdout, stderr } of results) {
    expect(stdout, `${form}: ${stderr}`).toMatch(/^PASS /m);
    expect(stdout, form).not.toMatch(/FAIL/);
    expect(code, `${form}: ${stderr}`).toBe(0);
    expect(steady(stdout), form).toEqual(steady(results[0]?.stdout ?? ''));
  }
}

const tools = serverTools((error) => {
  throw error;
});
// The warm-up and one more run are what a proof needs; times are not the matter here.
const limits = { ...tools.limits, repeats: 1 };
const states = await tools.probe();
const missingOf = (ids: RegExp) => states.find(({ id, available }) => ids.test(id) && !available);
const missing = missingOf(/-on-cpu$/);
const missingCpp = missingOf(/^cpp$/);
if (missing)
  console.log(`programs run without the server's runners, so no proof is checked: ${missing.missing}`);
if (missingCpp) console.log(`kernels are not run as C++: ${missingCpp.missing}`);

/** @returns the report, and the recording of each program by runner and warp. */
async function run(
  text: string,
  request: Omit<RunRequest, 'sources'>,
): Promise<RunReport & { recordings: Map<string, Uint8Array> }> {
  const recordings = new Map<string, Uint8Array>();
  const keeping: RunTools['run'] = async function* (job, ...rest) {
    const outcome = yield* tools.run(job, ...rest);
    if (outcome.recorded) recordings.set(`${job.runner} ${job.warp}`, outcome.recorded);
    return outcome;
  };
  const steps = runProgram(
    { ...request, sources: singleSource(text) },
    { ...tools, run: keeping, limits },
    new AbortController().signal,
  );
  for (;;) {
    const step = await steps.next();
    if (step.done) return { ...step.value, recordings };
  }
}

const printed = ({ runner, warp, exitCode, stdout, stderr }: RunResult): Printed => ({
  form: `${runner} ${warp}`,
  ...(exitCode !== undefined && { code: exitCode }),
  stdout,
  stderr,
});

async function expectProven(example: Example): Promise<void> {
  const { runs, proof, recordings } = await run(example.text, {
    on: ['cuda-on-cpu', 'hip-on-cpu'],
    warp: [64, 32],
  });
  expect(runs.map(({ runner, warp, status, detail }) => ({ runner, warp, status, detail }))).toEqual([
    { runner: 'cuda-on-cpu', warp: 32, status: 'done' },
    { runner: 'hip-on-cpu', warp: 64, status: 'done' },
    { runner: 'hip-on-cpu', warp: 32, status: 'done' },
  ]);
  const differs = example.care?.at64 === 'differs';
  const at64 = runs.find(({ runner, warp }) => runner === 'hip-on-cpu' && warp === 64);
  expectPassed(runs.filter((one) => !(differs && one === at64)).map(printed));
  expect(proof.verdict, JSON.stringify(proof.notes)).toBe(differs ? 'differs' : 'agrees');
  const wrong = proof.comparisons.filter(({ type, mismatches }) => type !== 'text' && mismatches > 0);
  expect(wrong.some(({ warp }) => warp === 64)).toBe(differs);
  expect(wrong.filter(({ warp }) => warp === 32)).toEqual([]);
  if (differs) {
    expect(at64?.exitCode).not.toBe(0);
    expect(at64?.stdout).toMatch(/^FAIL /m);
  }
  // A proof over nothing but zeros or nothing but text would be none.
  expect(proof.comparisons.some(({ type, informative }) => type !== 'text' && informative > 0)).toBe(true);
  const [original, other] = ['cuda-on-cpu 32', 'hip-on-cpu 64'].map((form) => recordings.get(form));
  if (!original || !other) throw new Error('a run without a recording');
  expectPicture(example, pictureOfProgram(example, { original, at64: other }, parser));
}

async function expectRight({ text, care }: Example): Promise<void> {
  const sources = singleSource(text);
  const { output } = port(sources, parser, { ...defaultHipOptions, target: 'hip', undone: [] });
  const results: Printed[] = [];
  for (const form of runForms) {
    const result = await runForm(form === 'cuda' ? sources : output, form, parser, true);
    expect(result.built, `${form}: ${result.stderr}`).toBe(true);
    expect(result.problems, form).toEqual([]);
    if (form === 'hip64' && care?.at64 === 'differs') expect(result.code).not.toBe(0);
    else results.push({ form, ...result });
  }
  expectPassed(results);
}

describe('the programs', { timeout: 300_000 }, () => {
  it.each(programs)('$slug does in all three forms what it says', async (example) => {
    await (missing ? expectRight(example) : expectProven(example));
  });

  it('check every call and every launch', () => {
    for (const { slug, text } of programs) {
      const calls = text.split('\n').filter((line) => /^\s*cuda[A-Z]\w*\(/.test(line));
      expect(calls, `${slug} ignores what these return`).toEqual([]);
      const launches = [...text.matchAll(/<<</g)].length;
      const asked = [...text.matchAll(/CHECK\(cudaGetLastError\(\)\)/g)].length;
      expect(asked, `${slug} asks after each launch`).toBe(launches);
    }
  });
});

/** How many elements the kernel `check` called wrong, of how many. */
function wrongIn({ buffers = {}, detail }: RunResult): { wrong: number; of: number } {
  const bytes = buffers.wrong;
  if (bytes === undefined) throw new Error(`a run without the buffer "wrong": ${detail}`);
  const data = Buffer.from(bytes, 'base64');
  const flags = Array.from({ length: data.length / 4 }, (_, i) => data.readInt32LE(4 * i));
  return { wrong: flags.filter((flag) => flag !== 0).length, of: flags.length };
}

/** The codes of what the interpreter found, sorted. */
const found = (runs: readonly RunResult[]): string[] =>
  [...new Set(runs.flatMap(({ findings }) => findings.map(({ code }) => code)))].sort();

describe('the kernels by themselves', { timeout: 300_000 }, () => {
  it.each(kernels)('$slug is right at 32 and 64 lanes, interpreted and as C++', async (example) => {
    const on = missingCpp ? (['interpreter'] as const) : (['interpreter', 'cpp'] as const);
    const { runs, proof } = await run(example.text, { on: [...on], warp: [32, 64] });
    expect(runs.length).toBe(2 * on.length);
    for (const one of runs) {
      const form = `${one.runner} ${one.warp}`;
      expect(one.status, `${form}: ${one.detail} ${one.stderr}`).toBe('done');
      expect(one.findings, form).toEqual([]);
      const { wrong, of } = wrongIn(one);
      expect(wrong, form).toBe(0);
      expect(of, form).toBeGreaterThan(0);
    }
    if (!missingCpp) expect(proof.verdict, JSON.stringify(proof.notes)).toBe('agrees');
    expectPicture(example, pictureOfKernels(example, runs[0] as RunResult));
  });
});

/** What mends each bug: the text that goes, and the text that comes. */
const cures: Readonly<Record<string, readonly [string, string]>> = {
  'bug-missing-barrier': [
    '    // Hint: who says that part[t + half] of the next round has been written by now?\n',
    '    __syncthreads();\n',
  ],
  'bug-one-too-far': ['reversed[n - i]', 'reversed[n - 1 - i]'],
  'bug-barrier-in-branch': [
    '  if (i >= n) return;\n  line[threadIdx.x] = x[i];\n  __syncthreads();\n',
    '  if (i < n) line[threadIdx.x] = x[i];\n  __syncthreads();\n  if (i >= n) return;\n',
  ],
  'bug-lost-update': ['bins[values[i]] = bins[values[i]] + 1;', 'atomicAdd(&bins[values[i]], 1);'],
  'bug-unwritten-rim': [
    '  line[at] = x[i];\n',
    '  line[at] = x[i];\n  if (at == 1) line[0] = i > 0 ? x[i - 1] : 0.0f;\n  if (at == threads) line[threads + 1] = i + 1 < n ? x[i + 1] : 0.0f;\n',
  ],
};

describe('the bugs to find', { timeout: 300_000 }, () => {
  it.each(bugs)('$slug is found at 32 and 64 lanes, and gone when mended', async (example) => {
    const request = { on: ['interpreter' as const], warp: [32 as const, 64 as const] };
    const { runs } = await run(example.text, request);
    expect(found(runs)).toEqual([...(example.bug?.codes ?? [])].sort());
    for (const one of runs) expect(found([one]).length, `at ${one.warp}`).toBeGreaterThan(0);
    expectPicture(example, pictureOfKernels(example, runs[0] as RunResult));

    const [from, to] = cures[example.slug] ?? [];
    if (from === undefined || to === undefined || !example.text.includes(from))
      throw new Error('there is no cure for it in this test');
    const mended = await run(example.text.replace(from, to), request);
    expect(found(mended.runs)).toEqual([]);
    for (const one of mended.runs) expect(wrongIn(one).wrong, `at ${one.warp}`).toBe(0);
  });
});

describe('the ports that need care', () => {
  it.each(examples.filter(({ care }) => care))('$slug is reported', ({ text, care }) => {
    // As `crosswarp check` says it: before any fix is applied.
    const options = { ...defaultHipOptions, target: 'hip', undone: [], applyFixes: false } as const;
    const told = port(singleSource(text), parser, options).problems.map(({ code }) => code);
    expect(told).toEqual(expect.arrayContaining([...(care?.codes ?? [])]));
  });
});

describe('the pictures', () => {
  it.each(examples)('$slug has one, of the text as it is now', async (example) => {
    expect(await readPicture(example)).toBeDefined();
  });

  it('belong to examples', () => {
    const names = readdirSync(join(import.meta.dirname, '../content/pictures'));
    expect(names.sort()).toEqual(examples.map(({ slug }) => `${slug}.json`).sort());
  });
});
