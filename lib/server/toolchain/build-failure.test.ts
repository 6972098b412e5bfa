// What is said of a compiler's end, and how its messages are cleaned; real builds are tried by the runners' tests.
import { describe, expect, test } from 'vitest';
import { defaultLimits } from '../limits';
import { buildFailure, cleanMessages } from './build-failure';
import { toolchains } from './toolchain';

test('messages name neither passing files nor places of the sandbox', () => {
  expect(
    cleanMessages("/usr/bin/ld: /tmp/ccA1b2C3.o: in function `main':\nmain.cu:(.text+0x1): undefined"),
  ).toBe("ld: program: in function `main':\nmain.cu:(.text+0x1): undefined");
  expect(cleanMessages('/src/a/b.cuh:3:1: error: x\n./-o:1:1: error: y')).toBe(
    'a/b.cuh:3:1: error: x\n-o:1:1: error: y',
  );
});

test('messages speak of the user’s lines, not of the insides of our headers', () => {
  expect(
    cleanMessages(
      `In file included from main.cu:2:
/crosswarp/runtime/include/nvrtc.h:3:2: error: #error "crosswarp: the CPU runtime has no NVRTC yet"
main.cu:8:64: error: no match for call to ‘(crosswarp::NamedLauncher<k, void (*)(float*, int)>) (float*&, int, int)’
In file included from /crosswarp/runtime/include/crosswarp/language.h:17,
                 from /crosswarp/face/cuda.h:1:
/crosswarp/runtime/include/crosswarp/configure.h:133:10: note: candidate: ‘void crosswarp::x’
/crosswarp/runtime/include/crosswarp/configure.h:133:10: note:   candidate expects 2 arguments, 3 provided
In file included from main.cu:1:
a.cuh:1:1: error: ‘x’ does not name a type
`,
    ),
  ).toBe(`main.cu:2: error: the CPU runtime has no NVRTC yet
main.cu:8:64: error: the kernel ‘k’ takes (float*, int) and is launched with (float*&, int, int)
In file included from main.cu:1:
a.cuh:1:1: error: ‘x’ does not name a type
`);
});

describe('a compiler that ended', () => {
  const limits = defaultLimits.build;
  const exited = (exitCode: number, peakBytes = 0) => ({
    ending: { kind: 'exited', exitCode } as const,
    peakBytes,
    cpuMs: 0,
  });
  const codes: [messages: string, peakBytes: number, code: string][] = [
    ['main.cu:1:2: error: no', 0, 'compile-failed'],
    ['cc1plus: out of memory allocating 65536 bytes after a total of 1 bytes', 0, 'compiler-memory'],
    ['g++: fatal error: CPU time limit exceeded signal terminated program cc1plus', 0, 'compiler-time'],
    ['g++: fatal error: Killed signal terminated program cc1plus', 1.9e9, 'compiler-memory'],
    ['g++: fatal error: Killed signal terminated program cc1plus', 0, 'compiler-crashed'],
    ['main.cu:1:1: internal compiler error: Segmentation fault', 0, 'compiler-crashed'],
    [
      "ld: program: in function `main':\nmain.cu:(.text+0x1): undefined reference to `f(int)'",
      0,
      'name-not-defined',
    ],
    ['ld.lld: error: undefined symbol: f(int)\n>>> referenced by main.hip', 0, 'name-not-defined'],
    ["nvlink error   : Undefined reference to 'bias' in 'main.o'", 0, 'name-not-defined'],
    ["main.cu:9:1: error: no\nmain.cu:1:1: undefined reference to `f()'", 0, 'compile-failed'],
    ['collect2: fatal error: ld terminated with signal 25 [File size limit exceeded]', 0, 'compiler-output'],
  ];
  test.for(codes)('%s (%i bytes) is %s', ([messages, peakBytes, code]) => {
    expect(buildFailure(exited(1, peakBytes), messages, limits).code).toBe(code);
  });

  test('what is defined nowhere is named', () => {
    const text =
      "ld: program: in function `main':\nmain.cu:(.text+0x1): undefined reference to `f(int, char*)'\n";
    expect(buildFailure(exited(1), text, limits).params).toEqual({ name: 'f(int, char*)' });
    const nvlink = "nvlink error   : Undefined reference to 'bias' in 'main.o'";
    expect(buildFailure(exited(1), nvlink, limits).params).toEqual({ name: 'bias' });
  });

  test('a library of HIP that is not here is named', () => {
    const thrust =
      "In file included from main.hip:1:\n/usr/include/thrust/system/cuda/detail/guarded_cuda_runtime_api.h:38:10: fatal error: 'cuda_runtime_api.h' file not found";
    const direct = (header: string) => `main.hip:1:10: fatal error: '${header}' file not found`;
    const named = [thrust, direct('thrust/sort.h'), direct('hipcub/hipcub.hpp'), direct('hipblas/hipblas.h')];
    expect(named.map((text) => buildFailure(exited(1), text, limits).params)).toEqual(
      ['rocThrust', 'rocThrust', 'hipCUB', 'hipblas'].map((library) => ({ library })),
    );
    expect(buildFailure(exited(1), direct('mine.h'), limits).code).toBe('compile-failed');
  });

  test('the first error is quoted', () => {
    const text =
      'In file included from x:\nmy-error.cu: In function f:\nmain.cu:3:1: error: first\nmain.cu:4:1: error: second\n';
    expect(buildFailure(exited(1), text, limits).params).toEqual({ first: 'main.cu:3:1: error: first' });
  });
});

test('flags decide the key: a HIP build at another warp size is another command', () => {
  for (const toolchain of toolchains) {
    const at = (warp: 32 | 64) => toolchain.build({ units: ['main.cu'], face: 'hip', warp }).join(' ');
    expect(at(32)).not.toBe(at(64));
    expect(at(64)).toContain('-ffp-contract=off');
  }
});
