// What a proof comes to in one sentence, for the line above the results and for the terminal: in comes a proof, out comes a
// sentence in the manner of messages (lower case, no full stop). Knows no page.
import { sentence } from '@/lib/messages';
import type { RunnerId } from './runner';
import type { Proof } from './wire';

type Note = Proof['notes'][number];

/** Notes that say why a verdict is what it is, the most telling first. */
const decisive = {
  agrees: [],
  differs: ['proof-crashed', 'proof-seed-differs', 'proof-port-wavers'],
  'not-compared': [
    'proof-no-reference',
    'proof-no-arguments',
    'proof-original-fails',
    'proof-run-failed',
    'proof-cut-short',
    'proof-other-places',
    'proof-print-alone',
    'proof-nothing-informative',
    'proof-built-only',
  ],
} as const satisfies Record<Proof['verdict'], readonly string[]>;

const inWords = (comparisons: readonly unknown[]) =>
  `${comparisons.length.toLocaleString('en-US')} ${comparisons.length === 1 ? 'comparison' : 'comparisons'}`;

/** A note as a sentence, with runners called as `nameOf` calls them. */
export function noteSentence({ code, params }: Note, nameOf: (runner: RunnerId) => string): string {
  const { runner } = params;
  return sentence(
    code,
    typeof runner === 'string' ? { ...params, runner: nameOf(runner as RunnerId) } : params,
  );
}

/** The verdict's reason: how much was compared and what of it differs, or why nothing says anything. */
export function provedSentence(
  { verdict, comparisons, notes }: Proof,
  nameOf: (runner: RunnerId) => string = (runner) => runner,
): string {
  const differing = comparisons.filter(({ mismatches }) => mismatches > 0).length;
  const note = decisive[verdict].flatMap((code) => notes.find((one) => one.code === code) ?? [])[0];
  if (verdict === 'agrees') {
    const aside = comparisons.some(({ setAside = 0 }) => setAside > 0);
    const compared = `everything that was compared agrees: ${inWords(comparisons)}`;
    return aside
      ? `${compared}; some elements were set aside, because the original itself changes them from run to run`
      : compared;
  }
  if (verdict === 'differs' && differing > 0)
    return `${differing.toLocaleString('en-US')} of ${inWords(comparisons)} ${differing === 1 ? 'differs' : 'differ'}`;
  if (note) return noteSentence(note, nameOf);
  return verdict === 'differs' ? 'the port did something else' : 'nothing could be compared';
}
