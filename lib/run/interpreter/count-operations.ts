// Counts of operations: floating-point ones by kind, integer ones, all of the IR. Each active thread's counts.
import type { Expr } from '@/lib/ir';
import type { Counts } from './counts';
import { activeCount, type Run } from './machine';

type Add = (counts: Counts, n: number) => void;

function isFloatType(expr: Expr): boolean {
  const { type } = expr;
  const scalar = type.kind === 'scalar' ? type.scalar : type.kind === 'vector' ? type.of : undefined;
  return scalar === 'f32' || scalar === 'f64' || scalar === 'f16' || scalar === 'bf16';
}

function kindOf(expr: Expr): Add | undefined {
  switch (expr.op) {
    case 'binary': {
      const { do: op } = expr;
      if (isFloatType(expr)) {
        if (op === 'multiply')
          return ({ flops }, n) => {
            flops.multiply += n;
          };
        if (op === 'divide')
          return ({ flops }, n) => {
            flops.divide += n;
          };
        return ({ flops }, n) => {
          flops.add += n;
        };
      }
      if (op === 'multiply')
        return ({ integer }, n) => {
          integer.multiply += n;
        };
      if (op === 'divide' || op === 'remainder')
        return ({ integer }, n) => {
          integer.divide += n;
        };
      return ({ integer }, n) => {
        integer.simple += n;
      };
    }
    case 'compare':
      if (isFloatType(expr.left))
        return ({ flops }, n) => {
          flops.compare += n;
        };
      return ({ integer }, n) => {
        integer.simple += n;
      };
    case 'unary':
      if (isFloatType(expr))
        return ({ flops }, n) => {
          flops.add += n;
        };
      return ({ integer }, n) => {
        integer.simple += n;
      };
    case 'math':
      if (expr.do === 'fma')
        return ({ flops }, n) => {
          flops.fma += n;
        };
      if (isFloatType(expr))
        return ({ flops }, n) => {
          flops.special += n;
        };
      return ({ integer }, n) => {
        integer.simple += n;
      };
    default:
      return undefined;
  }
}

/** @returns undefined for what costs nothing: constants, built-in coordinates, registers read, types changed. */
export function countOperation(expr: Expr): Run | undefined {
  if (expr.op === 'constant' || expr.op === 'zero' || expr.op === 'builtin' || expr.op === 'retype')
    return undefined;
  if (expr.op === 'load' && expr.place.at === 'local') return undefined;
  const add = kindOf(expr);
  const lanes = expr.type.kind === 'vector' ? expr.type.size : 1;
  return (m) => {
    const n = activeCount(m);
    m.counts.operations += n;
    add?.(m.counts, n * lanes);
  };
}
