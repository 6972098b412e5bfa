// The door of the HIP target. Whoever is outside imports from here alone.
import type { Path } from '@/lib/core/sources';
import type { HipOptions } from '@/lib/targets/options';
import type { EditTarget } from '@/lib/targets/target';
import { editToHip } from './edit';

export { ruleOf } from './families';
export type { HipVersion, NameEntry, NameKind } from './names/library';
export {
  allLifetimes,
  allNames,
  type Lifetime,
  libraryOf,
  lookUpHeader,
  lookUpName,
  type NameAnswer,
} from './names/lookup';
export {
  lookUpQualified,
  type NamespaceEntry,
  namespaces,
  type QualifiedAnswer,
} from './names/namespaces';

/**
 * `reduce.cu` becomes `reduce.hip`: clang, hipcc and CMake's HIP language all know the ending. Headers and host files
 * keep their names, so that includes between the user's files still hold.
 */
export function hipFileName(path: Path): Path {
  return path.replace(/\.cu$/, '.hip');
}

export const hip: EditTarget<HipOptions> = {
  input: 'model',
  id: 'hip',
  label: 'HIP',
  language: 'cpp',
  fileName: hipFileName,
  edit: editToHip,
};
