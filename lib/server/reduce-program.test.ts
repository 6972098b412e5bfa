// A real difference, made small through real compilers: a program that counts on 32 lanes, whose port differs at 64.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mainText, singleSource } from '@/lib/core/sources';
import { corpusCase, phraseOf } from '@/lib/reduce';
import { readCase } from '@/tests/corpus-cases';
import { reduceProgram } from './reduce-program';
import { serverTools } from './run-program-tools';

const program = `// Sums of warps, with a few things around them that do not matter.
#include <cstdio>
#include <cuda_runtime.h>

__global__ void scale(float *data, float by) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  data[i] *= by;
}

__global__ void laneOf(int *out) {
  int lane = threadIdx.x & 31;
  int value = threadIdx.x;
  if (lane == 0) value += 1000;
  out[threadIdx.x] = value + warpSize;
}

int main() {
  float host[64];
  for (int i = 0; i < 64; i++) host[i] = i;
  float *data;
  cudaMalloc(&data, sizeof host);
  cudaMemcpy(data, host, sizeof host, cudaMemcpyHostToDevice);
  scale<<<1, 64>>>(data, 2.0f);
  cudaMemcpy(host, data, sizeof host, cudaMemcpyDeviceToHost);
  int sums[64];
  int *out;
  cudaMalloc(&out, sizeof sums);
  laneOf<<<1, 64>>>(out);
  cudaMemcpy(sums, out, sizeof sums, cudaMemcpyDeviceToHost);
  std::printf("%g %d\\n", host[5], sums[5]);
  cudaFree(data);
  cudaFree(out);
  return 0;
}
`;

const tools = serverTools((error) => {
  throw error;
});

describe('a program that differs at 64 lanes', () => {
  it('becomes a small one that differs in the same buffer, and a case that the corpus can read', {
    timeout: 600_000,
  }, async () => {
    const here = (await tools.probe()).filter(({ id }) => id === 'cuda-on-cpu' || id === 'hip-on-cpu');
    expect(here.filter(({ available }) => available)).toHaveLength(2);
    const found = await reduceProgram(
      { sources: singleSource(program), on: ['cuda-on-cpu', 'hip-on-cpu'], warp: [64] },
      tools,
      // The whole takes about 90 runs; the first 30 show that it works, and the suite stays quick.
      process.env.CROSSWARP_ALL ? 300 : 30,
      new AbortController().signal,
      () => {},
    );
    if (!found.difference) throw new Error('the port does not differ');
    expect(found.difference).toMatchObject({ runner: 'hip-on-cpu', warp: 64, kind: 'values', name: 'out' });
    const small = mainText(found.sources);
    expect(small).toContain('warpSize');
    expect(small).not.toContain('scale<<<');
    expect(small.split('\n').length).toBeLessThan(program.split('\n').length / 1.5);
    if (process.env.CROSSWARP_ALL) expect(found.ended).toBe('minimal');
    expect(found.report.proof.verdict).toBe('differs');

    const folder = mkdtempSync(join(tmpdir(), 'crosswarp-case-'));
    try {
      const { problems } = await tools.port(found.sources, {
        ...{ target: 'hip', rocm: '6.4', launch: 'chevrons', libraries: 'hip', applyFixes: true, undone: [] },
      });
      const { name, files } = corpusCase({
        sources: found.sources,
        options: {},
        problems: problems.map(({ code, severity, span, line }) => ({
          code,
          severity,
          file: span.file,
          line,
        })),
        difference: phraseOf(found.difference),
        report: found.report,
      });
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), text);
      }
      const read = readCase(name, folder);
      expect(mainText(read.sources)).toBe(small);
      expect(read.about).toContain('hip-on-cpu at 64 lanes, in out (int)');
      expect(files[`${name}.md`]).toContain('| hip-on-cpu | 64 |');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
