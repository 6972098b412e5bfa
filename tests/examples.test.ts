// Every shown example is right: run on the CPU as CUDA and as HIP at both wavefront sizes, each says PASS, exits with 0,
// and says the same in all three.
import { beforeAll, describe, expect, it } from 'vitest';
import { readExamples } from '@/lib/content';
import type { CudaParser } from '@/lib/cuda';
import { port } from '@/lib/pipeline';
import { loadCudaParser } from '@/lib/server/cuda-engine';
import { defaultHipOptions } from '@/lib/targets/options';
import { runForms } from './corpus-cases';
import { runForm } from './cpu-forms';

let parser: CudaParser;
beforeAll(async () => {
  parser = await loadCudaParser();
});

/** Lines that tell a time differ from run to run. */
const steady = (text: string): string[] => text.split('\n').filter((line) => !/\bms$/.test(line));

describe('the examples', { timeout: 300_000 }, async () => {
  const examples = await readExamples();

  it.concurrent.each(examples)('$slug passes in all three forms', async ({ slug, text }) => {
    const sources = { main: 'main.cu', files: { 'main.cu': text } };
    const { output } = port(sources, parser, { ...defaultHipOptions, target: 'hip', undone: [] });
    const results = await Promise.all(
      runForms.map((form) => runForm(form === 'cuda' ? sources : output, form, parser, true)),
    );
    for (const [index, result] of results.entries()) {
      const form = runForms[index];
      expect(result.built, `${slug} as ${form}: ${result.stderr}`).toBe(true);
      expect(result.problems, `${slug} as ${form}`).toEqual([]);
      expect(result.stdout, `${slug} as ${form}: ${result.stderr}`).toMatch(/^PASS /m);
      expect(result.stdout, `${slug} as ${form}`).not.toMatch(/FAIL/);
      expect(result.code, `${slug} as ${form}: ${result.stderr}`).toBe(0);
      expect(steady(result.stdout), `${slug} as ${form}`).toEqual(steady(results[0]?.stdout ?? ''));
    }
  });

  it('asks for blocks of at most 256 threads and checks every call', () => {
    for (const { slug, text } of examples) {
      const calls = text.split('\n').filter((line) => /^\s*cuda[A-Z]\w*\(/.test(line));
      expect(calls, `${slug} ignores what these return`).toEqual([]);
      const launches = [...text.matchAll(/<<</g)].length;
      const asked = [...text.matchAll(/CHECK\(cudaGetLastError\(\)\)/g)].length;
      expect(asked, `${slug} asks after each launch`).toBe(launches);
    }
  });
});
