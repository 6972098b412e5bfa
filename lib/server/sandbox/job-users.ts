// Users that exist for one job only: numbers from a reserved range, no names, no homes, no files. When the server is
// root, every job runs as one of them; limits on processes mean nothing for root. Knows nothing of what jobs do.
import { readFileSync } from 'node:fs';

const size = 50_000;

/**
 * Where the range starts. 1 900 000 000 lies where no distribution and no systemd range hands out users; in a container
 * that maps 65 536 users only, 65 000 and up is what Debian leaves unused.
 * @param uidMap the text of /proc/self/uid_map: `inside outside length` per line
 */
export function jobUserRange(uidMap: string): { first: number; size: number } | undefined {
  const maps = uidMap
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const holds = (first: number, count: number) =>
    maps.some(([inside = 0, , length = 0]) => first >= inside && first + count <= inside + length);
  if (holds(1_900_000_000, size)) return { first: 1_900_000_000, size };
  if (holds(65_000, 500)) return { first: 65_000, size: 500 };
  return undefined;
}

const taken = new Set<number>();

/** A user for one job, not used by another job of this server; undefined when the server is not root. */
export function takeJobUser(): { uid: number; release: () => void } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const range = jobUserRange(readFileSync('/proc/self/uid_map', 'utf8'));
  if (!range) throw new Error('this container maps too few users to give each job its own');
  // Random, so that two servers on one machine rarely meet; when they do, their jobs still see nothing of each other.
  let uid: number;
  do uid = range.first + Math.floor(Math.random() * range.size);
  while (taken.has(uid));
  taken.add(uid);
  return { uid, release: () => taken.delete(uid) };
}
