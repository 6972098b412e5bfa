// Other seeds: what a program draws its random inputs from, whether its port agrees for other seeds than its own, and how that
// is said. In come outcomes and texts, out come the proof's `seeds` and a sentence. Knows no runner.
import type { Sources } from '@/lib/core/sources';
import type { Seeded } from './outcome';
import type { Proof } from './wire';

/** Engines whose seed the program gives itself: nothing outside of it can change that. */
const ownEngines =
  /\b(?:mt19937(?:_64)?|default_random_engine|minstd_rand0?|ranlux\w+|knuth_b|rand_r|erand48|nrand48|jrand48)\b/g;

export function enginesIn({ files }: Sources): string[] {
  const names = Object.values(files).flatMap((text) => text.match(ownEngines) ?? []);
  return [...new Set(names)].sort().slice(0, 5);
}

/** The seeds for which the original ended as with its own: a port can be held to those. */
export function usableSeeds(seeded: readonly Seeded[] | undefined, exitCode: number): readonly Seeded[] {
  return (seeded ?? []).filter(
    ({ observations }) => observations.length === 2 && observations.every((one) => one.exitCode === exitCode),
  );
}

const listed = (words: readonly string[]) =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

/** Undefined where it was not looked at: without a run of the original on the CPU, or by an earlier version. */
export function seedSentence({ verdict, seeds }: Pick<Proof, 'verdict' | 'seeds'>): string | undefined {
  if (!seeds) return undefined;
  const { tried, sources, engines = [] } = seeds;
  const own =
    engines.length > 0
      ? ` What ${listed(engines)} ${engines.length === 1 ? 'draws' : 'draw'} from a seed of the program’s own was not varied.`
      : '';
  if (sources.length === 0)
    return own
      ? own.trim()
      : 'The program draws nothing from rand, time, random_device or cuRAND: it ran with its own inputs alone.';
  const from = listed(sources);
  if (tried < 2)
    return `The program draws inputs from ${from}${verdict === 'differs' ? '' : ', and ran with its own seed alone'}.${own}`;
  const ran = `The program draws inputs from ${from}, and ran with ${tried} seeds, its own among them`;
  return `${ran}${verdict === 'agrees' ? ': the port agrees for each' : ''}.${own}`;
}
