// What lanes of one warp do together in random kernels: shuffles, votes, matches and reductions, in step or in branches and
// loops that only some of them take. The mask always names just those that come by, and what is read comes from one of them.
import { condition, expressionOf, integerExpression } from './expressions';
import { isFloatType, type NumberType, written } from './number-types';
import { allLanes, type Growing, give, indented, inside, type Shape, threadsOf, within } from './scope';

const moved = ['i32', 'u32', 'i64', 'u64', 'f32', 'f64'] as const;
const someLane = (mask: string, first: boolean) =>
  first ? `__ffs((int)${mask}) - 1` : `31 - __clz((int)${mask})`;

/** With any mask. */
function amongSome(scope: Growing, mask: string): string[] {
  const { chance } = scope;
  const number = chance.pick(moved);
  const value = (type: NumberType) => `(${written[type]})(${expressionOf(scope, 2, type)})`;
  const whole = chance.pick(['i32', 'u32'] as const);
  switch (chance.int(0, 8)) {
    case 0:
      return [give(scope, 'u32', `__ballot_sync(${mask}, ${condition(scope, 2)})`)];
    case 1:
      return [
        give(
          scope,
          'bool',
          `${chance.pick(['__any_sync', '__all_sync'])}(${mask}, ${condition(scope, 2)}) != 0`,
        ),
      ];
    case 2:
      return [
        give(scope, 'i32', `__popc(__ballot_sync(${mask}, ${condition(scope, 2)}) & ((1u << lane) - 1u))`),
      ];
    case 3:
    case 4:
      return [
        give(scope, number, `__shfl_sync(${mask}, ${value(number)}, ${someLane(mask, chance.of100(50))})`),
      ];
    case 5: {
      const kind = chance.pick(['add', 'min', 'max']);
      return [give(scope, whole, `__reduce_${kind}_sync(${mask}, ${value(whole)})`)];
    }
    case 6: {
      const kind = chance.pick(['and', 'or', 'xor']);
      return [give(scope, 'u32', `__reduce_${kind}_sync(${mask}, ${value('u32')})`)];
    }
    case 7: {
      const type = chance.pick(['i32', 'u32', 'u64'] as const);
      const key = `(${written[type]})(${integerExpression(scope, 2).text} & ${chance.pick([1, 3, 7])})`;
      return [give(scope, 'u32', `__match_any_sync(${mask}, ${key})`)];
    }
    default: {
      const all = scope.fresh('all');
      const key = `(int)(${integerExpression(scope, 2).text} & ${chance.pick([0, 1, 3])})`;
      const lines = [`int ${all};`, give(scope, 'u32', `__match_all_sync(${mask}, ${key}, &${all})`)];
      scope.names.push({ text: all, type: 'i32' });
      return lines;
    }
  }
}

/** With all lanes there, where every lane may read from every other. */
function amongAll(scope: Growing): string[] {
  const { chance } = scope;
  const number = chance.pick(moved);
  const value = `(${written[number]})(${expressionOf(scope, 2, number)})`;
  const width = chance.of100(30) ? `, ${chance.pick([8, 16])}` : '';
  switch (chance.int(0, 3)) {
    case 0:
      return [
        give(scope, number, `__shfl_xor_sync(${allLanes}, ${value}, ${chance.pick([1, 2, 4, 8, 16])})`),
      ];
    case 1:
      return [give(scope, number, `__shfl_down_sync(${allLanes}, ${value}, ${chance.int(1, 16)}${width})`)];
    case 2:
      return [give(scope, number, `__shfl_up_sync(${allLanes}, ${value}, ${chance.int(1, 8)}${width})`)];
    default: {
      const from = `(int)(${integerExpression(scope, 2).text} & 31)`;
      return [give(scope, number, `__shfl_sync(${allLanes}, ${value}, ${from}${width})`)];
    }
  }
}

function operation(scope: Growing): string[] {
  const mask = scope.flow.mask ?? allLanes;
  return mask === allLanes && scope.chance.of100(50) ? amongAll(scope) : amongSome(scope, mask);
}

/** A sum by five shuffles, of numbers that are the same whichever way they are added. */
function sum(scope: Growing): string[] {
  const { chance } = scope;
  if (scope.flow.mask !== allLanes) return operation(scope);
  const type = chance.pick(['u32', 'u64', 'f64'] as const);
  const first = isFloatType(type)
    ? `(double)(${integerExpression(scope, 2).text} & 1023)`
    : expressionOf(scope, 2, type);
  const line = give(scope, type, first, 'sum');
  const name = scope.places.at(-1)?.text;
  const by = scope.fresh('by');
  const kind = chance.pick(['down', 'xor']);
  const steps = chance.of100(50)
    ? `for (int ${by} = 16; ${by} > 0; ${by} /= 2)`
    : `for (int ${by} = 1; ${by} < 32; ${by} *= 2)`;
  return [line, '#pragma unroll', `${steps} ${name} += __shfl_${kind}_sync(${allLanes}, ${name}, ${by});`];
}

/** A branch that some lanes take, who know of one another by a vote before it. */
function branch(scope: Growing, depth: number): string[] {
  const { chance } = scope;
  const [go, some, rest] = [scope.fresh('go'), scope.fresh('some'), scope.fresh('rest')];
  const mask = scope.flow.mask ?? allLanes;
  const part = (of: string) =>
    inside(scope, { together: 'lanes', mask: of, leave: [] }, depth - 1, chance.int(1, 3));
  const lines = [
    `const bool ${go} = ${condition(scope, 2)};`,
    `const unsigned int ${some} = __ballot_sync(${mask}, ${go});`,
    `if (${go}) {`,
    ...part(some),
  ];
  if (chance.of100(60))
    lines.push('} else {', `  const unsigned int ${rest} = ${mask} & ~${some};`, ...part(rest));
  return [...lines, '}'];
}

/** Halves of a warp that go two ways, with masks that are written out and shuffles within each half. */
function halves(scope: Growing, depth: number): string[] {
  const { chance } = scope;
  if (scope.flow.mask !== allLanes) return branch(scope, depth);
  const [bit, upper] = chance.pick([
    [16, '0xffff0000u'],
    [8, '0xff00ff00u'],
    [1, '0xaaaaaaaau'],
  ] as const);
  const part = (mask: string) =>
    within(scope, () => {
      const type = chance.pick(moved);
      const by = chance.pick([1, 2, 4, 8, 16].filter((one) => one !== bit));
      const value = `(${written[type]})(${expressionOf(scope, 2, type)})`;
      const line = give(scope, type, `__shfl_xor_sync(${mask}, ${value}, ${by})`);
      const flow = { together: 'lanes', mask, leave: [] } as const;
      return [`  ${line}`, ...indented(scope.body({ ...scope, flow }, depth - 1, 2))];
    });
  const lower =
    upper === '0xffff0000u' ? '0x0000ffffu' : upper === '0xff00ff00u' ? '0x00ff00ffu' : '0x55555555u';
  return [`if (lane & ${bit}) {`, ...part(upper), '} else {', ...part(lower), '}'];
}

/** A loop that lanes leave one after the other, each turn with a vote of those that are still there. */
function loop(scope: Growing, depth: number): string[] {
  const { chance } = scope;
  const [i, turns, here, go] = [scope.fresh('i'), scope.fresh('n'), scope.fresh('here'), scope.fresh('go')];
  const flow = { together: 'lanes', mask: here, leave: [] } as const;
  const names = [{ text: i, type: 'i32' }] as const;
  const body = inside(scope, flow, depth - 1, chance.int(1, 3), names);
  // Some skip the rest of a turn, or leave in the middle of it.
  const split = within(scope, () => {
    scope.names.push(...names);
    const [stay, left] = [scope.fresh('stay'), scope.fresh('left')];
    const vote = [
      `const bool ${stay} = ${condition(scope, 2)};`,
      `const unsigned int ${left} = __ballot_sync(${here}, ${stay});`,
    ];
    const [word, after, mask] = chance.of100(50)
      ? (['continue', [], left] as const)
      : (['break', [`${here} = ${left};`], here] as const);
    return [
      ...vote,
      `if (!${stay}) ${word};`,
      ...after,
      ...scope.body({ ...scope, flow: { ...flow, mask } }, depth - 1, 1),
    ];
  });
  return [
    `const int ${turns} = (int)(${integerExpression(scope, 2).text} & 3);`,
    `unsigned int ${here} = ${scope.flow.mask ?? allLanes};`,
    `for (int ${i} = 0;; ${i}++) {`,
    `  const bool ${go} = ${i} <= ${turns};`,
    `  ${here} = __ballot_sync(${here}, ${go});`,
    `  if (!${go}) break;`,
    ...body,
    ...(chance.of100(60) ? indented(split) : []),
    '}',
  ];
}

/** Lanes that hand on a value by shared memory, with a meeting of just them before and after. */
function handedOn(scope: Growing): string[] {
  const { chance } = scope;
  const mask = scope.flow.mask ?? allLanes;
  const type = chance.pick(['i32', 'u16', 'f32', 'u64', 'u8'] as const);
  const memory = scope.fresh('handed');
  const from = scope.fresh('from');
  return [
    `__shared__ ${written[type]} ${memory}[${threadsOf(scope)}];`,
    `${memory}[tid] = ${expressionOf(scope, 2, type)};`,
    `__syncwarp(${mask});`,
    `const int ${from} = (tid & ~31) + ${someLane(mask, chance.of100(50))};`,
    give(scope, type, `${memory}[${from}]`),
    `__syncwarp(${mask});`,
  ];
}

export const laneShapes: readonly Shape[] = [
  { where: 'lanes', weight: 8, make: operation },
  { where: 'lanes', weight: 1, make: sum },
  { where: 'lanes', weight: 2, make: handedOn },
  { where: 'lanes', deep: true, weight: 3, make: branch },
  { where: 'lanes', deep: true, weight: 1, make: halves },
  { where: 'lanes', deep: true, weight: 2, make: loop },
];
