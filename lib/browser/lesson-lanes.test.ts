// What pictures of lessons are drawn from: visits of elements, banks, lanes and intervals between barriers, of real runs.
import { describe, expect, it } from 'vitest';
import { singleSource } from '@/lib/core/sources';
import { interpretProgram, type TraceOfRun } from '@/lib/run/interpret-program';
import { banksOf, intervalsOf, momentLabel, momentsOf } from './lesson-lanes';
import { visitsOf } from './lesson-visits';

function trace(body: string, threads: number, warp: 32 | 64 = 32, blocks = 1): TraceOfRun {
  const plan = {
    kernel: 'k',
    grid: [blocks, 1, 1] as [number, number, number],
    block: [threads, 1, 1] as [number, number, number],
    args: [
      {
        name: 'p',
        type: 'float',
        kind: 'buffer' as const,
        length: 4096,
        role: 'inout' as const,
        init: { kind: 'zeros' as const },
      },
    ],
  };
  const steps = interpretProgram(
    {
      sources: singleSource(
        `__global__ void k(float *p) {\n  __shared__ float s[2048];\n  int t = threadIdx.x;\n${body}\n}`,
      ),
      plan,
      warp,
      checks: true,
      shadows: false,
      counts: true,
      trace: true,
    },
    { now: () => 0, interrupted: () => undefined },
  );
  for (;;) {
    const step = steps.next();
    if (!step.done) continue;
    expect(step.value.result.detail).toBeUndefined();
    return step.value.trace ?? { steps: [], cut: true };
  }
}

describe('visits', () => {
  it('are those of different threads, each once', () => {
    const run = trace('  for (int i = 0; i < 3; ++i) p[t / 2] += 1.0f;', 8);
    const visits = visitsOf(run, 'p', 4, 'write');
    expect([...visits.keys()]).toEqual([0, 1, 2, 3]);
    expect(visits.get(1)?.map(({ thread }) => thread)).toEqual([2, 3]);
    expect(visitsOf(run, 'q', 4, 'write').size).toBe(0);
    expect(visitsOf(run, 'p', 4, 'read', 1).size).toBe(0);
  });

  it('tell blocks apart, and see wide accesses as all that they touch', () => {
    const wide = trace('  ((float4 *)p)[blockIdx.x * 8 + t] = make_float4(1, 2, 3, 4);', 8, 32, 2);
    const visits = visitsOf(wide, 'p', 4, 'write');
    expect(visits.size).toBe(64);
    expect(visits.get(35)?.[0]).toMatchObject({ block: 1, thread: 0 });
  });
});

describe('banks', () => {
  const passesOf = (index: string, warp: 32 | 64 = 32) => {
    const run = trace(`  s[${index}] = 1.0f;`, warp, warp);
    const [moment] = momentsOf(run, ({ did }) => did === 'write');
    const use = banksOf(moment?.steps[0] as TraceOfRun['steps'][number], warp);
    return [use.passes, use.least];
  };

  it.each([
    ['t', 1, 1],
    ['t * 2', 2, 1],
    ['t * 32', 32, 1],
    ['t * 33', 1, 1],
    ['t / 32', 1, 1],
    ['0 * t', 1, 1],
  ])('s[%s] takes %i passes of at least %i', (index, passes, least) => {
    expect(passesOf(index)).toEqual([passes, least]);
  });

  it('of 64 lanes take two passes for 64 words', () => {
    expect(passesOf('t', 64)).toEqual([2, 2]);
    expect(passesOf('t * 2', 64)).toEqual([4, 2]);
  });
});

describe('moments', () => {
  it('gather what one warp does at one line', () => {
    const run = trace(
      '  float v = t;\n  for (int d = 16; d > 0; d /= 2) v += __shfl_down_sync(0xffffffffu, v, d);\n  if (t == 0) p[0] = v;',
      32,
    );
    const moments = momentsOf(run, () => true);
    expect(moments.map(momentLabel)).toEqual([
      'line 5: each lane takes a value of another',
      'line 6: writes p',
    ]);
    expect(moments[0]?.steps.length).toBe(5);
  });
});

describe('intervals', () => {
  const kernel = (barrier: string) => `  s[t] = t;\n  ${barrier}\n  p[t] = s[63 - t];`;

  it('are cut at barriers, and nothing clashes across one', () => {
    const warps = intervalsOf(trace(kernel('__syncthreads();'), 64));
    expect(warps.length).toBe(2);
    expect(warps[0]?.map((doings) => doings.map(({ did, clashes }) => [did, clashes]))).toEqual([
      [['write', false]],
      [['read', false]],
    ]);
  });

  it('show a missing barrier as a clash', () => {
    const warps = intervalsOf(trace(kernel(''), 64));
    expect(warps[0]?.[0]?.map(({ did, clashes }) => [did, clashes])).toEqual([
      ['write', true],
      ['read', true],
    ]);
    expect(intervalsOf(trace(kernel(''), 64), 'other')[0]?.[0]).toEqual([]);
  });
});
