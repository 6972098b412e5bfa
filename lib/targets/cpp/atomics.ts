// Atomics as C++. The threads of a block take turns within one thread of the machine, so that atomics of shared memory are
// ordinary updates; those of global memory are compilers' builtins, or a loop that tries again when another block was faster.
import {
  type AtomicOp,
  type BinaryOp,
  type Expr,
  isFloat,
  type LocalId,
  type Place,
  rootOf,
  type Statement,
  visitPlaces,
} from '@/lib/ir';
import type { Expressions } from './expressions';
import { scalarOf } from './text';

const builtins: Readonly<Partial<Record<AtomicOp, string>>> = {
  add: '__atomic_fetch_add',
  subtract: '__atomic_fetch_sub',
  and: '__atomic_fetch_and',
  or: '__atomic_fetch_or',
  xor: '__atomic_fetch_xor',
};

type Atomic = Statement & { do: 'atomic' };

/** True for memory that only the threads of one block see. */
function isShared(to: Expressions, { place, scope }: Atomic): boolean {
  const root = rootOf(place);
  if (root.at === 'local') return true;
  if (root.at === 'variable') return to.scope.module.variables[root.variable]?.space === 'shared';
  const { type } = root.pointer;
  return scope !== 'system' && type.kind === 'pointer' && (type.space === 'shared' || type.space === 'local');
}

/**
 * Where only the threads of one block see the place: the old value where it is wanted, then the new one, each to be written
 * as an assignment. Undefined where the update has to be one step.
 */
export function updateInTurn(
  to: Expressions,
  statement: Atomic,
): (Statement & { do: 'assign' })[] | undefined {
  const { place, value, compare, result, span } = statement;
  if (!isShared(to, statement)) return undefined;
  const { type } = place;
  const load = (of: Place): Expr => ({ op: 'load', type, span, place: of });
  const own: Place | undefined = result === undefined ? undefined : { at: 'local', local: result, type };
  if (own) {
    const asked: Expr[] = [load(place), value, ...(compare ? [compare] : [])];
    if (asked.some((expr) => reads(expr, own.local))) return undefined;
  }
  const next = nextValue(statement, load(own ?? place), value, compare ?? value);
  return [
    ...(own ? [{ do: 'assign', span, place: own, value: load(place) } as const] : []),
    { do: 'assign', span, place, value: next },
  ];
}

function reads(expr: Expr, local: LocalId): boolean {
  let found = false;
  visitPlaces([{ do: 'return', span: expr.span, value: expr }], (place) => {
    const root = rootOf(place);
    if (root.at === 'local' && root.local === local) found = true;
  });
  return found;
}

/** The expression of an atomic; its value is the old one. */
export function atomicText(to: Expressions, statement: Atomic): string {
  const { op, place, value, compare } = statement;
  const scalar = scalarOf(place.type);
  const shared = isShared(to, statement);
  const plain = place.type.kind === 'scalar' && scalar !== undefined && !isFloat(scalar);
  if (!shared && plain && builtins[op])
    return `${builtins[op]}(${to.addressText(place)}, ${to.text(value)}, __ATOMIC_RELAXED)`;
  to.scope.needs(shared ? 'block-atomic' : 'atomic');
  const update = shared ? 'block_update' : 'atomic_update';
  const names = ['old', 'value', 'expected'];
  const inside = to.within({ local: (id) => names[id] ?? 'old', extents: new Map(), indexLocals: new Set() });
  const operand = (local: number): Expr => ({
    op: 'load',
    type: place.type,
    span: statement.span,
    place: { at: 'local', local, type: place.type },
  });
  const next = inside.text(nextValue(statement, operand(0), operand(1), operand(2)));
  const type = to.scope.types.of(place.type);
  const captured = [
    `value = (${type})${wrapped(to, value)}`,
    ...(compare ? [`expected = (${type})${wrapped(to, compare)}`] : []),
  ];
  return `${update}(${to.target(place)}, [${captured.join(', ')}](${type} old) -> ${type} { return ${next}; })`;
}

function wrapped(to: Expressions, value: Expr): string {
  return to.held(value, 14);
}

/** What an atomic writes, made of the old value, the operand and the expected value. */
function nextValue({ op, place }: Atomic, old: Expr, value: Expr, expected: Expr): Expr {
  const { type, span } = old;
  const scalar = scalarOf(place.type) ?? 'u32';
  const bool = { kind: 'scalar', scalar: 'bool' } as const;
  const binary = (what: BinaryOp, left: Expr, right: Expr): Expr => ({
    op: 'binary',
    do: what,
    type,
    span,
    left,
    right,
  });
  const zero: Expr = { op: 'zero', type, span };
  const one: Expr = { op: 'constant', type, span, value: scalar === 'u64' || scalar === 'i64' ? 1n : 1 };
  const test = (what: 'equal' | 'greater-equal' | 'greater', left: Expr, right: Expr): Expr => ({
    op: 'compare',
    do: what,
    type: bool,
    span,
    left,
    right,
  });
  const choose = (condition: Expr, yes: Expr, no: Expr): Expr => ({
    op: 'select',
    type,
    span,
    condition,
    yes,
    no,
  });
  switch (op) {
    case 'exchange':
      return value;
    case 'compare-exchange':
      return choose(test('equal', old, expected), value, old);
    case 'min':
    case 'max': {
      const name = isFloat(scalar) ? (op === 'min' ? 'fmin' : 'fmax') : op;
      return { op: 'math', do: name, type, span, args: [old, value] };
    }
    case 'increment':
      return choose(test('greater-equal', old, value), zero, binary('add', old, one));
    case 'decrement':
      return choose(
        {
          op: 'logical',
          do: 'or',
          type: bool,
          span,
          left: test('equal', old, zero),
          right: test('greater', old, value),
        },
        value,
        binary('subtract', old, one),
      );
    default:
      return binary(op, old, value);
  }
}
