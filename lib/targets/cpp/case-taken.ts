// Which threads a switch that is taken apart leads into a case: in comes the switch, out come conditions. Only questions.
import { type Expr, type Statement, scalars } from '@/lib/ir';

type Switch = Statement & { do: 'switch' };

/** True when the value leads to the case itself, not from the one before it. */
export function caseTaken(statement: Switch, index: number): Expr {
  const { value, cases, span } = statement;
  const own = cases[index];
  const wide = value.type.kind === 'scalar' && value.type.scalar.endsWith('64');
  const named = (labels: readonly bigint[]): Expr =>
    labels
      .map((label): Expr => {
        const right: Expr = { op: 'constant', type: value.type, span, value: wide ? label : Number(label) };
        return { op: 'compare', do: 'equal', type: scalars.bool, span, left: value, right };
      })
      .reduce((left, right): Expr => ({ op: 'logical', do: 'or', type: scalars.bool, span, left, right }));
  if (!own?.isDefault) return named(own?.values ?? []);
  const others = cases.filter((one) => one !== own).flatMap(({ values }) => values);
  if (others.length === 0) return { op: 'constant', type: scalars.bool, span, value: true };
  return { op: 'unary', do: 'not', type: scalars.bool, span, value: named(others) };
}

/** True when a thread may come from a case into the next one. */
export function fallsThrough({ cases }: Switch, index: number): boolean {
  const body = cases[index]?.body ?? [];
  let last = body.at(-1);
  while (last?.do === 'block') last = last.body.at(-1);
  return last?.do !== 'break' && last?.do !== 'return' && last?.do !== 'continue';
}
