// Atomics on global memory in random kernels: each place has one operation whose order does not matter, and nobody looks at
// what was there before.
import { expressionOf, integerExpression } from './expressions';
import { type NumberType, written } from './number-types';
import type { Growing, Shape } from './scope';

/** What all threads add to, by name: one element for each operation. */
export const sums = [
  { name: 'sums', type: 'u32', length: 8 },
  { name: 'wide', type: 'u64', length: 4 },
  { name: 'whole', type: 'f32', length: 2 },
] as const satisfies readonly { name: string; type: NumberType; length: number }[];

/** Exchanges until nobody came between, as the programming guide has it. */
function exchanged(
  scope: Growing,
  place: string,
  type: 'u32' | 'u64',
  next: (old: string) => string,
): string[] {
  const [old, seen] = [scope.fresh('old'), scope.fresh('seen')];
  const t = written[type];
  return [
    `${t} ${old} = atomicAdd(&${place}, 0), ${seen};`,
    `do { ${seen} = ${old}; ${old} = atomicCAS(&${place}, ${seen}, (${t})(${next(seen)})); } while (${old} != ${seen});`,
  ];
}

function atomic(scope: Growing): string[] {
  const { chance } = scope;
  const u32 = () => `(unsigned int)(${expressionOf(scope, 2, 'u32')})`;
  const u64 = () => `(unsigned long long)(${expressionOf(scope, 2, 'u64')})`;
  const whole = () => `(float)(int)(${integerExpression(scope, 2).text} & 15)`;
  switch (chance.int(0, 13)) {
    case 0:
      return [`atomicAdd(&sums[0], ${u32()});`];
    case 1:
      return [`atomicSub(&sums[0], ${u32()});`];
    case 2:
      return [`atomicMax(&sums[1], ${u32()});`];
    case 3:
      return [`atomicOr(&sums[2], ${u32()});`];
    case 4:
      return [`atomicXor(&sums[3], ${u32()});`];
    case 5:
      return ['atomicInc(&sums[4], 1000u);'];
    case 6:
      return [`atomicMin((int *)&sums[5], (int)${u32()});`];
    case 7: {
      const value = scope.fresh('value');
      return [
        `const unsigned int ${value} = ${u32()};`,
        ...exchanged(scope, 'sums[6]', 'u32', (old) => `${old} + ${value}`),
      ];
    }
    case 8:
      return [`atomicAdd(&wide[0], ${u64()});`];
    case 9:
      return [`atomicMax(&wide[1], ${u64()});`];
    case 10:
      return [`atomicXor(&wide[2], ${u64()});`];
    case 11: {
      const value = scope.fresh('value');
      return [
        `const unsigned long long ${value} = ${u64()};`,
        ...exchanged(scope, 'wide[3]', 'u64', (old) => `max(${old}, ${value}) | 1ull`),
      ];
    }
    case 12:
      return [`atomicAdd(&whole[0], ${whole()});`];
    default: {
      // A float that is added to by its bits.
      const value = scope.fresh('value');
      return [
        `const float ${value} = ${whole()};`,
        ...exchanged(
          scope,
          '((unsigned int *)whole)[1]',
          'u32',
          (old) => `__float_as_uint(__uint_as_float(${old}) + ${value})`,
        ),
      ];
    }
  }
}

export const atomicShapes: readonly Shape[] = [{ where: 'alone', weight: 2, inKernel: true, make: atomic }];
