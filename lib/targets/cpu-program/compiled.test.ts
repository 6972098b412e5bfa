// The rewritten forms, compiled and run with every C++ compiler that is here; a missing one is named.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { analyze, parse } from '@/lib/cuda';
import { loadCudaParser } from '@/lib/server/cuda-engine';
import { cpuProgram } from './index';

const fixture = path.join(import.meta.dirname, 'forms.fixture.cu');
const printed = [
  'add 2',
  'tiled 18',
  'macro 57',
  'open 59',
  'fill 3',
  'maybe 4',
  'defaults 9',
  'overloaded 2',
  'apply 4',
  'pool 38',
  'places 18',
  'pointers 12',
  'untyped 40',
  'template 21',
  'rest 6',
  'branches 70',
  'turns 191',
  'ticks 100',
  '',
].join('\n');

function isHere(compiler: string): boolean {
  try {
    execFileSync(compiler, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    console.warn(`not checked: ${compiler} is not here`);
    return false;
  }
}

for (const compiler of ['g++', 'clang++'])
  it.skipIf(!isHere(compiler))(`all forms build and run with ${compiler}`, { timeout: 240_000 }, async () => {
    const text = readFileSync(fixture, 'utf8');
    const sources = { main: 'forms.cu', files: { 'forms.cu': text } };
    const { value: model } = analyze(parse(sources, await loadCudaParser()));
    const { value, problems } = model ? cpuProgram(model, 'cuda') : { problems: [] };
    expect(problems).toEqual([]);
    const program = value?.files['forms.cu'] ?? '';
    expect(program.split('\n')).toHaveLength(text.split('\n').length);
    const folder = mkdtempSync(path.join(tmpdir(), 'cpu-program-'));
    try {
      const source = path.join(folder, 'forms.cpp');
      const binary = path.join(folder, 'forms');
      writeFileSync(source, program);
      const flags = ['-std=c++17', '-O1', '-pthread', '-w', '-include', 'cuda_runtime.h'];
      execFileSync(compiler, [...flags, '-I', path.resolve('runtime/include'), source, '-o', binary]);
      expect(execFileSync(binary, { encoding: 'utf8' })).toBe(printed);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

it.skipIf(!isHere('g++'))(
  'lanes that fell behind catch up before an operation without a mask',
  async () => {
    const text = readFileSync(path.join(import.meta.dirname, 'converging.fixture.hip'), 'utf8');
    const { value: model } = analyze(
      parse({ main: 'main.hip', files: { 'main.hip': text } }, await loadCudaParser()),
    );
    const program = (model && cpuProgram(model, 'hip').value?.files['main.hip']) ?? '';
    expect(program.split('\n')).toHaveLength(text.split('\n').length);
    const folder = mkdtempSync(path.join(tmpdir(), 'cpu-program-'));
    try {
      const source = path.join(folder, 'main.cpp');
      writeFileSync(source, program);
      for (const warp of [32, 64]) {
        const binary = path.join(folder, `main-${warp}`);
        const flags = ['-std=c++17', '-O2', '-pthread', '-w', `-DCROSSWARP_WARP_SIZE=${warp}`];
        execFileSync('g++', [...flags, '-I', path.resolve('runtime/include'), source, '-o', binary]);
        for (const CROSSWARP_ORDER of ['', 'reversed'])
          expect(execFileSync(binary, { encoding: 'utf8', env: { ...process.env, CROSSWARP_ORDER } })).toBe(
            'PASS\n',
          );
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
  240_000,
);
