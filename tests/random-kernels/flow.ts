// Control flow of random kernels: branches, switches and loops of threads that go their own ways, and those that all threads
// of a block go together. Loops end: their counters are no places that a statement may assign.
import { condition, integerExpression } from './expressions';
import { apart, evenScope, type Flow, type Growing, indented, inside, type Shape } from './scope';

/** The scope of a condition, and the flow behind it: the same for all where all go together. */
type Way = { readonly on: Growing; readonly flow: Flow };
const own = (scope: Growing): Way => ({ on: scope, flow: apart(scope) });
const even = (scope: Growing): Way => ({ on: evenScope(scope), flow: scope.flow });

function branch(scope: Growing, depth: number, { on, flow }: Way): string[] {
  const { chance } = scope;
  const some = () => inside(scope, flow, depth - 1, chance.int(1, 3));
  const lines = [`if ${condition(on, 2)} {`, ...some()];
  if (chance.of100(20)) lines.push(`} else if ${condition(on, 2)} {`, ...some());
  if (chance.of100(50)) lines.push('} else {', ...some());
  return [...lines, '}'];
}

/** A switch whose cases fall through now and then; `break` leaves it, `continue` the loop around it. */
function choice(scope: Growing, depth: number, { on, flow }: Way): string[] {
  const { chance } = scope;
  const leave: Flow['leave'] = [...flow.leave.filter((word) => word !== 'break'), 'break'];
  const some = () => inside(scope, { ...flow, leave }, depth - 1, chance.int(1, 2));
  const labels = chance.of100(30) ? [3, 0, 2, 1] : [0, 1, 2, 3];
  const cases = labels
    .slice(0, chance.int(2, 4))
    .map((label) => [`case ${label}:`, '{', ...some(), '}', ...(chance.of100(65) ? ['break;'] : [])]);
  if (chance.of100(60)) cases.splice(chance.int(0, cases.length), 0, ['default:', '{', ...some(), '}']);
  return [
    `switch ((int)(${integerExpression(on, 2).text} & ${chance.pick([3, 3, 7])})) {`,
    ...indented(cases.flat()),
    '}',
  ];
}

function loop(scope: Growing, depth: number, { on, flow }: Way): string[] {
  const { chance } = scope;
  const i = scope.fresh('i');
  const leave: Flow['leave'] = [...flow.leave.filter((word) => word === 'return'), 'break', 'continue'];
  const lines = inside(scope, { ...flow, leave }, depth - 1, chance.int(1, 3), [{ text: i, type: 'i32' }]);
  const turns = chance.of100(50) ? `${chance.int(1, 5)}` : `(int)(${integerExpression(on, 1).text} & 3)`;
  const bound = scope.fresh('n');
  const counted = `const int ${bound} = ${turns};`;
  switch (chance.int(0, 3)) {
    case 0:
      return [counted, `for (int ${i} = 0; ${i} < ${bound}; ${i}++) {`, ...lines, '}'];
    case 1:
      return [counted, `for (int ${i} = ${bound}; ${i} > 0; ${i} -= ${chance.int(1, 2)}) {`, ...lines, '}'];
    case 2:
      return [
        '{',
        `  ${counted}`,
        `  int ${i} = 0;`,
        `  while (++${i} <= ${bound} && ${condition(on, 2)}) {`,
        ...indented(lines),
        '  }',
        '}',
      ];
    default:
      return [
        '{',
        `  ${counted}`,
        `  int ${i} = 0;`,
        '  do {',
        ...indented(lines),
        `  } while (++${i} < ${bound});`,
        '}',
      ];
  }
}

/** Leaves a loop, a switch or the function, now and then after a last change. */
function leaving(scope: Growing): string[] {
  const { chance, flow } = scope;
  if (flow.leave.length === 0) return scope.body(scope, 0, 1);
  const word = chance.pick(flow.leave);
  const on = flow.together === 'alone' ? scope : evenScope(scope);
  const last = word === 'return' ? scope.result() : `${word};`;
  if (chance.of100(60)) return [`if ${condition(on, 2)} { ${last} }`];
  const before = inside(scope, { ...flow, leave: [] }, 0, 1);
  return [`if ${condition(on, 2)} {`, ...before, `  ${last}`, '}'];
}

export const flowShapes: readonly Shape[] = [
  { where: 'alone', deep: true, weight: 5, make: (scope, depth) => branch(scope, depth, own(scope)) },
  { where: 'alone', deep: true, weight: 2, make: (scope, depth) => choice(scope, depth, own(scope)) },
  { where: 'alone', deep: true, weight: 4, make: (scope, depth) => loop(scope, depth, own(scope)) },
  { where: 'block', deep: true, weight: 5, make: (scope, depth) => branch(scope, depth, even(scope)) },
  { where: 'block', deep: true, weight: 2, make: (scope, depth) => choice(scope, depth, even(scope)) },
  { where: 'block', deep: true, weight: 5, make: (scope, depth) => loop(scope, depth, even(scope)) },
  { where: 'alone', weight: 5, make: leaving },
];
