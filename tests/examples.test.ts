// Every shown example is right: run as CUDA and as HIP at both wavefront sizes it says PASS, exits with 0 and says the
// same in all three. Where the server's runners are here it is run by them, and its proof has to say "agrees"; where
// they are not, it is run straight through the compiler, and that is printed.
import { describe, expect, it } from 'vitest';
import { readExamples } from '@/lib/content';
import { singleSource } from '@/lib/core/sources';
import { port } from '@/lib/pipeline';
import { loadCudaParser } from '@/lib/server/cuda-engine';
import { runProgram } from '@/lib/server/run-program';
import { serverTools } from '@/lib/server/run-program-tools';
import { defaultHipOptions } from '@/lib/targets/options';
import { runForms } from './corpus-cases';
import { runForm } from './cpu-forms';

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
const missing = states.filter(({ id }) => id.endsWith('-on-cpu')).find(({ available }) => !available);
if (missing)
  console.log(`examples run without the server's runners, so no proof is checked: ${missing.missing}`);

async function expectProven(text: string): Promise<void> {
  const request = { sources: singleSource(text), on: ['cuda-on-cpu', 'hip-on-cpu'], warp: [64, 32] } as const;
  const run = runProgram(
    { ...request, on: [...request.on], warp: [...request.warp] },
    { ...tools, limits },
    new AbortController().signal,
  );
  for (;;) {
    const step = await run.next();
    if (!step.done) continue;
    const { runs, proof } = step.value;
    expect(runs.map(({ runner, warp, status, detail }) => ({ runner, warp, status, detail }))).toEqual([
      { runner: 'cuda-on-cpu', warp: 32, status: 'done' },
      { runner: 'hip-on-cpu', warp: 64, status: 'done' },
      { runner: 'hip-on-cpu', warp: 32, status: 'done' },
    ]);
    expectPassed(
      runs.map(({ runner, warp, exitCode, stdout, stderr }) => ({
        form: `${runner} ${warp}`,
        code: exitCode,
        stdout,
        stderr,
      })),
    );
    expect(proof.verdict, JSON.stringify(proof.notes)).toBe('agrees');
    // A proof over nothing but zeros or nothing but text would be none.
    expect(proof.comparisons.some(({ type, informative }) => type !== 'text' && informative > 0)).toBe(true);
    return;
  }
}

async function expectRight(text: string): Promise<void> {
  const parser = await loadCudaParser();
  const sources = singleSource(text);
  const { output } = port(sources, parser, { ...defaultHipOptions, target: 'hip', undone: [] });
  const results: Printed[] = [];
  for (const form of runForms) {
    const result = await runForm(form === 'cuda' ? sources : output, form, parser, true);
    expect(result.built, `${form}: ${result.stderr}`).toBe(true);
    expect(result.problems, form).toEqual([]);
    results.push({ form, ...result });
  }
  expectPassed(results);
}

describe('the examples', { timeout: 300_000 }, async () => {
  const examples = await readExamples();

  it.each(examples)('$slug passes in all three forms', async ({ text }) => {
    await (missing ? expectRight(text) : expectProven(text));
  });

  it('check every call and every launch', () => {
    for (const { slug, text } of examples) {
      const calls = text.split('\n').filter((line) => /^\s*cuda[A-Z]\w*\(/.test(line));
      expect(calls, `${slug} ignores what these return`).toEqual([]);
      const launches = [...text.matchAll(/<<</g)].length;
      const asked = [...text.matchAll(/CHECK\(cudaGetLastError\(\)\)/g)].length;
      expect(asked, `${slug} asks after each launch`).toBe(launches);
    }
  });
});
