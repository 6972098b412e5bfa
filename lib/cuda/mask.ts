// Masks: in comes a scanned file, out comes a text of the same length in which what the grammar can't read is painted over,
// so that its tree is clean and its offsets are the user's.
import type { SpecifierMacros } from './scopes';
import type { Scan } from './tree';

/** The text for the grammar: same length and line ends as the user's. */
export function mask(scanned: Scan, _macros: SpecifierMacros): string {
  return scanned.text;
}
