// The shadows of floats in memory, and how far results are from them. In comes a run's memory, out comes error growth.
import type { PlanBuffer } from '../plan-inputs';
import type { Memory } from './memory';

export type Shadows = { readonly values: Float64Array };
export type ErrorGrowth = { readonly maxUlp: number };

export function createShadows(memory: Memory): Shadows {
  void memory;
  return { values: new Float64Array(0) };
}
export function growthOf(
  _s: Shadows,
  _m: Memory,
  _start: number,
  _buffer: PlanBuffer,
): ErrorGrowth | undefined {
  return undefined;
}
