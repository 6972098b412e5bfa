// Counts of memory accesses: bytes by address space, 32-byte sectors of global memory that a warp's access touches, bank
// conflicts of shared memory (32 banks of 4 bytes) at 32 and at 64 lanes.
import type { Access } from './checks';
import type { Machine, Run } from './machine';

const sectorBytes = 32;

/** The most different words that lanes of one group ask of one bank: passes that the access takes. */
function passes(words: readonly number[]): number {
  const perBank = new Map<number, Set<number>>();
  let most = words.length > 0 ? 1 : 0;
  for (const word of words) {
    const bank = word & 31;
    const set = perBank.get(bank);
    if (!set) perBank.set(bank, new Set([word]));
    else {
      set.add(word);
      if (set.size > most) most = set.size;
    }
  }
  return most;
}

export function countAccess(at: Float64Array, size: number, access: Access): Run {
  const words = Math.max(1, size >> 2);
  return (m: Machine) => {
    const { counts, memory, active } = m;
    const { globalEnd, sharedEnd } = memory;
    const { bytes } = counts;
    const sectors = new Set<number>();
    const shared: number[] = [];
    let global = 0;
    for (let l = m.first, e = m.last; l < e; l++) {
      if (active[l] === 0) continue;
      const off = at[l]!;
      if (!(off >= 0)) continue;
      if (off < globalEnd) {
        global++;
        if (access !== 'write') bytes.globalRead += size;
        if (access !== 'read') bytes.globalWritten += size;
        for (
          let s = Math.floor(off / sectorBytes), end = Math.floor((off + size - 1) / sectorBytes);
          s <= end;
          s++
        )
          sectors.add(s);
      } else if (off < sharedEnd) {
        if (access !== 'write') bytes.sharedRead += size;
        if (access !== 'read') bytes.sharedWritten += size;
        for (let w = 0; w < words; w++) shared.push((off >> 2) + w);
      } else {
        if (access !== 'write') bytes.localRead += size;
        if (access !== 'read') bytes.localWritten += size;
      }
    }
    if (global > 0) {
      counts.global.accesses++;
      counts.global.sectors += sectors.size;
      counts.global.leastSectors += Math.ceil((global * size) / sectorBytes);
    }
    if (shared.length > 0) {
      counts.shared.accesses++;
      // Wide accesses take a pass for each 128 bytes in any case; those are no conflicts.
      const least = Math.ceil(new Set(shared).size / 32);
      const per32: number[] = [];
      for (let i = 0; i < shared.length; i += 32) per32.push(passes(shared.slice(i, i + 32)));
      counts.shared.conflicts32 += Math.max(0, per32.reduce((sum, n) => sum + n, 0) - per32.length);
      // 64 lanes at once: two passes are needed where 64 different words are asked for.
      counts.shared.conflicts64 += Math.max(0, passes(shared) - least);
    }
  };
}
