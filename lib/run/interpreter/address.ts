// Places of the IR as addresses: in comes a place in memory, out comes where it is for each thread, as a sum of a start, a
// constant, a pointer and up to two scaled indices, so that common accesses need no further registers.

import type { Expr, Place } from '@/lib/ir';
import { sizeOf } from '@/lib/ir';
import { type Coder, chain, type ExpressionCoder, temporaryOffsets } from './coder';
import { longNumber } from './long-loops';
import type { Machine, Run } from './machine';
import type { Register } from './register';

export type Address = {
  readonly run?: Run;
  readonly partial: boolean;
  /** What `constant` is counted from: the arena's start, the block's shared memory, the thread's frame. */
  readonly from: 'arena' | 'shared' | 'local';
  readonly constant: number;
  readonly pointer?: Float64Array;
  readonly indices: readonly { readonly a: Int32Array; readonly stride: number }[];
  /** Which object it must stay in (memory.ts): known, or as the pointer has it. */
  readonly object: number | Int32Array;
};

/** The start that `constant` is counted from, for thread l. */
export function startOf(m: Machine, from: Address['from'], l: number): number {
  if (from === 'arena') return 0;
  if (from === 'shared') return m.block.sharedAt;
  return m.memory.localStart + l * m.memory.localBytes + m.frame;
}

/** Puts an integer of any type, times a stride, on top of offsets (or of nothing). */
export function addScaled(
  r: Float64Array,
  base: Float64Array | undefined,
  by: Register,
  stride: number,
): Run {
  if (by.kind === 'long')
    return (m) => {
      for (let l = m.first, e = m.last; l < e; l++) r[l] = (base ? base[l]! : 0) + longNumber(by, l) * stride;
    };
  if (by.kind !== 'int') throw new Error('an index is an integer');
  const i = by.a;
  if (by.scalar === 'u32')
    return base
      ? (m) => {
          for (let l = m.first, e = m.last; l < e; l++) r[l] = base[l]! + (i[l]! >>> 0) * stride;
        }
      : (m) => {
          for (let l = m.first, e = m.last; l < e; l++) r[l] = (i[l]! >>> 0) * stride;
        };
  return base
    ? (m) => {
        for (let l = m.first, e = m.last; l < e; l++) r[l] = base[l]! + i[l]! * stride;
      }
    : (m) => {
        for (let l = m.first, e = m.last; l < e; l++) r[l] = i[l]! * stride;
      };
}

/** Coordinates are far below 2^31, so their bit patterns serve as signed indices. */
function isSmall(expr: Expr): boolean {
  return expr.op === 'builtin' || (expr.op === 'constant' && Number(expr.value) < 2 ** 31);
}

/** @returns undefined when the place is (part of) a local that lives in registers. */
export function addressOf(c: Coder, place: Place, code: ExpressionCoder): Address | undefined {
  switch (place.at) {
    case 'local': {
      const at = c.frames.functions[c.current.id]!.at.get(place.local);
      if (at === undefined) return undefined;
      return {
        partial: true,
        from: 'local',
        constant: at,
        indices: [],
        object: c.localObjects[c.current.id]!.get(place.local) ?? 0,
      };
    }
    case 'variable': {
      const { id, start, space } = c.variables[place.variable]!;
      return {
        partial: true,
        from: space === 'shared' ? 'shared' : 'arena',
        constant: start,
        indices: [],
        object: id,
      };
    }
    case 'pointee': {
      const pointer = code(c, place.pointer);
      if (pointer.register.kind !== 'pointer') throw new Error('the pointer of a pointee is a pointer');
      return {
        ...(pointer.run && { run: pointer.run }),
        partial: true,
        from: 'arena',
        constant: 0,
        pointer: pointer.register.a,
        indices: [],
        object: pointer.register.o,
      };
    }
    case 'member': {
      const of = addressOf(c, place.of, code);
      if (!of) return undefined;
      const type = place.of.type;
      if (type.kind === 'struct') {
        const member = c.module.structs[type.struct]!.members[place.member]!;
        return { ...of, constant: of.constant + member.offset };
      }
      return { ...of, constant: of.constant + place.member * sizeOf(place.type, c.module.structs) };
    }
    case 'element': {
      const of = addressOf(c, place.of, code);
      if (!of) return undefined;
      const stride = sizeOf(place.type, c.module.structs);
      const { index } = place;
      if (index.op === 'constant') return { ...of, constant: of.constant + Number(index.value) * stride };
      const by = code(c, index);
      const run = chain(of.run, by.run);
      const direct =
        by.register.kind === 'int' &&
        (by.register.scalar !== 'u32' || isSmall(index)) &&
        of.indices.length < 2;
      if (direct && by.register.kind === 'int')
        return { ...of, ...(run && { run }), indices: [...of.indices, { a: by.register.a, stride }] };
      const sum = temporaryOffsets(c);
      return {
        ...of,
        run: chain(run, addScaled(sum, of.pointer, by.register, stride))!,
        pointer: sum,
      };
    }
  }
}

/** The address as one offset for each thread. */
export function offsetsOf(c: Coder, address: Address): { readonly run?: Run; readonly at: Float64Array } {
  const { from, constant, pointer, indices } = address;
  if (pointer && from === 'arena' && constant === 0 && indices.length === 0)
    return { ...(address.run && { run: address.run }), at: pointer };
  const at = temporaryOffsets(c);
  const [one, two] = indices;
  const i = one?.a;
  const is = one?.stride ?? 0;
  const j = two?.a;
  const js = two?.stride ?? 0;
  const sum: Run = (m) => {
    const local = from === 'local' ? m.memory.localBytes : 0;
    const start =
      constant +
      (from === 'arena' ? 0 : from === 'shared' ? m.block.sharedAt : m.memory.localStart + m.frame);
    for (let l = m.first, e = m.last; l < e; l++) {
      let x = start + l * local;
      if (pointer) x += pointer[l]!;
      if (i) x += i[l]! * is;
      if (j) x += j[l]! * js;
      at[l] = x;
    }
  };
  return { run: chain(address.run, sum)!, at };
}
