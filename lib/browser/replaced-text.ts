// Whether one text took the place of another, as pasting over all of it does, or is an edit of it. Pure.

/** Less than this part of the longer text has to be left at its ends. */
const kept = 0.2;

export function isAnotherText(before: string, after: string): boolean {
  const longer = Math.max(before.length, after.length);
  const shorter = Math.min(before.length, after.length);
  if (longer < 40) return false;
  let same = 0;
  while (same < shorter && before[same] === after[same]) same++;
  let end = 0;
  while (end < shorter - same && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return same + end < longer * kept;
}
