// Constants as C++ writes them: exactly the value the IR has.
import type { Expr, Scalar } from '@/lib/ir';
import type { Scope } from './expressions';
import { type Text, whole } from './text';

const signed = (text: string): Text => ({ text, binds: text.startsWith('-') ? 14 : 16 });

function floatDigits(value: number): string {
  const digits = Object.is(value, -0) ? '-0' : String(value);
  return /[.e]/.test(digits) ? digits : `${digits}.0`;
}

/** The shortest decimal that is this f32 again. */
function shortest(value: number): string {
  if (value === 0) return floatDigits(value); // toPrecision knows no -0
  for (let precision = 1; precision < 10; precision++) {
    const text = value.toPrecision(precision);
    if (Math.fround(Number(text)) === value) return floatDigits(Number(text));
  }
  return floatDigits(value);
}

/** Infinity and NaN have no literals. */
function special(value: number, scalar: Scalar, scope: Pick<Scope, 'needs'>): string | undefined {
  if (Number.isFinite(value)) return undefined;
  scope.needs('limits');
  const type = scalar === 'f64' ? 'double' : 'float';
  if (Number.isNaN(value)) return `std::numeric_limits<${type}>::quiet_NaN()`;
  return `${value < 0 ? '-' : ''}std::numeric_limits<${type}>::infinity()`;
}

export function constantText({ value, type }: Expr & { op: 'constant' }, scope: Pick<Scope, 'needs'>): Text {
  const scalar = type.kind === 'scalar' ? type.scalar : 'i32';
  if (typeof value === 'boolean') return whole(String(value));
  if (typeof value === 'bigint') {
    if (scalar === 'u64') return whole(`${value}ull`);
    if (value === -(2n ** 63n)) return whole('(-9223372036854775807ll - 1)');
    return signed(`${value}ll`);
  }
  switch (scalar) {
    case 'f16':
    case 'bf16': {
      const helper = scalar === 'f16' ? 'to_half' : 'to_bfloat';
      scope.needs(scalar === 'f16' ? 'half' : 'bfloat');
      return whole(`${helper}(${special(value, 'f32', scope) ?? `${shortest(value)}f`})`);
    }
    case 'f32':
      return signed(special(value, 'f32', scope) ?? `${shortest(value)}f`);
    case 'f64':
      return signed(special(value, 'f64', scope) ?? floatDigits(value));
    case 'u32':
      // Where its signedness could be seen, an int becomes unsigned(5), which is 5u.
      return value > 0x7fffffff
        ? whole(`0x${value.toString(16)}u`)
        : { ...whole(String(value)), asInt: true };
    default:
      if (value === -(2 ** 31)) return whole('(-2147483647 - 1)');
      return signed(String(value));
  }
}
