// Which words of the linker follow from what a program includes.
import { expect, test } from 'vitest';
import { singleSource } from '@/lib/core/sources';
import { linkedWith, needsCpp20 } from './libraries';

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

test('C++20 is asked for by its headers and words alone', () => {
  for (const text of [
    '#include <span>\n',
    'template <class T> concept Small = sizeof(T) < 8;\n',
    'template <typename T> requires(sizeof(T) > 1) void f(T);\n',
    'constinit int a = 1;\n',
    'auto f = []<typename T>(T x) { return x; };\n',
    'template <class T> void f(T x)\n  requires Small<T>;\n',
    'if constexpr (requires(T x) { x.size(); }) g();\n',
    'using enum Colour;\n',
    'void f(const auto &x);\n',
    'auto a = std::to_array({1, 2});\n',
    'double x = std::lerp(a, b, t);\n',
  ])
    expect(needsCpp20(singleSource(text)), text).toBe(true);
  for (const text of [
    'int concept = 1, requires = 2;\n',
    'k<<<1, 2>>>(a[i] < b);\n',
    'v.erase(std::remove(a, b), b); // requires that\n',
    'auto f = [](auto x) {};\n',
    '#include "spans.h"\n',
  ])
    expect(needsCpp20(singleSource(text)), text).toBe(false);
});
