// Tiles of a warp by cooperative groups in random kernels: their shuffles, votes and sums, by all tiles or by some of them.
import { condition, expressionOf, integerExpression } from './expressions';
import { written } from './number-types';
import { allLanes, type Growing, give, indented, type Shape, within } from './scope';

function operation(scope: Growing, tile: string, size: number): string[] {
  const { chance } = scope;
  const type = chance.pick(['i32', 'u32', 'f32', 'u64', 'f64'] as const);
  const value = `(${written[type]})(${expressionOf(scope, 2, type)})`;
  switch (chance.int(0, 8)) {
    case 0:
      return [give(scope, type, `${tile}.shfl_xor(${value}, ${size / chance.pick([2, 4, 8])})`)];
    case 1:
      return [give(scope, type, `${tile}.shfl_down(${value}, ${chance.int(1, size - 1)})`)];
    case 2:
      return [give(scope, type, `${tile}.shfl_up(${value}, ${chance.int(1, size - 1)})`)];
    case 3: {
      const from = `(int)(${integerExpression(scope, 2).text} & ${size - 1})`;
      return [give(scope, type, `${tile}.shfl(${value}, ${from})`)];
    }
    case 4:
      return [give(scope, 'u32', `${tile}.ballot(${condition(scope, 2)})`)];
    case 5:
      return [give(scope, 'bool', `${tile}.${chance.pick(['any', 'all'])}(${condition(scope, 2)}) != 0`)];
    case 6:
      return [
        give(scope, 'u32', `${tile}.match_any((int)(${integerExpression(scope, 2).text} & 3))`),
        `${tile}.sync();`,
      ];
    case 7: {
      const add = chance.pick(['plus', 'bit_xor', 'bit_and', 'bit_or']);
      const number = `(unsigned int)(${expressionOf(scope, 2, 'u32')})`;
      return [
        give(
          scope,
          'u32',
          `cooperative_groups::reduce(${tile}, ${number}, cooperative_groups::${add}<unsigned int>())`,
        ),
      ];
    }
    default: {
      const kind = chance.pick(['less', 'greater']);
      const number = `(int)(${expressionOf(scope, 2, 'i32')})`;
      return [
        give(
          scope,
          'i32',
          `cooperative_groups::reduce(${tile}, ${number}, cooperative_groups::${kind}<int>())`,
        ),
      ];
    }
  }
}

function tiles(scope: Growing): string[] {
  const { chance } = scope;
  if (scope.flow.mask !== allLanes) return scope.body(scope, 0, 1);
  const size = chance.pick([8, 8, 16, 16, 32]);
  const tile = scope.fresh('tile');
  const lines = [
    `auto ${tile} = cooperative_groups::tiled_partition<${size}>(cooperative_groups::this_thread_block());`,
    ...operation(scope, tile, size),
  ];
  scope.names.push(
    { text: `${tile}.thread_rank()`, type: 'u32' },
    { text: `${tile}.meta_group_rank()`, type: 'u32' },
  );
  if (chance.of100(60)) lines.push(...operation(scope, tile, size));
  if (chance.of100(40)) {
    const some = () =>
      indented(
        within(scope, () => [
          ...operation(scope, tile, size),
          ...scope.body({ ...scope, flow: { together: 'alone', leave: [] } }, 0, 2),
        ]),
      );
    lines.push(`if (${tile}.meta_group_rank() % 2 == ${chance.int(0, 1)}) {`, ...some());
    if (chance.of100(50)) lines.push('} else {', ...some());
    lines.push('}');
  }
  return lines;
}

export const tileText = '#include <cooperative_groups.h>\n#include <cooperative_groups/reduce.h>\n';
export const tileShapes: readonly Shape[] = [{ where: 'lanes', weight: 2, make: tiles }];
