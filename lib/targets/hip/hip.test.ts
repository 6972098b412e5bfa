// The HIP port rule by rule: headers, names, calls, launches, guards, and all that must stay as it is.
import { describe, expect, it } from 'vitest';
import { messages } from '@/lib/messages';
import { codes, inMain, line, run, text } from '@/tests/hip-ports';
import { changedCalls } from './calls';
import { ruleOf } from './families';
import { hipFileName } from './index';
import { allNames } from './names/lookup';

describe('headers', () => {
  it('adds the runtime where nvcc had put it unasked', () => {
    expect(text('__global__ void k() {}\n')).toBe('#include <hip/hip_runtime.h>\n__global__ void k() {}\n');
  });

  it('adds it after a guard, with the line ends of the file', () => {
    expect(text('#pragma once\r\n__device__ int f();\r\n')).toBe(
      '#pragma once\r\n#include <hip/hip_runtime.h>\r\n__device__ int f();\r\n',
    );
    expect(text('#ifndef A_H\n#define A_H\n__device__ int f();\n#endif\n')).toBe(
      '#ifndef A_H\n#define A_H\n#include <hip/hip_runtime.h>\n__device__ int f();\n#endif\n',
    );
  });

  it('adds it behind a byte order mark', () => {
    expect(text('\ufeff__global__ void k() {}\n')).toBe(
      '\ufeff#include <hip/hip_runtime.h>\n__global__ void k() {}\n',
    );
  });

  it('adds nothing to a file without CUDA', () => {
    const plain = '#include <cstdio>\nint main() { std::puts("cudaMalloc"); }\n';
    expect(text(plain)).toBe(plain);
  });

  it('doubles none', () => {
    expect(
      text(
        '#include <cuda.h>\n#include "cuda_runtime.h"\n#include <cuda_runtime_api.h>\n__global__ void k();\n',
      ),
    ).toBe('#include <hip/hip_runtime.h>\n#include <hip/hip_runtime_api.h>\n__global__ void k();\n');
  });

  it('keeps both where only one branch is compiled', () => {
    const source =
      '#ifdef A\n#include <cuda.h>\n#else\n#include <cuda_runtime.h>\n#endif\n__global__ void k();\n';
    expect(text(source)).toBe(
      source.replace('<cuda.h>', '<hip/hip_runtime.h>').replace('<cuda_runtime.h>', '<hip/hip_runtime.h>'),
    );
  });

  it('adds the header where a condition may take the only one away', () => {
    const source = '#ifdef A\n#include <cuda_runtime.h>\n#endif\n__global__ void k();\n';
    expect(text(source)).toBe(
      `#include <hip/hip_runtime.h>\n${source.replace('<cuda_runtime.h>', '<hip/hip_runtime.h>')}`,
    );
    const guarded = '#ifdef __CUDACC__\n#include <cuda_runtime.h>\n#endif\n__global__ void k();\n';
    expect(text(guarded)?.match(/hip_runtime/g)).toHaveLength(1);
  });

  it('drops what HIP does not need, and keeps a comment behind it', () => {
    expect(text('#include <device_launch_parameters.h>\n#include <cuda.h>\n')).toBe(
      '#include <hip/hip_runtime.h>\n',
    );
    expect(text('#include <device_launch_parameters.h> // why\n#include <cuda.h>\n')).toBe(
      ' // why\n#include <hip/hip_runtime.h>\n',
    );
    expect(text('#include <device_launch_parameters.h>\r\n#include <cuda.h>\r\n')).toBe(
      '#include <hip/hip_runtime.h>\r\n',
    );
  });

  it("leaves the user's own headers that are called like CUDA's", () => {
    const sources = {
      main: 'a.cu',
      files: {
        'a.cu': '#include "device_functions.h"\nint main() { return f(); }\n',
        'device_functions.h': 'int f();\n',
      },
    };
    expect(run(sources).output).toEqual(sources);
  });

  it('needs the runtime once in a program, and in each file that stands alone', () => {
    const result = run({
      main: 'a.cu',
      files: {
        'a.cu': '#include "b.cuh"\n#include <cuda_runtime.h>\n__global__ void k() { f(); }\n',
        'b.cuh': '#pragma once\n__device__ void f() {}\n',
      },
    });
    expect(result.output.files['b.cuh']).toContain('#pragma once\n#include <hip/hip_runtime.h>\n');
    expect(result.output.files['a.cu']).toBe(
      '#include "b.cuh"\n#include <hip/hip_runtime.h>\n__global__ void k() { f(); }\n',
    );
  });

  it('reports headers of libraries that have no rows', () => {
    expect(codes('#include <nvml.h>\n')).toEqual(['error header-not-covered']);
    expect(codes('#include <cuda/std/atomic>\n')).toEqual(['error header-not-covered']);
    expect(codes('#include <helper_cuda.h>\n')).toEqual(['error header-not-covered']);
  });

  it('lead to the headers of the libraries', () => {
    expect(line('#include <cublas_v2.h>\n#include "cufft.h"\n#include <cub/block/block_scan.cuh>\n')).toBe(
      '#include <hipblas/hipblas.h>\n#include "hipfft/hipfft.h"\n#include <hipcub/hipcub.hpp>\n',
    );
    expect(codes('#include <cuda_fp8.h>\n', { rocm: '5.7' })).toEqual(['error header-needs-newer-rocm']);
  });
});

describe('names', () => {
  it('are renamed in code, macro bodies and conditions', () => {
    expect(line('#define TRY(x) if ((x) != cudaSuccess) \\\n  die(cudaGetLastError())\n')).toBe(
      '#define TRY(x) if ((x) != hipSuccess) \\\n  die(hipGetLastError())\n',
    );
  });

  it('stay in comments, strings, raw strings and headers of others', () => {
    const source =
      '// cudaFree\n/* cudaMalloc */\nconst char *a = "cudaMalloc", *b = R"x(cudaFree("")x", c = \'c\';\n#include "cudaMalloc.h"\n';
    expect(line(source)).toBe(source);
  });

  it("stay when they are the user's own", () => {
    for (const own of [
      'int cudaMalloc(int x) { return x; }\nint y = cudaMalloc(3);\n',
      'struct S { int cudaFree; };\nint f(S s, S *t) { return s.cudaFree + t->cudaFree; }\n',
      'namespace mine { int cudaFree(int); }\nint y = mine::cudaFree(3);\n',
      'int f(int cudaMemcpy) { return cudaMemcpy; }\n',
      '#define cudaMalloc(p, n) myAlloc(p, n)\nint x = cudaMalloc(0, 1);\n',
    ])
      expect(line(own)).toBe(own);
  });

  it('keep every byte around them', () => {
    const source = `\tcudaFree(  /* ü€😀 */ p\\\n);\r\n  auto\u00a0x = cudaMalloc\\\n(&p, 1'000);\r\n`;
    expect(line(inMain(source))).toBe(
      inMain(source.replace('cudaFree', 'hipFree').replace('cudaMalloc', 'hipMalloc')),
    );
  });

  it('are reported when HIP lacks them, and left', () => {
    const source = inMain('cudaLaunchKernelExC(&config, f, args);');
    expect(text(source)).toBe(source);
    expect(codes(source)).toEqual(['error name-without-counterpart']);
    expect(codes('__global__ void k(int *p) { p[0] = __finitel(1.0); }')).toEqual([
      'error name-without-counterpart',
    ]);
    expect(codes('__global__ void k(int *p) { *p = umin(p[0], p[1]); }')).toEqual([
      'note device-name-doubtful',
    ]);
    expect(
      codes(
        'int umin(int a, int b) { return a < b ? a : b; }\n__global__ void k(int *p) { *p = umin(p[0], p[1]); }',
      ),
    ).toEqual([]);
  });

  it('are reported when the chosen ROCm version lacks them', () => {
    const source = inMain('cudaGraphNodeSetParams(node, &params);');
    expect(codes(source, { rocm: '5.7' })).toEqual(['error name-needs-newer-rocm']);
    expect(codes(source, { rocm: '6.4' })).toEqual([]);
  });

  it('are reported when they are unknown or pasted', () => {
    expect(codes(inMain('cudaFrobnicate(1);'))).toEqual(['note name-unknown']);
    expect(codes('#define CALL(x) cuda##x\n')).toEqual(['warning name-pasted']);
    expect(codes('#define CALL(x) cudaMemcpy##x\n')).toEqual(['warning name-pasted']);
    expect(text('#define CALL(x) cudaMemcpy##x\n')).toBe('#define CALL(x) cudaMemcpy##x\n');
  });

  it('of libraries without rows are reported once a file', () => {
    const result = run(inMain('nvmlDevice_t d; nvmlInit(); nvmlShutdown(); cutensorCreate(&h);'));
    expect(result.problems.map(({ code, params }) => [code, params.library, params.count])).toEqual([
      ['library-not-covered', 'NVML', 3],
      ['library-not-covered', 'cuTENSOR', 1],
    ]);
  });

  it('each have a rule with a message', () => {
    for (const entry of allNames()) expect(messages).toHaveProperty([ruleOf(entry)]);
  });
});

describe('an include with another one on its line', () => {
  it('goes without making that one an include of its own', () => {
    const once = text(
      '#include "cuda_runtime.h"\n#include "device_launch_parameters.h"#include <cuda.h>\nint main() { return cudaDeviceReset(); }\n',
    ) as string;
    expect(once).toContain('\n// #include <cuda.h>\n');
    expect(text(once)).toBe(once);
  });
});

describe('calls', () => {
  const calls: readonly (readonly [string, string, string])[] = [
    ['cudaMemcpyToSymbol', 'cudaMemcpyToSymbol(c, h, n)', 'hipMemcpyToSymbol(HIP_SYMBOL(c), h, n)'],
    [
      'cudaMemcpyToSymbolAsync',
      'cudaMemcpyToSymbolAsync(c, h, n, 0, d, s)',
      'hipMemcpyToSymbolAsync(HIP_SYMBOL(c), h, n, 0, d, s)',
    ],
    ['cudaMemcpyFromSymbol', 'cudaMemcpyFromSymbol(h, c, n)', 'hipMemcpyFromSymbol(h, HIP_SYMBOL(c), n)'],
    [
      'cudaMemcpyFromSymbolAsync',
      'cudaMemcpyFromSymbolAsync(h, c, n, 0, d, s)',
      'hipMemcpyFromSymbolAsync(h, HIP_SYMBOL(c), n, 0, d, s)',
    ],
    ['cudaGetSymbolSize', 'cudaGetSymbolSize(&n, c)', 'hipGetSymbolSize(&n, HIP_SYMBOL(c))'],
    [
      'cudaGetSymbolAddress',
      'cudaGetSymbolAddress((void **)&p, c)',
      'hipGetSymbolAddress((void **)&p, HIP_SYMBOL(c))',
    ],
    [
      'cudaGetTextureReference',
      'cudaGetTextureReference(&r, t)',
      'hipGetTextureReference(&r, HIP_SYMBOL(t))',
    ],
    [
      'cudaGraphAddMemcpyNodeToSymbol',
      'cudaGraphAddMemcpyNodeToSymbol(&m, g, d, k, c, h, n, 0, w)',
      'hipGraphAddMemcpyNodeToSymbol(&m, g, d, k, HIP_SYMBOL(c), h, n, 0, w)',
    ],
    [
      'cudaGraphAddMemcpyNodeFromSymbol',
      'cudaGraphAddMemcpyNodeFromSymbol(&m, g, d, k, h, c, n, 0, w)',
      'hipGraphAddMemcpyNodeFromSymbol(&m, g, d, k, h, HIP_SYMBOL(c), n, 0, w)',
    ],
    [
      'cudaGraphMemcpyNodeSetParamsToSymbol',
      'cudaGraphMemcpyNodeSetParamsToSymbol(m, c, h, n, 0, w)',
      'hipGraphMemcpyNodeSetParamsToSymbol(m, HIP_SYMBOL(c), h, n, 0, w)',
    ],
    [
      'cudaGraphMemcpyNodeSetParamsFromSymbol',
      'cudaGraphMemcpyNodeSetParamsFromSymbol(m, h, c, n, 0, w)',
      'hipGraphMemcpyNodeSetParamsFromSymbol(m, h, HIP_SYMBOL(c), n, 0, w)',
    ],
    [
      'cudaGraphExecMemcpyNodeSetParamsToSymbol',
      'cudaGraphExecMemcpyNodeSetParamsToSymbol(e, m, c, h, n, 0, w)',
      'hipGraphExecMemcpyNodeSetParamsToSymbol(e, m, HIP_SYMBOL(c), h, n, 0, w)',
    ],
    [
      'cudaGraphExecMemcpyNodeSetParamsFromSymbol',
      'cudaGraphExecMemcpyNodeSetParamsFromSymbol(e, m, h, c, n, 0, w)',
      'hipGraphExecMemcpyNodeSetParamsFromSymbol(e, m, h, HIP_SYMBOL(c), n, 0, w)',
    ],
    [
      'cudaFuncSetCacheConfig',
      'cudaFuncSetCacheConfig(k, f)',
      'hipFuncSetCacheConfig(reinterpret_cast<const void*>(k), f)',
    ],
    [
      'cudaFuncSetSharedMemConfig',
      'cudaFuncSetSharedMemConfig(k<int, 2>, f)',
      'hipFuncSetSharedMemConfig(reinterpret_cast<const void*>(k<int, 2>), f)',
    ],
    [
      'cudaFuncSetAttribute',
      'cudaFuncSetAttribute(k, a, 1)',
      'hipFuncSetAttribute(reinterpret_cast<const void*>(k), a, 1)',
    ],
    [
      'cudaFuncGetAttributes',
      'cudaFuncGetAttributes(&a, k)',
      'hipFuncGetAttributes(&a, reinterpret_cast<const void*>(k))',
    ],
    [
      'cudaLaunchKernel',
      'cudaLaunchKernel(k, g, b, args, 0, s)',
      'hipLaunchKernel(reinterpret_cast<const void*>(k), g, b, args, 0, s)',
    ],
    [
      'cudaLaunchCooperativeKernel',
      'cudaLaunchCooperativeKernel((void*)k, g, b, args)',
      'hipLaunchCooperativeKernel((void*)k, g, b, args, 0, 0)',
    ],
    [
      'cudaLaunchCooperativeKernel',
      'cudaLaunchCooperativeKernel((void*)k, g, b, args, 0, s)',
      'hipLaunchCooperativeKernel((void*)k, g, b, args, 0, s)',
    ],
    ['cudaMallocHost', 'cudaMallocHost(&p, n)', 'hipHostMalloc(&p, n, hipHostMallocDefault)'],
    [
      'cudaGetDriverEntryPoint',
      'cudaGetDriverEntryPoint("hipInit", &p, f, &r)',
      'hipGetProcAddress("hipInit", &p, 604, f, &r)',
    ],
    [
      'cuOccupancyMaxPotentialBlockSize',
      'cuOccupancyMaxPotentialBlockSize(&g, &b, f, NULL, n, m)',
      'hipModuleOccupancyMaxPotentialBlockSize(&g, &b, f, n, m)',
    ],
    [
      'cuOccupancyMaxPotentialBlockSizeWithFlags',
      'cuOccupancyMaxPotentialBlockSizeWithFlags(&g, &b, f, need, n, m, w)',
      'hipModuleOccupancyMaxPotentialBlockSizeWithFlags(&g, &b, f, n, m, w)',
    ],
    [
      'cusparseSpSM_solve',
      'cusparseSpSM_solve(h, oa, ob, &al, a, b, c, t, alg, d)',
      'hipsparseSpSM_solve(h, oa, ob, &al, a, b, c, t, alg, d, nullptr)',
    ],
    ['cudaEventCreate', 'cudaEventCreate(&e, f)', 'hipEventCreateWithFlags(&e, f)'],
    ['cudaGraphInstantiate', 'cudaGraphInstantiate(&e, g, f)', 'hipGraphInstantiateWithFlags(&e, g, f)'],
  ];

  it.each(calls)('%s is adapted', (_, cuda, hip) => {
    expect(line(inMain(`${cuda};`))).toBe(inMain(`${hip};`));
  });

  it('casts addresses of typed pointers where old headers take void** only', () => {
    const source = inMain('cudaMallocPitch(&p, &pitch, w, h); cudaHostGetDevicePointer((void **)&q, p, 0);');
    expect(line(source)).toBe(
      inMain('hipMallocPitch(&p, &pitch, w, h); hipHostGetDevicePointer((void **)&q, p, 0);'),
    );
    const old = run(`#include <hip/hip_runtime.h>\n${source}`, { rocm: '5.7' }).output.files['a.cu'];
    expect(old).toContain('hipMallocPitch(reinterpret_cast<void**>(&p), &pitch, w, h)');
    expect(old).toContain('hipHostGetDevicePointer((void **)&q, p, 0)');
  });

  it('says when a callback is lost', () => {
    const lost = 'warning occupancy-callback-lost';
    expect(codes(inMain('cuOccupancyMaxPotentialBlockSize(&g, &b, f, need, n, m);'))).toContain(lost);
    expect(codes(inMain('cuOccupancyMaxPotentialBlockSize(&g, &b, f, 0, n, m);'))).not.toContain(lost);
  });

  it('covers every call that changes', () => {
    const oldOnly = ['cudaMallocPitch', 'cudaHostGetDevicePointer'];
    expect([...changedCalls].sort()).toEqual([...new Set(calls.map(([name]) => name)), ...oldOnly].sort());
  });

  it('keeps the overloads that need no more', () => {
    expect(
      line(inMain('cudaEventCreate(&e); cudaGraphInstantiate(&e, g, &n, b, 10); cudaMallocHost(&p, n, 0);')),
    ).toBe(inMain('hipEventCreate(&e); hipGraphInstantiate(&e, g, &n, b, 10); hipHostMalloc(&p, n, 0);'));
  });

  it('puts wraps around arguments that change themselves, and takes both ends back together', () => {
    const source = inMain('cudaMemcpyToSymbol(pick(cudaSuccess), h, n);');
    const result = run(`#include <hip/hip_runtime.h>\n${source}`);
    expect(result.output.files['a.cu']).toContain('hipMemcpyToSymbol(HIP_SYMBOL(pick(hipSuccess)), h, n)');
    const open = result.files[0]?.edits.find(({ after }) => after === 'HIP_SYMBOL(');
    const back = run(`#include <hip/hip_runtime.h>\n${source}`, { undone: [open?.id as string] });
    expect(back.output.files['a.cu']).toContain('hipMemcpyToSymbol(pick(hipSuccess), h, n)');
    expect(back.files[0]?.edits.filter(({ undone }) => undone)).toHaveLength(2);
  });

  it('adapts calls in macro bodies', () => {
    expect(line('#define UP(c, h) cudaMemcpyToSymbol(c, h, sizeof(c))\n')).toBe(
      '#define UP(c, h) hipMemcpyToSymbol(HIP_SYMBOL(c), h, sizeof(c))\n',
    );
  });
});

describe('launches', () => {
  const ggl = (source: string) => line(inMain(source), { launch: 'ggl' });

  it('stay as they are by default', () => {
    const source = inMain('k<<<g, b, 0, s>>>(x);');
    expect(line(source)).toBe(source);
  });

  it.each([
    ['k<<<g, b>>>(x, y);', 'hipLaunchKernelGGL(k, dim3(g), dim3(b), 0, 0, x, y);'],
    ['k<<<g, b, n>>>(x);', 'hipLaunchKernelGGL(k, dim3(g), dim3(b), n, 0, x);'],
    ['k<<<g, b, n, s>>>();', 'hipLaunchKernelGGL(k, dim3(g), dim3(b), n, s);'],
    [
      'ns::k<float> <<< dim3(1, 2), dim3(4) >>> (x);',
      'hipLaunchKernelGGL(HIP_KERNEL_NAME(ns::k<float>), dim3(1, 2), dim3(4), 0, 0, x);',
    ],
    [
      'k<int, 4><<<g, b>>>(f(a, b));',
      'hipLaunchKernelGGL(HIP_KERNEL_NAME(k<int, 4>), dim3(g), dim3(b), 0, 0, f(a, b));',
    ],
    ['k<<</*g*/g, b/*b*/>>>(\n  x);', 'hipLaunchKernelGGL(k,/*g*/dim3(g), dim3(b), 0, 0/*b*/,\n  x);'],
    [
      'k<<<g, b, 0, cudaStreamPerThread>>>(cudaSuccess);',
      'hipLaunchKernelGGL(k, dim3(g), dim3(b), 0, hipStreamPerThread, hipSuccess);',
    ],
  ])('%s as a call', (before, after) => {
    expect(ggl(before)).toBe(inMain(after));
  });

  it('are taken back whole', () => {
    const source = '#include <hip/hip_runtime.h>\nint main() { k<<<g, b>>>(x); }\n';
    const id = run(source, { launch: 'ggl' }).files[0]?.edits[1]?.id as string;
    expect(run(source, { launch: 'ggl', undone: [id] }).output.files['a.cu']).toBe(source);
  });
});

describe('guards', () => {
  it('ask for hipcc where they asked for nvcc', () => {
    expect(line('#ifdef __CUDACC__\n#define HD __host__ __device__\n#endif\n')).toBe(
      '#ifdef __HIPCC__\n#define HD __host__ __device__\n#endif\n',
    );
    expect(line('#if defined(__CUDACC__) && !defined(X)\n#endif\n')).toBe(
      '#if defined(__HIPCC__) && !defined(X)\n#endif\n',
    );
  });

  it('ask for hipcc where a program says itself that it is nvcc', () => {
    expect(line('#ifdef __INTELLISENSE__\n#define __CUDACC__\n#endif\n')).toBe(
      '#ifdef __INTELLISENSE__\n#define __HIPCC__\n#endif\n',
    );
  });

  it("ask for HIP's headers where they asked for CUDA's", () => {
    expect(line('#ifdef __DRIVER_TYPES_H__\nint a;\n#endif\n')).toBe(
      '#ifdef HIP_INCLUDE_HIP_DRIVER_TYPES_H\nint a;\n#endif\n',
    );
    expect(line('#if !defined(__CUDA_RUNTIME_H__)\nint a;\n#endif\n')).toBe(
      '#if !defined(HIP_INCLUDE_HIP_HIP_RUNTIME_H)\nint a;\n#endif\n',
    );
  });

  it('are left in files that ask for HIP by name', () => {
    const source = '#if defined(__CUDACC__)\nint a;\n#elif defined(__HIPCC__)\nint b;\n#endif\n';
    expect(line(source)).toBe(source);
  });
});

describe('files', () => {
  it('are called as clang, hipcc and CMake know HIP files', () => {
    expect(['a/b.cu', 'b.cuh', 'b.h', 'b.cpp', 'x.cu.cu'].map(hipFileName)).toEqual([
      'a/b.hip',
      'b.cuh',
      'b.h',
      'b.cpp',
      'x.cu.hip',
    ]);
  });

  it('keep their names when others include them', () => {
    const result = run({
      main: 'a.cu',
      files: { 'a.cu': '#include "b.cu"\n', 'b.cu': '__global__ void k() {}\n' },
    });
    expect(result.files.map(({ outPath }) => outPath)).toEqual(['a.hip', 'b.cu']);
  });
});
