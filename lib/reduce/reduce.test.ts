// The reducer with cheap questions: what matters stays, nothing that could go is left, bounds and Stop are kept.
import { beforeAll, describe, expect, it } from 'vitest';
import { type Path, type Sources, singleSource, textOf } from '@/lib/core/sources';
import { type CudaParser, parse, piecesOf } from '@/lib/cuda';
import { loadCudaParser } from '@/lib/server/cuda-engine';
import { cutText, linesOf } from './cut';
import { minimize } from './minimize';
import { type Piece, reduce } from './reduce';

let parser: CudaParser;
beforeAll(async () => {
  parser = await loadCudaParser();
});

const realPieces = async (sources: Sources): Promise<Record<Path, Piece[]>> =>
  Object.fromEntries(
    [...parse(sources, parser).files].map(([path, { grammar }]) => [path, grammar ? piecesOf(grammar) : []]),
  );

/** Numbers from 0 to 1, the same for each seed. */
function randomFrom(seed: number): () => number {
  let state = seed * 2654435761 + 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

describe('minimize', () => {
  it('leaves no item that could go, whatever the question', async () => {
    for (let seed = 1; seed <= 200; seed++) {
      const random = randomFrom(seed);
      const items = Array.from({ length: Math.floor(random() * 24) }, (_, index) => index);
      // Some items are needed, some need others; the question is asked of nothing twice in a row.
      const needed = items.filter(() => random() < 0.2);
      const pairs = items
        .filter(() => random() < 0.2)
        .map((item) => [item, Math.floor(random() * 24)] as const);
      const asks = (kept: readonly number[]) =>
        needed.every((item) => kept.includes(item)) &&
        pairs.every(([a, b]) => !kept.includes(a) || kept.includes(b) || b >= items.length);
      const kept = await minimize(
        items,
        async (some) => asks(some),
        () => false,
      );
      expect(asks(kept)).toBe(true);
      for (const item of kept)
        expect(asks(kept.filter((one) => one !== item)), `seed ${seed}: ${item} of ${kept}`).toBe(false);
    }
  });
});

describe('cutText', () => {
  it('leaves out stretches and the lines that are empty then', () => {
    const text = 'a;\n  b;\nc; d;\n';
    expect(cutText(text, [{ start: 5, end: 7 }])).toBe('a;\nc; d;\n');
    expect(cutText(text, [{ start: 8, end: 10 }])).toBe('a;\n  b;\n d;\n');
    expect(cutText(text, [{ start: 0, end: 13, keep: { start: 5, end: 7 } }])).toBe('b;\n');
    expect(
      cutText(text, [
        { start: 0, end: 13 },
        { start: 5, end: 7 },
      ]),
    ).toBe('');
    expect(cutText(text, [])).toBe(text);
  });

  it('cuts a text into lines that make it again', () => {
    for (const text of ['', 'a', 'a\n', '\n\n', 'a\r\nb\rc\n\nd']) expect(linesOf(text).join('')).toBe(text);
  });
});

const program = `// Copyright of somebody
#include <cstdio>
#include "part.cuh"
/* a long
   comment */
struct Unused { int a; };
__global__ void other(int *p) { p[0] = 1; }
__global__ void needed(int *p, int n) {
  __shared__ int tile[64];
  for (int i = 0; i < n; i++) {
    if (p[i] > 0) {
      tile[threadIdx.x] = p[i];
      p[i] = wanted(p[i]);
    } else {
      p[i] = 0;
    }
  }
  __syncthreads();
}
int main() {
  int *d = nullptr;
  std::printf("begin\\n");
  cudaMalloc(&d, 256);
  needed<<<1, 64>>>(d, 64);
  other<<<1, 1>>>(d);
  cudaFree(d);
  return 0;
}
`;

describe('reduce', () => {
  const sources: Sources = {
    main: 'main.cu',
    files: { 'main.cu': program, 'part.cuh': 'int part();\n', 'unused.cuh': 'int unused();\n' },
  };
  const tools = {
    piecesOf: realPieces,
    limit: 10_000,
    stopped: () => false,
  };

  it('finds the smallest program that still has what matters, inside of loops and branches too', async () => {
    const holds = async (candidate: Sources) => {
      const text = textOf(candidate, 'main.cu');
      return /wanted\(p\[i\]\)/.test(text) && /needed<<<1, 64>>>/.test(text) && /int main\(\)/.test(text);
    };
    const { sources: small, ended } = await reduce(sources, { ...tools, holds });
    expect(ended).toBe('minimal');
    expect(Object.keys(small.files)).toEqual(['main.cu']);
    const text = textOf(small, 'main.cu');
    expect(linesOf(text).length).toBeLessThanOrEqual(8);
    for (const gone of ['Copyright', 'Unused', 'printf', 'tile', 'for (', 'cudaMalloc', 'part.cuh'])
      expect(text).not.toContain(gone);
  });

  it('ends with a program of which no piece and no line can go', async () => {
    for (let seed = 1; seed <= 25; seed++) {
      const random = randomFrom(seed);
      const words = program.match(/\w{3,}/g) ?? [];
      const wanted = [0, 1, 2].map(() => words[Math.floor(random() * words.length)] as string);
      // A program, as far as brackets tell: pieces keep them, lines do not.
      const asks = (candidate: Sources) => {
        const text = Object.values(candidate.files).join('\n');
        const count = (c: string) => text.split(c).length;
        return wanted.every((word) => text.includes(word)) && count('{') === count('}');
      };
      const { sources: small, ended } = await reduce(sources, { ...tools, holds: async (c) => asks(c) });
      expect(ended).toBe('minimal');
      expect(asks(small)).toBe(true);
      const pieces = await realPieces(small);
      for (const [path, text] of Object.entries(small.files)) {
        const without = (less: string) => ({ ...small, files: { ...small.files, [path]: less } });
        for (const piece of pieces[path] ?? []) {
          const less = cutText(text, [piece]);
          if (less !== text) expect(asks(without(less)), `seed ${seed}, ${path}: ${less}`).toBe(false);
        }
        const lines = linesOf(text);
        for (const at of lines.keys())
          expect(asks(without(lines.filter((_, other) => other !== at).join('')))).toBe(false);
      }
    }
  });

  it('asks no more often than it may, and still gives the smallest so far', async () => {
    let asked = 0;
    const steps: number[] = [];
    const result = await reduce(sources, {
      ...tools,
      limit: 12,
      holds: async ({ files }) => {
        asked++;
        return (files['main.cu'] ?? '').includes('wanted');
      },
      onStep: ({ tests }) => steps.push(tests),
    });
    expect(result.ended).toBe('limit');
    expect(asked).toBe(12);
    expect(result.tests).toBe(12);
    expect(textOf(result.sources, 'main.cu').length).toBeLessThan(program.length);
    expect(steps.at(-1)).toBe(12);
  });

  it('hears Stop between two questions, and does not believe an answer that came after it', async () => {
    let asked = 0;
    let stopped = false;
    const result = await reduce(sources, {
      ...tools,
      stopped: () => stopped,
      holds: async () => {
        asked++;
        if (asked === 3) stopped = true;
        return asked === 3;
      },
    });
    expect(result).toEqual({ sources, tests: 3, ended: 'stopped' });
  });

  it('does not ask of what is no program any more, and of nothing twice', async () => {
    const seen: string[] = [];
    await reduce(singleSource('int a;\nint b;\nint c;\n'), {
      ...tools,
      piecesOf: async (candidate) =>
        textOf(candidate, 'main.cu') === '' ? undefined : await realPieces(candidate),
      holds: async (candidate) => {
        const text = textOf(candidate, 'main.cu');
        seen.push(text);
        return text.includes('b');
      },
    });
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).not.toContain('');
  });
});
