// The loads and stores that kernels do most (f32 and i32 through a pointer and an index, or of an array by one or two
// indices), as single loops without a register for the address. Only when nothing is checked or counted.
import type { Address } from './address';
import { wild } from './checks';
import type { Coder } from './coder';
import type { Run } from './machine';
import type { Register } from './register';

function isFast(c: Coder): boolean {
  const { checks, races, shadows, counts, trace } = c.options;
  return !checks && !races && !shadows && !counts && !trace;
}

/** @returns undefined when this access has no loop of its own. */
export function loadFast(c: Coder, address: Address, r: Register, site: number): Run | undefined {
  if (!isFast(c) || address.from === 'local') return undefined;
  const { view, limit: end } = c.memory;
  const limit = end - 4;
  const { constant, pointer, from, indices } = address;
  const [one, two] = indices;
  const shared = from === 'shared';
  const isFloat = r.kind === 'f32' && r.scalar === 'f32';
  if (!isFloat && !(r.kind === 'int' && (r.scalar === 'i32' || r.scalar === 'u32'))) return undefined;
  if (pointer && one && !two) {
    const { a: i, stride } = one;
    if (isFloat) {
      const { a } = r;
      return (m) => {
        const { active } = m;
        for (let l = m.first, e = m.last; l < e; l++) {
          if (active[l] === 0) continue;
          const off = pointer[l]! + constant + i[l]! * stride;
          if (off >= 0 && off <= limit) a[l] = view.getFloat32(off, true);
          else wild(m, l, site, 'read', 4);
        }
      };
    }
    const { a } = r as { a: Int32Array };
    return (m) => {
      const { active } = m;
      for (let l = m.first, e = m.last; l < e; l++) {
        if (active[l] === 0) continue;
        const off = pointer[l]! + constant + i[l]! * stride;
        if (off >= 0 && off <= limit) a[l] = view.getInt32(off, true);
        else wild(m, l, site, 'read', 4);
      }
    };
  }
  if (!pointer && one && !two) {
    const { a: i, stride } = one;
    if (isFloat) {
      const { a } = r;
      return (m) => {
        const { active } = m;
        const start = constant + (shared ? m.block.sharedAt : 0);
        for (let l = m.first, e = m.last; l < e; l++) {
          if (active[l] === 0) continue;
          const off = start + i[l]! * stride;
          if (off >= 0 && off <= limit) a[l] = view.getFloat32(off, true);
          else wild(m, l, site, 'read', 4);
        }
      };
    }
    const { a } = r as { a: Int32Array };
    return (m) => {
      const { active } = m;
      const start = constant + (shared ? m.block.sharedAt : 0);
      for (let l = m.first, e = m.last; l < e; l++) {
        if (active[l] === 0) continue;
        const off = start + i[l]! * stride;
        if (off >= 0 && off <= limit) a[l] = view.getInt32(off, true);
        else wild(m, l, site, 'read', 4);
      }
    };
  }
  if (!pointer && one && two && isFloat) {
    const { a: i, stride: is } = one;
    const { a: j, stride: js } = two;
    const { a } = r;
    return (m) => {
      const { active } = m;
      const start = constant + (shared ? m.block.sharedAt : 0);
      for (let l = m.first, e = m.last; l < e; l++) {
        if (active[l] === 0) continue;
        const off = start + i[l]! * is + j[l]! * js;
        if (off >= 0 && off <= limit) a[l] = view.getFloat32(off, true);
        else wild(m, l, site, 'read', 4);
      }
    };
  }
  return undefined;
}

/** @returns undefined when this access has no loop of its own. */
export function storeFast(c: Coder, address: Address, r: Register, site: number): Run | undefined {
  if (!isFast(c) || address.from === 'local') return undefined;
  const { view, limit: end } = c.memory;
  const limit = end - 4;
  const { constant, pointer, from, indices } = address;
  const [one, two] = indices;
  const shared = from === 'shared';
  if (!one || two) return undefined;
  const { a: i, stride } = one;
  if (r.kind === 'f32' && r.scalar === 'f32') {
    const { a } = r;
    return (m) => {
      const { active } = m;
      const start = constant + (shared ? m.block.sharedAt : 0);
      for (let l = m.first, e = m.last; l < e; l++) {
        if (active[l] === 0) continue;
        const off = start + (pointer ? pointer[l]! : 0) + i[l]! * stride;
        if (off >= 0 && off <= limit) view.setFloat32(off, a[l]!, true);
        else wild(m, l, site, 'write', 4);
      }
    };
  }
  if (r.kind === 'int' && (r.scalar === 'i32' || r.scalar === 'u32')) {
    const { a } = r;
    return (m) => {
      const { active } = m;
      const start = constant + (shared ? m.block.sharedAt : 0);
      for (let l = m.first, e = m.last; l < e; l++) {
        if (active[l] === 0) continue;
        const off = start + (pointer ? pointer[l]! : 0) + i[l]! * stride;
        if (off >= 0 && off <= limit) view.setInt32(off, a[l]!, true);
        else wild(m, l, site, 'write', 4);
      }
    };
  }
  return undefined;
}
