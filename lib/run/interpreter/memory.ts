// The one memory of a run: an arena that holds device memory, shared memory of the resident blocks and each thread's local
// memory, and the table of what lies where. Pointers in registers are offsets into it; as numbers (in memory, as integers)
// they are addresses: offset + `deviceBase`, the fixed start of device memory in every run of every runner.
import type { Struct } from '@/lib/ir';
import { alignUp } from '@/lib/ir';

/** The same as the CPU runtime's, so that pointers stored in buffers compare. */
export const deviceBase = 0x200000000000;
/** Allocations start at multiples of this, as in the CPU runtime. */
export const deviceGrain = 2 * 1024 * 1024;
/** What is left free behind each object, so that a small step past its end meets nothing else. */
const gap = 512;

/**
 * Something that lies in memory. `start`: in the arena for `global` and `constant`, in the block's shared memory for
 * `shared`, in the thread's local memory for `local`.
 */
export type MemoryObject = {
  readonly name: string;
  readonly space: 'global' | 'constant' | 'shared' | 'local';
  readonly start: number;
  readonly size: number;
};

export type Memory = {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly i8: Int8Array;
  readonly i16: Int16Array;
  readonly u16: Uint16Array;
  readonly i32: Int32Array;
  readonly f32: Float32Array;
  readonly f64: Float64Array;
  readonly view: DataView;
  /** Bytes of the arena. */
  readonly limit: number;
  /** Index 0 is nothing: what pointers of unknown origin have. */
  readonly objects: MemoryObject[];
  /** Device memory is [0, globalEnd). */
  readonly globalEnd: number;
  readonly sharedStart: number;
  readonly sharedEnd: number;
  readonly localStart: number;
  /** Objects 1 to this are in device memory, in order of address. */
  readonly globalObjects: number;
  /** Bytes of one set of frames: activations of a recursive function are multiples of it apart. */
  readonly frameBytes: number;
  readonly base: number;
  /** Bytes of local memory of one thread. */
  readonly localBytes: number;
  /** Checks: for each byte 0 written, 1 never written, 2 its local's life is over. */
  readonly unwritten: Uint8Array;
  readonly structs: readonly Struct[];
};

export type Placed = { readonly id: number; readonly start: number };

export type MemoryPlan = {
  readonly objects: MemoryObject[];
  /** Puts an object into device memory. @returns its number and its offset. */
  readonly place: (name: string, space: 'global' | 'constant', size: number, align: number) => Placed;
  readonly end: () => number;
};

export function planMemory(): MemoryPlan {
  const objects: MemoryObject[] = [{ name: '', space: 'global', start: 0, size: 0 }];
  let end = 0;
  return {
    objects,
    place(name, space, size, align) {
      const start = alignUp(end, Math.max(align, 256));
      objects.push({ name, space, start, size });
      end = start + size + gap;
      return { id: objects.length - 1, start };
    },
    end: () => end,
  };
}

export function createMemory(
  plan: MemoryPlan,
  sizes: { shared: number; local: number; localBytes: number; frameBytes: number; globalObjects: number },
  structs: readonly Struct[],
  checks: boolean,
): Memory {
  const globalEnd = alignUp(plan.end(), 256);
  const sharedEnd = globalEnd + alignUp(sizes.shared, 256);
  const limit = sharedEnd + alignUp(sizes.local, 256) + 256;
  const buffer = new ArrayBuffer(limit);
  return {
    bytes: new Uint8Array(buffer),
    i8: new Int8Array(buffer),
    i16: new Int16Array(buffer),
    u16: new Uint16Array(buffer),
    i32: new Int32Array(buffer),
    f32: new Float32Array(buffer),
    f64: new Float64Array(buffer),
    view: new DataView(buffer),
    limit,
    objects: plan.objects,
    globalEnd,
    sharedStart: globalEnd,
    sharedEnd,
    localStart: sharedEnd,
    globalObjects: sizes.globalObjects,
    frameBytes: Math.max(16, sizes.frameBytes),
    base: deviceBase,
    localBytes: sizes.localBytes,
    unwritten: new Uint8Array(checks ? limit : 0),
    structs,
  };
}
