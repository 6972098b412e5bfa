// Loads and stores: in come an address and registers, out comes the code that moves values between them and the arena. The
// most common forms have loops of their own; all others go through one offset for each thread.

import type { Scalar, Type } from '@/lib/ir';
import { alignOf, scalarSize, sizeOf } from '@/lib/ir';
import { bfloatFromBits, bfloatToBits, halfFromBits, halfToBits } from '../small-floats';
import { loadFast, storeFast } from './access-fast';
import { type Address, offsetsOf } from './address';
import { type Access, checkLoop, wild } from './checks';
import { type Coder, chain, temporaryOffsets } from './coder';
import { encode } from './convert';
import { countAccess } from './count-access';
import type { Machine, Run } from './machine';
import type { Memory } from './memory';
import { raceLoop, type WrittenValue } from './races';
import { type Register, type ScalarRegister, sizeOfRegister } from './register';
import { loadShadow, storeShadow } from './shadow';
import { traceAccess } from './trace';

/** @param silent the access was checked before: offsets below 0 are what the check took out. */
function loadScalar(
  r: ScalarRegister,
  at: Float64Array,
  add: number,
  memory: Memory,
  site: number,
  silent: boolean,
): Run {
  const { view } = memory;
  const size = scalarSize[r.scalar];
  const limit = memory.limit - size - add;
  const bad = (m: Machine, l: number) => {
    if (!silent) wild(m, l, site, 'read', size);
  };
  if (r.kind === 'long') {
    const { lo, hi } = r;
    return (m) => {
      for (let l = m.first, e = m.last; l < e; l++) {
        if (m.active[l] === 0) continue;
        const off = at[l]!;
        if (off >= 0 && off <= limit) {
          lo[l] = view.getInt32(off + add, true);
          hi[l] = view.getInt32(off + add + 4, true);
        } else {
          bad(m, l);
          lo[l] = 0;
          hi[l] = 0;
        }
      }
    };
  }
  if (r.kind === 'int') {
    const { a } = r;
    if (size === 4)
      return (m) => {
        for (let l = m.first, e = m.last; l < e; l++) {
          if (m.active[l] === 0) continue;
          const off = at[l]!;
          if (off >= 0 && off <= limit) a[l] = view.getInt32(off + add, true);
          else {
            bad(m, l);
            a[l] = 0;
          }
        }
      };
    const read: (off: number) => number =
      r.scalar === 'i8'
        ? (off) => view.getInt8(off)
        : r.scalar === 'i16'
          ? (off) => view.getInt16(off, true)
          : r.scalar === 'u16'
            ? (off) => view.getUint16(off, true)
            : (off) => view.getUint8(off);
    return loadNumbers(a, at, add, limit, read, bad);
  }
  if (r.kind === 'f64') {
    const { a } = r;
    return (m) => {
      for (let l = m.first, e = m.last; l < e; l++) {
        if (m.active[l] === 0) continue;
        const off = at[l]!;
        if (off >= 0 && off <= limit) a[l] = view.getFloat64(off + add, true);
        else {
          bad(m, l);
          a[l] = 0;
        }
      }
    };
  }
  const { a } = r;
  if (r.scalar === 'f32')
    return (m) => {
      for (let l = m.first, e = m.last; l < e; l++) {
        if (m.active[l] === 0) continue;
        const off = at[l]!;
        if (off >= 0 && off <= limit) a[l] = view.getFloat32(off + add, true);
        else {
          bad(m, l);
          a[l] = 0;
        }
      }
    };
  const fromBits = r.scalar === 'f16' ? halfFromBits : bfloatFromBits;
  return loadNumbers(a, at, add, limit, (off) => fromBits(view.getUint16(off, true)), bad);
}

function loadNumbers(
  a: { [l: number]: number },
  at: Float64Array,
  add: number,
  limit: number,
  read: (off: number) => number,
  bad: (m: Machine, l: number) => void,
): Run {
  return (m) => {
    for (let l = m.first, e = m.last; l < e; l++) {
      if (m.active[l] === 0) continue;
      const off = at[l]!;
      if (off >= 0 && off <= limit) a[l] = read(off + add);
      else {
        bad(m, l);
        a[l] = 0;
      }
    }
  };
}

/** Writes one scalar of thread l at an offset that is inside. */
export function writeScalar(
  memory: { readonly view: DataView },
  r: ScalarRegister,
  l: number,
  off: number,
): void {
  const { view } = memory;
  if (r.kind === 'long') {
    view.setInt32(off, r.lo[l]!, true);
    view.setInt32(off + 4, r.hi[l]!, true);
    return;
  }
  const value = r.a[l]!;
  writeNumber(view, r.scalar, off, value);
}

export function writeNumber(view: DataView, scalar: Scalar, off: number, value: number): void {
  switch (scalar) {
    case 'f32':
      view.setFloat32(off, value, true);
      return;
    case 'f64':
      view.setFloat64(off, value, true);
      return;
    case 'f16':
      view.setUint16(off, halfToBits(value), true);
      return;
    case 'bf16':
      view.setUint16(off, bfloatToBits(value), true);
      return;
    case 'i16':
    case 'u16':
      view.setInt16(off, value, true);
      return;
    case 'i8':
    case 'u8':
    case 'bool':
      view.setInt8(off, value);
      return;
    default:
      view.setInt32(off, value, true);
  }
}

function storeScalar(
  r: ScalarRegister,
  at: Float64Array,
  add: number,
  memory: Memory,
  site: number,
  silent: boolean,
): Run {
  const { view } = memory;
  const size = scalarSize[r.scalar];
  const limit = memory.limit - size - add;
  const bad = (m: Machine, l: number) => {
    if (!silent) wild(m, l, site, 'write', size);
  };
  if (r.kind === 'f32' && r.scalar === 'f32') {
    const { a } = r;
    return (m) => {
      for (let l = m.first, e = m.last; l < e; l++) {
        if (m.active[l] === 0) continue;
        const off = at[l]!;
        if (off >= 0 && off <= limit) view.setFloat32(off + add, a[l]!, true);
        else bad(m, l);
      }
    };
  }
  if (r.kind === 'int' && size === 4) {
    const { a } = r;
    return (m) => {
      for (let l = m.first, e = m.last; l < e; l++) {
        if (m.active[l] === 0) continue;
        const off = at[l]!;
        if (off >= 0 && off <= limit) view.setInt32(off + add, a[l]!, true);
        else bad(m, l);
      }
    };
  }
  return (m) => {
    for (let l = m.first, e = m.last; l < e; l++) {
      if (m.active[l] === 0) continue;
      const off = at[l]!;
      if (off >= 0 && off <= limit) writeScalar(memory, r, l, off + add);
      else bad(m, l);
    }
  };
}

function pointerLoad(
  a: Float64Array,
  o: Int32Array,
  at: Float64Array,
  memory: Memory,
  site: number,
  silent: boolean,
): Run {
  const { view, base } = memory;
  const limit = memory.limit - 8;
  return (m) => {
    for (let l = m.first, e = m.last; l < e; l++) {
      if (m.active[l] === 0) continue;
      const off = at[l]!;
      o[l] = 0;
      if (off >= 0 && off <= limit)
        a[l] = view.getUint32(off + 4, true) * 4294967296 + view.getUint32(off, true) - base;
      else {
        if (!silent) wild(m, l, site, 'read', 8);
        a[l] = -base;
      }
    }
  };
}

function pointerStore(a: Float64Array, at: Float64Array, memory: Memory, site: number, silent: boolean): Run {
  const { view, base } = memory;
  const limit = memory.limit - 8;
  return (m) => {
    for (let l = m.first, e = m.last; l < e; l++) {
      if (m.active[l] === 0) continue;
      const off = at[l]!;
      if (off >= 0 && off <= limit) {
        const address = a[l]! + base;
        const high = Math.floor(address / 4294967296);
        view.setInt32(off + 4, high, true);
        view.setInt32(off, address - high * 4294967296, true);
      } else if (!silent) wild(m, l, site, 'write', 8);
    }
  };
}

function bytesLoad(
  r: Uint8Array,
  u: Uint8Array | undefined,
  size: number,
  at: Float64Array,
  memory: Memory,
  site: number,
  silent: boolean,
): Run {
  const { bytes, unwritten } = memory;
  return (m) => {
    for (let l = m.first, e = m.last; l < e; l++) {
      if (m.active[l] === 0) continue;
      const off = at[l]!;
      if (off >= 0 && off <= memory.limit - size) {
        r.set(bytes.subarray(off, off + size), l * size);
        if (u) u.set(unwritten.subarray(off, off + size), l * size);
      } else {
        if (!silent) wild(m, l, site, 'read', size);
        r.fill(0, l * size, l * size + size);
      }
    }
  };
}

function bytesStore(
  r: Uint8Array,
  u: Uint8Array | undefined,
  size: number,
  at: Float64Array,
  memory: Memory,
  site: number,
  silent: boolean,
): Run {
  const { bytes, unwritten } = memory;
  return (m) => {
    for (let l = m.first, e = m.last; l < e; l++) {
      if (m.active[l] === 0) continue;
      const off = at[l]!;
      if (off >= 0 && off <= memory.limit - size) {
        bytes.set(r.subarray(l * size, l * size + size), off);
        if (u) unwritten.set(u.subarray(l * size, l * size + size), off);
      } else if (!silent) wild(m, l, site, 'write', size);
    }
  };
}

/** What races ask of a value that is written. */
function writtenValue(r: Register, memory: Memory): WrittenValue {
  const { view, base, bytes } = memory;
  if ((r.kind === 'int' || r.kind === 'f32') && scalarSize[r.scalar] === 4) {
    const { a } = r;
    return {
      unchanged:
        r.kind === 'int'
          ? (l, off) => view.getInt32(off, true) === a[l]
          : (l, off) => view.getFloat32(off, true) === a[l],
      equal: (l, k) => a[l] === a[k],
    };
  }
  const size = sizeOfRegister(r);
  const one = new DataView(new ArrayBuffer(size));
  const two = new DataView(new ArrayBuffer(size));
  return {
    unchanged: (l, off) => {
      encode(one, r, l, 0, base);
      for (let i = 0; i < size; i++) if (one.getUint8(i) !== bytes[off + i]) return false;
      return true;
    },
    equal: (l, k) => {
      encode(one, r, l, 0, base);
      encode(two, r, k, 0, base);
      for (let i = 0; i < size; i++) if (one.getUint8(i) !== two.getUint8(i)) return false;
      return true;
    },
  };
}

/** What checks, races and counts add before an access; `at` afterwards holds what may be touched. */
export function guarded(
  c: Coder,
  address: Address,
  type: Type,
  access: Access,
  site: number,
  volatile = false,
  value?: Register,
): { readonly run?: Run; readonly at: Float64Array; readonly silent: boolean } {
  const offsets = offsetsOf(c, address);
  const size = sizeOf(type, c.module.structs);
  const align = alignOf(type, c.module.structs);
  let { run, at } = offsets;
  const { checks, races, counts, trace } = c.options;
  const { memory } = c;
  if (checks) {
    const checked = temporaryOffsets(c);
    const whole = type.kind === 'struct' || type.kind === 'array';
    run = chain(run, checkLoop(at, checked, size, align, address.object, access, site, whole));
    at = checked;
  }
  if (races && c.races)
    run = chain(
      run,
      raceLoop(c.races, at, size, access, site, volatile, value && writtenValue(value, memory)),
    );
  if (counts) run = chain(run, countAccess(at, size, access));
  if (trace) run = chain(run, traceAccess(at, size, access, site));
  return { ...(run && { run }), at, silent: checks };
}

/** Code that loads a value of a type into a register. */
export function loadCode(
  c: Coder,
  address: Address,
  type: Type,
  r: Register,
  site: number,
  volatile = false,
): Run {
  const { memory } = c;
  const fast = loadFast(c, address, r, site);
  if (fast) return chain(address.run, fast)!;
  const { run, at, silent } = guarded(c, address, type, 'read', site, volatile);
  switch (r.kind) {
    case 'bytes':
      return chain(run, bytesLoad(r.a, r.u, r.size, at, memory, site, silent))!;
    case 'pointer':
      return chain(run, pointerLoad(r.a, r.o, at, memory, site, silent))!;
    case 'vector': {
      const step = scalarSize[r.parts[0]!.scalar];
      return chain(
        run,
        ...r.parts.map((part, i) => loadScalar(part, at, i * step, memory, site, silent)),
        ...r.parts.map((part, i) => loadShadow(c, part, at, i * step)),
      )!;
    }
    default:
      return chain(run, loadScalar(r, at, 0, memory, site, silent), loadShadow(c, r, at, 0))!;
  }
}

/** Code that stores a register's value. */
export function storeCode(
  c: Coder,
  address: Address,
  type: Type,
  r: Register,
  site: number,
  volatile = false,
): Run {
  const store = storeOf(c, address, type, r, site, volatile);
  if (address.from === 'local' || !c.waits(c.current.id)) return store;
  return (m) => {
    store(m);
    m.changes++;
  };
}

function storeOf(c: Coder, address: Address, type: Type, r: Register, site: number, volatile: boolean): Run {
  const { memory } = c;
  const fast = storeFast(c, address, r, site);
  if (fast) return chain(address.run, fast)!;
  const { run, at, silent } = guarded(c, address, type, 'write', site, volatile, r);
  switch (r.kind) {
    case 'bytes':
      return chain(run, bytesStore(r.a, r.u, r.size, at, memory, site, silent))!;
    case 'pointer':
      return chain(run, pointerStore(r.a, at, memory, site, silent))!;
    case 'vector': {
      const step = scalarSize[r.parts[0]!.scalar];
      return chain(
        run,
        ...r.parts.map((part, i) => storeScalar(part, at, i * step, memory, site, silent)),
        ...r.parts.map((part, i) => storeShadow(c, part, at, i * step)),
      )!;
    }
    default:
      return chain(run, storeScalar(r, at, 0, memory, site, silent), storeShadow(c, r, at, 0))!;
  }
}
