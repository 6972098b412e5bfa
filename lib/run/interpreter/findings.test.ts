// Each kind of finding: a kernel that has exactly this mistake, and its mended twin, of which nothing may be said.
import { describe, expect, it } from 'vitest';
import type { Module, Type, Variable } from '@/lib/ir';
import { pointerTo, scalars } from '@/lib/ir';
import {
  at,
  type FunctionBuilder,
  globalIndex,
  kernelOf,
  moduleOf,
  nowhere,
  variableOf,
  x,
} from '@/lib/ir/build';
import { allChecks, buffer, ints, matmul, matmulPlan, runPlan, tid } from './kernels.fixture';

const { i32, u64 } = scalars;
const tileType: Type = { kind: 'array', of: i32, count: 64 };
const tile = { at: 'variable', variable: 0, type: tileType } as const;
const inTile = (i: ReturnType<typeof x.i32>) => at.element(tile, i);

/** A kernel with `tile` in shared memory and int buffers p (as long as the grid) and q (8). */
function kernel(make: (k: FunctionBuilder) => void, variables: Variable[] = []): Module {
  return moduleOf(
    [kernelOf('k', { p: ints, q: ints }, make)],
    [variableOf('tile', 'shared', tileType), ...variables],
  );
}

type Launch = { blocks?: number; threads?: number; warp?: 32 | 64 };

function codes(module: Module, { blocks = 1, threads = 64, warp = 32 }: Launch = {}): string[] {
  const result = runPlan(
    module,
    {
      kernel: 'k',
      grid: [blocks, 1, 1],
      block: [threads, 1, 1],
      args: [
        buffer('p', 'int', blocks * threads, { kind: 'iota', min: 1, step: 1 }),
        buffer('q', 'int', 8, { kind: 'zeros' }),
      ],
    },
    { ...allChecks, warp },
  );
  return [...new Set(result.findings.map(({ code }) => code))].sort();
}

type Pair = {
  code: string;
  launch?: Launch;
  wrong: (k: FunctionBuilder) => void;
  right: (k: FunctionBuilder) => void;
};
const p = (k: FunctionBuilder, i = globalIndex()) => at.index(k.get('p'), i);
const q = (k: FunctionBuilder, i = x.i32(0)) => at.index(k.get('q'), i);
const full = x.u32(0xffffffff);
const isZero = x.equal(tid, x.i32(0));
const sync = (mask = full): Parameters<FunctionBuilder['add']>[0] => ({
  do: 'warp',
  span: nowhere,
  op: 'sync',
  mask,
});

const pairs: Record<string, Pair> = {
  'an index one too far': {
    code: 'run-out-of-bounds',
    wrong: (k) => k.assign(p(k, x.add(globalIndex(), x.i32(1))), x.i32(0)),
    right: (k) => k.assign(p(k), x.i32(0)),
  },
  'a shared array that is too short': {
    code: 'run-out-of-bounds',
    wrong: (k) => k.assign(inTile(x.add(tid, x.i32(1))), tid),
    right: (k) => k.assign(inTile(tid), tid),
  },
  'a null pointer': {
    code: 'run-null-pointer',
    wrong: (k) => {
      k.declare('r', ints, x.zero(ints));
      k.assign(at.index(k.get('r'), x.i32(0)), x.i32(1));
    },
    right: (k) => {
      k.declare('r', ints, x.zero(ints));
      k.if(x.convert('bool', k.get('r')), () => k.assign(at.index(k.get('r'), x.i32(0)), x.i32(1)));
    },
  },
  'a pointer made from a number': {
    code: 'run-wild-pointer',
    wrong: (k) => {
      k.declare('r', ints, {
        ...x.convert('u64', x.i32(123456)),
        op: 'convert',
        type: ints,
        value: x.constant('u64', 1234560),
      } as never);
      k.assign(at.index(k.get('r'), x.i32(0)), x.i32(1));
    },
    right: (k) => {
      k.declare('address', u64, x.convert('u64', k.get('p')));
      k.declare('r', ints, { op: 'convert', type: ints, span: nowhere, value: k.get('address') });
      k.assign(at.index(k.get('r'), tid), x.i32(1));
    },
  },
  'a misaligned vector': {
    code: 'run-misaligned',
    launch: { threads: 8 },
    wrong: (k) => {
      const pairOf: Type = { kind: 'vector', of: 'i32', size: 2 };
      const pointer = x.retype(pointerTo(pairOf, 'global'), x.offset(k.get('p'), x.i32(1)));
      k.if(isZero, () => k.assign({ at: 'pointee', pointer, type: pairOf, span: nowhere }, x.zero(pairOf)));
    },
    right: (k) => {
      const pairOf: Type = { kind: 'vector', of: 'i32', size: 2 };
      const pointer = x.retype(pointerTo(pairOf, 'global'), x.offset(k.get('p'), x.i32(2)));
      k.if(isZero, () => k.assign({ at: 'pointee', pointer, type: pairOf, span: nowhere }, x.zero(pairOf)));
    },
  },
  'shared memory that nobody wrote': {
    code: 'run-uninitialized',
    wrong: (k) => k.assign(p(k), x.load(inTile(tid))),
    right: (k) => {
      k.assign(inTile(tid), tid);
      k.assign(p(k), x.load(inTile(tid)));
    },
  },
  'a local that nobody wrote': {
    code: 'run-uninitialized',
    wrong: (k) => {
      k.declare('v', i32);
      k.if(x.less(tid, x.i32(7)), () => k.assign(k.place('v'), x.i32(1)));
      k.assign(p(k), k.get('v'));
    },
    right: (k) => {
      k.declare('v', i32);
      k.if(
        x.less(tid, x.i32(7)),
        () => k.assign(k.place('v'), x.i32(1)),
        () => k.assign(k.place('v'), x.i32(2)),
      );
      k.assign(p(k), k.get('v'));
    },
  },
  'a pointer to a local of a block that ended': {
    code: 'run-dead-local',
    wrong: (k) => {
      k.declare('r', pointerTo(i32, 'local'), x.zero(pointerTo(i32, 'local')));
      k.if(x.bool(true), () => {
        k.declare('v', i32, tid);
        k.assign(k.place('r'), x.address(k.place('v'), 'local'));
      });
      k.assign(p(k), x.load(at.index(k.get('r'), x.i32(0))));
    },
    right: (k) => {
      k.declare('r', pointerTo(i32, 'local'), x.zero(pointerTo(i32, 'local')));
      k.declare('v', i32, tid);
      k.assign(k.place('r'), x.address(k.place('v'), 'local'));
      k.assign(p(k), x.load(at.index(k.get('r'), x.i32(0))));
    },
  },
  'a division by zero': {
    code: 'run-division-by-zero',
    wrong: (k) => k.assign(p(k), x.divide(x.i32(100), tid)),
    right: (k) => k.assign(p(k), x.divide(x.i32(100), x.add(tid, x.i32(1)))),
  },
  'a barrier that is missing': {
    code: 'run-race',
    wrong: (k) => {
      k.assign(inTile(tid), tid);
      k.assign(p(k), x.load(inTile(x.subtract(x.i32(63), tid))));
    },
    right: (k) => {
      k.assign(inTile(tid), tid);
      k.barrier();
      k.assign(p(k), x.load(inTile(x.subtract(x.i32(63), tid))));
    },
  },
  'a read before a write of another thread': {
    code: 'run-race',
    wrong: (k) => {
      k.assign(inTile(tid), tid);
      k.barrier();
      k.declare('v', i32, x.load(inTile(x.subtract(x.i32(63), tid))));
      k.assign(inTile(tid), x.add(k.get('v'), x.i32(1000)));
    },
    right: (k) => {
      k.assign(inTile(tid), tid);
      k.barrier();
      k.declare('v', i32, x.load(inTile(x.subtract(x.i32(63), tid))));
      k.barrier();
      k.assign(inTile(tid), x.add(k.get('v'), x.i32(1000)));
    },
  },
  'many threads that write one element': {
    code: 'run-race',
    wrong: (k) => k.assign(q(k), tid),
    right: (k) => k.assign(q(k), x.i32(5)),
  },
  'a sum without an atomic': {
    code: 'run-race-between-blocks',
    launch: { blocks: 4, threads: 1 },
    wrong: (k) => k.assign(q(k), x.add(x.load(q(k)), x.i32(1))),
    right: (k) => k.atomic('add', q(k), x.i32(1)),
  },
  'a block that reads what a later one writes': {
    code: 'run-race-between-blocks',
    launch: { blocks: 2, threads: 4 },
    wrong: (k) => k.assign(p(k), x.load(p(k, x.subtract(x.i32(7), globalIndex())))),
    right: (k) => k.assign(p(k), x.add(x.load(p(k)), x.i32(1))),
  },
  'lanes that count on moving in step': {
    code: 'run-race-in-warp',
    launch: { threads: 32 },
    wrong: (k) => {
      k.assign(inTile(tid), tid);
      k.assign(p(k), x.load(inTile(x.subtract(x.i32(31), tid))));
    },
    right: (k) => {
      k.assign(inTile(tid), tid);
      k.add(sync());
      k.assign(p(k), x.load(inTile(x.subtract(x.i32(31), tid))));
    },
  },
  'a barrier in a condition inside of a warp': {
    code: 'run-barrier-divergent',
    launch: { threads: 32 },
    wrong: (k) => k.if(x.less(tid, x.i32(16)), () => k.barrier()),
    right: (k) => {
      k.if(x.less(tid, x.i32(16)), () => k.assign(inTile(tid), tid));
      k.barrier();
    },
  },
  'a barrier that whole warps miss': {
    code: 'run-barrier-missed',
    wrong: (k) => k.if(x.less(tid, x.i32(32)), () => k.barrier()),
    right: (k) => k.if(x.less(tid, x.i32(64)), () => k.barrier()),
  },
  'a barrier after an early return': {
    code: 'run-barrier-after-return',
    wrong: (k) => {
      k.if(x.less(x.i32(31), tid), () => k.return());
      k.barrier();
    },
    right: (k) => {
      k.barrier();
      k.if(x.less(x.i32(31), tid), () => k.return());
    },
  },
  'two barriers for one': {
    code: 'run-barriers-differ',
    wrong: (k) =>
      k.if(
        x.less(tid, x.i32(32)),
        () => k.add({ do: 'barrier', span: { file: 'main.cu', start: 1, end: 2 } }),
        () => k.add({ do: 'barrier', span: { file: 'main.cu', start: 3, end: 4 } }),
      ),
    right: (k) => {
      k.if(x.less(tid, x.i32(32)), () => k.assign(inTile(tid), tid));
      k.barrier();
    },
  },
  'a mask that leaves its caller out': {
    code: 'run-mask-without-caller',
    launch: { threads: 32 },
    wrong: (k) => k.add(sync(x.u32(0xffff))),
    right: (k) => k.if(x.less(tid, x.i32(16)), () => k.add(sync(x.u32(0xffff)))),
  },
  'a mask for 32 lanes at 64': {
    code: 'run-mask-of-32-lanes',
    launch: { warp: 64 },
    wrong: (k) => k.add(sync(full)),
    right: (k) => k.add(sync(x.constant('u64', 0xffffffffffffffffn))),
  },
  'a mask that names lanes elsewhere': {
    code: 'run-mask-of-missing-lanes',
    launch: { threads: 32 },
    wrong: (k) => k.if(x.less(tid, x.i32(16)), () => k.add(sync())),
    right: (k) => k.add(sync()),
  },
  'a shuffle from a lane that is not there': {
    code: 'run-shuffle-inactive',
    launch: { threads: 32 },
    wrong: (k) =>
      k.if(x.less(tid, x.i32(16)), () => {
        k.declare('v', i32, x.i32(0));
        k.warp(
          'shuffle-down',
          { mask: x.u32(0xffff), value: tid, lane: x.i32(8), width: x.i32(32) },
          k.place('v'),
        );
        k.assign(p(k), k.get('v'));
      }),
    right: (k) =>
      k.if(x.less(tid, x.i32(16)), () => {
        k.declare('v', i32, x.i32(0));
        k.warp(
          'shuffle-down',
          { mask: x.u32(0xffff), value: tid, lane: x.i32(8), width: x.i32(16) },
          k.place('v'),
        );
        k.assign(p(k), k.get('v'));
      }),
  },
  'a lock that one lane holds while the others wait': {
    code: 'run-no-progress',
    launch: { threads: 32 },
    wrong: (k) => {
      k.declare('old', i32, x.i32(1));
      k.while(x.compare('not-equal', k.get('old'), x.i32(0)), () => lock(k));
      k.increase(q(k, x.i32(1)), x.i32(1));
      k.atomic('exchange', q(k), x.i32(0));
    },
    right: (k) => {
      k.declare('old', i32, x.i32(1));
      k.if(isZero, () => {
        k.while(x.compare('not-equal', k.get('old'), x.i32(0)), () => lock(k));
        k.increase(q(k, x.i32(1)), x.i32(1));
        k.atomic('exchange', q(k), x.i32(0));
      });
    },
  },
  'an assertion': {
    code: 'run-assertion',
    wrong: (k) => k.add({ do: 'assert', span: nowhere, condition: x.less(tid, x.i32(9)), text: 'i < 9' }),
    right: (k) => k.add({ do: 'assert', span: nowhere, condition: x.less(tid, x.i32(64)), text: 'i < 64' }),
  },
  'a trap': {
    code: 'run-trap',
    wrong: (k) => k.if(isZero, () => k.add({ do: 'trap', span: nowhere })),
    right: (k) => k.if(x.less(tid, x.i32(0)), () => k.add({ do: 'trap', span: nowhere })),
  },
};

function lock(k: FunctionBuilder): void {
  k.add({
    do: 'atomic',
    span: nowhere,
    op: 'compare-exchange',
    place: q(k),
    value: x.i32(1),
    compare: x.i32(0),
    scope: 'device',
    result: (k.place('old') as { local: number }).local,
  });
}

describe.each(Object.entries(pairs))('%s', (_name, { code, launch, wrong, right }) => {
  it('is found', () => {
    expect(codes(kernel(wrong), launch)).toContain(code);
  });
  it('is not said of the mended twin', () => {
    expect(codes(kernel(right), launch)).toEqual([]);
  });
});

describe('tiled matrix multiply', () => {
  it.each(['first', 'second'] as const)('without its %s barrier is a race, both sides named', (without) => {
    const { findings } = runPlan(matmul(without), matmulPlan(32));
    const race = findings.find(({ code }) => code === 'run-race');
    expect(race).toMatchObject({
      kernel: 'matmul',
      launch: 0,
      block: [0, 0, 0],
      params: { name: expect.stringMatching(/^tile/) },
    });
    expect(race?.other?.thread).not.toEqual(race?.thread);
  });
});

describe('a plain read beside atomics', () => {
  /** `int old = q[0]; do { seen = old; old = atomicCAS(q, seen, seen + 1); } while (old != seen);` */
  const loop = (k: FunctionBuilder) => {
    k.declare('old', i32, x.load(q(k)));
    k.declare('seen', i32, x.i32(-1));
    k.while(x.compare('not-equal', k.get('old'), k.get('seen')), () => {
      k.assign(k.place('seen'), k.get('old'));
      k.add({
        do: 'atomic',
        span: nowhere,
        op: 'compare-exchange',
        place: q(k),
        value: x.add(k.get('seen'), x.i32(1)),
        compare: k.get('seen'),
        scope: 'device',
        result: (k.place('old') as { local: number }).local,
      });
    });
  };
  it('is no race where an exchange checks it, in blocks and between them', () => {
    expect(codes(kernel(loop), { blocks: 3 })).toEqual([]);
  });
  it('is one where it is used', () => {
    const used = kernel((k) => {
      k.atomic('add', q(k), x.i32(1));
      k.assign(p(k), x.load(q(k)));
    });
    expect(codes(used)).toContain('run-race');
  });
});

describe('constant memory', () => {
  it('must not be written', () => {
    const table = variableOf('table', 'constant', tileType);
    const write = kernel(
      (k) => k.assign(at.element({ at: 'variable', variable: 1, type: tileType }, tid), tid),
      [table],
    );
    const read = kernel(
      (k) => k.assign(p(k), x.load(at.element({ at: 'variable', variable: 1, type: tileType }, tid))),
      [table],
    );
    expect(codes(write)).toEqual(['run-constant-written']);
    expect(codes(read)).toEqual([]);
  });
});
