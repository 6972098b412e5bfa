// Indices and offsets as C++. CUDA's built-in numbers are unsigned, and so is most arithmetic that goes into an index: in
// 32 bits it may wrap around, which compilers must then allow for, and do without vectors. An index that is used lies in an
// object far below 2^31 elements; its sum has the same value when it is computed in signed numbers without wrapping.
import type { Expr } from '@/lib/ir';
import type { Expressions } from './expressions';
import { bind, hold, scalarOf, type Text } from './text';

/** Factors from here on are no strides: they mix bits, and wrapping is meant. */
const largestFactor = 1 << 16;

/** The text of an index, or of what is added to a pointer. */
export function indexText(to: Expressions, expr: Expr): Text {
  const sum = narrow(expr);
  // C widens these by itself; of a char as an index compilers warn.
  if (sum.op === 'convert' && isWord(sum) && ['u8', 'u16', 'i16'].includes(scalarOf(sum.value.type) ?? ''))
    return to.print(sum.value, true);
  const isOpen = scalarOf(sum.type) === 'u32' && sum.op === 'binary' && !to.extent(sum);
  return isOpen && isSum(sum) ? signed(to, sum) : to.print(expr, true);
}

/** What is widened to 64 bits, before it is. */
function narrow(expr: Expr): Expr {
  const wide = expr.op === 'convert' && ['i64', 'u64'].includes(scalarOf(expr.type) ?? '');
  return wide && isWord(expr.value) ? expr.value : expr;
}

function isWord({ type }: Expr): boolean {
  const scalar = scalarOf(type);
  return scalar === 'i32' || scalar === 'u32';
}

/** Sums, differences and products of 32-bit numbers, with nothing in them that looks like the mixing of bits. */
function isSum(expr: Expr): boolean {
  if (!isWord(expr)) return false;
  if (expr.op === 'convert') return !isWord(expr.value) || isSum(expr.value);
  if (expr.op === 'constant') return Number(expr.value) < largestFactor;
  if (expr.op !== 'binary') return true;
  const isArithmetic = expr.do === 'add' || expr.do === 'subtract' || expr.do === 'multiply';
  return isArithmetic ? isSum(expr.left) && isSum(expr.right) : true;
}

function signed(to: Expressions, expr: Expr): Text {
  if (to.extent(expr)) return to.print(expr, true);
  if (expr.op === 'convert' && isWord(expr.value)) return signed(to, expr.value);
  if (expr.op === 'binary' && scalarOf(expr.type) === 'u32') {
    const [left, right] = [signed(to, expr.left), signed(to, expr.right)];
    if (expr.do === 'add' || expr.do === 'subtract') {
      const sign = expr.do === 'add' ? '+' : '-';
      return { text: `${hold(left, bind.add)} ${sign} ${hold(right, bind.multiply)}`, binds: bind.add };
    }
    if (expr.do === 'multiply')
      return {
        text: `(long long)${hold(left, bind.prefix)} * ${hold(right, bind.prefix)}`,
        binds: bind.multiply,
      };
  }
  if (scalarOf(expr.type) !== 'u32' || expr.op === 'constant') return to.print(expr, true);
  return { text: `(int)${hold(to.exact(expr), bind.prefix)}`, binds: bind.prefix };
}
