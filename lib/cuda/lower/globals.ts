// Variables outside functions and shared ones: made in the module when first used, constants as values. Initialisers become
// the bytes that memory starts with.
import type { Span } from '@/lib/core/span';
import {
  alignOf,
  type Expr,
  type Place,
  type Scalar,
  scalarSize,
  sizeOf,
  type Type,
  type Variable,
} from '@/lib/ir';
import type { TemplateArgument, VariableDeclaration } from '../ast';
import { constantOf } from './build';
import { evaluated, integerConstant } from './constants';
import { constructRecord, needsConstruction } from './construct';
import { type Frame, identifierOf, staticFrame } from './context';
import {
  arrayC,
  bareC,
  C,
  type CType,
  constC,
  irType,
  isFloatC,
  noReference,
  sameBare,
  sameC,
  valueC,
} from './ctypes';
import { lowerExpr, placeholder } from './expressions';
import { roundFloat } from './fold';
import { countOf, lowerInit } from './initializers';
import { undefinedVariable, variableElsewhere } from './link';
import { utf8 } from './literals';
import { isPlace, type Operand, type PlaceOperand } from './operand';
import { Refusal, refuse } from './refusal';
import type { Scope, VariableSource } from './scopes';
import { bindParameters, boundText, resolveArguments } from './templates';
import { resolveType } from './type-names';
import { autoType, hasAuto } from './variables';

function addVariable(
  frame: Frame,
  name: string,
  type: Type,
  space: Variable['space'],
  span: Span,
  more: Partial<Variable> = {},
): Place {
  const { variables } = frame.lowering;
  variables.push({
    name: frame.lowering.uniqueName(identifierOf(name) || 'unnamed'),
    sourceName: name,
    space,
    type,
    span,
    ...more,
  });
  return { at: 'variable', variable: variables.length - 1, type };
}

/** What a variable outside functions means where it is named. */
export function globalOperand(
  frame: Frame,
  source: VariableSource,
  span: Span,
  args: readonly TemplateArgument[] = [],
): Operand {
  const head = source.declaration.template;
  const bound =
    head && bindParameters(frame, head.parameters, resolveArguments(frame, args), new Map(), source.scope);
  if (head && !bound) return refuse('lower-template-arguments', span);
  const key = bound ? bound.list.map(boundText).join(', ') : '';
  const scope = bound?.scope ?? source.scope;
  const there = source.instances.get(key);
  if (there === 'busy') return refuse('lower-not-constant', span);
  if (frame.typesOnly && !there) {
    const inner = staticFrame(frame.lowering, scope);
    return placeholder(frame, typeOf(inner, definitionOf(source)), span);
  }
  if (there) return isPlace(there) ? there : { ...there, expr: { ...there.expr, span } };
  source.instances.set(key, 'busy');
  try {
    const made = makeGlobal(frame, source, scope, span);
    source.instances.set(key, made);
    return made;
  } catch (error) {
    source.instances.delete(key);
    throw error;
  }
}

function makeGlobal(frame: Frame, source: VariableSource, scope: Scope, use: Span): Operand {
  const declaration = definitionOf(source);
  const { specifiers } = declaration;
  if ((specifiers.has('extern') || specifiers.has('extern-c')) && !specifiers.has('__shared__')) {
    const linked = linkedVariable(frame, source, scope, use);
    if (linked) return linked;
  }
  const inner = staticFrame(frame.lowering, scope);
  const name = declaration.name.parts.at(-1)?.text ?? '';
  if (specifiers.has('__shared__')) return sharedVariable(inner, declaration);
  const type = typeOf(inner, declaration);
  const device = specifiers.has('__device__') || specifiers.has('__managed__');
  const constantMemory = specifiers.has('__constant__');
  const isConst = specifiers.has('constexpr') || !!type.const || (type.kind === 'array' && !!type.of.const);
  if (type.kind === 'reference') refuse('lower-initializer', use, { name });
  if (!device && !constantMemory && !isConst) {
    if (specifiers.has('static') && source.scope.kind === 'block')
      refuse('lower-static-local', declaration.span, { name });
    refuse('lower-host-variable', use, { name });
  }
  const bare = valueC(type);
  const value = initialValue(inner, declaration, type, name, use);
  if (isConst && !device && !constantMemory) {
    if (!value) refuse('lower-host-variable', use, { name });
    if (bare.kind !== 'array' && bare.kind !== 'record') return { expr: value, type: bare };
  } else if (
    isConst &&
    // A const whole number with a value is that value, wherever it lies.
    (specifiers.has('constexpr') || (!constantMemory && type.const && isWhole(bare))) &&
    value &&
    constantOf(value) !== undefined &&
    bare.kind !== 'array' &&
    bare.kind !== 'record'
  )
    return { expr: value, type: bare };
  const ir = irType(type);
  const init = value && value.op !== 'zero' ? bytesOf(frame, value, ir, use, name) : undefined;
  const align = declaration.align ? integerConstant(inner, declaration.align) : 0;
  const space = constantMemory || (isConst && !device) ? 'constant' : 'global';
  const place = addVariable(frame, name, ir, space, declaration.nameSpan, {
    ...(init && { init }),
    ...(align > alignOf(ir, frame.lowering.structs) && { align }),
  });
  // What may be written to is known to nobody: constant memory is the host's to fill.
  if (isConst && !constantMemory && value && place.at === 'variable')
    frame.lowering.constants.set(place.variable, value);
  return { place, type: space === 'constant' ? constC(type) : type };
}

/** What another unit defines of a variable that is `extern` here; its type must be the same, but for a bound left open. */
function linkedVariable(frame: Frame, source: VariableSource, scope: Scope, use: Span): Operand | undefined {
  const there = variableElsewhere(frame, source, use) ?? undefinedVariable(frame, source, use);
  if (!there) return undefined;
  const made = globalOperand(frame, there, use);
  const type = typeOf(staticFrame(frame.lowering, scope), source.declaration);
  const [own, other] = [bareC(type), bareC(made.type)];
  const open =
    own.kind === 'array' && own.count === 0 && other.kind === 'array' && sameBare(own.of, other.of);
  if (!open && !sameC(own, other))
    refuse('lower-no-body', use, { name: source.declaration.name.parts.at(-1)?.text ?? '' });
  return made;
}

function isWhole(type: CType): boolean {
  return type.kind === 'enum' || (type.kind === 'scalar' && !isFloatC(type));
}

/** A static member's declaration outside of its record carries the initialiser when the one inside has none. */
function definitionOf(source: VariableSource): VariableDeclaration {
  const { declaration, scope } = source;
  if (declaration.init || !scope.record?.source) return declaration;
  const name = declaration.name.parts.at(-1)?.text;
  const outside = scope.record.source.statics.find((s) => s.name.parts.at(-1)?.text === name && s.init);
  return outside ? { ...declaration, init: outside.init as NonNullable<typeof outside.init> } : declaration;
}

function typeOf(frame: Frame, declaration: VariableDeclaration): CType {
  if (hasAuto(declaration.type)) {
    const only = declaration.init?.args[0];
    if (!only) return refuse('lower-auto', declaration.span);
    const type = autoType(frame, declaration.type, lowerExpr(frame, only), declaration.span);
    return declaration.specifiers.has('constexpr') ? constC(type) : type;
  }
  const type = resolveType(frame, declaration.type);
  if (type.kind === 'array' && type.count === 0) {
    const count = countOf(frame, declaration.init);
    if (count) return type.const ? constC(arrayC(type.of, count)) : arrayC(type.of, count);
  }
  return type;
}

function initialValue(
  frame: Frame,
  declaration: VariableDeclaration,
  type: CType,
  name: string,
  use: Span,
): Expr | undefined {
  try {
    const bare = noReference(type);
    if (!declaration.init) {
      if (bare.kind === 'record' && needsConstruction(bare.record) && !declaration.specifiers.has('extern'))
        return evaluated(
          frame.lowering,
          constructRecord(frame, bare, [], declaration.span, false),
          declaration.span,
        );
      return undefined;
    }
    return evaluated(
      frame.lowering,
      lowerInit(frame, type, declaration.init, declaration.nameSpan),
      declaration.span,
    );
  } catch (error) {
    if (error instanceof Refusal && error.code === 'lower-not-constant')
      return refuse('lower-initializer', use, { name });
    throw error;
  }
}

/** `__shared__ float tile[16][16];`, `extern __shared__ float all[];` */
export function sharedVariable(frame: Frame, declaration: VariableDeclaration): PlaceOperand {
  const name = declaration.name.parts.at(-1)?.text ?? '';
  const type = resolveType(frame, declaration.type);
  const ir = irType(type);
  const align = declaration.align ? integerConstant(frame, declaration.align) : 0;
  const place = addVariable(frame, name, ir, 'shared', declaration.nameSpan, {
    ...(align > alignOf(ir, frame.lowering.structs) && { align }),
  });
  return { place, type };
}

/** A string literal in constant memory. */
export function stringVariable(frame: Frame, text: string, span: Span): Place {
  const bytes = new Uint8Array([...utf8(text), 0]);
  const type = irType(arrayC(C.char, bytes.length));
  return addVariable(frame, 'text', type, 'constant', span, { init: bytes });
}

// ---- bytes ----

function bytesOf(frame: Frame, value: Expr, type: Type, span: Span, name: string): Uint8Array {
  const bytes = new Uint8Array(sizeOf(type, frame.lowering.structs));
  write(frame, new DataView(bytes.buffer), 0, value, type, span, name);
  return bytes;
}

function write(
  frame: Frame,
  view: DataView,
  at: number,
  value: Expr,
  type: Type,
  span: Span,
  name: string,
): void {
  if (value.op === 'zero') return;
  if (value.op === 'constant' && type.kind === 'scalar') {
    writeScalar(view, at, type.scalar, constantOf(value) ?? 0);
    return;
  }
  if (value.op !== 'compose') refuse('lower-initializer', span, { name });
  const { structs } = frame.lowering;
  for (const [i, part] of value.parts.entries()) {
    if (type.kind === 'array')
      write(frame, view, at + i * sizeOf(type.of, structs), part, type.of, span, name);
    else if (type.kind === 'vector') {
      const known = constantOf(part) ?? refuse('lower-initializer', span, { name });
      writeScalar(view, at + i * scalarSize[type.of], type.of, known);
    } else if (type.kind === 'struct') {
      const member = structs[type.struct]?.members[i];
      if (member) write(frame, view, at + member.offset, part, member.type, span, name);
    }
  }
}

function writeScalar(view: DataView, at: number, scalar: Scalar, value: number | bigint | boolean): void {
  switch (scalarSize[scalar]) {
    case 1:
      view.setUint8(at, Number(value) & 255);
      return;
    case 2:
      if (scalar === 'f16' || scalar === 'bf16') view.setUint16(at, halfBits(scalar, Number(value)), true);
      else view.setUint16(at, Number(value) & 65535, true);
      return;
    case 4:
      if (scalar === 'f32') {
        view.setFloat32(at, Number(value), true);
        return;
      }
      view.setUint32(at, Number(value) >>> 0, true);
      return;
    default:
      if (scalar === 'f64') {
        view.setFloat64(at, Number(value), true);
        return;
      }
      view.setBigUint64(at, BigInt.asUintN(64, BigInt(value)), true);
  }
}

export function halfBits(scalar: 'f16' | 'bf16', value: number): number {
  const view = new DataView(new ArrayBuffer(4));
  if (scalar === 'bf16') {
    view.setFloat32(0, roundFloat('bf16', value));
    return view.getUint16(0);
  }
  const rounded = roundFloat('f16', value);
  view.setFloat32(0, rounded);
  const sign = view.getUint8(0) & 128 ? 0x8000 : 0;
  const magnitude = Math.abs(rounded);
  if (Number.isNaN(rounded)) return 0x7fff;
  if (magnitude === Number.POSITIVE_INFINITY) return sign | 0x7c00;
  if (magnitude < 2 ** -14) return sign | (magnitude / 2 ** -24);
  const exponent = Math.floor(Math.log2(magnitude));
  return sign | ((exponent + 15) << 10) | ((magnitude / 2 ** exponent - 1) * 1024);
}
