// What is asked of each access to memory when checks are on: does it stay in its object, is it aligned, was it written before,
// does the local it points to still live. What fails is reported and becomes an access to nowhere (offset -1).
import { report } from './finding';
import type { Machine, Run } from './machine';
import type { MemoryObject } from './memory';

/** Where an object starts in the arena, for the thread that asks. */
function startOfObject(m: Machine, object: MemoryObject, l: number): number {
  if (object.space === 'shared') return m.block.sharedAt + object.start;
  if (object.space === 'local') return m.memory.localStart + l * m.memory.localBytes + object.start;
  return object.start;
}

/** The object that holds an address: for pointers that came through memory or were made from integers. */
export function objectAt(m: Machine, l: number, off: number): number {
  const { objects, globalEnd, sharedEnd } = m.memory;
  if (!(off >= 0)) return 0;
  if (off < globalEnd) {
    // Objects of device memory come first and in order.
    let low = 1;
    let high = m.memory.globalObjects;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const { start, size } = objects[middle]!;
      if (off < start) high = middle - 1;
      else if (off >= start + size) low = middle + 1;
      else return middle;
    }
    return 0;
  }
  const space = off < sharedEnd ? 'shared' : 'local';
  const size = m.memory.frameBytes;
  for (let i = m.memory.globalObjects + 1; i < objects.length; i++) {
    const object = objects[i]!;
    if (object.space !== space) continue;
    let rel = off - startOfObject(m, object, l);
    if (space === 'local') {
      if (rel < 0) continue;
      rel %= size;
    }
    if (rel >= 0 && rel < object.size) return i;
  }
  return 0;
}

/** @returns whether [off, off + size) lies in the object, seen from thread l. */
function inside(m: Machine, l: number, off: number, size: number, object: MemoryObject): boolean {
  let rel = off - startOfObject(m, object, l);
  if (object.space === 'local' && rel >= 0) {
    if (off >= m.memory.localStart + (l + 1) * m.memory.localBytes) return false;
    rel %= m.memory.frameBytes;
  }
  return rel >= 0 && rel + size <= object.size;
}

export type Access = 'read' | 'write' | 'atomic';

/** Reports what is wrong with one access. @returns false when it must not take place. */
export function mayAccess(
  m: Machine,
  l: number,
  off: number,
  size: number,
  align: number,
  known: number,
  access: Access,
  site: number,
): boolean {
  const id = known > 0 ? known : objectAt(m, l, off);
  const object = m.memory.objects[id];
  const verb = access === 'read' ? 'read' : 'write';
  if (id === 0 || !object) {
    const code = Math.abs(off + m.memory.base) < 4096 ? 'run-null-pointer' : 'run-wild-pointer';
    report(m.findings, m.launch, m.block, l, code, 'error', site, { access: verb, bytes: size });
    return false;
  }
  if (!inside(m, l, off, size, object)) {
    const at = off - startOfObject(m, object, l);
    report(m.findings, m.launch, m.block, l, 'run-out-of-bounds', 'error', site, {
      access: verb,
      bytes: size,
      name: object.name,
      space: object.space,
      size: object.size,
      offset: at,
    });
    return false;
  }
  if (off % align !== 0)
    report(m.findings, m.launch, m.block, l, 'run-misaligned', 'error', site, {
      bytes: align,
      name: object.name,
    });
  if (access === 'write') {
    if (object.space === 'constant') {
      report(m.findings, m.launch, m.block, l, 'run-constant-written', 'error', site, { name: object.name });
      return false;
    }
    if (object.space === 'local' && m.memory.unwritten[off] === 2) {
      report(m.findings, m.launch, m.block, l, 'run-dead-local', 'error', site, { name: object.name });
      return true;
    }
  }
  return true;
}

/** For each active thread: checks the access and marks what is written. Bytes that may not be touched get offset -1. */
export function checkLoop(
  at: Float64Array,
  checked: Float64Array,
  size: number,
  align: number,
  object: number | Int32Array,
  access: Access,
  site: number,
  /** Reads of whole structs may copy members that were never set. */
  whole: boolean,
): Run {
  return (m) => {
    const { active } = m;
    const { unwritten } = m.memory;
    for (let l = m.first, e = m.last; l < e; l++) {
      if (active[l] === 0) continue;
      const off = at[l]!;
      const known = typeof object === 'number' ? object : object[l]!;
      if (!mayAccess(m, l, off, size, align, known, access, site)) {
        checked[l] = -1;
        continue;
      }
      checked[l] = off;
      if (access === 'write') for (let i = 0; i < size; i++) unwritten[off + i] = 0;
      else if (!whole) {
        let state = 0;
        for (let i = 0; i < size; i++) state |= unwritten[off + i]!;
        if (state !== 0) {
          const name = m.memory.objects[known > 0 ? known : objectAt(m, l, off)]!.name;
          report(
            m.findings,
            m.launch,
            m.block,
            l,
            state & 2 ? 'run-dead-local' : 'run-uninitialized',
            'error',
            site,
            { name },
          );
          // Said once for each place; what comes of it is not said again.
          for (let i = 0; i < size; i++) if (unwritten[off + i] === 1) unwritten[off + i] = 0;
        }
      }
    }
  };
}

/** An access to outside of the arena, where no checks were asked for: as on a GPU, it is an error, not a value. */
export function wild(m: Machine, l: number, site: number, access: Access, size: number): void {
  report(m.findings, m.launch, m.block, l, 'run-wild-pointer', 'error', site, {
    access: access === 'read' ? 'read' : 'write',
    bytes: size,
  });
}
