// Names of buffers from allocating calls, read by the real parser.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Sources } from '@/lib/core/sources';
import { singleSource } from '@/lib/core/sources';
import { analyze, type CudaParser, parse } from '@/lib/cuda';
import { loadCudaParser } from '@/lib/server/cuda-engine';
import { bufferNames, nameBuffers } from './buffer-names';
import type { RecordedBuffer, Recording } from './recording';

let parser: CudaParser;
beforeAll(async () => {
  parser = await loadCudaParser();
});

function namesIn(sources: Sources) {
  const { value: model } = analyze(parse(sources, parser));
  if (!model) throw new Error('no model');
  return bufferNames(model);
}
const onFirstLine = (statement: string) => namesIn(singleSource(`int main() { ${statement} }\n`)).get(1);

describe('bufferNames', () => {
  it.each([
    ['cudaMalloc(&d_out, 4);', ['d_out']],
    ['cudaMalloc((void**)&d_out, n * sizeof(float));', ['d_out']],
    ['cudaMalloc((void **) & d_out, 4);', ['d_out']],
    ['CHECK(cudaMalloc(reinterpret_cast<void**>(&d_out), f(1, 2)));', ['d_out']],
    ['checkCudaErrors(cudaMallocManaged(&m, 4));', ['m']],
    ['if (hipMalloc(&a, 4) != hipSuccess) return 1; hipMalloc(&b, 4);', ['a', 'b']],
    ['for (int i = 0; i < 4; i++) cudaMalloc(&list[i], 4);', ['list[i]']],
    ['cudaMalloc((float **)&grid->cells, 4);', ['grid->cells']],
    ['cudaMalloc<float>(&typed, 4);', ['typed']],
    ['cudaMallocPitch(&p, &pitch, 4, 4);', ['p']],
    ['free(d_out);', undefined],
    ['// cudaMalloc(&no, 4);', undefined],
  ])('%s', (statement, names) => expect(onFirstLine(statement)).toEqual(names));

  it('knows both lines of a call that spans several', () => {
    const names = namesIn(singleSource('int main() {\n  cudaMalloc(&d_a,\n    16 *\n    4);\n}\n'));
    expect([2, 3, 4].map((line) => names.get(line)?.[0])).toEqual(['d_a', undefined, 'd_a']);
  });

  it('takes no names from macro bodies, and prefers main to headers', () => {
    const main = '#include "alloc.h"\nint main() {\n  cudaMalloc(&mine, 4);\n}\n';
    const header =
      '#define GET(p) cudaMalloc(&p, 4)\n\ninline void a(float** p) { cudaMalloc(p, 4); }\ninline void b() {\n  cudaMalloc(&other, 4);\n}\n';
    const names = namesIn({ main: 'main.cu', files: { 'main.cu': main, 'alloc.h': header } });
    expect([...names]).toEqual([
      [3, ['mine']],
      [5, ['other']],
    ]);
  });
});

describe('nameBuffers', () => {
  const buffer = (id: number, line: number, name?: string): RecordedBuffer => ({
    id,
    bytes: 4,
    kind: 'device',
    line,
    ...(name && { name }),
  });
  it('names buffers by order, with the variable of their line, in turn where a line has several', () => {
    const recording: Recording = {
      api: 'cuda',
      warp: 32,
      buffers: [
        buffer(0, 5),
        buffer(1, 5),
        buffer(2, 9),
        buffer(3, 0),
        buffer(4, 5),
        buffer(5, 1, 'coefficients'),
      ],
      launches: [],
      copies: [],
      complete: true,
    };
    const names = new Map([
      [5, ['a', 'b']],
      [9, ['c']],
    ]);
    expect(nameBuffers(recording, names)).toEqual(['a0 a', 'a1 b', 'a2 c', 'a3', 'a4 a', 'a5 coefficients']);
  });
});
