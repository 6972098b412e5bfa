// Folders through the built command line: what is written where, what is said, and what is never touched.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const place = mkdtempSync(join(tmpdir(), 'crosswarp-folder-'));
const bundle = join(root, 'dist', `folder-test-${process.pid}.mjs`);
afterAll(() => {
  rmSync(place, { recursive: true, force: true });
  rmSync(bundle, { force: true });
});

beforeAll(async () => {
  const { build } = await import('esbuild');
  await build({
    entryPoints: [join(root, 'cli/main.ts')],
    outfile: bundle,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node24',
    logLevel: 'warning',
    absWorkingDir: root,
  });
});

function crosswarp(...words: string[]) {
  return spawnSync(process.execPath, [bundle, ...words], { cwd: place, encoding: 'utf8' });
}

let count = 0;
/** Makes a tree and gives its name. */
function tree(files: Readonly<Record<string, string | Buffer>>): string {
  const name = `tree${++count}`;
  for (const [path, content] of Object.entries(files)) {
    const full = join(place, name, path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, content);
  }
  return name;
}
const read = (path: string) => readFileSync(join(place, path), 'utf8');
function listing(folder: string): string[] {
  return readdirSync(join(place, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => !lstatSync(join(place, folder, path)).isDirectory())
    .sort();
}
const contents = (folder: string) =>
  Object.fromEntries(
    listing(folder).map((path) => [path, readFileSync(join(place, folder, path)).toString('hex')]),
  );

const kernel = (name: string) => `__global__ void ${name}(float *p) { p[threadIdx.x] += STEP; }\n`;
const program = (name: string) => `#include "shared.h"
#include "${name}_kernel.cu"
int main() {
  float *p;
  CHECK(cudaMalloc(&p, 256));
  ${name}<<<1, 64>>>(p);
  CHECK(cudaDeviceSynchronize());
  return cudaFree(p);
}
`;
const makefile = `CC = nvcc
ARCH = sm_70
FLAGS = -O2 -Iinclude -Xcompiler -Wall -arch=$(ARCH) --use_fast_math
all: one two
%: src/%.cu
\t$(CC) $(FLAGS) $< -o $@
`;
const twoPrograms = {
  'include/shared.h':
    '#pragma once\n#include <cuda_runtime.h>\n#define STEP 1.0f\n#define CHECK(x) do { if ((x) != cudaSuccess) return 1; } while (0)\n',
  'src/one.cu': program('one'),
  'src/one_kernel.cu': kernel('one'),
  'src/two.cu': program('two'),
  'src/two_kernel.cu': kernel('two'),
  Makefile: makefile,
  'CMakeLists.txt':
    'cmake_minimum_required(VERSION 3.18)\nproject(both CXX CUDA)\nadd_executable(one src/one.cu)\nadd_executable(two src/two.cu)\n',
  'README.md': 'nvcc and cudaMalloc in prose\n',
  'data/table.bin': Buffer.from([0, 255, 10, 13, 200]),
};

describe('translate of a folder', () => {
  it('ports several programs, headers between them and build files that agree about names', () => {
    const input = tree(twoPrograms);
    const before = contents(input);
    const { status, stdout, stderr } = crosswarp('translate', input, '-o', `${input}-out`);
    expect(status).toBe(0);
    expect(contents(input)).toEqual(before);
    expect(listing(`${input}-out`)).toEqual([
      'CMakeLists.txt',
      'Makefile',
      'README.md',
      'data/table.bin',
      'include/shared.h',
      'port-report.md',
      'src/one.hip',
      'src/one_kernel.cu',
      'src/two.hip',
      'src/two_kernel.cu',
    ]);
    expect(read(`${input}-out/src/one.hip`)).toContain('#include "one_kernel.cu"');
    expect(read(`${input}-out/src/two.hip`)).toContain('CHECK(hipMalloc(&p, 256));');
    expect(read(`${input}-out/include/shared.h`)).toContain('#include <hip/hip_runtime.h>');
    expect(read(`${input}-out/include/shared.h`)).toContain('(x) != hipSuccess');
    expect(read(`${input}-out/CMakeLists.txt`)).toContain('add_executable(one src/one.hip)');
    expect(read(`${input}-out/Makefile`)).toContain('%: src/%.hip\n');
    expect(read(`${input}-out/README.md`)).toBe(twoPrograms['README.md']);
    expect(readFileSync(join(place, `${input}-out/data/table.bin`))).toEqual(twoPrograms['data/table.bin']);
    expect(stdout).toMatch(/^7 files ported in 2 programs, 2 others copied/m);
    expect(stdout).toMatch(/^note +1 × build-arch-chosen, first in Makefile:2$/m);
    expect(stderr).toMatch(/^tree\d+\/Makefile:2:\d+ note build-arch-chosen /m);
    // Nobody watches: no progress is drawn.
    expect(stderr).not.toContain('\r');
  });

  it('builds with hipcc, by the ported Makefile', () => {
    const { error } = spawnSync('hipcc', ['--version']);
    if (error || spawnSync('make', ['--version']).error) {
      console.log('unchecked: the ported Makefile, because hipcc or make is not here');
      return;
    }
    const input = tree(twoPrograms);
    expect(crosswarp('translate', input, '-o', 'built').status).toBe(0);
    const { status, stderr } = spawnSync('make', ['-C', join(place, 'built')], { encoding: 'utf8' });
    expect(stderr).not.toMatch(/error/i);
    expect(status).toBe(0);
    expect(statSync(join(place, 'built/one')).size).toBeGreaterThan(1000);
  }, 120_000);

  it('writes a report in order of weight', () => {
    const input = tree({
      'a.cu': 'void f() { cudaFree(0); }\nvoid g( {\n',
      Makefile: 'x:\n\tnvcc -arch=sm_80 a.cu --frobnicate\n',
    });
    expect(crosswarp('translate', input, '-o', 'reported').status).toBe(1);
    const report = read('reported/port-report.md');
    expect(report).toContain(`# Port of \`${input}\` to HIP`);
    const [error, warning, note] = ['### errors', '### warnings', '### notes'].map((head) =>
      report.indexOf(head),
    );
    expect(error).toBeGreaterThan(0);
    expect(warning).toBeGreaterThan(error as number);
    expect(note).toBeGreaterThan(warning as number);
    expect(report).toContain('- `Makefile:2:24` ');
    expect(report).toContain('| `a.cu` | `a.hip` | 2 | ');
  });

  it('answers --json in the documented shape', () => {
    const input = tree(twoPrograms);
    const answer = JSON.parse(crosswarp('translate', input, '-o', 'json-out', '--json').stdout);
    expect(Object.keys(answer)).toEqual(['target', 'files', 'stats']);
    for (const file of answer.files)
      expect(Object.keys(file)).toEqual(['path', 'outPath', 'edits', 'problems']);
    const one = answer.files.find(({ path }: { path: string }) => path === 'src/one.cu');
    expect(one.outPath).toBe('src/one.hip');
    const makeFile = answer.files.find(({ path }: { path: string }) => path === 'Makefile');
    expect(makeFile.edits[0]).toEqual({
      span: { start: 5, end: 9, line: 1, column: 6 },
      before: 'nvcc',
      after: 'hipcc',
      rule: 'build-compiler',
      message: "hipcc takes nvcc's place",
    });
    expect(answer.stats.files).toBe(answer.files.length);
  });

  it('keeps the bytes of Latin-1 and CRLF files, of build files too', () => {
    const input = tree({
      'l.cu': Buffer.from('// gr\u00fcn\r\nvoid f() { cudaFree(0); }\r\n', 'latin1'),
      Makefile: Buffer.from('# gr\u00fcn\r\nx:\r\n\tnvcc l.cu\r\n', 'latin1'),
    });
    crosswarp('translate', input, '-o', 'latin');
    expect(readFileSync(join(place, 'latin/l.hip')).toString('latin1')).toContain(
      'gr\u00fcn\r\n#include <hip/hip_runtime.h>\r\nvoid f() { hipFree(0); }\r\n',
    );
    expect(readFileSync(join(place, 'latin/Makefile')).toString('latin1')).toBe(
      '# gr\u00fcn\r\nx:\r\n\thipcc l.hip\r\n',
    );
  });

  it('knows a name of one file in the others, and not in another program', () => {
    const input = tree({
      'own/main.cu': '#include "own.h"\nint main() { cudaFree(0); }\n',
      'own/own.h': 'int cudaFree(int);\n',
      'other/main.cu': 'int main() { cudaFree(0); }\n',
    });
    crosswarp('translate', input, '-o', 'names');
    expect(read('names/own/main.hip')).toContain('cudaFree(0)');
    expect(read('names/other/main.hip')).toContain('hipFree(0)');
  });

  it('keeps a name that would take the place of another file, and says so', () => {
    const input = tree({ 'a.cu': 'int main() { cudaFree(0); }\n', 'a.hip': '// mine\n' });
    const { stderr } = crosswarp('translate', input, '-o', 'taken');
    expect(read('taken/a.hip')).toBe('// mine\n');
    expect(read('taken/a.cu')).toContain('hipFree(0)');
    expect(stderr).toContain('folder-name-taken');
  });

  it('takes more files than the web does', () => {
    const files = Object.fromEntries(
      Array.from({ length: 230 }, (_, i) => [`p${i}/k.cu`, `__global__ void k${i}() {}\n`]),
    );
    const { status, stdout } = crosswarp('translate', tree(files), '-o', 'many');
    expect(status).toBe(0);
    expect(stdout).toContain('230 files ported in 230 programs');
  });

  it('takes names with blanks and marks of Markdown, as they are', () => {
    const input = tree({
      'a b/`x`|<i>.cu': '#include "my file.h"\nint main() { f(); }\n',
      'a b/my file.h': 'inline void f() { cudaFree(0); }\n',
    });
    crosswarp('translate', input, '-o', 'blanks');
    expect(listing('blanks')).toEqual(['a b/`x`|<i>.hip', 'a b/my file.h', 'port-report.md']);
    expect(read('blanks/a b/my file.h')).toContain('hipFree(0)');
    expect(read('blanks/port-report.md')).toContain('| `` a b/`x`\\|<i>.cu `` |');
  });
});

describe('what a folder can not do', () => {
  const one = { 'main.cu': 'int main() { cudaFree(0); }\n' };

  it('keeps scripts executable and skips what is no plain file', () => {
    const input = tree({
      ...one,
      'build.sh': '#!/bin/sh\nnvcc main.cu\n',
      '.git/config': 'x',
      '.clang-format': 'y',
    });
    chmodSync(join(place, input, 'build.sh'), 0o755);
    symlinkSync('/etc/passwd', join(place, input, 'link.cu'));
    symlinkSync('/etc', join(place, input, 'folder'));
    spawnSync('mkfifo', [join(place, input, 'pipe.cu')]);
    crosswarp('translate', input, '-o', 'plain');
    expect(listing('plain')).toEqual(['.clang-format', 'build.sh', 'main.hip', 'port-report.md']);
    expect(read('plain/build.sh')).toContain('hipcc main.hip');
    expect(statSync(join(place, 'plain/build.sh')).mode & 0o111).not.toBe(0);
    expect(read('plain/port-report.md')).toContain('- `link.cu`: symbolic link');
  });

  it('may lie in its own input, and is not ported with it', () => {
    const input = tree(one);
    for (const _ of [1, 2]) expect(crosswarp('translate', input, '-o', `${input}/out`).status).toBe(0);
    expect(listing(input)).toEqual(['main.cu', 'out/main.hip', 'out/port-report.md']);
  });

  it.each([
    ['the input itself', (input: string) => input],
    ['what holds the input', () => '.'],
    ['the input by another name', (input: string) => `${input}/../${input}/x/..`],
  ])('is never written into %s', (_, out) => {
    const input = tree(one);
    const before = contents(input);
    const { status, stderr } = crosswarp('translate', input, '-o', out(input));
    expect(status).toBe(2);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(contents(input)).toEqual(before);
  });

  it('writes through no link that lies in the output', () => {
    const input = tree({ ...one, 'sub/x.cu': 'void f() { cudaFree(0); }\n' });
    mkdirSync(join(place, 'elsewhere'));
    mkdirSync(join(place, 'linked'));
    symlinkSync(join(place, 'elsewhere'), join(place, 'linked/sub'));
    const { status, stderr } = crosswarp('translate', input, '-o', 'linked');
    expect(status).toBe(2);
    expect(stderr).toContain('symbolic link');
    expect(readdirSync(join(place, 'elsewhere'))).toEqual([]);
    expect(existsSync(join(place, 'linked/main.hip'))).toBe(false);
  });

  it('replaces a hard link in the output rather than write through it', () => {
    const input = tree(one);
    mkdirSync(join(place, 'hard'));
    linkSync(join(place, input, 'main.cu'), join(place, 'hard/main.hip'));
    expect(crosswarp('translate', input, '-o', 'hard').status).toBe(0);
    expect(read(`${input}/main.cu`)).toBe(one['main.cu']);
    expect(read('hard/main.hip')).toContain('hipFree');
  });

  it('is refused without sources and without -o', () => {
    expect(crosswarp('translate', tree({ 'a.txt': 'x' }), '-o', 'nothing').status).toBe(2);
    expect(existsSync(join(place, 'nothing'))).toBe(false);
    expect(crosswarp('translate', tree(one)).status).toBe(2);
  });
});

describe('check of a folder', () => {
  it('answers problems of sources and build files and writes nothing', () => {
    const input = tree({
      'main.cu': 'int main() { return cudaFree(0); }\n',
      Makefile: 'x:\n\tnvcc -dlink x\n',
    });
    const before = listing(input);
    const { status, stdout } = crosswarp('check', input, '--json');
    expect(status).toBe(0);
    const { problems, stats } = JSON.parse(stdout);
    expect(problems.map(({ code }: { code: string }) => code)).toEqual(['build-flag-missing']);
    expect(problems[0].file).toBe(`${input}/Makefile`);
    expect(stats.files).toBe(2);
    expect(listing(input)).toEqual(before);
  });
});

describe('a folder as C++', () => {
  const kernel = '__global__ void twice(float *x) { x[threadIdx.x] *= by(); }\n';
  it('has the kernels of each program in one file, and says what has none', () => {
    const name = tree({
      'a.cu': `#include "by.cuh"\n${kernel}`,
      'by.cuh': '__device__ float by() { return 2; }\n',
      'deep/bad.cu':
        '#include <cooperative_groups.h>\n__global__ void k(int *p) { cooperative_groups::this_grid().sync(); }\n',
      'host.cpp': 'int main() { return 0; }\n',
      Makefile: 'all:\n',
    });
    const { status, stdout, stderr } = crosswarp('translate', name, '--to', 'cpp', '-o', `${name}-out`);
    expect(stderr).toMatch(/deep\/bad\.cu:2:\d+ error cpp-grid-barrier /);
    expect(stdout).toContain('1 without kernels; 1 error\n');
    expect(status).toBe(1);
    expect(read(`${name}-out/a.cpp`)).toContain('run_twice');
    expect(existsSync(join(place, `${name}-out/Makefile`))).toBe(false);
    const json = crosswarp('translate', name, '--to', 'cpp', '-o', `${name}-out`, '--json');
    const answer = JSON.parse(json.stdout);
    expect(answer).toMatchObject({ target: 'cpp', stats: { errors: 1 } });
    expect(answer.files[0]).toMatchObject({ path: 'a.cu', outPath: 'a.cpp', problems: [] });
  });
});
