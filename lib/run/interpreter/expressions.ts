// Code for expressions: in comes an expression, out comes code that puts its value for each thread of the range into a
// register. Operations without effects are done for the whole range, active or not; what reads memory, calls or reports is
// done for active threads alone.
import { type Expr, type Place, type Scalar, sizeOf, type Type } from '@/lib/ir';
import { loadCode } from './access';
import { addressOf, addScaled, offsetsOf } from './address';
import { binaryCode, compareCode, unaryCode } from './arithmetic';
import { callExpression } from './calls';
import { type Coder, chain, siteOf, temporary, temporaryInts, temporaryMask, type Value } from './coder';
import { bitcastLoop, convertPointer, convertScalar, decode, encode } from './convert';
import { blendLoop, copyLoop } from './copy-loops';
import { countOperation } from './count-operations';
import { divisionCheck } from './division';
import { report } from './finding';
import { setLong } from './long-loops';
import { filter, type Machine, type Run } from './machine';
import { mathLoop } from './math';
import { partsOf, type Register, registerFor, type ScalarRegister } from './register';
import { shadowBinary, shadowConvert, shadowMath, shadowNegate, shadowReset } from './shadow';

export function codeExpression(c: Coder, expr: Expr): Value {
  const value = codeOf(c, expr);
  if (!c.options.counts) return value;
  const counted = countOperation(expr);
  return counted ? { ...value, run: chain(value.run, counted)! } : value;
}

function codeOf(c: Coder, expr: Expr): Value {
  switch (expr.op) {
    case 'constant':
      return { register: constantRegister(c, expr.type, expr.value), partial: false };
    case 'zero':
      return { register: zeroRegister(c, expr.type), partial: false };
    case 'builtin':
      return builtin(c, expr.name, expr.type);
    case 'load':
      return load(c, expr.place, expr.span, expr.volatile === true);
    case 'address':
      return address(c, expr.place, expr.type);
    case 'offset': {
      const pointer = codeExpression(c, expr.pointer);
      const by = codeExpression(c, expr.by);
      const r = temporary(c, expr.type);
      if (pointer.register.kind !== 'pointer' || r.kind !== 'pointer') throw new Error('offset of a pointer');
      const stride = pointee(c, expr.type);
      const from = pointer.register.o;
      const { o } = r;
      const origin: Run | undefined = c.options.checks
        ? (m) => {
            for (let l = m.first, e = m.last; l < e; l++) o[l] = from[l]!;
          }
        : undefined;
      return made(r, [pointer, by], addScaled(r.a, pointer.register.a, by.register, stride), origin);
    }
    case 'distance': {
      const left = codeExpression(c, expr.left);
      const right = codeExpression(c, expr.right);
      const r = temporary(c, expr.type);
      if (left.register.kind !== 'pointer' || right.register.kind !== 'pointer' || r.kind !== 'long')
        throw new Error('distance of pointers');
      const { a } = left.register;
      const { a: b } = right.register;
      const stride = Math.max(1, pointee(c, expr.left.type));
      return made(r, [left, right], (m) => {
        for (let l = m.first, e = m.last; l < e; l++) {
          const n = Math.trunc((a[l]! - b[l]!) / stride);
          const high = Math.floor(n / 4294967296);
          r.lo[l] = n - high * 4294967296;
          r.hi[l] = high;
        }
      });
    }
    case 'retype':
      return codeExpression(c, expr.pointer);
    case 'unary': {
      const value = codeExpression(c, expr.value);
      const r = temporary(c, expr.type);
      const from = partsOf(value.register);
      return made(
        r,
        [value],
        ...partsOf(r).flatMap((part, i) => [
          unaryCode(expr.do, part, from[i]!),
          c.options.shadows ? shadowNegate(part, from[i]!) : undefined,
        ]),
      );
    }
    case 'binary': {
      const left = codeExpression(c, expr.left);
      const right = codeExpression(c, expr.right);
      const r = temporary(c, expr.type);
      const a = partsOf(left.register);
      const b = partsOf(right.register);
      const check =
        c.options.checks && (expr.do === 'divide' || expr.do === 'remainder')
          ? divisionCheck(b, siteOf(c, expr.span))
          : undefined;
      const value = made(
        r,
        [left, right],
        check,
        ...partsOf(r).flatMap((part, i) => [
          binaryCode(expr.do, part, a[i]!, b[i] ?? b[0]!, () => temporaryInts(c)),
          c.options.shadows ? shadowBinary(expr.do, part, a[i]!, b[i] ?? b[0]!) : undefined,
        ]),
      );
      return check ? { ...value, partial: true } : value;
    }
    case 'compare': {
      const left = codeExpression(c, expr.left);
      const right = codeExpression(c, expr.right);
      const r = temporary(c, expr.type);
      if (r.kind === 'int')
        return made(r, [left, right], compareCode(expr.do, r.a, left.register, right.register));
      const a = partsOf(left.register);
      const b = partsOf(right.register);
      return made(
        r,
        [left, right],
        ...partsOf(r).map((part, i) => compareCode(expr.do, (part as { a: Int32Array }).a, a[i]!, b[i]!)),
      );
    }
    case 'logical':
      return logical(c, expr);
    case 'select': {
      const condition = codeExpression(c, expr.condition);
      const yes = codeExpression(c, expr.yes);
      const no = codeExpression(c, expr.no);
      const r = temporary(c, expr.type);
      const keep = intsOf(condition.register);
      return {
        register: r,
        partial: condition.partial || yes.partial || no.partial,
        run: chain(
          condition.run,
          underMask(c, yes, keep, true),
          underMask(c, no, keep, false),
          blendLoop(r, keep, yes.register, no.register),
        )!,
      };
    }
    case 'convert':
      return convert(c, expr);
    case 'bitcast': {
      const value = codeExpression(c, expr.value);
      const r = temporary(c, expr.type);
      const size = sizeOf(expr.type, c.module.structs);
      return made(r, [value], bitcastLoop(r, value.register, size, c.memory.base), resets(c, r));
    }
    case 'math': {
      const args = expr.args.map((arg) => codeExpression(c, arg));
      const r = temporary(c, expr.type);
      const parts = args.map(({ register }) => partsOf(register));
      return made(
        r,
        args,
        ...partsOf(r).flatMap((part, i) => {
          const each = parts.map((list) => list[i] ?? list[0]!);
          return [
            mathLoop(expr.do, part, each),
            c.options.shadows ? shadowMath(expr.do, part, each) : undefined,
          ];
        }),
      );
    }
    case 'compose':
      return compose(c, expr);
    case 'extract': {
      const value = codeExpression(c, expr.value);
      if (value.register.kind === 'vector') return { ...value, register: value.register.parts[expr.member]! };
      return extractBytes(c, expr.value.type, expr.member, value, expr.type);
    }
    case 'call':
      return callExpression(c, expr, codeExpression);
  }
}

/** A value made from others: their code first. */
function made(register: Register, from: readonly Value[], ...runs: (Run | undefined)[]): Value {
  const run = chain(...from.map(({ run: before }) => before), ...runs);
  return { register, ...(run && { run }), partial: from.some(({ partial }) => partial) };
}

export function intsOf(register: Register): Int32Array {
  if (register.kind !== 'int') throw new Error('a bool or an integer of up to 32 bits was expected');
  return register.a;
}

function pointee(c: Coder, type: Type): number {
  return type.kind === 'pointer' ? sizeOf(type.to, c.module.structs) || 1 : 1;
}

const resets = (c: Coder, r: Register): Run | undefined =>
  c.options.shadows && (r.kind === 'vector' || r.kind === 'f32' || r.kind === 'f64')
    ? chain(...partsOf(r).map(shadowReset))
    : undefined;

function constantRegister(c: Coder, type: Type, value: number | bigint | boolean): Register {
  if (type.kind !== 'scalar') throw new Error('a constant is a scalar');
  const key = `${type.scalar} ${Object.is(value, -0) ? '-0' : value}`;
  const known = c.constants.get(key);
  if (known) return known;
  const r = registerFor(type, c.shape);
  fillScalar(r as ScalarRegister, value);
  c.constants.set(key, r);
  return r;
}

export function fillScalar(r: ScalarRegister, value: number | bigint | boolean): void {
  if (r.kind === 'long') {
    setLong(r, 0, BigInt(value));
    r.lo.fill(r.lo[0]!);
    r.hi.fill(r.hi[0]!);
  } else {
    r.a.fill(Number(value));
    if (r.kind !== 'int') r.s?.fill(r.a[0] ?? 0);
  }
}

function zeroRegister(c: Coder, type: Type): Register {
  const key = `zero ${JSON.stringify(type)}`;
  const known = c.constants.get(key);
  if (known) return known;
  const r = registerFor(type, c.shape);
  if (r.kind === 'pointer') r.a.fill(-c.memory.base);
  c.constants.set(key, r);
  return r;
}

function builtin(c: Coder, name: string, type: Type): Value {
  const key = `builtin ${name}`;
  const known = c.constants.get(key);
  if (known) return { register: known, partial: false };
  const { launch, shape } = c;
  const [bx, by] = launch.block;
  const scalar: Scalar = type.kind === 'scalar' ? type.scalar : 'u32';
  const ofThread = (value: (t: number) => number): Register => ({
    kind: 'int',
    scalar,
    a: Int32Array.from({ length: shape.threads }, (_, l) => value(l % launch.threads)),
  });
  const axis = name.endsWith('-x') ? 0 : name.endsWith('-y') ? 1 : 2;
  let r: Register;
  if (name.startsWith('block-dim')) r = ofThread(() => launch.block[axis]);
  else if (name.startsWith('grid-dim')) r = ofThread(() => launch.grid[axis]);
  else if (name.startsWith('block-')) r = { kind: 'int', scalar, a: c.blockIndex[axis] };
  else if (name === 'thread-x') r = ofThread((t) => t % bx);
  else if (name === 'thread-y') r = ofThread((t) => Math.floor(t / bx) % by);
  else if (name === 'thread-z') r = ofThread((t) => Math.floor(t / (bx * by)));
  else if (name === 'lane') r = ofThread((t) => t % launch.warp);
  else if (name === 'warp-size') r = ofThread(() => launch.warp);
  else if (name === 'dynamic-shared-bytes') r = ofThread(() => launch.dynamicBytes);
  else throw new Error(`no builtin ${name}`);
  c.constants.set(key, r);
  return { register: r, partial: false };
}

/** A place in registers: a local, or components of one. */
export function registerOf(c: Coder, place: Place): Register | undefined {
  if (place.at === 'local') return c.current.locals[place.local];
  if (place.at === 'member') {
    const of = registerOf(c, place.of);
    return of?.kind === 'vector' ? of.parts[place.member] : undefined;
  }
  if (place.at === 'element' && place.index.op === 'constant') {
    const of = registerOf(c, place.of);
    return of?.kind === 'vector' ? of.parts[Number(place.index.value)] : undefined;
  }
  return undefined;
}

function load(c: Coder, place: Place, span: Expr['span'], volatile: boolean): Value {
  const register = registerOf(c, place);
  if (register) {
    const root = rootLocal(place);
    const unset = root === undefined ? undefined : c.current.unset.get(root);
    if (!unset) return { register, partial: false };
    const site = siteOf(c, span);
    const name = c.module.functions[c.current.id]!.locals[root!]!.sourceName;
    return {
      register,
      partial: true,
      run: (m) => {
        for (let l = m.first, e = m.last; l < e; l++)
          if (unset[l] !== 0 && m.active[l] !== 0) {
            report(m.findings, m.launch, m.block, l, 'run-uninitialized', 'error', site, { name });
            unset[l] = 0;
          }
      },
    };
  }
  const at = addressOf(c, place, codeExpression);
  if (!at) throw new Error('a place is in registers or in memory');
  const r = temporary(c, place.type);
  return { register: r, partial: true, run: loadCode(c, at, place.type, r, siteOf(c, span), volatile) };
}

export function rootLocal(place: Place): number | undefined {
  let at = place;
  while (at.at === 'member' || at.at === 'element') at = at.of;
  return at.at === 'local' ? at.local : undefined;
}

function address(c: Coder, place: Place, type: Type): Value {
  const at = addressOf(c, place, codeExpression);
  if (!at) throw new Error('the address of a register');
  const { run, at: offsets } = offsetsOf(c, at);
  const { object } = at;
  const o = typeof object === 'number' ? new Int32Array(c.shape.threads).fill(object) : object;
  void type;
  // The offsets of a pointee alone are those of its pointer; all others were made for this expression.
  return { register: { kind: 'pointer', a: offsets, o }, ...(run && { run }), partial: run !== undefined };
}

/** Runs a value's code for those active threads whose `keep` is (or is not) 0. */
function underMask(c: Coder, value: Value, keep: Int32Array, wanted: boolean): Run | undefined {
  const { run } = value;
  if (!run || !value.partial) return run;
  const mask = temporaryMask(c);
  const wants = wanted ? keep : temporaryInts(c);
  return (m: Machine) => {
    const { first, last, active, dense } = m;
    if (!wanted) for (let l = first; l < last; l++) wants[l] = keep[l] === 0 ? 1 : 0;
    for (let l = first; l < last; l++) mask[l] = active[l]!;
    m.active = mask;
    if (filter(m, wants)) run(m);
    m.active = active;
    m.first = first;
    m.last = last;
    m.dense = dense;
  };
}

function logical(c: Coder, expr: Extract<Expr, { op: 'logical' }>): Value {
  const left = codeExpression(c, expr.left);
  const right = codeExpression(c, expr.right);
  const r = temporary(c, expr.type);
  const z = intsOf(r);
  const a = intsOf(left.register);
  const b = intsOf(right.register);
  const and = expr.do === 'and';
  const join: Run = and
    ? (m) => {
        for (let l = m.first, e = m.last; l < e; l++) z[l] = a[l] !== 0 && b[l] !== 0 ? 1 : 0;
      }
    : (m) => {
        for (let l = m.first, e = m.last; l < e; l++) z[l] = a[l] !== 0 || b[l] !== 0 ? 1 : 0;
      };
  return {
    register: r,
    partial: left.partial || right.partial,
    run: chain(left.run, underMask(c, right, a, and), join)!,
  };
}

function convert(c: Coder, expr: Extract<Expr, { op: 'convert' }>): Value {
  const value = codeExpression(c, expr.value);
  const from = value.register;
  const r = temporary(c, expr.type);
  if (from.kind === 'pointer' || r.kind === 'pointer') {
    if (from.kind === 'pointer' && r.kind === 'pointer') return value;
    const wide =
      r.kind === 'pointer' && from.kind === 'int'
        ? registerFor({ kind: 'scalar', scalar: 'u64' }, c.shape)
        : from;
    return made(
      r,
      [value],
      wide === from ? undefined : convertScalar(wide as ScalarRegister, from as ScalarRegister, undefined),
      convertPointer(r, wide, c.memory.base),
    );
  }
  const parts = partsOf(from);
  return made(
    r,
    [value],
    ...partsOf(r).flatMap((part, i) => [
      convertScalar(part, parts[i]!, expr.rounding),
      c.options.shadows ? shadowConvert(part, parts[i]!) : undefined,
    ]),
  );
}

function compose(c: Coder, expr: Extract<Expr, { op: 'compose' }>): Value {
  const parts = expr.parts.map((part) => codeExpression(c, part));
  const r = temporary(c, expr.type);
  const { type } = expr;
  if (r.kind === 'vector') return made(r, parts, ...r.parts.map((to, i) => copyAll(to, parts[i]!.register)));
  if (r.kind !== 'bytes') throw new Error('compose makes a vector, struct or array');
  const step = type.kind === 'array' ? sizeOf(type.of, c.module.structs) : 0;
  const at = (i: number) =>
    type.kind === 'struct' ? c.module.structs[type.struct]!.members[i]!.offset : i * step;
  const view = new DataView(r.a.buffer);
  const base = c.memory.base;
  return made(r, parts, (m) => {
    for (let l = m.first, e = m.last; l < e; l++) {
      r.u?.fill(0, l * r.size, l * r.size + r.size);
      parts.forEach(({ register }, i) => {
        encode(view, register, l, l * r.size + at(i), base);
      });
    }
  });
}

/** Copies the whole range, active or not: into a temporary. */
function copyAll(to: Register, from: Register): Run {
  const copy = copyLoop(to, from);
  return (m) => {
    const { dense } = m;
    m.dense = true;
    copy(m);
    m.dense = dense;
  };
}

function extractBytes(c: Coder, of: Type, member: number, value: Value, type: Type): Value {
  const from = value.register;
  if (from.kind !== 'bytes') throw new Error('extract of a struct');
  const r = temporary(c, type);
  const offset =
    of.kind === 'struct'
      ? c.module.structs[of.struct]!.members[member]!.offset
      : member * sizeOf(type, c.module.structs);
  const view = new DataView(from.a.buffer);
  const base = c.memory.base;
  return made(
    r,
    [value],
    (m) => {
      for (let l = m.first, e = m.last; l < e; l++) decode(view, r, l, l * from.size + offset, base);
    },
    resets(c, r),
  );
}
