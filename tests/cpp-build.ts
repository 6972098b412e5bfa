// Builds an artifact with a compiler that is here and runs a plan on it, for tests.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Module, validate } from '@/lib/ir';
import { nowhere } from '@/lib/ir/build';
import {
  type DriverResults,
  driverEntries,
  driverPlan,
  driverResults,
  driverText,
} from '@/lib/run/cpp-driver';
import type { Plan } from '@/lib/run/plan';
import { planInputs } from '@/lib/run/plan-inputs';
import { cpp } from '@/lib/targets/cpp';
import type { EmitOptions } from '@/lib/targets/options';

export const compilers = ['g++', 'clang++'].filter((compiler) => {
  try {
    execFileSync(compiler, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    console.warn(`not checked: ${compiler} is not here`);
    return false;
  }
});

export type Built = {
  readonly text: string;
  run(plan: Plan): DriverResults & { stdout: string };
  remove(): void;
};

/** @throws with the compiler's words; a warning of -Wall is an error where it is strict. */
export function build(
  module: Module,
  compiler: string,
  warp: 32 | 64 = 32,
  optimize = '-O1',
  blocks: EmitOptions['blocks'] = {},
  strict = true,
): Built {
  const { value, problems } = validate(module);
  if (!value) throw new Error(JSON.stringify(problems));
  const artifact = cpp.emit(value, { warp, blocks });
  const folder = mkdtempSync(path.join(tmpdir(), 'target-cpp-'));
  const planFile = path.join(folder, 'plan');
  const file = (name: string, text: string) => {
    const at = path.join(folder, name);
    writeFileSync(at, text);
    return at;
  };
  const kernels = file('kernels.cpp', artifact.text);
  const driver = file('driver.c', driverText('plan'));
  const entries = file('entries.c', driverEntries(artifact.bindings));
  const binary = path.join(folder, 'program');
  // clang's OpenMP needs a library that is often not here; its vector part needs none.
  const openmp = compiler === 'clang++' ? ['-fopenmp-simd'] : ['-fopenmp'];
  // As the server builds, but for how much is optimized.
  const floats = ['-march=native', '-ffp-contract=off', '-fno-math-errno', '-fno-trapping-math'];
  const words = ['-std=c++17', ...floats, ...openmp];
  const warnings = ['-Wall', '-Werror', '-Wno-unused-function', '-Wno-pass-failed'];
  const quiet = strict ? (compiler === 'clang++' ? warnings : warnings.slice(0, -1)) : ['-w'];
  execFileSync(compiler, [...words, ...quiet, optimize, '-c', kernels, '-o', `${kernels}.o`], {
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
  });
  const link = [driver, entries, `${kernels}.o`, '-lm', '-w'];
  execFileSync(compiler, [...(compiler === 'g++' ? ['-fopenmp'] : []), '-O1', ...link, '-o', binary]);
  return {
    text: artifact.text,
    run(plan) {
      const inputs = planInputs(plan, value, nowhere);
      if (!inputs.value) throw new Error(JSON.stringify(inputs.problems));
      const names = artifact.bindings.map(({ kernel }) => kernel);
      writeFileSync(planFile, driverPlan(inputs.value, names, { repeats: 1, budgetMs: 1000 }));
      const results = path.join(folder, 'results');
      const { status, signal, stdout, stderr } = spawnSync('sh', ['-c', `"${binary}" 3>"${results}"`], {
        cwd: folder,
        encoding: 'utf8',
        timeout: 60_000,
      });
      if (status !== 0) throw new Error(`ended with ${status ?? signal}: ${stderr}`);
      const read = driverResults(new Uint8Array(readFileSync(results)), inputs.value);
      if (!read || 'tooLarge' in read) throw new Error('no results');
      return { ...read, stdout };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
