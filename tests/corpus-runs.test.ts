// Every case of tests/corpus, run on the CPU in three forms: the original, and its port at both wavefront sizes. What is
// printed was written by a person into case.json; it never comes from a run.
import { beforeAll, describe, expect, it } from 'vitest';
import type { CudaParser } from '@/lib/cuda';
import { port } from '@/lib/pipeline';
import { loadCudaParser } from '@/lib/server/cuda-engine';
import { defaultHipOptions } from '@/lib/targets/options';
import { caseNames, expectedLines, readCase, runForms } from './corpus-cases';
import { runForm } from './cpu-forms';

let parser: CudaParser;
beforeAll(async () => {
  parser = await loadCudaParser();
});

const rows = caseNames().flatMap((name) => runForms.map((form) => ({ name, form })));

describe('the corpus on the CPU', { timeout: 300_000 }, () => {
  it.concurrent.each(rows)('$name as $form', async ({ name, form }) => {
    const test = readCase(name);
    const options = { ...defaultHipOptions, target: 'hip', undone: [], ...test.options } as const;
    const program = form === 'cuda' ? test.sources : port(test.sources, parser, options).output;
    const expected = expectedLines(test, form);
    const result = await runForm(program, form, parser, expected !== undefined);

    if (expected === null) {
      expect(result.built || result.problems.length > 0, 'it must not compile').toBe(
        result.problems.length > 0,
      );
      return;
    }
    expect(result.built, result.stderr).toBe(true);
    if (expected === undefined) return;
    const exit = 'exit' in test.runs ? (test.runs.exit ?? 0) : 0;
    const printed = result.stdout.split('\n');
    if (printed.at(-1) === '') printed.pop();
    expect({ printed, code: result.code }, result.stderr).toEqual({ printed: expected, code: exit });
  });
});
