// Kernels as IR for tests and benches of the interpreter, and a short way to run one.

import type { Module, Type } from '@/lib/ir';
import { pointerTo, scalars } from '@/lib/ir';
import { at, globalIndex, kernelOf, moduleOf, nowhere, variableOf, x } from '@/lib/ir/build';
import type { Plan, PlanArgument } from '../plan';
import { planInputs } from '../plan-inputs';
import { type Interpretation, type InterpreterOptions, interpret } from '.';

const { i32, f32 } = scalars;
export const floats = pointerTo(f32, 'global');
export const ints = pointerTo(i32, 'global');
export const tid = x.convert('i32', x.builtin('thread-x'));

export const allChecks: InterpreterOptions = {
  warp: 32,
  checks: true,
  races: true,
  shadows: false,
  counts: false,
};
export const fast: InterpreterOptions = {
  warp: 32,
  checks: false,
  races: false,
  shadows: false,
  counts: false,
};

export function saxpy(): Module {
  return moduleOf([
    kernelOf('saxpy', { n: i32, a: f32, x: floats, y: floats }, (k) => {
      k.declare('i', i32, globalIndex());
      k.if(x.less(k.get('i'), k.get('n')), () => {
        const y = at.index(k.get('y'), k.get('i'));
        k.assign(y, x.add(x.multiply(k.get('a'), x.load(at.index(k.get('x'), k.get('i')))), x.load(y)));
      });
    }),
  ]);
}

/** c = a * b of n × n, n a multiple of 16, in tiles of shared memory. `without`: leave out one of the barriers. */
export function matmul(without?: 'first' | 'second'): Module {
  const tileType: Type = { kind: 'array', of: { kind: 'array', of: f32, count: 16 }, count: 16 };
  const tileA = variableOf('tileA', 'shared', tileType);
  const tileB = variableOf('tileB', 'shared', tileType);
  const place = (variable: number) => ({ at: 'variable', variable, type: tileType }) as const;
  const ty = x.builtin('thread-y');
  const tx = x.builtin('thread-x');
  return moduleOf(
    [
      kernelOf('matmul', { a: floats, b: floats, c: floats, n: i32 }, (k) => {
        const n = k.get('n');
        const axis = (name: 'x' | 'y') =>
          x.convert(
            'i32',
            x.add(x.multiply(x.builtin(`block-${name}`), x.u32(16)), x.builtin(`thread-${name}`)),
          );
        k.declare('row', i32, axis('y'));
        k.declare('col', i32, axis('x'));
        k.declare('sum', f32, x.f32(0));
        const row = k.get('row');
        const col = k.get('col');
        k.for(
          'first',
          x.i32(0),
          (first) => x.less(first, n),
          (first) => x.add(first, x.i32(16)),
          (first) => {
            const aAt = x.add(x.multiply(row, n), x.add(first, x.convert('i32', tx)));
            const bAt = x.add(x.multiply(x.add(first, x.convert('i32', ty)), n), col);
            k.assign(at.element(at.element(place(0), ty), tx), x.load(at.index(k.get('a'), aAt)));
            k.assign(at.element(at.element(place(1), ty), tx), x.load(at.index(k.get('b'), bAt)));
            if (without !== 'first') k.barrier();
            k.count('i', x.i32(0), x.i32(16), (i) => {
              k.increase(
                k.place('sum'),
                x.multiply(
                  x.load(at.element(at.element(place(0), ty), i)),
                  x.load(at.element(at.element(place(1), i), tx)),
                ),
              );
            });
            if (without !== 'second') k.barrier();
          },
        );
        k.assign(at.index(k.get('c'), x.add(x.multiply(row, n), col)), k.get('sum'));
      }),
    ],
    [tileA, tileB],
  );
}

export const buffer = (
  name: string,
  type: string,
  length: number,
  init: PlanArgument['init'],
  role: PlanArgument['role'] = 'inout',
): PlanArgument => ({ name, type, kind: 'buffer', length, role, init });

export const scalar = (name: string, type: string, value: number | string): PlanArgument => ({
  name,
  type,
  kind: 'scalar',
  role: 'in',
  init: { kind: 'constant', value },
});

/** Runs a plan to its end. */
export function runPlan(module: Module, plan: Plan, options: InterpreterOptions = allChecks): Interpretation {
  const { value, problems } = planInputs(plan, module, nowhere);
  if (!value)
    throw new Error(problems.map(({ code, params }) => `${code} ${JSON.stringify(params)}`).join('; '));
  const steps = interpret(module, value, options);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

export function matmulPlan(n: number): Plan {
  return {
    kernel: 'matmul',
    grid: [n / 16, n / 16, 1],
    block: [16, 16, 1],
    args: [
      buffer('a', 'float', n * n, { kind: 'random', seed: 1, min: -1, max: 1 }, 'in'),
      buffer('b', 'float', n * n, { kind: 'random', seed: 2, min: -1, max: 1 }, 'in'),
      buffer('c', 'float', n * n, { kind: 'zeros' }, 'out'),
      scalar('n', 'int', n),
    ],
  };
}

export const asFloats = (bytes: Uint8Array | undefined): Float32Array =>
  new Float32Array((bytes ?? new Uint8Array()).slice().buffer);
export const asInts = (bytes: Uint8Array | undefined): Int32Array =>
  new Int32Array((bytes ?? new Uint8Array()).slice().buffer);
