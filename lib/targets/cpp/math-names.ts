// What C++ calls the mathematical operations, and which helper of the preamble each needs.
import type { Expr, MathOp } from '@/lib/ir';
import type { Expressions } from './expressions';
import type { HelperName } from './preamble';
import { bind, isHalf, scalarOf, type Text } from './text';
import { scalarNames } from './type-names';

/** `std::` functions are overloaded for float and double. */
const names: Readonly<Partial<Record<MathOp, string | readonly [string, HelperName]>>> = {
  sin: 'std::sin',
  cos: 'std::cos',
  tan: 'std::tan',
  asin: 'std::asin',
  acos: 'std::acos',
  atan: 'std::atan',
  atan2: 'std::atan2',
  sinh: 'std::sinh',
  cosh: 'std::cosh',
  tanh: 'std::tanh',
  asinh: 'std::asinh',
  acosh: 'std::acosh',
  atanh: 'std::atanh',
  sinpi: ['sin_pi', 'sin-pi'],
  cospi: ['cos_pi', 'sin-pi'],
  exp: 'std::exp',
  exp2: 'std::exp2',
  exp10: ['power_of_10', 'exp10'],
  expm1: 'std::expm1',
  log: 'std::log',
  log2: 'std::log2',
  log10: 'std::log10',
  log1p: 'std::log1p',
  pow: 'std::pow',
  sqrt: 'std::sqrt',
  rsqrt: ['inverse_root', 'rsqrt'],
  cbrt: 'std::cbrt',
  rcbrt: ['inverse_cube_root', 'rcbrt'],
  hypot: 'std::hypot',
  erf: 'std::erf',
  erfc: 'std::erfc',
  erfinv: ['inverse_erf', 'erfinv'],
  erfcinv: ['inverse_erfc', 'erfinv'],
  normcdf: ['normal_cdf', 'normcdf'],
  normcdfinv: ['inverse_normal_cdf', 'erfinv'],
  tgamma: 'std::tgamma',
  lgamma: 'std::lgamma',
  fma: 'std::fma',
  fmod: 'std::fmod',
  remainder: 'std::remainder',
  floor: 'std::floor',
  ceil: 'std::ceil',
  trunc: 'std::trunc',
  round: 'std::round',
  rint: 'std::nearbyint',
  fabs: 'std::fabs',
  fmin: ['lesser', 'fmin'],
  fmax: ['greater', 'fmin'],
  fdim: 'std::fdim',
  copysign: 'std::copysign',
  saturate: ['clamp_01', 'clamp-01'],
  j0: '::j0',
  j1: '::j1',
  y0: '::y0',
  y1: '::y1',
  ldexp: 'std::ldexp',
  logb: 'std::logb',
  nextafter: 'std::nextafter',
  'fast-sin': 'std::sin',
  'fast-cos': 'std::cos',
  'fast-tan': 'std::tan',
  'fast-exp': 'std::exp',
  'fast-exp10': ['power_of_10', 'exp10'],
  'fast-log': 'std::log',
  'fast-log2': 'std::log2',
  'fast-log10': 'std::log10',
  'fast-pow': 'std::pow',
  isnan: 'std::isnan',
  isinf: 'std::isinf',
  isfinite: 'std::isfinite',
  signbit: 'std::signbit',
  min: ['lesser_of', 'min'],
  max: ['greater_of', 'min'],
  abs: ['absolute', 'abs'],
  'mul-high': ['multiply_high', 'mul-high'],
  mul24: ['multiply_24', 'mul24'],
  sad: ['add_difference', 'sad'],
  'population-count': ['count_ones', 'bit-count'],
  'leading-zeros': ['leading_zeros', 'bit-count'],
  'first-set': ['first_set', 'bit-count'],
  'bit-reverse': ['reverse_bits', 'bit-reverse'],
  average: ['average', 'average'],
  'rounded-average': ['rounded_average', 'average'],
  'funnel-left': ['funnel_left', 'funnel'],
  'funnel-right': ['funnel_right', 'funnel'],
  'byte-permute': ['permute_bytes', 'byte-permute'],
};

const asked = new Set<MathOp>(['isnan', 'isinf', 'isfinite', 'signbit']);

export function mathText(to: Expressions, expr: Expr & { op: 'math' }): Text {
  const [first] = expr.args;
  if (!first) return { text: '', binds: bind.whole };
  if (first.type.kind === 'vector') return eachComponent(to, expr);
  const scalar = scalarOf(first.type) ?? 'f32';
  if (expr.do === 'fast-divide') {
    const [left, right] = expr.args as [Expr, Expr];
    return { text: `${to.held(left, bind.multiply)} / ${to.held(right, bind.prefix)}`, binds: bind.multiply };
  }
  const plainExp = (expr.do === 'exp' || expr.do === 'fast-exp') && scalar === 'f32';
  const vector: readonly [string, HelperName] = ['exponential', 'exponential'];
  const entry = plainExp && to.scope.inVectors?.() ? vector : (names[expr.do] ?? expr.do);
  const [name, helper] = typeof entry === 'string' ? [entry, undefined] : entry;
  if (helper) to.scope.needs(helper);
  else to.scope.needs('cmath');
  if (isHalf(scalar)) {
    to.scope.needs(scalar === 'f16' ? 'half' : 'bfloat');
    const args = expr.args.map((arg) =>
      isHalf(scalarOf(arg.type)) ? `to_float(${to.text(arg)})` : to.text(arg),
    );
    const text = `${name}(${args.join(', ')})`;
    if (asked.has(expr.do)) return { text, binds: bind.whole };
    if (expr.do === 'fma') {
      // The sum of an exact product must be rounded once.
      const wide = args.map((arg) => `double(${arg})`).join(', ');
      return {
        text: `${scalar === 'f16' ? 'to_half' : 'to_bfloat'}(to_odd(${name}(${wide})))`,
        binds: bind.whole,
      };
    }
    return { text: `${scalar === 'f16' ? 'to_half' : 'to_bfloat'}(float(${text}))`, binds: bind.whole };
  }
  const templated = ['lesser_of', 'greater_of', 'absolute'].includes(name) ? `<${scalarNames[scalar]}>` : '';
  const args = expr.args.map((arg) => to.text(arg)).join(', ');
  return { text: `${name}${templated}(${args})`, binds: bind.whole };
}

function eachComponent(to: Expressions, expr: Expr & { op: 'math' }): Text {
  const [first] = expr.args;
  if (first?.type.kind !== 'vector' || expr.type.kind !== 'vector') return { text: '', binds: bind.whole };
  to.scope.needs('each');
  const letters = ['a', 'b', 'c'];
  const inside = to.within({ local: (id) => letters[id] ?? 'a', extents: new Map(), indexLocals: new Set() });
  const args = expr.args.map((arg, local): Expr => {
    const type = { kind: 'scalar', scalar: scalarOf(arg.type) ?? 'f32' } as const;
    return { op: 'load', type, span: arg.span, place: { at: 'local', local, type } };
  });
  const body = inside.text({ ...expr, type: { kind: 'scalar', scalar: expr.type.of }, args });
  const parameters = args.map((_, index) => `auto ${letters[index]}`).join(', ');
  const values = expr.args.map((arg) => to.text(arg)).join(', ');
  return {
    text: `each<${to.scope.types.vector(expr.type)}>(${values}, [](${parameters}) { return ${body}; })`,
    binds: bind.whole,
  };
}
