// The CPU runtime from outside: builds every program of runtime/test with the C++ compilers that are here, for CUDA and
// for HIP with both warp sizes, runs it, and reads what it printed and recorded. What is missing here is printed.
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RecordHeader, recordHeaderSchema } from '@/lib/run/recording';

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '..');
const sources = join(root, 'runtime/test');
const include = join(root, 'runtime/include');
const warnings = ['-Wall', '-Wextra', '-Werror'];

const isAll = process.env.CROSSWARP_ALL === '1';
type Compiler = { readonly command: string; readonly standard: string; readonly faces: readonly string[] };
const compilers: readonly Compiler[] = [
  { command: 'g++', standard: 'c++17', faces: ['cuda 32', 'hip 64', 'hip 32'] },
  // The quick whole takes the second compiler for one face.
  {
    command: 'clang++',
    standard: 'c++20',
    faces: isAll ? ['cuda 32', 'hip 64', 'hip 32'] : ['hip 64'],
  },
];
const faces = [
  { name: 'cuda 32', flags: [] },
  { name: 'hip 64', flags: ['-DTEST_HIP', '-DCROSSWARP_WARP_SIZE=64'] },
  { name: 'hip 32', flags: ['-DTEST_HIP', '-DCROSSWARP_WARP_SIZE=32'] },
] as const;
/** Programs that check themselves, print `ok` and exit 0. */
const selfChecking = [
  'launches',
  'barriers',
  'rounds',
  'circles',
  'warps',
  'atomics',
  'memory',
  'errors',
  'math',
  'timing',
  'output',
  'allocations',
  'groups',
  'halves',
  'fp8',
  'random',
  'textures',
  'graphs',
  'progress',
  'calls',
];
/** Those of them whose threads look at the lanes of their warp. */
const laned = new Set([
  'launches',
  'barriers',
  'rounds',
  'circles',
  'warps',
  'atomics',
  'groups',
  'halves',
  'errors',
  'calls',
]);
/** Programs that check libraries, some of which stand on one of this machine. */
const withLibrary = ['thrust', 'blas', 'fft', 'cub', 'random-host'];
/** Programs that this file, or runtime-recording.test.ts, knows how to judge. */
const judged = ['failing', 'recording', 'detail', 'conduct', 'waits', 'thrust-recording'];

const here = await Promise.all(
  compilers.map((c) =>
    run(c.command, ['--version']).then(
      () => c,
      () => undefined,
    ),
  ),
);
const present = here.filter((c) => c !== undefined);
for (const [i, c] of compilers.entries())
  if (!here[i]) console.log(`runtime: ${c.command} is not here; the runtime is not tested with it`);

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'crosswarp-runtime-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Words for programs of a face: the runtime's header and engine, made once for each compiler, as the server makes them. */
const kits = new Map<string, Promise<readonly string[]>>();
function kitOf({ command, standard }: Compiler, flags: readonly string[]): Promise<readonly string[]> {
  const key = [command, ...flags].join('_');
  const make = async () => {
    const hip = flags.includes('-DTEST_HIP');
    const header = join(folder, `${key}.h`);
    const engine = join(folder, `${key}.o`);
    const options = [`-std=${standard}`, '-O2', ...warnings, ...flags, `-I${include}`, '-pthread'];
    const isClang = command.startsWith('clang');
    const precompiled = `${header}.${isClang ? 'pch' : 'gch'}`;
    const linked = '-DCROSSWARP_ENGINE_LINKED';
    await writeFile(header, `#include <${hip ? 'hip/hip_runtime.h' : 'cuda_runtime.h'}>\n`);
    await run(command, [...options, linked, '-x', 'c++-header', header, '-o', precompiled]);
    const face = hip ? ['-DCROSSWARP_ENGINE_HIP'] : [];
    await run(command, [...options, ...face, '-c', join(root, 'runtime/engine.cpp'), '-o', engine]);
    // The engine first: it begins before the program's global objects and ends after them.
    return [linked, ...(isClang ? ['-include-pch', precompiled] : ['-include', header]), engine];
  };
  const known = kits.get(key) ?? make();
  kits.set(key, known);
  return known;
}

async function build(
  compiler: Compiler,
  name: string,
  flags: readonly string[],
  extra: readonly string[] = [],
) {
  const program = join(folder, [compiler.command, name, ...flags, ...extra].join('_').replaceAll('/', '-'));
  const source = join(sources, `${name}.cpp`);
  const options = [
    `-std=${compiler.standard}`,
    '-O2',
    ...warnings,
    ...flags,
    ...extra,
    `-I${include}`,
    '-pthread',
  ];
  const kit =
    extra.length === 0 && faces.some((face) => face.flags === flags) ? await kitOf(compiler, flags) : [];
  const words = libraries[name]?.words ?? [];
  await run(compiler.command, [...options, ...kit, source, '-o', program, ...words]);
  return program;
}

/** Words of the linker for programs that use a library, and the header that shows it is here. */
const libraries: Readonly<Record<string, { words: readonly string[]; header: string; package: string }>> = {
  thrust: { words: ['-Wno-unknown-pragmas'], header: 'thrust/version.h', package: 'libthrust-dev' },
  blas: { words: ['-lopenblas'], header: 'cblas.h', package: 'libopenblas-dev' },
  fft: { words: ['-lfftw3f', '-lfftw3'], header: 'fftw3.h', package: 'libfftw3-dev' },
};

/** The package of a library whose headers the compiler doesn't find. */
async function lacks(compiler: Compiler, name: string): Promise<string | undefined> {
  const library = libraries[name];
  if (!library) return undefined;
  const { header, package: wanted } = library;
  const probe = join(folder, `${name}-probe.cpp`);
  await writeFile(probe, `#include <${header}>\n`);
  return run(compiler.command, ['-std=c++17', '-fsyntax-only', '-w', probe]).then(
    () => undefined,
    () => wanted,
  );
}

type Ended = { code: number | string; stdout: string; stderr: string; recording: Buffer };
/** Runs a program with descriptor 3 as its recording. */
function execute(
  program: string,
  args: readonly string[] = [],
  env: Record<string, string> = {},
): Promise<Ended> {
  return new Promise((done, fail) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
      env: { NODE_ENV: 'test', CROSSWARP_RECORD_FD: '3', ...env },
      timeout: 100_000,
    });
    const parts: Buffer[][] = [[], [], []];
    for (const [i, stream] of [child.stdout, child.stderr, child.stdio[3]].entries())
      stream?.on('data', (bytes: Buffer) => parts[i]?.push(bytes));
    child.on('error', fail);
    child.on('close', (code, signal) => {
      const [stdout, stderr, recording] = parts.map((p) => Buffer.concat(p));
      if (!stdout || !stderr || !recording) return fail(new Error('a stream is missing'));
      done({ code: code ?? signal ?? '', stdout: stdout.toString(), stderr: stderr.toString(), recording });
    });
  });
}

type Frame = { header: RecordHeader; data: Buffer };
function frames(recording: Buffer): Frame[] {
  const found: Frame[] = [];
  for (let at = 0; at < recording.length; ) {
    const header = recording.readUInt32LE(at);
    const data = recording.readUInt32LE(at + 4);
    const text = recording.subarray(at + 8, at + 8 + header).toString();
    found.push({
      header: recordHeaderSchema.parse(JSON.parse(text)),
      data: recording.subarray(at + 8 + header, at + 8 + header + data),
    });
    at += 8 + header + data;
  }
  return found;
}
const ofKind = <T extends RecordHeader['t']>(all: readonly Frame[], t: T) =>
  all.flatMap(({ header, data }) =>
    header.t === t ? [{ ...(header as Extract<RecordHeader, { t: T }>), data }] : [],
  );

test('every program of runtime/test is known, and there is a compiler', async () => {
  const files = (await readdir(sources)).filter((f) => f.endsWith('.cpp')).map((f) => f.slice(0, -4));
  expect(files.toSorted()).toEqual([...selfChecking, ...withLibrary, ...judged].toSorted());
  expect(present.length, 'install g++ or clang++').toBeGreaterThan(0);
});

// Large headers: one compiler and two faces do, unless everything is asked for.
describe.each(isAll ? present : present.slice(0, 1))('libraries with $command', (compiler) => {
  test.each(
    withLibrary.flatMap((name) => faces.slice(0, 2).map((face) => [name, face.name, face.flags] as const)),
  )('%s, %s', { timeout: 400_000 }, async (name, _, flags) => {
    const missing = await lacks(compiler, name);
    if (missing) {
      console.log(`runtime: ${missing} is not here; ${name} is only checked to say so`);
      await expect(build(compiler, name, flags)).rejects.toThrow(`its package is ${missing}`);
      return;
    }
    const { code, stdout, stderr } = await execute(await build(compiler, name, flags));
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: 'ok\n', stderr: '' });
  });
});

describe.each(present)('$command as $standard', (compiler) => {
  describe.each(faces.filter((f) => compiler.faces.includes(f.name)))('$name', ({ name: face, flags }) => {
    const hip = face.startsWith('hip');

    // At 32 lanes a port differs in what looks at lanes; the rest is as at 64.
    const programs = face === 'hip 32' && !isAll ? selfChecking.filter((p) => laned.has(p)) : selfChecking;
    test.each(programs)('%s', { timeout: 240_000 }, async (name) => {
      const { code, stdout, stderr } = await execute(await build(compiler, name, flags));
      for (const line of stdout.split('\n')) if (line.startsWith('speed:')) console.log(`${face}, ${line}`);
      expect({ code, stderr, end: stdout.trimEnd().split('\n').at(-1) }, stdout).toEqual({
        code: 0,
        stderr: '',
        end: 'ok',
      });
      if (name !== 'output') return;
      const said = [0, 1, 2].map((b) =>
        [0, 1]
          .map((t) => [0, 1].map((l) => `block ${b} thread ${t} line ${l}\n`).join('') + (t ? 'done\n' : ''))
          .join(''),
      );
      const numbers = Array.from({ length: 100 }, (_, b) => `${b} `).join('');
      expect(stdout).toBe(`before\nbetween\n${said.join('')}${numbers}\nafter\nok\n`);
    });

    describe('programs that go wrong', () => {
      let program = '';
      beforeAll(async () => {
        program = await build(compiler, 'failing', flags);
      }, 240_000);
      const sticky = (error: string) => ({
        code: 0,
        stdout: `begun\nlaunched: ${error}\nthen: ${error}\nlast: ${error}\n`,
      });
      const aborted = { code: 'SIGABRT', stdout: 'begun\n' };
      const cases = [
        [
          'barrier',
          { code: 71, stdout: 'begun\n' },
          /deadlock in kernel split .*block \(.*\n {2}thread \(0,0,0\) waits in __syncthreads at line \d+, and \d more there\n {2}thread \(4,0,0\) waits in __syncwarp/,
        ],
        [
          'mask',
          { code: 71, stdout: 'begun\n' },
          /thread \(0,0,0\) waits in a shuffle .* for the lanes 0xf+ of its warp, and 15 more/,
        ],
        [
          'assert',
          hip ? aborted : sticky('cudaErrorAssert'),
          /fails.*: block: \[1,0,0\], thread: \[5,0,0\] Assertion `threadIdx\.x != 5/,
        ],
        ['trap', hip ? aborted : sticky('cudaErrorLaunchFailure'), /^$/],
        [
          'wild',
          hip ? aborted : sticky('cudaErrorIllegalAddress'),
          /kernel wild .* block \(2,0,0\), thread \(7,0,0\): memory at 0x\w+ is not the device's/,
        ],
        [
          'deep',
          hip ? aborted : sticky('cudaErrorIllegalAddress'),
          /kernel deep .*its stack of \d+ bytes is full/,
        ],
        ['nested', hip ? aborted : sticky('cudaErrorNotSupported'), /kernel fine is launched by device code/],
        [
          'alone',
          hip ? aborted : sticky('cudaErrorLaunchFailure'),
          /kernel meets waits for its whole grid, but/,
        ],
        [
          'grid',
          { code: 71, stdout: 'begun\n' },
          /deadlock in kernel meets .* 2 of 3 blocks wait for the grid and the others have ended/,
        ],
        ['exit', { code: 9, stdout: 'begun\n' }, /^$/],
        ['throw', { code: 'SIGABRT', stdout: '' }, /terminate called/],
        [
          'shared',
          {
            code: 0,
            stdout: `begun\nlaunched: ${hip ? 'hip' : 'cuda'}ErrorInvalidValue\nthen: ${hip ? 'hip' : 'cuda'}Success\nlast: ${hip ? 'hip' : 'cuda'}Success\n`,
          },
          /kernel large needs 80000 bytes of static/,
        ],
      ] as const;
      test.each(cases)('%s', async (word, expected, message) => {
        const { code, stdout, stderr, recording } = await execute(program, [word]);
        expect({ code, stdout }, stderr).toEqual(expected);
        expect(stderr).toMatch(message);
        const complete = ofKind(frames(recording), 'end').length === 1;
        expect(complete).toBe(typeof code === 'number' && code !== 71);
      });
    });

    describe('recording', () => {
      let program = '';
      beforeAll(async () => {
        program = await build(compiler, 'recording', flags);
      }, 240_000);

      test('holds what the program did', async () => {
        const { code, stderr, recording } = await execute(program);
        expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
        const all = frames(recording);
        expect(all[0]?.header).toEqual({
          t: 'begin',
          v: 2,
          poison: 0xcb,
          api: hip ? 'hip' : 'cuda',
          warp: face === 'hip 64' ? 64 : 32,
        });
        expect(all.at(-1)?.header).toEqual({ t: 'end', launches: 3, copies: 6, cut: false });
        expect(
          ofKind(all, 'alloc').map(({ id, bytes, kind, type, name }) => [id, bytes, kind, type, name]),
        ).toEqual([
          [0, 32, 'device', 'float', undefined],
          [1, 32, 'device', undefined, undefined],
          [2, 4096, 'device', undefined, undefined],
          [3, 16, 'managed', 'int', undefined],
          [4, 4, 'device', undefined, undefined],
          [5, 16, 'symbol', 'int', 'symbol'],
          [6, 16, 'symbol', 'int', 'result'],
        ]);
        expect(ofKind(all, 'alloc')[1]?.line).toBe(25);
        expect(ofKind(all, 'bind').map(({ id, type }) => [id, type])).toEqual([
          [0, 'float'],
          [1, 'float'],
          [2, 'unsigned int'],
          [3, 'int'],
        ]);
        const launches = ofKind(all, 'launch');
        expect(launches.map(({ kernel, grid, block, shared }) => [kernel, grid, block, shared])).toEqual([
          ['twice', [2, 1, 1], [4, 1, 1], 8],
          ['bump<"x">', [1, 1, 1], [4, 1, 1], 0],
          ['bump', [1, 1, 1], [4, 1, 1], 0],
        ]);
        expect(launches[0]?.ns).toBeGreaterThan(0);
        const copies = ofKind(all, 'copy');
        expect(
          copies.map(({ launch, id, offset, bytes, kind }) => [launch, id, offset, bytes, kind]),
        ).toEqual([
          [0, 1, 0, 32, 'copy'],
          [1, 3, 0, 16, 'managed'],
          [1, 6, 0, 16, 'symbol'],
          [1, 2, 4, 8, 'copy'],
          [1, 1, 0, 16, 'copy'],
          [2, 3, 0, 16, 'managed'],
        ]);
        const floats = (bytes: Buffer) =>
          Array.from({ length: bytes.length / 4 }, (_, i) => bytes.readFloatLE(4 * i));
        const ints = (bytes: Buffer) =>
          Array.from({ length: bytes.length / 4 }, (_, i) => bytes.readInt32LE(4 * i));
        const data = copies.map((c) => c.data);
        expect(floats(data[0] ?? Buffer.alloc(0))).toEqual([2, 4, 6, 8, 10, 12, 14, 16]);
        expect(data.slice(1, 4).map(ints)).toEqual([
          [1, 2, 3, 4],
          [11, 21, 31, 41],
          [1, 2],
        ]);
        expect(floats(data[4] ?? Buffer.alloc(0))).toEqual([2, 4, 10, 12]);
        expect(ints(data[5] ?? Buffer.alloc(0))).toEqual([2, 3, 4, 5]);
      });

      test('is the same in every run but for the times', async () => {
        const still = async () =>
          frames((await execute(program)).recording).map(({ header, data }) => ({ ...header, ns: 0, data }));
        expect(await still()).toEqual(await still());
      });

      test('has no end after a crash', async () => {
        const { code, recording } = await execute(program, ['crash']);
        expect(code).not.toBe(0);
        expect(recording.length === 0 || ofKind(frames(recording), 'end').length === 0).toBe(true);
      });

      test('stays within its bound and says that it was cut', async () => {
        const { recording } = await execute(program, [], { CROSSWARP_RECORD_LIMIT: '1200' });
        expect(recording.length).toBeLessThanOrEqual(1200);
        expect(ofKind(frames(recording), 'end')[0]).toMatchObject({ launches: 3, copies: 6, cut: true });
      });

      test('begins and ends in a program that never calls the API', async () => {
        const { recording } = await execute(program, ['no', 'calls']);
        expect(frames(recording).map(({ header }) => header)).toEqual([
          { t: 'begin', v: 2, poison: 0xcb, api: hip ? 'hip' : 'cuda', warp: face === 'hip 64' ? 64 : 32 },
          { t: 'end', launches: 0, copies: 0, cut: false },
        ]);
      });

      test('is not made where nobody asks for it', async () => {
        const { code, recording } = await execute(program, [], { CROSSWARP_RECORD_FD: '' });
        expect({ code, size: recording.length }).toEqual({ code: 0, size: 0 });
      });
    });
  });

  // All others have the engine linked, as the server builds them.
  test('with the engine included', { timeout: 240_000 }, async () => {
    const program = await build(compiler, 'launches', faces[1].flags, ['-O1']);
    const { code, stdout, stderr } = await execute(program);
    expect({ code, stderr, end: stdout.endsWith('ok\n') }, stdout).toEqual({
      code: 0,
      stderr: '',
      end: true,
    });
  });

  test('without optimisation, and with the address sanitizer', { timeout: 400_000 }, async () => {
    for (const name of ['barriers', 'rounds', 'circles', 'warps']) {
      const plain = await execute(await build(compiler, name, ['-O0']));
      expect({ code: plain.code, stdout: plain.stdout, stderr: plain.stderr }).toEqual({
        code: 0,
        stdout: 'ok\n',
        stderr: '',
      });
    }
    const program = await build(compiler, 'barriers', ['-O1', '-fsanitize=address,undefined']);
    const { code, stdout, stderr } = await execute(program, [], { ASAN_OPTIONS: 'detect_leaks=0' });
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: 'ok\n', stderr: '' });
  });
});
