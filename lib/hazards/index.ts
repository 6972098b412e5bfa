// The door of the hazards: what will not mean the same on AMD hardware, one row per rule. In comes the Model, out come
// problems with their fixes. A new rule is a file, a row here, a message and a case.
import type { Model } from '@/lib/cuda';
import type { HipOptions } from '@/lib/targets/options';
import type { PortEdit } from '@/lib/targets/target';
import { calls } from './families/calls';
import { replacedCalls } from './families/replaced-calls';
import type { Finding, Hazard } from './finding';
import { atomics } from './rules/atomics';
import { ballotTruncated } from './rules/ballot-truncated';
import { barriersReached } from './rules/barriers';
import { broughtFunctions } from './rules/brought-functions';
import { callees } from './rules/callees';
import { contexts } from './rules/contexts';
import { cudaArchGuard } from './rules/cuda-arch-guard';
import { cudaccGuard } from './rules/cudacc-guard';
import { deviceFiles } from './rules/device-files';
import { deviceQueries } from './rules/device-queries';
import { divergentWarps } from './rules/divergent-warps';
import { fullMask32bit } from './rules/full-mask-32bit';
import { groups } from './rules/groups';
import { halfForms } from './rules/half-forms';
import { hostCalls } from './rules/host-calls';
import { implicitWarpSync } from './rules/implicit-warp-sync';
import { inlinePtx } from './rules/inline-ptx';
import { laneMaskShift } from './rules/lane-mask-shift';
import { launchBoundsSecond } from './rules/launch-bounds-second';
import { launchBoundsThird } from './rules/launch-bounds-third';
import { launchSizes } from './rules/launch-sizes';
import { libraryForms } from './rules/library-forms';
import { matchSync } from './rules/match-sync';
import { numbers } from './rules/numbers';
import { popcFfsOnMask } from './rules/popc-ffs-on-mask';
import { ptxRegisters } from './rules/ptx-registers';
import { reduceSync } from './rules/reduce-sync';
import { sharedVariables } from './rules/shared-variables';
import { shflDefaultWidth } from './rules/shfl-default-width';
import { shuffledTypes } from './rules/shuffled-types';
import { spinning } from './rules/spinning';
import { syncBuiltinsVersion } from './rules/sync-builtins-version';
import { syncwarp } from './rules/syncwarp';
import { systemFences } from './rules/system-fences';
import { textureReferences } from './rules/texture-references';
import { userAtomics } from './rules/user-atomics';
import { vectorOperators } from './rules/vector-operators';
import { vectors } from './rules/vectors';
import { warpLoops } from './rules/warp-loops';
import { warpSizeConstant } from './rules/warp-size-constant';
import { warpSizeLiteral } from './rules/warp-size-literal';
import { warpSizeVariable } from './rules/warp-size-variable';
import { warpsizeOnHost } from './rules/warpsize-on-host';
import { words } from './rules/words';
import { sceneOf } from './scene';

export type { Finding, Fix } from './finding';

const hazards: readonly Hazard[] = [
  syncBuiltinsVersion,
  fullMask32bit,
  warpSizeVariable,
  warpsizeOnHost,
  shflDefaultWidth,
  warpSizeLiteral,
  ballotTruncated,
  popcFfsOnMask,
  laneMaskShift,
  syncwarp,
  cudaArchGuard,
  cudaccGuard,
  inlinePtx,
  launchBoundsSecond,
  calls,
  deviceFiles,
  replacedCalls,
  atomics,
  barriersReached,
  divergentWarps,
  groups,
  matchSync,
  implicitWarpSync,
  launchBoundsThird,
  launchSizes,
  ptxRegisters,
  reduceSync,
  shuffledTypes,
  spinning,
  textureReferences,
  userAtomics,
  warpLoops,
  warpSizeConstant,
  broughtFunctions,
  callees,
  contexts,
  deviceQueries,
  halfForms,
  hostCalls,
  libraryForms,
  numbers,
  sharedVariables,
  systemFences,
  vectorOperators,
  vectors,
  words,
];

/** The codes of all rules, in the order in which they are asked. */
export const hazardCodes: readonly string[] = [
  ...new Set(hazards.flatMap(({ code, also = [] }) => [code, ...also])),
];

/** Looks for every hazard of a program. */
export function findHazards(model: Model, options: HipOptions): Finding[] {
  const scene = sceneOf(model, options);
  return hazards.flatMap(({ find }) => find(scene));
}

/** A finding's fix as edits of the port, explained by the hazard's message; several edits are one group. */
export function fixAsEdits({ problem, fix }: Finding): PortEdit[] {
  const edits = fix?.edits ?? [];
  const { file, start, end } = problem.span;
  const group = edits.length > 1 ? { group: `${problem.code}@${file}:${start}-${end}` } : {};
  return edits.map((edit) => ({ ...edit, rule: problem.code, params: problem.params, ...group }));
}
