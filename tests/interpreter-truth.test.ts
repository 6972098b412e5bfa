// Every kernel of the examples and the corpus for which a plan can be guessed, interpreted at 32 lanes and held against what the
// same plan, written out as a program, gave when a C++ compiler built it for the CPU: no emitter of ours had a part in that.
// The quick run holds against digests taken from such runs (interpreter-truth.json); CROSSWARP_ALL=1 builds and runs each anew.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Sources, singleSource } from '@/lib/core/sources';
import { analyze, type CudaParser, parse } from '@/lib/cuda';
import { interpretProgram } from '@/lib/run/interpret-program';
import type { Observation } from '@/lib/run/outcome';
import type { PlanLaunch } from '@/lib/run/plan';
import { guessPlan } from '@/lib/run/plan-guess';
import { planProgram } from '@/lib/run/plan-program';
import { loadCudaParser } from '@/lib/server/cuda-engine';
import { serverTools } from '@/lib/server/run-program-tools';

const truthPath = join(import.meta.dirname, 'interpreter-truth.json');
const truth = JSON.parse(readFileSync(truthPath, 'utf8')) as Record<string, string[]>;
const all = process.env.CROSSWARP_ALL === '1';

let parser: CudaParser;
beforeAll(async () => {
  parser = await loadCudaParser();
});

function sourceOf(name: string): Sources {
  const path = name.startsWith('examples/')
    ? join('content', `${name}.cu`)
    : join('tests', 'corpus', name, 'input.cu');
  return singleSource(readFileSync(path, 'utf8'));
}

function planOf(sources: Sources, kernel: string): PlanLaunch | undefined {
  const { value: model } = analyze(parse(sources, parser));
  const { value: plan } = model ? guessPlan(model, kernel) : {};
  return plan && plan.kernel.replace(/<.*/, '') === kernel ? plan : undefined;
}

function interpreted(sources: Sources, plan: PlanLaunch, warp: 32 | 64): Observation | undefined {
  const steps = interpretProgram(
    { sources, plan, warp, checks: true, shadows: false, counts: false },
    { now: () => performance.now(), interrupted: () => undefined },
  );
  for (;;) {
    const step = steps.next();
    if (!step.done) continue;
    const { result, observation } = step.value;
    expect(result).toMatchObject({ status: 'done' });
    expect(result.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    return observation;
  }
}

async function compiled(sources: Sources, plan: PlanLaunch): Promise<Uint8Array[]> {
  const { value: program } = planProgram(plan, { file: sources.main, start: 0, end: 0 });
  const text = (sources.files[sources.main] ?? '').replace(/\bint\s+main\b/, 'int original_main');
  const tools = serverTools((error) => {
    throw error;
  });
  const limits = { ...tools.limits, repeats: 1 };
  const job = { runner: 'cuda-on-cpu', warp: 32, program: singleSource(`${text}\n${program}`) } as const;
  const stream = tools.run(job, limits, new AbortController().signal);
  let step = await stream.next();
  while (!step.done) step = await stream.next();
  return (step.value.observations[0]?.recording.copies ?? []).map(({ data }) => data);
}

const digest = (bytes: Uint8Array) => bytesToHex(sha256(bytes)).slice(0, 16);
const cases = Object.keys(truth).map((key) => key.split(' ') as [string, string]);

describe('the interpreter gives what compiled C++ gives', () => {
  it('for more than 50 kernels', () => {
    expect(cases.length).toBeGreaterThan(50);
  });

  it.each(cases)('%s: %s', async (name, kernel) => {
    const sources = sourceOf(name);
    const plan = planOf(sources, kernel);
    if (!plan) throw new Error(`no plan can be guessed for ${kernel} any more`);
    const outputs = interpreted(sources, plan, 32)?.recording.copies.map(({ data }) => digest(data));
    if (all) expect((await compiled(sources, plan)).map(digest)).toEqual(outputs);
    expect(outputs).toEqual(truth[`${name} ${kernel}`]);
  });
});
