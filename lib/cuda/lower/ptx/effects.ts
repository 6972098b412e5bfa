// PTX instructions that do more than compute: loads and stores, atomics, barriers, fences, what lanes of a warp do together.
import { type AtomicOp, type Expr, type Scalar, type Scope, scalars, type Type, type WarpOp } from '@/lib/ir';
import { constantOf, convert, load, offset, pointee, retype } from '../build';
import { emitWarp } from '../builtins';
import type { Asm } from './asm';
import type { PtxInstruction, PtxOperand } from './read';
import { number, ptxScalar } from './values';

/** @returns false where the instruction is none of these; refuses where it is one in a form that is not known */
export function effect(asm: Asm, instruction: PtxInstruction, when: Expr | undefined): boolean {
  const { frame, span } = asm;
  const { words, operands } = instruction;
  const [name, ...rest] = words;
  switch (name) {
    case 'ld':
    case 'ldu':
      loads(asm, instruction, when);
      return true;
    case 'st':
      stores(asm, instruction);
      return true;
    case 'atom':
    case 'red':
      atomic(asm, instruction, when);
      return true;
    case 'trap':
      frame.emit({ do: 'trap', span });
      return true;
    case 'prefetch':
    case 'prefetchu':
    case 'discard':
    case 'applypriority':
    case 'nanosleep':
    case 'pmevent':
      return true;
    case 'membar':
    case 'fence':
      frame.emit({ do: 'fence', scope: scopeOf(rest), span });
      return true;
    case 'mov':
      return clock(asm, instruction, when);
  }
  // Whoever stands under a predicate meets nobody.
  const meets = ['bar', 'barrier', 'shfl', 'vote', 'match', 'redux', 'activemask'].includes(name ?? '');
  if (!meets) return false;
  if (when) asm.refuse(instruction);
  if (name === 'bar' || name === 'barrier') {
    barrier(asm, instruction);
    return true;
  }
  const value = together(asm, instruction);
  if (!value || !asm.write(operands[0], value, undefined)) asm.refuse(instruction);
  return true;
}

function scopeOf(words: readonly string[]): Scope {
  if (words.includes('cta')) return 'block';
  return words.includes('sys') ? 'system' : 'device';
}

function clock(asm: Asm, { operands }: PtxInstruction, when: Expr | undefined): boolean {
  const { frame, span } = asm;
  const [to, from] = operands;
  if (from?.is !== 'special' || !/^(clock|clock64|globaltimer)$/.test(from.name)) return false;
  const local = frame.addLocal('t', from.name === 'clock' ? scalars.u32 : scalars.u64, span, true, true);
  frame.emit({ do: 'declare', local, span });
  frame.emit({ do: 'clock', result: local, span });
  return asm.write(to, load(frame.place(local), span), when);
}

// ---- memory ----

const caching =
  /^(?:ca|cg|cs|lu|cv|wb|wt|nc|weak|relaxed|acquire|release|cta|gpu|sys|cluster|L1|L2|no_allocate|evict_\w+|\d+B)$/;

/** Where an instruction goes, its type, and how many of them; spaces that have addresses of their own are refused. */
function access(asm: Asm, instruction: PtxInstruction, address: PtxOperand | undefined) {
  const { span } = asm;
  const words = instruction.words.slice(1, -1);
  const scalar = ptxScalar(instruction.words.at(-1));
  const vector = words.find((word) => /^v[248]$/.test(word));
  const rest = words.filter(
    (word) => word !== vector && word !== 'global' && word !== 'volatile' && !caching.test(word),
  );
  const base = address?.is === 'address' ? asm.pointer(address.base) : undefined;
  if (!scalar || !base || address?.is !== 'address' || rest.length > 0) return asm.refuse(instruction);
  const bytes: Type = {
    kind: 'pointer',
    space: base.type.kind === 'pointer' ? base.type.space : 'global',
    to: scalars.u8,
  };
  const start = base.type.kind === 'pointer' ? retype(base, bytes, span) : convert(base, bytes, span);
  const moved = offset(start, number('i64', address.offset, span), span);
  const pointer = retype(moved, { ...bytes, to: scalars[scalar] }, span);
  const place = (i: number) => pointee(offset(pointer, number('i64', i, span), span), span);
  const ordered = words.some((word) => word === 'acquire' || word === 'release');
  return {
    scalar,
    place,
    count: Number(vector?.[1] ?? 1),
    volatile: words.includes('volatile') || words.includes('relaxed') || ordered,
    ordered,
  };
}

function itemsOf(operand: PtxOperand | undefined): readonly (PtxOperand | undefined)[] {
  return operand?.is === 'vector' ? operand.items : [operand];
}

function loads(asm: Asm, instruction: PtxInstruction, when: Expr | undefined): void {
  const { frame, span } = asm;
  const { place, count, volatile, ordered } = access(asm, instruction, instruction.operands[1]);
  const targets = itemsOf(instruction.operands[0]);
  // A load under a predicate is one inside of a choice, which reads only what it takes.
  if (targets.length !== count || (when && (volatile || count > 1))) asm.refuse(instruction);
  const values = targets.map((_, i) => load(place(i), span, volatile));
  const read = count > 1 || volatile ? values.map((value) => frame.pinned(value)) : values;
  if (ordered) frame.emit({ do: 'fence', scope: scopeOf(instruction.words), span });
  targets.forEach((target, i) => {
    if (!asm.write(target, read[i] as Expr, when)) asm.refuse(instruction);
  });
}

function stores(asm: Asm, instruction: PtxInstruction): void {
  const { frame, span } = asm;
  const { scalar, place, count, volatile, ordered } = access(asm, instruction, instruction.operands[0]);
  const sources = itemsOf(instruction.operands[1]);
  if (sources.length !== count) asm.refuse(instruction);
  if (ordered) frame.emit({ do: 'fence', scope: scopeOf(instruction.words), span });
  sources.forEach((source, i) => {
    const value = asm.value(source, scalar) ?? asm.refuse(instruction);
    frame.emit({ do: 'assign', place: place(i), value, span, ...(volatile && { volatile: true }) });
  });
}

const atomics: Readonly<Record<string, AtomicOp>> = {
  ...{
    add: 'add',
    min: 'min',
    max: 'max',
    and: 'and',
    or: 'or',
    xor: 'xor',
    exch: 'exchange',
    cas: 'compare-exchange',
  },
  ...{ inc: 'increment', dec: 'decrement' },
};

function atomic(asm: Asm, instruction: PtxInstruction, when: Expr | undefined): void {
  const { frame, span } = asm;
  const { words, operands } = instruction;
  const word = words.find((one) => Object.hasOwn(atomics, one));
  const reduction = words[0] === 'red';
  const values = operands.slice(reduction ? 1 : 2);
  const address = operands[reduction ? 0 : 1];
  const plain = { ...instruction, words: words.filter((one) => one !== word && one !== 'acq_rel') };
  if (!word || (when && !reduction)) asm.refuse(instruction);
  const { scalar, place, count } = access(asm, plain, address);
  const [first, second] = values.map((value) => asm.value(value, scalar));
  const op = atomics[word] as AtomicOp;
  if (!first || count > 1 || (op === 'compare-exchange') !== (second !== undefined)) asm.refuse(instruction);
  const local = frame.addLocal('old', scalars[scalar], span, true, true);
  frame.emit({ do: 'declare', local, span });
  const parts = { value: second ?? first, ...(second && { compare: first }) };
  frame.emit({ do: 'atomic', op, place: place(0), ...parts, scope: scopeOf(words), result: local, span });
  if (!reduction && !asm.write(operands[0], load(frame.place(local), span), undefined))
    asm.refuse(instruction);
}

// ---- threads together ----

function barrier(asm: Asm, instruction: PtxInstruction): void {
  const { frame, span } = asm;
  const { words, operands } = instruction;
  const form = words.slice(1).filter((word) => word !== 'cta' && word !== 'aligned');
  if (form.join('.') === 'warp.sync') {
    const mask = asm.value(operands[0], 'u32') ?? asm.refuse(instruction);
    frame.emit({ do: 'warp', op: 'sync', mask, span });
    return;
  }
  const id = operands[0] && asm.value(operands[0], 'u32');
  // Other barriers than the first, and barriers for a part of the block, have no counterpart.
  if (form.join('.') !== 'sync' || operands.length > 1 || (id && constantOf(id) !== 0))
    asm.refuse(instruction);
  frame.emit({ do: 'barrier', span });
}

const shuffles: Readonly<Record<string, WarpOp>> = {
  idx: 'shuffle',
  up: 'shuffle-up',
  down: 'shuffle-down',
  bfly: 'shuffle-xor',
};

function together(asm: Asm, instruction: PtxInstruction): Expr | undefined {
  const { frame, span } = asm;
  const [name, ...rest] = instruction.words;
  const [, ...inputs] = instruction.operands;
  const words = rest.filter((word) => word !== 'sync');
  if (name === 'activemask') return emitWarp(frame, 'active-mask', scalars.u32, span, {});
  const mask = asm.value(inputs.at(-1), 'u32');
  if (!mask || !rest.includes('sync')) return undefined;
  if (name === 'shfl') return shuffled(asm, words, inputs, mask);
  if (name === 'vote') {
    const ops = { all: 'all', any: 'any', uni: 'uniform', ballot: 'ballot' } as const;
    const op = Object.hasOwn(ops, words[0] ?? '') ? ops[words[0] as keyof typeof ops] : undefined;
    const value = asm.value(inputs[0], 'bool');
    if (!op || !value) return undefined;
    const result = emitWarp(frame, op, op === 'ballot' ? scalars.u32 : scalars.i32, span, { mask, value });
    return op === 'ballot' ? result : convert(result, scalars.bool, span);
  }
  const scalar: Scalar | undefined = ptxScalar(words.at(-1));
  const value = scalar && asm.value(inputs[0], scalar);
  if (!value) return undefined;
  if (name === 'match' && words[0] === 'any')
    return emitWarp(frame, 'match-any', scalars.u32, span, { mask, value });
  const op =
    name === 'redux' && /^(?:add|min|max|and|or|xor)$/.test(words[0] ?? '')
      ? (`reduce-${words[0]}` as WarpOp)
      : undefined;
  return op && emitWarp(frame, op, value.type, span, { mask, value });
}

/** `shfl.sync.mode.b32 d, a, lane, clampAndSegments, mask`. */
function shuffled(
  asm: Asm,
  words: readonly string[],
  inputs: readonly PtxOperand[],
  mask: Expr,
): Expr | undefined {
  const { frame, span } = asm;
  const op = Object.hasOwn(shuffles, words[0] ?? '') ? shuffles[words[0] as string] : undefined;
  const value = asm.value(inputs[0], asm.scalarOf(inputs[0]) === 'f32' ? 'f32' : 'u32');
  const isDelta = op === 'shuffle-up' || op === 'shuffle-down';
  const lane = asm.value(inputs[1], isDelta ? 'u32' : 'i32');
  const limits = inputs[2] && asm.value(inputs[2], 'u32');
  const known = limits && constantOf(limits);
  if (!op || !value || !lane || typeof known !== 'number' || inputs.length !== 4) return undefined;
  // Segments of a power of two of lanes, ended as the functions of CUDA end them.
  const width = 32 - ((known >> 8) & 31);
  if ((width & (width - 1)) !== 0 || (known & 31) !== (op === 'shuffle-up' ? 0 : 31)) return undefined;
  const parts = { mask, value, lane, ...(width < 32 && { width: number('i32', width, span) }) };
  return emitWarp(frame, op, value.type, span, parts);
}
