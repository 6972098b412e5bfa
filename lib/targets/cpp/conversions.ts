// Conversions as C++: casts where C++ defines them as the IR does, helpers of the preamble where it does not.
import { type Expr, isFloat, isInteger, type Rounding, type Scalar, scalarSize } from '@/lib/ir';
import { isIndexArithmetic } from './arithmetic';
import type { Expressions } from './expressions';
import { bind, hold, isHalf, scalarOf, type Text, whole } from './text';
import { scalarNames } from './type-names';

export function convertText(to: Expressions, expr: Expr & { op: 'convert' }, index: boolean): Text {
  const { value, type } = expr;
  if (type.kind === 'vector') return convertEach(to, expr);
  if (value.type.kind === 'pointer') {
    if (type.kind === 'scalar' && type.scalar === 'bool')
      return { text: `${to.held(value, bind.equal)} != nullptr`, binds: bind.equal };
    return cast('unsigned long long', to.exact(value));
  }
  if (type.kind === 'pointer') return cast(to.scope.types.of(type), to.exact(value));
  const from = scalarOf(value.type) ?? 'i32';
  const into = scalarOf(type) ?? 'i32';
  if (from === into && !expr.rounding) return to.print(value, index);
  if (into === 'bool') return toBool(to, value, from);
  if (isHalf(into) || isHalf(from)) return halves(to, value, from, into, expr.rounding);
  if (isFloat(from) && isInteger(into)) return toInteger(to, value, into, expr.rounding);
  if (isFloat(into) && expr.rounding && expr.rounding !== 'nearest')
    return rounded(to, value, into, expr.rounding);
  return integers(to, value, from, into, index);
}

function cast(type: string, printed: Text): Text {
  return { text: `(${type})${hold(printed, bind.prefix)}`, binds: bind.prefix };
}

function convertEach(to: Expressions, expr: Expr & { op: 'convert' }): Text {
  const { type, value } = expr;
  if (type.kind !== 'vector' || value.type.kind !== 'vector') return whole('');
  to.scope.needs('each');
  const scalar = { kind: 'scalar', scalar: value.type.of } as const;
  const component: Expr = {
    op: 'load',
    type: scalar,
    span: value.span,
    place: { at: 'local', local: 0, type: scalar },
  };
  const inside = to.within({ local: () => 'a', extents: new Map(), indexLocals: new Set() });
  const body = inside.text({ ...expr, type: { kind: 'scalar', scalar: type.of }, value: component });
  return whole(`each<${to.scope.types.vector(type)}>(${to.text(value)}, [](auto a) { return ${body}; })`);
}

function toBool(to: Expressions, value: Expr, from: Scalar): Text {
  if (isHalf(from)) {
    to.scope.needs(from === 'f16' ? 'half' : 'bfloat');
    return { text: `to_float(${to.text(value)}) != 0.0f`, binds: bind.equal };
  }
  return { text: `${hold(to.print(value, false), bind.shift)} != 0`, binds: bind.equal };
}

/** Integers among one another and to float: C++ wraps (since always in practice, by definition since 2020) and rounds. */
function integers(to: Expressions, value: Expr, from: Scalar, into: Scalar, index: boolean): Text {
  const fits = to.extent(value);
  const printed = to.print(value, index || isIndexArithmetic(to, value));
  if (isInteger(into) && fits) {
    // The same number as int, unless the text has made it unsigned all the same, as bit operations do.
    if (into === 'i32')
      return from === 'u32' && !printed.asInt ? cast('int', printed) : { ...printed, asInt: false };
    if (into === 'u32') return { ...printed, asInt: true };
  }
  if (isFloat(into) && fits) return cast(scalarNames[into], printed);
  const exact = printed.asInt && !(scalarSize[into] > 4) ? whole(`unsigned(${printed.text})`) : printed;
  if (from === 'bool' || into === from) return cast(scalarNames[into], exact);
  return cast(scalarNames[into], exact);
}

function toInteger(to: Expressions, value: Expr, into: Scalar, rounding: Rounding | undefined): Text {
  to.scope.needs('saturate');
  const text = to.text(value);
  const rounds = { nearest: 'std::nearbyint', up: 'std::ceil', down: 'std::floor', zero: undefined } as const;
  const round = rounding && rounds[rounding];
  if (round) to.scope.needs('cmath');
  return whole(`saturate<${scalarNames[into]}>(${round ? `${round}(${text})` : text})`);
}

function rounded(to: Expressions, value: Expr, into: Scalar, rounding: Rounding): Text {
  to.scope.needs('rounded');
  const mode = { zero: 'FE_TOWARDZERO', up: 'FE_UPWARD', down: 'FE_DOWNWARD', nearest: 'FE_TONEAREST' }[
    rounding
  ];
  return whole(`rounded<${scalarNames[into]}>(${to.text(value)}, ${mode})`);
}

function halves(
  to: Expressions,
  value: Expr,
  from: Scalar,
  into: Scalar,
  rounding: Rounding | undefined,
): Text {
  for (const scalar of [from, into]) if (isHalf(scalar)) to.scope.needs(scalar === 'f16' ? 'half' : 'bfloat');
  let text = to.text(value);
  if (isHalf(from)) text = `to_float(${text})`;
  if (isHalf(into)) {
    const name = into === 'f16' ? 'to_half' : 'to_bfloat';
    if (rounding && rounding !== 'nearest') {
      to.scope.needs(into === 'f16' ? 'half-rounded' : 'bfloat-rounded');
      return whole(`${name}_${rounding}(${text})`);
    }
    // From double and from 32-bit and longer integers there must be one rounding only.
    const wide = from === 'f64' || (isInteger(from) && scalarSize[from] >= 4);
    return whole(wide ? `${name}(to_odd(${text}))` : `${name}(float(${text}))`);
  }
  if (into === 'f32') return whole(text);
  if (isInteger(into)) {
    to.scope.needs('saturate');
    const rounds = { nearest: 'std::nearbyint', up: 'std::ceil', down: 'std::floor', zero: '' } as const;
    const round = rounding ? rounds[rounding] : '';
    if (round) to.scope.needs('cmath');
    return whole(`saturate<${scalarNames[into]}>(${round ? `${round}(${text})` : text})`);
  }
  return cast(scalarNames[into], whole(text));
}
