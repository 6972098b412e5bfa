// Plans: `// run:` comments read and written, first contents exactly as they are defined, arguments matched, and what is refused.
import { describe, expect, it } from 'vitest';
import { singleSource } from '@/lib/core/sources';
import { type Module, pointerTo, scalars } from '@/lib/ir';
import { kernelOf, moduleOf, nowhere } from '@/lib/ir/build';
import {
  type Plan,
  type PlanArgument,
  planHeader,
  planInSource,
  planSchema,
  withPlanHeader,
  wordsOf,
} from './plan';
import { planInputs } from './plan-inputs';

const argument = (type: string, init: PlanArgument['init'], length = 4, name = 'p'): PlanArgument => ({
  name,
  type,
  kind: 'buffer',
  length,
  role: 'inout',
  init,
});
const planOf = (...args: PlanArgument[]): Plan => ({ kernel: 'k', grid: [1, 1, 1], block: [1, 1, 1], args });
const { i32, u64, f32 } = scalars;
const module: Module = moduleOf(
  [kernelOf('k', { p: pointerTo(f32, 'global') }, () => {}), kernelOf('two', { a: i32, b: u64 }, () => {})],
  [],
  [
    {
      name: 'Particle',
      members: [
        { name: 'x', type: { kind: 'vector', of: 'f32', size: 2 }, offset: 0 },
        { name: 'id', type: scalars.i8, offset: 8 },
      ],
      union: false,
      size: 16,
      align: 8,
      span: nowhere,
    },
  ],
);
function bytesOf(one: PlanArgument): Uint8Array {
  const { value, problems } = planInputs(planOf(one), module, nowhere);
  if (!value) throw new Error(problems.map(({ code }) => code).join());
  return value.buffers[0]?.bytes ?? new Uint8Array();
}
const refusals = (plan: Plan) => planInputs(plan, module, nowhere).problems.map(({ code }) => code);

describe('comments', () => {
  const plan = planOf(argument('float', { kind: 'zeros' }));
  it('carry a plan, one launch a line, and come back the same', () => {
    const twice: Plan = { launches: [plan as never, plan as never] };
    for (const one of [plan, twice])
      expect(planInSource(singleSource(`${planHeader(one)}int x;\n`))).toEqual({ plan: one, problems: [] });
  });
  it('are put in the place of those that were there', () => {
    const text = '// A title\n// run: {}\nint x;\n// run: {}\n';
    expect(withPlanHeader(text, plan)).toBe(`// A title\n${planHeader(plan)}int x;\n`);
  });
  it('that are no launch are told, with their place', () => {
    const { plan: none, problems } = planInSource(singleSource('// run: {"kernel":\n// run: {"kernel":1}\n'));
    expect(none).toBeUndefined();
    expect(problems.map(({ code, span }) => [code, span.start])).toEqual([
      ['plan-header-malformed', 8],
      ['plan-header-malformed', 27],
    ]);
  });
});

describe('what a plan lacks', () => {
  const launch = { kernel: 'k', grid: [1, 1, 1], block: [1, 1, 1], args: [] };
  it.each([
    [{ ...launch, block: [0, 1, 1] }, 'block[0]: it has to be at least 1'],
    [{ ...launch, grid: [1, 1, 1.5] }, 'grid[2]: it has to be a whole number'],
    [{ ...launch, args: [{ name: 'x' }] }, 'args[0].type: it is missing'],
    [{ launches: [launch, { ...launch, args: 3 }] }, 'launches[1].args: it has to be a list'],
    [{ ...launch, extra: 1 }, 'it has a key that is not known: extra'],
  ])('%#', (plan, said) => {
    const { error } = planSchema.safeParse(plan);
    expect(error && wordsOf(error)).toBe(said);
  });
});

describe('first contents', () => {
  it('random is xorshift32 from the seed', () => {
    // 1 becomes 270369, then 67634689, then 2647435461, then 307599695.
    const states = [270369, 67634689, 2647435461, 307599695];
    const random = { kind: 'random', seed: 1, min: -2, max: 7 } as const;
    expect([...new Int32Array(bytesOf(argument('int', random)).buffer)]).toEqual(
      states.map((s) => -2 + (s % 10)),
    );
    expect([...new Float32Array(bytesOf(argument('float', random)).buffer)]).toEqual(
      states.map((s) => Math.fround(-2 + (9 * (s >>> 8)) / 2 ** 24)),
    );
  });
  it('iota counts scalars, also those of vectors and structs', () => {
    const iota = { kind: 'iota', min: 1, step: 2 } as const;
    expect([...new Uint8Array(bytesOf(argument('uchar4', iota, 2)).buffer)]).toEqual([
      1, 3, 5, 7, 9, 11, 13, 15,
    ]);
    const view = new DataView(bytesOf(argument('struct Particle', iota, 2)).buffer);
    expect([0, 4, 16, 20].map((at) => view.getFloat32(at, true))).toEqual([1, 3, 7, 9]);
    expect([8, 24].map((at) => view.getInt8(at))).toEqual([5, 11]);
  });
  it('constants of 64 bits may be text, data is bytes', () => {
    const constant = { kind: 'constant', value: '-9223372036854775807' } as const;
    expect([...new BigInt64Array(bytesOf(argument('long long', constant, 1)).buffer)]).toEqual([
      -9223372036854775807n,
    ]);
    expect([...bytesOf(argument('unsigned char', { kind: 'data', base64: 'AQID/w==' }))]).toEqual([
      1, 2, 3, 255,
    ]);
  });
});

describe('what is refused', () => {
  it.each([
    ['plan-type-unknown', planOf(argument('Nobody', { kind: 'zeros' }))],
    ['plan-init-wrong', planOf(argument('float', { kind: 'data', base64: 'AAAA' }))],
    ['plan-init-wrong', planOf(argument('float', { kind: 'random', seed: 1, min: 2, max: 1 }))],
    ['plan-arguments-count', planOf()],
    ['plan-kernel-unknown', { ...planOf(), kernel: 'nobody' }],
    ['plan-block-too-large', { ...planOf(argument('float', { kind: 'zeros' })), block: [64, 64, 1] }],
    ['plan-too-large', planOf(argument('double', { kind: 'zeros' }, 1e9))],
  ] as [string, Plan][])('%s', (code, plan) => {
    expect(refusals(plan)).toEqual([code]);
  });
});

it('arguments go by name when the names are the parameters’, and take their types', () => {
  const scalar = (name: string, value: number): PlanArgument => ({
    name,
    type: 'int',
    kind: 'scalar',
    role: 'in',
    init: { kind: 'constant', value },
  });
  const plan: Plan = { ...planOf(scalar('b', 7), scalar('a', 5)), kernel: 'two' };
  const args = planInputs(plan, module, nowhere).value?.launches[0]?.args;
  expect(args).toEqual([
    { bytes: new Uint8Array([5, 0, 0, 0]) },
    { bytes: new Uint8Array([7, 0, 0, 0, 0, 0, 0, 0]) },
  ]);
});
