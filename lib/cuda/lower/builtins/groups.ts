// Cooperative groups: blocks, tiles of a warp, coalesced threads, the grid. What a group is is known while lowering; a
// coalesced one holds its lanes as a mask of 64 bits.
import type { Span } from '@/lib/core/span';
import { type Builtin, type Expr, scalars, type WarpOp } from '@/lib/ir';
import { binary, builtin, compare, constant, constantOf, convert, i32, load, math, one } from '../build';
import { nothing } from '../calls';
import type { Frame, LocalDraft } from '../context';
import { conditionOf, convertTo, valueOf, valueOperand } from '../conversions';
import { C, type CType, type GroupC, groupC, irType, noReference, vectorC } from '../ctypes';
import type { Operand } from '../operand';
import { refuse } from '../refusal';
import type { Bound } from '../scopes';
import type { BuiltinFunction } from '.';
import { emitWarp, movedWhole, shuffled } from './warps';

const table = new Map<string, BuiltinFunction>();
const uint = C['unsigned int'];
const ullong = C['unsigned long long'];
const value = (expr: Expr, type: CType): Operand => ({ expr, type });

export function groupOf(group: GroupC, span: Span, expr?: Expr): Operand {
  return value(expr ?? { op: 'zero', type: scalars.u64, span }, group);
}
export function isGroup(operand: Operand | undefined): operand is Operand {
  return !!operand && noReference(operand.type).kind === 'group';
}

table.set('this_thread_block', (_, call) => groupOf(groupC('block'), call.span));
table.set('this_grid', (_, call) => groupOf(groupC('grid'), call.span));
table.set('coalesced_threads', (frame, call) =>
  groupOf(groupC('coalesced'), call.span, emitWarp(frame, 'active-mask', scalars.u64, call.span, {})),
);
table.set('tiled_partition', (frame, call) => {
  const explicit = call.explicit[0];
  const lanes =
    explicit && 'value' in explicit
      ? constantOf(valueOf(frame, explicit.value, call.span))
      : call.args[1] && constantOf(valueOf(frame, call.args[1], call.span));
  if (!isGroup(call.args[0])) return undefined;
  if (lanes === undefined) return refuse('lower-group', call.span);
  return groupOf(groupC('tile', Number(lanes)), call.span);
});
table.set('sync', (frame, call) =>
  isGroup(call.args[0]) ? callGroup(frame, call.args[0], 'sync', [], [], call.span) : undefined,
);
for (const name of ['thread_rank', 'group_size'])
  table.set(name, (frame, call) =>
    isGroup(call.args[0])
      ? callGroup(frame, call.args[0], name === 'group_size' ? 'size' : name, [], [], call.span)
      : undefined,
  );
/** `cg::plus<int>()` and its like: named so that reduce can tell them. */
for (const name of ['plus', 'less', 'greater', 'bit_and', 'bit_or', 'bit_xor'])
  table.set(name, (_, call) => {
    if (call.args.length > 0) return undefined;
    return value(
      { op: 'zero', type: irType({ kind: 'void', key: 'void' }), span: call.span },
      { kind: 'function', key: `cg::${name}`, target: [] },
    );
  });

// ---- where a thread is in its group ----

/** x + y * width + z * width * height of a builtin's three numbers. */
function linear(at: 'thread' | 'block', size: 'block-dim' | 'grid-dim', span: Span): Expr {
  const get = (name: string) => builtin(name as Builtin, span);
  const row = binary('add', binary('multiply', get(`${at}-z`), get(`${size}-y`), span), get(`${at}-y`), span);
  return binary('add', binary('multiply', row, get(`${size}-x`), span), get(`${at}-x`), span);
}
function product(size: 'block-dim' | 'grid-dim', span: Span): Expr {
  const get = (axis: string) => builtin(`${size}-${axis}` as Builtin, span);
  return binary('multiply', binary('multiply', get('x'), get('y'), span), get('z'), span);
}

const dim3Parts = (name: string, span: Span): Operand => {
  const type = vectorC('dim3') as CType;
  const parts = ['x', 'y', 'z'].map((axis) => builtin(`${name}-${axis}` as Builtin, span));
  return value({ op: 'compose', parts, type: irType(type), span }, type);
};

export function laneBit(lane: Expr, span: Span): Expr {
  return binary('shift-left', constant('u64', 1n, span), lane, span);
}
function countBits(mask: Expr, span: Span): Expr {
  return convert(math('population-count', [mask], span, scalars.i32), scalars.u32, span);
}

export function callGroup(
  frame: Frame,
  object: Operand,
  name: string,
  args: readonly Operand[],
  _explicit: readonly Bound[],
  span: Span,
): Operand {
  const type = noReference(object.type) as GroupC;
  const result =
    type.group === 'block'
      ? blockMember(frame, name, span)
      : type.group === 'grid'
        ? gridMember(frame, name, span)
        : type.group === 'tile'
          ? tileMember(frame, type.lanes, name, args, span)
          : coalescedMember(frame, object, name, args, span);
  return result ?? refuse('lower-group-member', span, { name, type: type.key });
}

function blockMember(frame: Frame, name: string, span: Span): Operand | undefined {
  switch (name) {
    case 'sync':
      frame.emit({ do: 'barrier', span });
      return nothing(span);
    case 'thread_rank':
      return value(linear('thread', 'block-dim', span), uint);
    case 'size':
    case 'num_threads':
      return value(product('block-dim', span), uint);
    case 'group_index':
      return dim3Parts('block', span);
    case 'thread_index':
      return dim3Parts('thread', span);
    case 'group_dim':
    case 'dim_threads':
      return dim3Parts('block-dim', span);
    default:
      return undefined;
  }
}

function gridMember(frame: Frame, name: string, span: Span): Operand | undefined {
  const wide = (expr: Expr) => convert(expr, scalars.u64, span);
  switch (name) {
    case 'sync':
      frame.emit({ do: 'grid-barrier', span });
      return nothing(span);
    case 'is_valid':
      return value(constant('bool', true, span), C.bool);
    case 'thread_rank': {
      const before = binary(
        'multiply',
        wide(linear('block', 'grid-dim', span)),
        wide(product('block-dim', span)),
        span,
      );
      return value(binary('add', before, wide(linear('thread', 'block-dim', span)), span), ullong);
    }
    case 'size':
    case 'num_threads':
      return value(
        binary('multiply', wide(product('grid-dim', span)), wide(product('block-dim', span)), span),
        ullong,
      );
    case 'num_blocks':
      return value(wide(product('grid-dim', span)), ullong);
    case 'block_rank':
      return value(wide(linear('block', 'grid-dim', span)), ullong);
    case 'group_dim':
    case 'dim_blocks':
      return dim3Parts('grid-dim', span);
    case 'block_index':
      return dim3Parts('block', span);
    default:
      return undefined;
  }
}

const shuffleNames: Readonly<Record<string, WarpOp>> = {
  shfl: 'shuffle',
  shfl_up: 'shuffle-up',
  shfl_down: 'shuffle-down',
  shfl_xor: 'shuffle-xor',
};

/** Lanes of this thread's tile among a ballot's. */
function tileBits(ballot: Expr, lanes: number, span: Span): Expr {
  const first = binary('and', builtin('lane', span), constant('u32', ~(lanes - 1) >>> 0, span), span);
  const moved = binary('shift-right', ballot, first, span);
  return lanes >= 64 ? moved : binary('and', moved, constant('u64', (1n << BigInt(lanes)) - 1n, span), span);
}

function tileMember(
  frame: Frame,
  lanes: number,
  name: string,
  args: readonly Operand[],
  span: Span,
): Operand | undefined {
  const width = i32(lanes, span);
  const rank = () =>
    binary('remainder', linear('thread', 'block-dim', span), constant('u32', lanes, span), span);
  const first = args[0];
  switch (name) {
    case 'size':
    case 'num_threads':
      return value(constant('u32', lanes, span), uint);
    case 'thread_rank':
      return value(rank(), uint);
    case 'meta_group_rank':
      return value(
        binary('divide', linear('thread', 'block-dim', span), constant('u32', lanes, span), span),
        uint,
      );
    case 'meta_group_size': {
      const up = binary('add', product('block-dim', span), constant('u32', lanes - 1, span), span);
      return value(binary('divide', up, constant('u32', lanes, span), span), uint);
    }
    case 'sync':
      frame.emit({ do: 'warp', op: 'sync', span });
      return nothing(span);
  }
  if (Object.hasOwn(shuffleNames, name) && first && args[1]) {
    const op = shuffleNames[name] as WarpOp;
    const moved = shuffled(frame, first, span);
    if (!moved) return tileShuffle(frame, op, first, args[1], width, span);
    const lane = convertTo(frame, args[1], op === 'shuffle' || op === 'shuffle-xor' ? C.int : uint, span);
    return value(
      emitWarp(frame, op, irType(moved.type), span, { value: moved.value, lane, width }),
      moved.type,
    );
  }
  if ((name === 'any' || name === 'all' || name === 'ballot') && first) {
    const condition = conditionOf(frame, first, span);
    const asked = name === 'all' ? negate(condition, span) : condition;
    const bits = tileBits(emitWarp(frame, 'ballot', scalars.u64, span, { value: asked }), lanes, span);
    if (name === 'ballot') return value(convert(bits, scalars.u32, span), uint);
    const some = compare(name === 'any' ? 'not-equal' : 'equal', bits, constant('u64', 0n, span), span);
    return value(convert(some, scalars.i32, span), C.int);
  }
  if (name === 'match_any' && first) {
    const operand = valueOperand(frame, first, span);
    const all = emitWarp(frame, 'match-any', scalars.u64, span, { value: operand.expr });
    return value(convert(tileBits(all, lanes, span), scalars.u32, span), uint);
  }
  return undefined;
}
/** Of what is copied as its bytes: structs and vectors, part by part. */
function tileShuffle(
  frame: Frame,
  op: WarpOp,
  operand: Operand,
  by: Operand,
  width: Expr,
  span: Span,
): Operand | undefined {
  const { expr, type } = valueOperand(frame, operand, span);
  if (type.kind !== 'record' && type.kind !== 'vector') return undefined;
  const lane = frame.pinned(
    convertTo(frame, by, op === 'shuffle' || op === 'shuffle-xor' ? C.int : uint, span),
    'lane',
  );
  const move = (part: Expr) => emitWarp(frame, op, part.type, span, { value: part, lane, width });
  const moved = movedWhole(frame, expr, span, move);
  return moved && value(moved, type);
}
function negate(condition: Expr, span: Span): Expr {
  const known = constantOf(condition);
  if (known !== undefined) return constant('bool', !known, span);
  return { op: 'unary', do: 'not', value: condition, type: scalars.bool, span };
}

/** The lane of the n-th member of a mask, counted from the lowest: found bit by bit. */
function nthLane(frame: Frame, mask: Expr, n: Expr, span: Span): Expr {
  const left = frame.temporary(scalars.u64, span, mask, 'rest');
  const count = frame.temporary(scalars.u32, span, n, 'n');
  const place = frame.place(left);
  const rest = load(place, span);
  const counter = load(frame.place(count), span);
  (frame.locals[left] as LocalDraft).constant = false;
  (frame.locals[count] as LocalDraft).constant = false;
  const lower = binary('and', rest, binary('subtract', rest, constant('u64', 1n, span), span), span);
  frame.emit({
    do: 'loop',
    init: [],
    condition: compare('greater', counter, constant('u32', 0, span), span),
    body: [{ do: 'assign', place, value: lower, span }],
    update: [
      {
        do: 'assign',
        place: frame.place(count),
        value: binary('subtract', counter, one('u32', span), span),
        span,
      },
    ],
    span,
  });
  return binary('subtract', math('first-set', [rest], span, scalars.i32), i32(1, span), span);
}

/** Of bits by lanes those of a group's members, by their ranks: bit n for the n-th. */
function packed(frame: Frame, bits: Expr, mask: Expr, span: Span): Expr {
  const mutable = (start: Expr, hint: string) => {
    const local = frame.temporary(scalars.u64, span, start, hint);
    (frame.locals[local] as LocalDraft).constant = false;
    return frame.place(local);
  };
  const zero = constant('u64', 0n, span);
  const rest = mutable(mask, 'rest');
  const result = mutable(zero, 'bits');
  const bit = mutable(constant('u64', 1n, span), 'bit');
  const left = load(rest, span);
  const below = binary('subtract', left, constant('u64', 1n, span), span);
  // The lowest lane that is left: its bit alone.
  const lowest = binary(
    'and',
    left,
    { op: 'unary', do: 'complement', value: below, type: scalars.u64, span },
    span,
  );
  frame.emit({
    do: 'loop',
    init: [],
    condition: compare('not-equal', left, zero, span),
    body: [
      {
        do: 'if',
        condition: compare('not-equal', binary('and', bits, lowest, span), zero, span),
        then: [
          {
            do: 'assign',
            place: result,
            value: binary('or', load(result, span), load(bit, span), span),
            span,
          },
        ],
        else: [],
        span,
      },
    ],
    update: [
      { do: 'assign', place: rest, value: binary('and', left, below, span), span },
      {
        do: 'assign',
        place: bit,
        value: binary('shift-left', load(bit, span), one('u32', span), span),
        span,
      },
    ],
    span,
  });
  return load(result, span);
}

function coalescedMember(
  frame: Frame,
  object: Operand,
  name: string,
  args: readonly Operand[],
  span: Span,
): Operand | undefined {
  const mask = valueOf(frame, object, span);
  const lane = builtin('lane', span);
  const below = binary(
    'and',
    mask,
    binary('subtract', laneBit(lane, span), constant('u64', 1n, span), span),
    span,
  );
  const first = args[0];
  switch (name) {
    case 'size':
    case 'num_threads':
      return value(countBits(mask, span), uint);
    case 'thread_rank':
      return value(countBits(below, span), uint);
    case 'sync':
      frame.emit({ do: 'warp', op: 'sync', mask, span });
      return nothing(span);
    case 'meta_group_rank':
      return value(constant('u32', 0, span), uint);
    case 'meta_group_size':
      return value(constant('u32', 1, span), uint);
  }
  if ((name === 'any' || name === 'all') && first)
    return value(
      emitWarp(frame, name, scalars.i32, span, { mask, value: conditionOf(frame, first, span) }),
      C.int,
    );
  if (name === 'ballot' && first) {
    const bits = emitWarp(frame, 'ballot', scalars.u64, span, {
      mask,
      value: conditionOf(frame, first, span),
    });
    return value(convert(packed(frame, bits, mask, span), scalars.u32, span), uint);
  }
  if (name === 'shfl' && first && args[1]) {
    const moved = shuffled(frame, first, span);
    if (!moved) return undefined;
    const from = nthLane(frame, mask, convertTo(frame, args[1], uint, span), span);
    return value(
      emitWarp(frame, 'shuffle', irType(moved.type), span, {
        mask,
        value: moved.value,
        lane: frame.pinned(from, 'lane'),
      }),
      moved.type,
    );
  }
  return undefined;
}

export const groupFunctions: ReadonlyMap<string, BuiltinFunction> = table;
