// The shadows of floats in memory, and how far results are from them. In comes a run's memory, out comes error growth.
import type { Module, Scalar } from '@/lib/ir';
import type { PlanBuffer } from '../plan-inputs';
import { halfFromBits } from '../small-floats';
import type { Memory } from './memory';

/** Beside each float its shadow, and the value for which the shadow was kept: when that is gone, so is the shadow. */
export type Shadows = { readonly shift: 1 | 2; readonly values: Float64Array; readonly kept: Float64Array };

export type ErrorGrowth = {
  readonly elements: number;
  readonly maxUlp: number;
  readonly meanUlp: number;
  readonly maxRelative: number;
  readonly maxAbsolute: number;
  /** Four times the largest relative error (small values held against a thousandth of the largest), as one digit. */
  readonly tolerance: number;
};

function usesSmallFloats(module: Module): boolean {
  return /"(?:scalar|of)":"b?f16"/.test(
    JSON.stringify(module, (_key, value: unknown) => (typeof value === 'bigint' ? 0 : value)),
  );
}

export function createShadows(memory: Memory, module: Module): Shadows {
  const shift = usesSmallFloats(module) ? 1 : 2;
  const cells = (memory.limit >> shift) + 4;
  return { shift, values: new Float64Array(cells), kept: new Float64Array(cells) };
}

const formats: Partial<Record<Scalar, readonly [number, number]>> = {
  f16: [10, -14],
  bf16: [7, -126],
  f32: [23, -126],
  f64: [52, -1022],
};

function ulpOf(value: number, scalar: Scalar): number {
  const [fraction, least] = formats[scalar]!;
  const exponent = value === 0 ? least : Math.max(least, Math.floor(Math.log2(Math.abs(value))));
  return 2 ** (exponent - fraction);
}

function read(view: DataView, at: number, scalar: Scalar): number {
  if (scalar === 'f32') return view.getFloat32(at, true);
  if (scalar === 'f64') return view.getFloat64(at, true);
  if (scalar === 'f16') return halfFromBits(view.getUint16(at, true));
  const wide = new DataView(new ArrayBuffer(4));
  wide.setUint32(0, view.getUint16(at, true) << 16);
  return wide.getFloat32(0);
}

/** @returns undefined when the buffer has no floats that were computed. */
export function growthOf(
  shadows: Shadows,
  memory: Memory,
  start: number,
  buffer: PlanBuffer,
): ErrorGrowth | undefined {
  const floats = buffer.scalars.filter(({ scalar }) => formats[scalar]);
  if (floats.length === 0 || buffer.elementBytes === 0) return undefined;
  const count = Math.floor(buffer.bytes.length / buffer.elementBytes);
  const errors: { value: number; error: number; ulp: number }[] = [];
  let largest = 0;
  for (let i = 0; i < count; i++)
    for (const { scalar, offset } of floats) {
      const at = start + i * buffer.elementBytes + offset;
      const value = read(memory.view, at, scalar);
      const cell = at >> shadows.shift;
      if (shadows.kept[cell] !== value) continue;
      const exact = shadows.values[cell]!;
      if (!Number.isFinite(value) || !Number.isFinite(exact)) continue;
      largest = Math.max(largest, Math.abs(exact));
      errors.push({ value: exact, error: Math.abs(value - exact), ulp: ulpOf(exact, scalar) });
    }
  if (errors.length === 0) return undefined;
  let maxUlp = 0;
  let sum = 0;
  let maxRelative = 0;
  let maxAbsolute = 0;
  let needed = 0;
  for (const { value, error, ulp } of errors) {
    const units = error / ulp;
    maxUlp = Math.max(maxUlp, units);
    sum += units;
    maxAbsolute = Math.max(maxAbsolute, error);
    if (value !== 0) maxRelative = Math.max(maxRelative, error / Math.abs(value));
    const against = Math.max(Math.abs(value), largest / 1000);
    if (against > 0) needed = Math.max(needed, error / against);
  }
  return {
    elements: errors.length,
    maxUlp,
    meanUlp: sum / errors.length,
    maxRelative,
    maxAbsolute,
    tolerance: needed === 0 ? 0 : oneDigitUp(4 * needed),
  };
}

function oneDigitUp(x: number): number {
  const unit = 10 ** Math.floor(Math.log10(x));
  return Number((Math.ceil(x / unit) * unit).toPrecision(1));
}
