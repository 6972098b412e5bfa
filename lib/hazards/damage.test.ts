// What must hold for every text that hazards are looked for in: no crash, edits that apply and can be taken back, and
// nothing left to mend in what has been mended. The texts are the hazards' own programs, whole and with random damage.
import { describe, expect, it } from 'vitest';
import { singleSource } from '@/lib/core/sources';
import { type PortOptions, port } from '@/lib/pipeline';
import { loadCudaParser } from '@/lib/server/cuda-engine';
import { defaultHipOptions, rocmVersions } from '@/lib/targets/options';
import { deviceRows } from './rows-device.fixture';
import { hostRows } from './rows-host.fixture';
import { memoryRows } from './rows-memory.fixture';
import { threadRows } from './rows-threads.fixture';

const parser = await loadCudaParser();
const rows = [...threadRows, ...memoryRows, ...deviceRows, ...hostRows];

function hold(text: string, options: Partial<PortOptions>): void {
  const full: PortOptions = { ...defaultHipOptions, target: 'hip', undone: [], ...options };
  const result = port(singleSource(text), parser, full);
  const edits = result.files[0]?.edits ?? [];
  expect(new Set(edits.map(({ id }) => id)).size).toBe(edits.length);
  for (const { message, why } of result.problems) expect(`${message} ${why}`).not.toMatch(/\{[a-z]+\}/i);
  const undone = port(singleSource(text), parser, { ...full, undone: edits.map(({ id }) => id) });
  expect(undone.output.files['main.cu']).toBe(text);
  const again = port(singleSource(result.output.files['main.cu'] as string), parser, full);
  expect(again.files[0]?.edits.map(({ id }) => id)).toEqual([]);
}

/** Whole numbers below `bound`: xorshift32, the same on every machine. */
function numbers(seed: number) {
  let state = seed;
  return (bound: number) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % bound;
  };
}

const odd = [
  '"',
  '/*',
  '(',
  ')',
  '{',
  '}',
  '<',
  '>',
  '[',
  ']',
  ';',
  ',',
  '\n#if 0\n',
  '\n#endif\n',
  '\n',
  '=',
  '+',
  '.',
  '::',
];

function damage(text: string, next: (bound: number) => number): string {
  let out = text;
  for (let n = next(4); n >= 0; n--) {
    const at = next(out.length + 1);
    out =
      next(2) === 0
        ? out.slice(0, at) + out.slice(at + next(12))
        : out.slice(0, at) + (odd[next(odd.length)] as string) + out.slice(at);
  }
  return out;
}

describe('every text of a hazard', () => {
  it.each(rows)('$code: whole', ({ has, hasNot, options }) => {
    for (const rocm of rocmVersions)
      for (const fixAll of [false, true])
        for (const text of [has, hasNot]) hold(text, { ...options, applyFixes: true, rocm, fixAll });
  });

  it('with damage', () => {
    for (let seed = 1; seed <= 400; seed++) {
      const next = numbers(seed * 7919);
      const parts = [0, 1, 2].map(() => (rows[next(rows.length)] as (typeof rows)[number]).has);
      const text = damage(`#include <cuda_runtime.h>\n${parts.join('')}`, next);
      try {
        hold(text, { rocm: rocmVersions[seed % 4], fixAll: seed % 3 !== 0, applyFixes: seed % 7 !== 0 });
      } catch (error) {
        throw new Error(`seed ${seed}: ${error instanceof Error ? error.message : error}\n${text}`, {
          cause: error,
        });
      }
    }
  });
});
