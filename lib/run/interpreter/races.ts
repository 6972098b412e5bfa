// Races.
import type { Access } from './checks';
import type { Run } from './machine';

export type Races = { readonly shift: number };

export function raceLoop(
  _races: Races,
  _at: Float64Array,
  _size: number,
  _access: Access,
  _site: number,
  _volatile: boolean,
): Run | undefined {
  return undefined;
}

export function createRaces(_memory: unknown, _module: unknown): Races {
  return { shift: 2 };
}
export function newEpoch(_races: Races | undefined, _m: unknown, _block: unknown, _why: string): void {}
