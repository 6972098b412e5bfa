// Math functions of constants, where the answer is exact whoever computes it. Anything that rounds is left to the run.
import { isFloat, type MathOp, type Scalar } from '@/lib/ir';
import { type Constant, roundFloat, wrap } from './fold';

export function foldMath(op: MathOp, scalar: Scalar, args: readonly Constant[]): Constant | undefined {
  const numbers = args.map(Number);
  const [a = 0, b = 0] = numbers;
  if (isFloat(scalar)) {
    switch (op) {
      case 'sqrt':
        return roundFloat(scalar, Math.sqrt(a));
      case 'floor':
        return Math.floor(a);
      case 'ceil':
        return Math.ceil(a);
      case 'trunc':
        return Math.trunc(a);
      case 'fabs':
        return Math.abs(a);
      case 'fmin':
        return Number.isNaN(a) ? b : Number.isNaN(b) ? a : Math.min(a, b);
      case 'fmax':
        return Number.isNaN(a) ? b : Number.isNaN(b) ? a : Math.max(a, b);
      default:
        return undefined;
    }
  }
  const big = args.map((arg) => BigInt(arg));
  const [x = 0n, y = 0n] = big;
  switch (op) {
    case 'min':
      return wrap(scalar, smaller(x, y) ? x : y);
    case 'max':
      return wrap(scalar, smaller(y, x) ? x : y);
    case 'abs':
      return wrap(scalar, x < 0n ? -x : x);
    default:
      return undefined;
  }
}

function smaller(a: bigint, b: bigint): boolean {
  return a < b;
}
