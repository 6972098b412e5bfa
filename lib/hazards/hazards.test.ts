// Every hazard with a program that has it and a correct one that must stay silent; the fixes; and what is never done.
import { describe, expect, it } from 'vitest';
import { singleSource } from '@/lib/core/sources';
import { messages } from '@/lib/messages';
import { type PortOptions, port } from '@/lib/pipeline';
import { loadCudaParser } from '@/lib/server/cuda-engine';
import { defaultHipOptions, rocmVersions } from '@/lib/targets/options';
import { hazardCodes } from './index';

const parser = await loadCudaParser();
const run = (source: string, options: Partial<PortOptions> = {}) =>
  port(singleSource(`#include <hip/hip_runtime.h>\n${source}`), parser, {
    ...defaultHipOptions,
    target: 'hip',
    undone: [],
    ...options,
  });
const text = (source: string, options: Partial<PortOptions> = {}) =>
  (run(source, options).output.files['main.cu'] as string).slice(29);
const told = (source: string, options: Partial<PortOptions> = {}) =>
  run(source, options).problems.map(({ severity, code }) => `${severity} ${code}`);
const kernel = (body: string) => `__global__ void k(int *o, const int *a) {\n  ${body}\n}\n`;
const in32 = (predicate: string) => `(unsigned)(__ballot(${predicate}) >> (__lane_id() & 32))`;

describe('warp functions with a mask', () => {
  it.each(rocmVersions)('keep to 32 lanes by default for ROCm %s', (rocm) => {
    const options = { rocm };
    const of = (before: string) => text(kernel(before), options).trim().split('\n')[1]?.trim();
    expect(of('o[0] = __shfl_down_sync(0xffffffff, o[0], 1);')).toBe('o[0] = __shfl_down(o[0], 1, 32);');
    expect(of('o[0] = __shfl_sync(~0u, a[0], 31);')).toBe('o[0] = __shfl(a[0], 31, 32);');
    expect(of('o[0] = __shfl_up_sync(-1, a[0], 1, 8);')).toBe('o[0] = __shfl_up(a[0], 1, 8);');
    expect(of('o[0] = __shfl_xor_sync(m, a[0], 1, warpSize);')).toBe('o[0] = __shfl_xor(a[0], 1, 32);');
    expect(of('unsigned b = __ballot_sync(0xffffffffu, a[0] > 1);')).toBe(
      `unsigned b = ${in32('a[0] > 1')};`,
    );
    expect(of('if (__any_sync(FULL, a[0])) o[0] = 1;')).toBe(
      `if (((${in32('a[0]')} & FULL) != 0)) o[0] = 1;`.replace('((', '(('),
    );
    expect(of('o[0] = __all_sync(0xffffffff, a[0] > 1);')).toBe(`o[0] = (${in32('!(a[0] > 1)')} == 0);`);
    expect(told(kernel('o[0] = __shfl_down_sync(0xffffffff, o[0], 1);'), options)).toEqual([]);
  });

  it('are seen through macros, constants and nested calls', () => {
    expect(
      text(
        `#define FULL 0xffffffffu\n${kernel('o[0] = __shfl_sync(FULL, __shfl_xor_sync(FULL, a[0], 1), __popc(__ballot_sync(FULL, 1)));')}`,
      ),
    ).toContain(`o[0] = __shfl(__shfl_xor(a[0], 1, 32), __popc(${in32('1')}), 32);`);
    expect(text('#define DOWN(v, d) __shfl_down_sync(0xffffffff, v, d)\n')).toBe(
      '#define DOWN(v, d) __shfl_down(v, d, 32)\n',
    );
  });

  it('keep a comment between the arguments', () => {
    expect(text(kernel('o[0] = __shfl_sync(0xffffffff /* all */, a[0], 1);'))).toContain(
      '__shfl( /* all */ a[0], 1, 32)',
    );
  });

  it('are left where the ROCm version builds them', () => {
    const portable = kernel('o[0] = __shfl_down_sync(0xffffffffffffffffull, o[0], 1, 32);');
    expect(text(portable, { rocm: '7.0' })).toBe(portable);
    expect(told(portable, { rocm: '7.0' })).toEqual([]);
    const asked = `#define HIP_ENABLE_WARP_SYNC_BUILTINS\n${portable}`;
    expect(text(asked, { rocm: '6.2' })).toBe(asked);
    expect(text(asked, { rocm: '5.7' })).not.toBe(asked);
    const variable = kernel('unsigned long long m = __ballot(1);\n  o[0] = __shfl_sync(m, o[0], 1, 32);');
    expect(text(variable, { rocm: '7.0' })).toBe(variable);
  });

  it('have their mask never widened by itself', () => {
    for (const rocm of rocmVersions)
      for (const applyFixes of [true, false])
        expect(text(kernel('o[0] = __shfl_sync(0xffffffff, a[0], 1);'), { rocm, applyFixes })).not.toMatch(
          /~0ull|0xffffffffffffffff/i,
        );
  });

  it('are errors with a fix when fixes are off, or taken back', () => {
    const source = kernel('o[0] = __shfl_down_sync(0xffffffff, o[0], 1);');
    const off = run(source, { applyFixes: false });
    expect(off.problems.map(({ code, severity, fix }) => [code, severity, fix?.length])).toEqual([
      ['sync-builtins-version', 'error', 3],
    ]);
    expect(told(source, { applyFixes: false, rocm: '7.0' })).toEqual(['error full-mask-32bit']);
    const on = run(source);
    expect(on.files[0]?.edits.map(({ rule }) => rule)).toEqual(Array(3).fill('sync-builtins-version'));
    const back = run(source, { undone: [on.files[0]?.edits[2]?.id as string] });
    expect(back.output.files['main.cu']).toBe(`#include <hip/hip_runtime.h>\n${source}`);
    expect(back.problems.map(({ code }) => code)).toEqual(['sync-builtins-version']);
  });

  it('are errors without a fix where there is no width 32 form', () => {
    const source = kernel('o[0] = __match_any_sync(1 + o[0], a[0]) + __reduce_add_sync(0x3, a[0]);');
    const errors = (options = {}) => told(source, options).filter((problem) => problem.startsWith('error'));
    expect(errors()).toEqual(['error sync-builtins-version', 'error reduce-sync']);
    expect(errors({ rocm: '7.0' })).toEqual(['error full-mask-32bit', 'error reduce-sync']);
    expect(text(source)).toBe(source);
  });

  it('are left where they have arguments that they do not take', () => {
    const source = kernel('o[0] = __activemask (a[0]);');
    expect(text(source, { rocm: '5.7' })).toBe(source);
  });

  it("are the user's where the user defines them", () => {
    const shim = `#define __shfl_sync(mask, v, l) __shfl(v, l, 32)\n${kernel('o[0] = __shfl_sync(~0u, a[0], 1);')}`;
    expect(text(shim)).toBe(shim);
    expect(told(shim)).toEqual([]);
  });

  it('are left in branches that hipcc skips', () => {
    for (const condition of [
      'CUDART_VERSION >= 9000',
      'defined(__NVCC__)',
      '!defined(__HIP_PLATFORM_AMD__)',
      '__CUDA_ARCH__ >= 700',
    ]) {
      const source = `#if ${condition}\n#define DOWN(v, d) __shfl_down_sync(0xffffffff, v, d, 32)\n#else\n#define DOWN(v, d) __shfl_down(v, d, 32)\n#endif\n`;
      expect(text(source)).toBe(source);
      expect(told(source).filter((problem) => problem.startsWith('error'))).toEqual([]);
    }
  });
});

describe('__activemask', () => {
  it("becomes the caller's half where ROCm lacks it", () => {
    const source = kernel('unsigned m = __activemask();');
    expect(text(source, { rocm: '5.7' })).toBe(kernel(`unsigned m = ${in32('1')};`));
    expect(told(source, { rocm: '5.7' })).toEqual([]);
  });

  it('is told of where it is cut to 32 bits', () => {
    const source = kernel('unsigned m = __activemask();');
    expect(told(source)).toEqual(['warning ballot-truncated']);
    expect(text(source, { fixAll: true })).toBe(kernel(`unsigned m = ${in32('1')};`));
    expect(told(kernel('unsigned long long m = __activemask();'))).toEqual([]);
  });
});

describe('warpSize', () => {
  const sum = kernel(
    'int v = a[threadIdx.x];\n  for (int d = warpSize / 2; d > 0; d /= 2) v += __shfl_down_sync(~0u, v, d);\n  o[threadIdx.x] = v;',
  );

  it('is 32 where the port keeps the warp functions to 32 lanes', () => {
    expect(text(sum)).toBe(
      sum.replace('warpSize', '32').replace('__shfl_down_sync(~0u, v, d)', '__shfl_down(v, d, 32)'),
    );
  });

  it('is left where they span the wavefront', () => {
    const aware = sum.replace('__shfl_down_sync(~0u, v, d)', '__shfl_down(v, d)');
    expect(text(aware)).toBe(aware);
    expect(told(aware)).toEqual([]);
  });

  it('of the device is told of on the host, then', () => {
    const host = 'int main() {\n  cudaDeviceProp p;\n  return p.warpSize;\n}\n';
    expect(told(sum + host)).toEqual(['warning warpsize-on-host']);
    expect(told(host)).toEqual([]);
  });
});

describe('warps in old CUDA', () => {
  it('shuffle over 32 lanes only when told to', () => {
    const source = kernel('o[0] = __shfl(a[0], 31);');
    expect(text(source)).toBe(source);
    expect(told(source)).toEqual(['warning shfl-default-width']);
    expect(text(source, { fixAll: true })).toBe(kernel('o[0] = __shfl(a[0], 31, 32);'));
    expect(told(source, { fixAll: true })).toEqual([]);
    expect(told(kernel('o[0] = __shfl(a[0], 31, 32);'))).toEqual([]);
  });

  it('count lanes in 32 next to functions of the whole wavefront', () => {
    const source = (shuffle: string) =>
      kernel(
        `const int W = 32;\n  int t = threadIdx.x;\n  int lane = t % W;\n  o[t >> 5] = ${shuffle} + lane;`,
      );
    expect(told(source('__shfl(a[t], 0)'))).toEqual([
      'warning warp-size-literal',
      'warning warp-size-literal',
      'warning shfl-default-width',
    ]);
    expect(told(source('__shfl(a[t], 0, 32)'))).toEqual([]);
    expect(told(source('__shfl_sync(0xffffffff, a[t], 0)'))).toEqual([]);
  });

  it('take 32 for a tile where no warp function is in sight', () => {
    expect(told(kernel('o[threadIdx.x & 31] = a[threadIdx.x / 32];'))).toEqual(['note warp-size-alone']);
    expect(told(kernel('o[threadIdx.x & 15] = a[threadIdx.x / 16];'))).toEqual([]);
  });

  it('put ballots into 32 bits', () => {
    const source = kernel('unsigned m = __ballot(a[0]);\n  o[0] = __popc(m);');
    expect(told(source)).toEqual(['warning ballot-truncated']);
    expect(text(source, { fixAll: true })).toBe(kernel(`unsigned m = ${in32('a[0]')};\n  o[0] = __popc(m);`));
    expect(told(kernel('unsigned long long m = __ballot(a[0]);\n  o[0] = __popcll(m);'))).toEqual([]);
  });

  it('count the bits of ballots in 32 bits', () => {
    const source = kernel('o[0] = __popc(__ballot(a[0])) + __ffs(__ballot(a[1]));');
    expect(told(source)).toEqual(['warning popc-ffs-on-mask', 'warning popc-ffs-on-mask']);
    expect(told(source, { fixAll: true })).toEqual([]);
    expect(told(kernel('o[0] = __popcll(__ballot(a[0])) + __popc(a[0]);'))).toEqual([]);
  });

  it('shift by lanes of a wavefront in 32 bits', () => {
    const source = (lane: string) =>
      kernel(`int lane = ${lane};\n  o[0] = __popc(a[0] & ((1u << lane) - 1));`);
    expect(told(source('threadIdx.x % warpSize'))).toEqual(['warning lane-mask-shift']);
    expect(told(source('__lane_id()'))).toEqual(['warning lane-mask-shift']);
    expect(told(source('threadIdx.x & 7'))).toEqual([]);
    expect(told(source('threadIdx.x % warpSize').replace('1u', '1ull'))).toEqual([]);
  });
});

describe('__syncwarp', () => {
  it('becomes fences before ROCm 7, and is never just taken out', () => {
    const source = kernel('__syncwarp();');
    expect(text(source)).toContain('__builtin_amdgcn_wave_barrier()');
    expect(told(source)).toEqual([]);
    expect(told(source, { applyFixes: false })).toEqual(['error syncwarp']);
    expect(text(source, { rocm: '7.0' })).toBe(source);
  });

  it('loses a mask of 32 bits from ROCm 7 on', () => {
    expect(text(kernel('__syncwarp(0xffffffff);'), { rocm: '7.0' })).toBe(kernel('__syncwarp();'));
    expect(told(kernel('__syncwarp(0xffffffff);'), { rocm: '7.0', applyFixes: false })).toEqual([
      'error syncwarp-mask',
    ]);
  });
});

describe('guards', () => {
  it('on __CUDA_ARCH__ are told of', () => {
    const source =
      '__host__ __device__ int f() {\n#ifdef __CUDA_ARCH__\n  return 1;\n#else\n  return 0;\n#endif\n}\n';
    expect(told(source)).toEqual(['warning cuda-arch-guard']);
    expect(text(source, { fixAll: true })).toBe(source.replace('__CUDA_ARCH__', '__HIP_DEVICE_COMPILE__'));
    expect(told('#if __CUDA_ARCH__ >= 700\nint x;\n#endif\n')).toEqual(['warning cuda-arch-guard']);
  });

  it('on __CUDA_ARCH__ are fine where both compilers take the same way, or HIP is asked for', () => {
    expect(told('#if !defined(__CUDA_ARCH__) || __CUDA_ARCH__ >= 600\nint x;\n#endif\n')).toEqual([]);
    expect(told('#if defined(__CUDA_ARCH__) || defined(__HIP_DEVICE_COMPILE__)\nint x;\n#endif\n')).toEqual(
      [],
    );
    expect(told('#if defined(__HIPCC__)\nint x;\n#elif __CUDA_ARCH__ >= 700\nint y;\n#endif\n')).toEqual([]);
  });

  it('on nvcc by name are told of', () => {
    const source = '#ifdef __NVCC__\nint x;\n#endif\n';
    expect(told(source)).toEqual(['warning cudacc-guard']);
    expect(text(source, { fixAll: true })).toBe(source.replace('__NVCC__', '__HIPCC__'));
    expect(told('#if defined(__NVCC__) || defined(__HIPCC__)\nint x;\n#endif\n')).toEqual([]);
  });

  it('on the version of the toolkit are a note', () => {
    expect(told('#if CUDART_VERSION >= 11000\nint x;\n#endif\n')).toEqual(['note toolkit-version-guard']);
    expect(told('#if CUDART_VERSION < 4000\n#error too old\n#endif\n')).toEqual([
      'note toolkit-version-guard',
    ]);
  });

  it('that are values do not compile', () => {
    expect(told('int v = CUDART_VERSION;\n')).toEqual(['error nvcc-macro-value']);
  });
});

describe('device code', () => {
  it('has no PTX on AMD hardware', () => {
    const source = kernel('asm volatile("bfe.u32 %0, %1, 4, 8;" : "=r"(o[0]) : "r"(a[0]));');
    const [problem] = run(source).problems;
    expect(problem?.code).toBe('inline-ptx');
    expect(problem?.message).toContain('bfe.u32');
    expect(told('#define TRAP() asm("trap;")\n')).toEqual(['error inline-ptx']);
  });

  it('may have asm that is no instruction, and hosts may have their own', () => {
    expect(told(kernel('asm volatile("" ::: "memory");'))).toEqual([]);
    expect(told('int main() { asm volatile("pause"); }\n')).toEqual([]);
    expect(
      told(
        kernel(
          '#if defined(__CUDA_ARCH__) && __CUDA_ARCH__ > 1 && !defined(__HIPCC__)\nasm("trap;");\n#endif',
        ),
      ),
    ).toEqual([]);
  });

  it('means something else by the second launch bound', () => {
    const source = '__global__ void __launch_bounds__(256, 4) k() {}\n';
    expect(told(source)).toEqual(['note launch-bounds-second']);
    expect(text(source, { fixAll: true })).toBe('__global__ void __launch_bounds__(256) k() {}\n');
    expect(told('__global__ void __launch_bounds__(256) k() {}\n')).toEqual([]);
  });
});

describe('the rules', () => {
  it('all have messages', () => {
    for (const code of hazardCodes) expect(messages).toHaveProperty([code]);
    expect(hazardCodes.length).toBeGreaterThanOrEqual(14);
  });
});
