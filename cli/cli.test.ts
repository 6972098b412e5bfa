// The built command line as scripts meet it: what it prints, where, and how it exits.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runReportSchema, translationSchema } from '@/lib/run/wire';
import { severalFiles, severalFilesPrint } from '@/lib/server/several-files.fixture';

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'crosswarp-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeAll(() => {
  const { status, stderr } = spawnSync(process.execPath, ['script/build-cli.mjs'], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(status).toBe(0);
});

function crosswarp(...words: string[]) {
  return spawnSync(process.execPath, [join(root, 'cli', 'crosswarp.mjs'), ...words], {
    cwd: folder,
    encoding: 'buffer',
    maxBuffer: 64 * 1024 * 1024,
  });
}
const text = (bytes: Buffer) => bytes.toString('utf8');

function write(path: string, content: string | Buffer): string {
  const full = join(folder, path);
  mkdirSync(join(full, '..'), { recursive: true });
  writeFileSync(full, content);
  return path;
}

const saxpy = `#include <cuda_runtime.h>
#include <cstdio>
__global__ void saxpy(int n, float a, const float *x, float *y) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) y[i] = a * x[i] + y[i];
}
int main() {
  const int n = 1000;
  float x[n], y[n];
  for (int i = 0; i < n; i++) { x[i] = i; y[i] = 1; }
  float *dx, *dy;
  cudaMalloc(&dx, sizeof x);
  cudaMalloc(&dy, sizeof y);
  cudaMemcpy(dx, x, sizeof x, cudaMemcpyHostToDevice);
  cudaMemcpy(dy, y, sizeof y, cudaMemcpyHostToDevice);
  saxpy<<<4, 256>>>(n, 2.0f, dx, dy);
  cudaMemcpy(y, dy, sizeof y, cudaMemcpyDeviceToHost);
  printf("%.1f\\n", y[999]);
  cudaFree(dx);
  cudaFree(dy);
  return 0;
}
`;

describe('translate', () => {
  it('writes the port of a file to stdout and problems to stderr', () => {
    const { status, stdout, stderr } = crosswarp('translate', write('saxpy.cu', saxpy));
    // Nobody looks at the answers of this program's calls: one note.
    expect(text(stderr)).toMatch(/^\S*saxpy\.cu:\d+:\d+ note nodiscard [^\n]+\n$/);
    expect(status).toBe(0);
    expect(text(stdout)).toContain('hipMemcpy(y, dy, sizeof y, hipMemcpyDeviceToHost);');
    expect(text(stdout)).toContain('saxpy<<<4, 256>>>');
  });

  it('answers --json in the documented shape, with places that count from 1', () => {
    const { status, stdout } = crosswarp('translate', write('saxpy.cu', saxpy), '--json');
    expect(status).toBe(0);
    const answer = JSON.parse(text(stdout));
    expect(translationSchema.safeParse(answer).error).toBeUndefined();
    const edit = answer.edits.find(({ before }: { before: string }) => before === 'cudaMalloc');
    expect(edit).toMatchObject({ after: 'hipMalloc', span: { line: 12, column: 3 } });
    expect(saxpy.slice(edit.span.start, edit.span.end)).toBe('cudaMalloc');
  });

  it('keeps the bytes of a Latin-1 file', () => {
    const bytes = Buffer.from('// gr\u00fc\u00df\nvoid f() { cudaDeviceSynchronize(); }\n', 'latin1');
    const { stdout } = crosswarp('translate', write('latin.cu', bytes));
    expect(stdout.includes(Buffer.from('gr\u00fc\u00df', 'latin1'))).toBe(true);
    expect(stdout.includes(Buffer.from('hipDeviceSynchronize'))).toBe(true);
  });

  it('translates a folder with its headers, leaves the input alone and follows no link out of it', () => {
    write('tree/main.cu', `#include "inc/k.cuh"\n${saxpy}`);
    write('tree/inc/k.cuh', '#pragma once\ninline void sync() { cudaDeviceSynchronize(); }\n');
    write('secret.cu', 'void s() { cudaFree(0); }\n');
    rmSync(join(folder, 'tree/link.cu'), { force: true });
    symlinkSync(join(folder, 'secret.cu'), join(folder, 'tree/link.cu'));
    const { status, stdout } = crosswarp('translate', 'tree', '-o', 'out', '--json');
    expect(status).toBe(0);
    const answer = JSON.parse(text(stdout));
    expect(Object.keys(answer)).toEqual(['target', 'files', 'stats']);
    expect(answer.files.map(({ path }: { path: string }) => path).sort()).toEqual(['inc/k.cuh', 'main.cu']);
    expect(readFileSync(join(folder, 'out/inc/k.cuh'), 'utf8')).toContain('hipDeviceSynchronize');
    expect(readFileSync(join(folder, 'tree/inc/k.cuh'), 'utf8')).toContain('cudaDeviceSynchronize');
    expect(answer.files.every(({ outPath }: { outPath: string }) => !outPath.startsWith('/'))).toBe(true);
  });

  it('exits 1 for an error and still writes the output', () => {
    const { status, stdout, stderr } = crosswarp('translate', write('broken.cu', 'void f( { cudaFree(0);\n'));
    expect(status).toBe(1);
    expect(text(stdout)).toContain('hipFree');
    expect(text(stderr)).toMatch(/^broken\.cu:\d+:\d+ error unbalanced-bracket .+$/m);
  });
});

describe('check', () => {
  it('answers problems and stats alone', () => {
    const { status, stdout } = crosswarp('check', write('saxpy.cu', saxpy), '--json');
    expect(status).toBe(0);
    expect(Object.keys(JSON.parse(text(stdout)))).toEqual(['problems', 'stats']);
  });
});

describe('wrong usage', () => {
  it.each([
    [['frobnicate']],
    [[]],
    [['translate']],
    [['translate', 'nowhere.cu']],
    [['translate', 'x.cu', '--to', 'fortran']],
    [['translate', 'saxpy.cu', '--to', 'wgsl']],
    [['translate', 'tree']],
    [['run', 'saxpy.cu', '--warp', '16']],
    [['run', 'saxpy.cu', '--on', 'abacus']],
    [['run', 'saxpy.cu', '--timeout', 'soon']],
    [['run', 'saxpy.cu', '--plan', 'nowhere.json']],
    [['worker']],
    [['serve', '--port', 'http']],
  ])('%j is one sentence on stderr and exit 2', (words) => {
    write('saxpy.cu', saxpy);
    write('tree/main.cu', saxpy);
    const { status, stdout, stderr } = crosswarp(...words);
    expect(status).toBe(2);
    expect(text(stdout)).toBe('');
    expect(text(stderr).trim()).not.toBe('');
    if (words.length > 0) expect(text(stderr).trim().split('\n')).toHaveLength(1);
  });
});

describe('explain', () => {
  it.each([
    ['cudaMemcpyToSymbol', 'hipMemcpyToSymbol', 0],
    ['cublasSgemm', 'hipblasSgemm, since HIP 1.8\n  function of cuBLAS, in HIP hipBLAS', 0],
    ['cublas_v2.h', 'becomes hipblas/hipblas.h', 0],
    ['cudaThreadExit', 'deprecated in CUDA 10.0', 0],
    ['cuTensorMapEncodeTiled', 'has no counterpart in HIP', 0],
    ['cuFrobnicate', 'is in no table', 0],
    ['cub::BlockReduce<int, 128>', 'becomes hipcub::BlockReduce<int, 128>', 0],
    ['nvcuda::wmma::fragment', 'becomes rocwmma::fragment', 0],
    ['thrust::sort', 'keeps its name', 0],
    ['cuda::std::optional', 'libhipcxx', 0],
    ['syntax-error', 'way forward', 0],
  ])('%s', (word, words, exit) => {
    const { status, stdout } = crosswarp('explain', word);
    expect(text(stdout)).toContain(words);
    expect(status).toBe(exit);
  });
  it('says so when it knows nothing', () => {
    const { status, stderr } = crosswarp('explain', 'frobnicate');
    expect(status).toBe(1);
    expect(text(stderr)).toContain('neither');
  });
});

describe('run', () => {
  const runners = () => JSON.parse(text(crosswarp('runners', '--json').stdout)).runners;

  const timeout = { timeout: 240_000 };

  it('runs original and port at both warp sizes, proves them equal, and exits 0', timeout, () => {
    const here = runners().find(({ id }: { id: string }) => id === 'cuda-on-cpu').available;
    const on = ['--on', 'cuda-on-cpu,hip-on-cpu'];
    const { status, stdout } = crosswarp('run', write('saxpy.cu', saxpy), ...on, '--warp', '32,64', '--json');
    const report = JSON.parse(text(stdout));
    expect(runReportSchema.safeParse(report).error).toBeUndefined();
    if (!here) {
      console.log('unchecked: crosswarp run, because the runners are not here');
      expect(status).toBe(1);
      return;
    }
    expect(ways(report)).toEqual(['cuda-on-cpu 32 done', 'hip-on-cpu 32 done', 'hip-on-cpu 64 done']);
    expect(report.proof.verdict).toBe('agrees');
    expect(status).toBe(0);
  });

  const ways = (report: { runs: { runner: string; warp: number; status: string }[] }) =>
    report.runs.map(({ runner, warp, status }) => `${runner} ${warp} ${status}`);

  it('without --on: also builds with the compilers of GPUs that are here, and exits 0', timeout, () => {
    const states: { id: string; available: boolean; buildsOnly?: boolean }[] = runners();
    const lacking = ['cuda-on-cpu', 'hip-amd', 'cuda-nvidia'].filter(
      (name) => !states.some(({ id, available }) => id === name && available),
    );
    if (lacking.length > 0 || states.some(({ id, buildsOnly }) => id === 'cuda-nvidia' && !buildsOnly)) {
      console.log('unchecked: crosswarp run with compilers that only build, because not all are here so');
      return;
    }
    const { status, stdout } = crosswarp('run', write('saxpy.cu', saxpy), '--json');
    const report = JSON.parse(text(stdout));
    expect(runReportSchema.safeParse(report).error).toBeUndefined();
    expect(ways(report)).toEqual([
      ...['cuda-on-cpu 32 done', 'hip-on-cpu 64 done', 'hip-amd 64 built', 'cuda-nvidia 32 built'],
    ]);
    expect(report.runs[2].build).toMatchObject({ arch: 'gfx90a', kernels: [{ kernel: 'saxpy' }] });
    expect(report.proof.verdict).toBe('agrees');
    expect(status).toBe(0);
  });

  it(
    'runs a program of several files, given as their folder, and its port as translate writes it',
    timeout,
    () => {
      for (const [path, content] of Object.entries(severalFiles)) write(`several/${path}`, content);
      expect(crosswarp('translate', 'several', '-o', 'several-hip').status).toBe(0);
      for (const path of ['main.hip', 'src/scale.hip', 'src/scale.cuh'])
        expect(readFileSync(join(folder, 'several-hip', path), 'utf8')).not.toMatch(/cuda[A-Z_]/);
      const ways = ['several', '--port', 'several-hip', '--on', 'cuda-on-cpu,hip-on-cpu', '--json'];
      const { status, stdout } = crosswarp('run', ...ways);
      const report = JSON.parse(text(stdout));
      if (report.runs.some((one: { status: string }) => one.status === 'unavailable')) {
        console.log('unchecked: crosswarp run of several files, because the runners are not here');
        return;
      }
      expect(report.runs.map((one: { stdout: string }) => one.stdout)).toEqual([
        ...[severalFilesPrint, severalFilesPrint],
      ]);
      expect(report.proof.verdict).toBe('agrees');
      expect(status).toBe(0);
      // Its main file alone lacks what the others define.
      const alone = crosswarp('run', 'several/main.cu', '--on', 'cuda-on-cpu', '--json');
      expect(JSON.parse(text(alone.stdout)).runs).toMatchObject([
        { status: 'failed', detail: expect.stringMatching(/^no file of the program defines (bias|scale)/) },
      ]);
      expect(alone.status).toBe(1);
    },
  );

  it('exits 1 when a port of your own copies something else back, though it prints the same', () => {
    const mine = saxpy
      .replaceAll('cuda', 'hip')
      .replace('hip_runtime.h', 'hip/hip_runtime.h')
      .replace('y[i] = a * x[i] + y[i]', 'y[i] = a * x[i == 10 ? 11 : i] + y[i]');
    const { status, stdout } = crosswarp(
      'run',
      write('saxpy.cu', saxpy),
      '--port',
      write('mine.hip', mine),
      ...['--on', 'cuda-on-cpu,hip-on-cpu', '--json'],
    );
    const report = JSON.parse(text(stdout));
    if (report.runs.some((one: { status: string }) => one.status === 'unavailable')) {
      console.log('unchecked: crosswarp run --port, because the runners are not here');
      return;
    }
    expect(report.proof.verdict).toBe('differs');
    const wrong = report.proof.comparisons.find((one: { mismatches: number }) => one.mismatches > 0);
    expect(wrong).toMatchObject({ mismatches: 1, type: 'float', firstMismatch: { index: 10 } });
    expect(wrong.buffer).toContain('dy');
    expect(status).toBe(1);
  });

  it('takes an architecture for the runners that build, and refuses what is none', () => {
    const asked = (...words: string[]) => crosswarp('run', write('saxpy.cu', saxpy), '--json', ...words);
    const wrong = asked('--on', 'hip-amd', '--arch', 'gfx90a', '--warp', '32');
    expect(wrong.status).toBe(1);
    expect(JSON.parse(text(wrong.stdout)).runs).toMatchObject([
      { runner: 'hip-amd', warp: 32, status: 'unavailable' },
    ]);
    expect(text(asked('--arch', 'gfx1').stderr)).toMatch(
      /there is no architecture gfx1; the architectures are/,
    );
    expect(asked('--arch', 'gfx90a,gfx1030').status).toBe(2);
  });

  it('says which runners later versions bring, and exits 1', () => {
    const { status, stdout } = crosswarp('run', write('saxpy.cu', saxpy), '--on', 'opencl', '--json');
    expect(status).toBe(1);
    expect(JSON.parse(text(stdout)).runs[0]).toMatchObject({ runner: 'opencl', status: 'unavailable' });
  });
});
