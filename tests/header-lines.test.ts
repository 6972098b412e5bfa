// What happens inside of our own headers (CUB, cooperative groups, random numbers) is told of the user's line that calls them:
// findings of the interpreter, problems, and the lines of the emitted C++ with what it says while it runs.
import { describe, expect, it } from 'vitest';
import { singleSource } from '@/lib/core/sources';
import { lineStarts, placeAt, type Span } from '@/lib/core/span';
import { lowerProgram } from '@/lib/cuda';
import { headersFile, validate } from '@/lib/ir';
import { allChecks, buffer, runPlan } from '@/lib/run/interpreter/kernels.fixture';
import { cpp } from '@/lib/targets/cpp';

const head =
  '#include <cub/cub.cuh>\n#include <cooperative_groups/reduce.h>\nnamespace cg = cooperative_groups;\n';

/** The number of the line that has this mark. */
function lineWith(text: string, mark: string): number {
  return text.split('\n').findIndex((line) => line.includes(mark)) + 1;
}

function lineOf(text: string, span: Span): number {
  expect(span.file).not.toBe(headersFile);
  return placeAt(lineStarts(text), span.start).line;
}

function findingsOf(text: string, threads = 64, length = 64) {
  const { value, problems } = lowerProgram(singleSource(text));
  if (!value || problems.length > 0) throw new Error(JSON.stringify(problems));
  const result = runPlan(
    value,
    {
      kernel: 'k',
      grid: [1, 1, 1],
      block: [threads, 1, 1],
      args: [buffer('p', 'int', length, { kind: 'iota', min: 1, step: 1 })],
    },
    allChecks,
  );
  return result.findings.map(({ code, span, other }) => ({
    code,
    line: lineOf(text, span),
    ...(other && { other: lineOf(text, other.span) }),
  }));
}

describe('findings of the interpreter', () => {
  it('name both calls of a race, each of the two that call the same function', () => {
    const text = `${head}__global__ void k(int *p) {
  typedef cub::BlockReduce<int, 64> Reduce;
  __shared__ Reduce::TempStorage room;
  int a = Reduce(room).Sum(p[threadIdx.x]); // first
  int b = Reduce(room).Sum(a + 1); // second
  if (threadIdx.x == 0) p[0] = a + b;
}`;
    const found = findingsOf(text);
    expect(found.length).toBeGreaterThan(0);
    const lines = [lineWith(text, '// first'), lineWith(text, '// second')];
    for (const { code, line, other } of found)
      expect([code, ...[line, other].toSorted()]).toEqual(['run-race', ...lines]);
  });

  it('name the user’s line on one side and the call on the other', () => {
    const text = `${head}__global__ void k(int *p) {
  typedef cub::BlockScan<int, 64> Scan;
  __shared__ union { Scan::TempStorage room; int own[64]; } shared;
  int x;
  Scan(shared.room).ExclusiveSum(p[threadIdx.x], x); // the scan
  shared.own[threadIdx.x] = x; // the write
  __syncthreads();
  p[threadIdx.x] = shared.own[63 - threadIdx.x];
}`;
    const found = findingsOf(text);
    expect(found.length).toBeGreaterThan(0);
    const lines = [lineWith(text, '// the scan'), lineWith(text, '// the write')];
    for (const { line, other } of found) expect([line, other].toSorted()).toEqual(lines);
  });

  it('name the call that reads past the end, and how the call is missed by some', () => {
    const text = `${head}__global__ void k(int *p) {
  typedef cub::BlockLoad<int, 32, 2> Load;
  int items[2];
  Load().Load(p, items);
  Load().Load(p + 4, items); // too far
  p[threadIdx.x] = items[0];
}`;
    expect(findingsOf(text, 32).filter(({ code }) => code === 'run-out-of-bounds')).toEqual([
      { code: 'run-out-of-bounds', line: lineWith(text, '// too far') },
    ]);
    const missed = `${head}__global__ void k(int *p) {
  typedef cub::BlockReduce<int, 64> Reduce;
  __shared__ Reduce::TempStorage room;
  int a = p[threadIdx.x];
  if (threadIdx.x < 40) a = Reduce(room).Sum(a); // some
  p[threadIdx.x] = a;
}`;
    const found = findingsOf(missed);
    expect(found.map(({ code }) => code)).toContain('run-barrier-divergent');
    for (const { line } of found) expect(line).toBe(lineWith(missed, '// some'));
  });
});

describe('problems', () => {
  it('stand at the call, of two calls at the one that they are about', () => {
    const text = `${head}__global__ void k(int *p) {
  typedef cub::BlockReduce<int, 64> Reduce;
  __shared__ Reduce::TempStorage room;
  int a = Reduce(room).Sum(p[threadIdx.x]);
  __syncthreads();
  if (threadIdx.x < 40) a = Reduce(room).Sum(a); // some
  p[threadIdx.x] = a;
}`;
    const { value } = lowerProgram(singleSource(text));
    if (!value) throw new Error('no module');
    const { problems } = validate(value);
    expect(problems.map(({ code, span }) => [code, lineOf(text, span)])).toEqual([
      ['barrier-missed', lineWith(text, '// some')],
    ]);
    for (const { notes } of problems)
      for (const { span } of notes) expect(lineOf(text, span)).toBe(lineWith(text, '// some'));
  });

  it('of what is refused in a header stand at the call, also in a function that is called itself', () => {
    const text = `${head}struct S { int x; };
template <class T> __device__ T total(T *p) {
  typedef cub::BlockReduce<T, 32> Reduce;
  __shared__ typename Reduce::TempStorage room;
  T own = p[threadIdx.x];
  return Reduce(room)
    .Sum(own); // here
}
__global__ void k(S *s) { s[0] = total(s); }`;
    const { problems } = lowerProgram(singleSource(text));
    expect(problems.map(({ code }) => code)).toEqual(['lower-no-operator']);
    const span = problems[0]?.span as Span;
    expect(text.slice(span.start, span.end)).toMatch(/^Reduce\(room\)\s+\.Sum\(own\)$/);
  });
});

describe('the emitted C++', () => {
  it('has marks of the user’s text alone, and what it asks at a barrier at the call of it', () => {
    const text = `${head}__device__ int half_of(int *p, int n) { return n > 40 ? p[n] / 2 : 0; }
__global__ void k(int *p) {
  typedef cub::BlockReduce<int, 64> Reduce;
  __shared__ Reduce::TempStorage room;
  int a = Reduce(room).Sum(half_of(p, threadIdx.x)); // all
  __syncthreads();
  if (p[threadIdx.x] < 40) a = Reduce(room).Sum(a); // some
  p[threadIdx.x] = a;
}`;
    const { value } = lowerProgram(singleSource(text));
    const valid = value && validate(value).value;
    if (!valid) throw new Error('no module');
    const { text: made, marks } = cpp.emit(valid, { warp: 32 });
    const lines = made.split('\n');
    const origins = (pattern: RegExp) =>
      new Set(
        marks.filter(({ line }) => pattern.test(lines[line - 1] ?? '')).map(({ span }) => lineOf(text, span)),
      );
    for (const { span } of marks) expect(span.file).not.toBe(headersFile);
    expect(origins(/^\s*all_meet\(/)).toEqual(new Set([lineWith(text, '// some')]));
    expect(origins(/storage->values\[/)).toEqual(
      new Set([lineWith(text, '// all'), lineWith(text, '// some')]),
    );
  });
});
