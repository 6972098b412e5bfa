// Which words of the linker follow from what a program includes.
import { expect, test } from 'vitest';
import { singleSource } from '@/lib/core/sources';
import { linkedWith } from './libraries';

test('a library is linked when its header is included, in either language and any file', () => {
  expect(linkedWith(singleSource('#include <cuda_runtime.h>\nint main() {}\n'))).toEqual([]);
  expect(linkedWith(singleSource('#include <cublas_v2.h>\n#  include "cufft.h"\n'))).toEqual([
    '-lopenblas',
    '-lfftw3f',
    '-lfftw3',
  ]);
  const files = { 'main.cu': '#include "a.h"\n', 'a.h': '#include <hipblas/hipblas.h>\n#include <omp.h>\n' };
  expect(linkedWith({ main: 'main.cu', files })).toEqual(['-lopenblas', '-fopenmp']);
  expect(linkedWith(singleSource('// cublas_v2.h\nconst char *s = "<cufft.h>";\n'))).toEqual([]);
});
