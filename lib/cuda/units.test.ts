// Which files are compiled, and whether their device code is linked.
import { describe, expect, it } from 'vitest';
import { loadCudaParser } from '@/lib/server/cuda-engine';
import { isLinkedOnDevice, unitsOf } from '.';
import { reader } from './testing';

const { modelOf } = reader(await loadCudaParser());
const starts = 'int main() { return 0; }\n';

describe('the files that are compiled', () => {
  const units = (files: Record<string, string>, main = 'main.cu') => unitsOf(modelOf({ main, files }));

  it('are main and all other sources that none includes', () => {
    expect(
      units({
        'z.cu': 'void z() {}\n',
        'main.cu': `#include "kernels.cu"\n#include "a.cuh"\n${starts}`,
        'kernels.cu': '#include "more.cu"\n',
        'more.cu': '',
        'a.cuh': '',
        'lib/b.cpp': '',
        'notes.h': '#include "z.cuh"\n',
      }),
    ).toEqual(['main.cu', 'lib/b.cpp', 'z.cu']);
  });

  it('are without those of other programs', () => {
    expect(
      units({
        'main.cu': starts,
        'other.cu': starts,
        'third.cu': '#include "other.inc"\n',
        'other.inc': starts,
      }),
    ).toEqual(['main.cu']);
    // The main file has none: one other with a main() is of this program, two would be two programs.
    expect(units({ 'main.cu': '', 'other.cu': starts })).toEqual(['main.cu', 'other.cu']);
    expect(units({ 'main.cu': '', 'b.cu': starts, 'c.cu': starts, 'd.cu': '' })).toEqual(['main.cu', 'd.cu']);
    expect(units({ 'main.cu': `${starts}// int main() {}\n`, 'b.cu': '/* int main() { } */\n' })).toEqual([
      'main.cu',
      'b.cu',
    ]);
  });
});

describe('device code', () => {
  const linked = (files: Record<string, string>) => {
    const model = modelOf({ main: 'main.cu', files });
    return isLinkedOnDevice(model, unitsOf(model));
  };

  it('is linked where one file names what another defines', () => {
    expect(linked({ 'main.cu': `extern __device__ int n;\n${starts}`, 'b.cu': '__device__ int n;\n' })).toBe(
      true,
    );
    expect(
      linked({
        'main.cu': `__device__ int f(int);\n${starts}`,
        'b.cu': '__device__ int f(int x) { return x; }\n',
      }),
    ).toBe(true);
  });

  it('is not where each has its own', () => {
    expect(linked({ 'main.cu': `extern __device__ int n;\n__device__ int n;\n${starts}` })).toBe(false);
    expect(
      linked({
        'main.cu': `__device__ int n;\n${starts}`,
        'b.cu': '__device__ int n;\nextern __shared__ int s[];\n',
      }),
    ).toBe(false);
    expect(
      linked({
        'main.cu': `__device__ int f(int);\n__device__ int f(int x) { return x; }\n${starts}`,
        'b.cu': 'static __device__ int f(int x) { return x; }\n',
      }),
    ).toBe(false);
  });
});
