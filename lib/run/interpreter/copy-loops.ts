// Copies between registers: of the active threads into a local, or chosen thread by thread for `select`.
import type { Machine, Run } from './machine';
import type { Register, ScalarRegister } from './register';

type Any = Int32Array | Float32Array | Float64Array | Uint8Array;

// One function for each kind of array: each then sees one kind only and stays fast.
function copyInts(m: Machine, d: Int32Array, s: Int32Array): void {
  if (m.dense) for (let l = m.first, e = m.last; l < e; l++) d[l] = s[l]!;
  else for (let l = m.first, e = m.last; l < e; l++) if (m.active[l]) d[l] = s[l]!;
}
function copyFloats(m: Machine, d: Float32Array, s: Float32Array): void {
  if (m.dense) for (let l = m.first, e = m.last; l < e; l++) d[l] = s[l]!;
  else for (let l = m.first, e = m.last; l < e; l++) if (m.active[l]) d[l] = s[l]!;
}
function copyDoubles(m: Machine, d: Float64Array, s: Float64Array): void {
  if (m.dense) for (let l = m.first, e = m.last; l < e; l++) d[l] = s[l]!;
  else for (let l = m.first, e = m.last; l < e; l++) if (m.active[l]) d[l] = s[l]!;
}
function copyBytes(m: Machine, d: Uint8Array, s: Uint8Array, size: number): void {
  for (let l = m.first, e = m.last; l < e; l++)
    if (m.active[l]) d.set(s.subarray(l * size, l * size + size), l * size);
}

/** Arrays of two registers of one type, in pairs. */
function pairs(to: Register, from: Register): [Any, Any, number][] {
  if (to.kind === 'vector' && from.kind === 'vector')
    return to.parts.flatMap((part, i) => pairs(part, from.parts[i]!));
  if (to.kind === 'int' && from.kind === 'int') return [[to.a, from.a, 1]];
  if ((to.kind === 'f32' && from.kind === 'f32') || (to.kind === 'f64' && from.kind === 'f64'))
    return to.s && from.s
      ? [
          [to.a, from.a, 1],
          [to.s, from.s, 1],
        ]
      : [[to.a, from.a, 1]];
  if (to.kind === 'long' && from.kind === 'long')
    return [
      [to.lo, from.lo, 1],
      [to.hi, from.hi, 1],
    ];
  if (to.kind === 'pointer' && from.kind === 'pointer')
    return [
      [to.a, from.a, 1],
      [to.o, from.o, 1],
    ];
  if (to.kind === 'bytes' && from.kind === 'bytes')
    return to.u && from.u
      ? [
          [to.a, from.a, to.size],
          [to.u, from.u, to.size],
        ]
      : [[to.a, from.a, to.size]];
  throw new Error(`a value of kind ${from.kind} where ${to.kind} was expected`);
}

/** Copies the active threads' values. */
export function copyLoop(to: Register, from: Register): Run {
  const runs = pairs(to, from).map(([d, s, size]): Run => {
    if (d instanceof Int32Array && s instanceof Int32Array) return (m) => copyInts(m, d, s);
    if (d instanceof Float32Array && s instanceof Float32Array) return (m) => copyFloats(m, d, s);
    if (d instanceof Float64Array && s instanceof Float64Array) return (m) => copyDoubles(m, d, s);
    if (d instanceof Uint8Array && s instanceof Uint8Array) return (m) => copyBytes(m, d, s, size);
    throw new Error('arrays of two kinds');
  });
  if (runs.length === 1) return runs[0]!;
  return (m) => {
    for (const run of runs) run(m);
  };
}

/** r = c ? y : n for each thread in the range. */
export function blendLoop(r: Register, c: Int32Array, y: Register, n: Register): Run {
  const ys = pairs(r, y);
  const ns = pairs(r, n);
  const runs = ys.map(([d, yes, size], i): Run => {
    const no = ns[i]![1];
    if (d instanceof Int32Array && yes instanceof Int32Array && no instanceof Int32Array)
      return (m) => {
        for (let l = m.first, e = m.last; l < e; l++) d[l] = c[l] ? yes[l]! : no[l]!;
      };
    if (d instanceof Float32Array && yes instanceof Float32Array && no instanceof Float32Array)
      return (m) => {
        for (let l = m.first, e = m.last; l < e; l++) d[l] = c[l] ? yes[l]! : no[l]!;
      };
    if (d instanceof Float64Array && yes instanceof Float64Array && no instanceof Float64Array)
      return (m) => {
        for (let l = m.first, e = m.last; l < e; l++) d[l] = c[l] ? yes[l]! : no[l]!;
      };
    return (m) => {
      for (let l = m.first, e = m.last; l < e; l++)
        d.set((c[l] ? yes : no).subarray(l * size, l * size + size), l * size);
    };
  });
  if (runs.length === 1) return runs[0]!;
  return (m) => {
    for (const run of runs) run(m);
  };
}

/** Sets each element of a register to the value of one of its threads: for shuffles and broadcasts. */
export function moveThread(to: ScalarRegister, l: number, from: ScalarRegister, source: number): void {
  for (const [d, s] of pairs(to, from)) d[l] = s[source]!;
}
