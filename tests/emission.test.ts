// Every example as C++: emitted whole, each line with a mark that is in the source, and taken by the compilers that are here.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readExamples } from '@/lib/content';
import { emitProgram } from '@/lib/emission';
import { compilers } from './cpp-build';

const examples = await readExamples();

describe('the examples as C++', () => {
  it.each(examples)('$slug', ({ slug, text }) => {
    const sources = { main: `${slug}.cu`, files: { [`${slug}.cu`]: text } };
    const { artifact, problems } = emitProgram(sources, 'cpp');
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(artifact?.bindings.length).toBeGreaterThan(0);
    for (const { line, span } of artifact?.marks ?? []) {
      expect(line).toBeLessThanOrEqual(artifact?.text.split('\n').length ?? 0);
      expect(span.end).toBeLessThanOrEqual(text.length);
    }
    const folder = mkdtempSync(join(tmpdir(), 'emission-'));
    try {
      const file = join(folder, 'kernels.cpp');
      writeFileSync(file, artifact?.text ?? '');
      for (const compiler of compilers) {
        const words = ['-std=c++17', '-fsyntax-only', '-fopenmp', '-Wall', '-Werror', '-Wno-unused-function'];
        execFileSync(compiler, [...words, file], { stdio: 'pipe', encoding: 'utf8' });
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

it('a kernel that calls a recursive function with barriers is refused, and the one beside it emitted', () => {
  const text = `__device__ void deep(int n) { __syncthreads(); if (n > 0) deep(n - 1); }
__device__ void through(int n) { deep(n); }
__global__ void bad(int *out) { through(3); out[threadIdx.x] = 1; }
__global__ void good(int *out) { out[threadIdx.x] = 2; }`;
  const { artifact, problems } = emitProgram({ main: 'a.cu', files: { 'a.cu': text } }, 'cpp');
  expect(problems.map(({ code }) => code)).toContain('cpp-recursive-meeting');
  expect(artifact?.bindings.map(({ kernel }) => kernel)).toEqual(['good']);
});
