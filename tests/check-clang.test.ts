// --check as clang++ builds it, where g++ is not: the words of the server's tool chain without its sandbox, on one program
// whose lines name what is to be found. What each finding says is tests/check.test.ts's.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { singleSource } from '@/lib/core/sources';
import { analyze, parse } from '@/lib/cuda';
import { loadCudaParser } from '@/lib/server/cuda-engine';
import { inside, toolchains } from '@/lib/server/toolchain';
import { cpuProgram } from '@/lib/targets/cpu-program';

const clang = toolchains.find(({ id }) => id === 'clang');
const isHere = (await clang?.probe()) !== undefined;
if (!isHere) console.warn('unchecked: tests/check-clang.test.ts, because clang++ is not here');

it.skipIf(!isHere)(
  '--check finds the same kinds of bugs in a program of clang++',
  { timeout: 300_000 },
  async () => {
    const text = readFileSync(join(import.meta.dirname, 'check', 'shared.cu'), 'utf8');
    const { value: model } = analyze(parse(singleSource(text), await loadCudaParser()));
    const rewritten = model && cpuProgram(model, 'cuda').value;
    if (!clang || !rewritten) throw new Error('the program was not rewritten');
    const folder = mkdtempSync(join(tmpdir(), 'crosswarp-check-'));
    try {
      const main = join(folder, 'main.cpp');
      writeFileSync(main, rewritten.files[rewritten.main] ?? '');
      writeFileSync(join(folder, 'cuda.h'), '#include <cuda_runtime.h>\n');
      const unit = { face: 'cuda', warp: 32, check: true } as const;
      const build = (words: readonly string[]) => {
        const [command = '', ...rest] = words.map((word) =>
          word
            .replaceAll(inside.runtime, join(import.meta.dirname, '..', 'runtime'))
            .replaceAll(inside.face, folder)
            .replaceAll(inside.built, join(folder, 'program')),
        );
        execFileSync(command, rest, { cwd: folder, stdio: 'pipe' });
      };
      build(clang.engine(unit, join(folder, 'engine.o')));
      build(clang.build({ ...unit, units: [main] }));
      const recording = join(folder, 'recording');
      const ended = spawnSync(join(folder, 'program'), {
        stdio: ['ignore', 'pipe', 'pipe', openSync(recording, 'w')],
        env: { NODE_ENV: 'test', CROSSWARP_RECORD_FD: '3' },
        timeout: 60_000,
      });
      expect(ended.signal, ended.stderr.toString()).toBe(null);
      const kinds = (pattern: RegExp, all: string) =>
        [...new Set(Array.from(all.matchAll(pattern), ([, code]) => code))].sort();
      const expected = [...text.matchAll(/\/\/ finds (.+)$/gm)]
        .flatMap(([, codes = '']) => codes.split(' '))
        .join('\n');
      expect(kinds(/"code":"([\w-]+)"/g, readFileSync(recording, 'latin1'))).toEqual(
        kinds(/^(.+)$/gm, expected),
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
