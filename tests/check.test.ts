// --check finds what is wrong, where it is wrong, and nothing else: each program of tests/check has exactly the bugs that
// its lines name (`// finds <code> …`), and none with FIXED defined; the shown examples have none at all.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readExamples } from '@/lib/content';
import { singleSource } from '@/lib/core/sources';
import type { RunReport, RunRequest } from '@/lib/run/wire';
import { runProgram } from '@/lib/server/run-program';
import { serverTools } from '@/lib/server/run-program-tools';

const tools = serverTools((error) => {
  throw error;
});
const states = await tools.probe();
const missing = states.filter(({ id }) => id.endsWith('-on-cpu')).find(({ available }) => !available);
if (missing) console.warn(`unchecked: all of tests/check.test.ts, because ${missing.missing}`);

async function runChecked(text: string, more: Partial<RunRequest> = {}): Promise<RunReport['runs']> {
  const request = { sources: singleSource(text), on: ['cuda-on-cpu' as const], check: true, ...more };
  const run = runProgram(request, tools, new AbortController().signal);
  for (;;) {
    const step = await run.next();
    if (step.done) return step.value.runs;
  }
}

/** `12 check-bounds`, sorted. */
const found = (runs: RunReport['runs']) =>
  [
    ...new Set(
      runs.flatMap(({ findings, status, detail }) =>
        status === 'done' || findings.length > 0
          ? findings.map(({ line, code }) => `${line} ${code}`)
          : [`${status}: ${detail}`],
      ),
    ),
  ].sort();

const expected = (text: string) =>
  text
    .split('\n')
    .flatMap((line, i) =>
      (/\/\/ finds (.+)$/.exec(line)?.[1] ?? '')
        .split(' ')
        .filter(Boolean)
        .map((code) => `${i + 1} ${code}`),
    )
    .sort();

const folder = join(import.meta.dirname, 'check');
const programs = readdirSync(folder).map((name) => ({
  name,
  text: readFileSync(join(folder, name), 'utf8'),
}));
const fixed = (text: string) => text.replace(/^.*/, '#define FIXED');

describe.skipIf(missing)('--check', { timeout: 300_000 }, () => {
  it.each(programs)('finds each bug of $name on its line, and nothing else', async ({ text }) => {
    expect(found(await runChecked(text))).toEqual(expected(text));
  });

  it.each(programs)('is silent about $name without its bugs', async ({ text }) => {
    expect(found(await runChecked(fixed(text)))).toEqual([]);
  });
});

describe.skipIf(missing)('--check of the examples', { timeout: 300_000 }, async () => {
  const everywhere: Partial<RunRequest> = process.env.CROSSWARP_ALL
    ? { on: ['cuda-on-cpu', 'hip-on-cpu'], warp: [64, 32] }
    : {};
  // Kernels by themselves are watched by the interpreter, in tests/examples.test.ts.
  const programs = (await readExamples()).filter(
    ({ runs, care }) => runs === 'program' && !(process.env.CROSSWARP_ALL && care?.at64 === 'differs'),
  );
  it.each(programs)('finds nothing in $slug', async ({ text }) => {
    const runs = await runChecked(text, everywhere);
    expect(found(runs)).toEqual([]);
    for (const { stdout, stderr } of runs) expect(stdout, stderr).toMatch(/^PASS /m);
  });
});
