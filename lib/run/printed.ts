// Printed output held against printed output, line by line: numbers by tolerance, everything else exactly. Lines that
// two runs of the original print differently (timings) are set aside. Knows no runs and no verdicts.
import type { Difference } from './compare';
import { widestTelling } from './informative';
import { printedTolerance } from './tolerances';
import type { Tolerance } from './wire';

export type PrintedDifference = Difference & {
  /** Lines not compared: the original's own second run prints them differently, or they differ in a timing alone. */
  readonly setAside: number;
  /** Its two runs print these lines in different orders, so they are compared without regard to order. */
  readonly reordered: number;
};

type Numeral = { readonly pad: string; readonly numeral: string };
/** `texts` stand before, between and after `numbers`: always one more of them. */
type Pieces = { readonly texts: readonly string[]; readonly numbers: readonly Numeral[] };

// Numbers with such a unit measure the run, not the result; two runs may print the same 0.01 s by chance.
const unit =
  '(?:[nuµm]?s|[nuµm]?secs?|(?:(?:nano|micro|milli)[- ]?)?seconds?|cycles|ticks|[KMGT]i?B(?:ytes)?/s(?:ec)?|[KMGT]?FLOPS?(?:/s)?)';
const unitAfter = new RegExp(`^ ?[([]?${unit}(?![\\w/])`, 'i');
const unitBefore = new RegExp(`[([]${unit}[)\\]] ?[:=]?$`, 'i');

// A number that is not part of a word: not the 4 of `float4`, not the 2 of `v1.2`. Hexadecimal stays text.
const numeralPattern =
  /([ \t]*)(?<![\w.])([-+]?(?:0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|(?:nan|inf|infinity)\b))/gi;
const longestShown = 200;

function piecesOf(line: string): Pieces {
  const texts: string[] = [];
  const numbers: Numeral[] = [];
  let at = 0;
  for (const match of line.matchAll(numeralPattern)) {
    const [whole, pad = '', numeral = ''] = match;
    if (/^[-+]?0x/i.test(numeral)) continue;
    texts.push(line.slice(at, match.index));
    numbers.push({ pad, numeral });
    at = match.index + whole.length;
  }
  return { texts: [...texts, line.slice(at)], numbers };
}

function numberOf(numeral: string): number {
  const word = numeral.toLowerCase().replace(/^[-+]/, '');
  const sign = numeral.startsWith('-') ? -1 : 1;
  if (word === 'nan') return Number.NaN;
  if (word.startsWith('inf')) return sign * Number.POSITIVE_INFINITY;
  return Number(numeral);
}

/** The value of one unit of the last digit of a printed decimal; 0 for whole numbers. */
function lastDigit(numeral: string): number {
  const match = /\.(\d*)(?:[eE]([-+]?\d+))?$/.exec(numeral);
  if (match) return 10 ** (Number(match[2] ?? 0) - (match[1] ?? '').length);
  const exponent = /[eE]([-+]?\d+)$/.exec(numeral);
  return exponent ? 10 ** Number(exponent[1]) : 0;
}

type NumeralMatch = { readonly agrees: boolean; readonly distance: number };

function compareNumerals(expected: string, actual: string, tolerance: Tolerance): NumeralMatch {
  if (expected === actual) return { agrees: true, distance: 0 };
  const a = numberOf(expected);
  const b = numberOf(actual);
  if (Number.isNaN(a) || Number.isNaN(b)) return { agrees: Number.isNaN(a) && Number.isNaN(b), distance: 0 };
  if (a === b) return { agrees: true, distance: 0 };
  const distance = Math.abs(a - b);
  const digit = Math.max(lastDigit(expected), lastDigit(actual));
  if (digit === 0 || !Number.isFinite(distance)) return { agrees: false, distance };
  // A difference within the tolerance can still turn the last printed digit; half a unit more allows for binary rounding.
  const turned = digit <= 1e-3 * Math.abs(a) ? 1.5 * digit : 0;
  const bound = Math.max(tolerance.absolute + tolerance.relative * Math.abs(a), turned);
  return { agrees: distance <= bound, distance };
}

/** `timing`: the lines differ, but only in numbers that measure the run. */
type LineMatch = { readonly outcome: 'agrees' | 'differs' | 'timing'; readonly distance: number };

function compareLines(expected: string, actual: string, tolerance: Tolerance): LineMatch {
  if (expected === actual) return { outcome: 'agrees', distance: 0 };
  const left = piecesOf(expected);
  const right = piecesOf(actual);
  const differs: LineMatch = { outcome: 'differs', distance: 0 };
  if (left.texts.join('#') !== right.texts.join('#') || left.numbers.length !== right.numbers.length)
    return differs;
  let distance = 0;
  let timing = false;
  for (const [i, a] of left.numbers.entries()) {
    const b = right.numbers[i] as Numeral;
    // Padding to a column changes with the length of the number, and with that alone.
    const padded = a.pad === b.pad || a.numeral.length !== b.numeral.length;
    const numerals = compareNumerals(a.numeral, b.numeral, tolerance);
    if (numerals.agrees && padded) distance = Math.max(distance, numerals.distance);
    else if (unitAfter.test(left.texts[i + 1] ?? '') || unitBefore.test(left.texts[i] ?? '')) timing = true;
    else return { ...differs, distance: numerals.distance };
  }
  return { outcome: timing ? 'timing' : 'agrees', distance };
}

/**
 * A line of words alone ("done") says nothing about results; a number may, other than zero and other than one that the
 * tolerance hardly tells from zero.
 */
function carriesNumber(line: string, { absolute, relative }: Tolerance): boolean {
  return piecesOf(line).numbers.some(({ numeral }) => {
    const magnitude = Math.abs(numberOf(numeral));
    const bound = lastDigit(numeral) === 0 ? 0 : absolute + relative * magnitude;
    return magnitude > 0 && bound <= widestTelling * magnitude;
  });
}

/** So many digits are not the same in every run by chance, when they measure it. */
const tellingDigits = 3;
const fewestRuns = 5;

/** A line whose numbers look like times, and are the same to the last digit in all of many runs: results, not times. */
function isSteady(line: Line, runs: readonly (readonly Line[])[]): boolean {
  if (runs.length < fewestRuns || !runs.every((lines) => lines[line.index]?.text === line.text)) return false;
  const { numbers } = piecesOf(line.text);
  return numbers.some(
    ({ numeral }) =>
      numeral.replace(/e.*$/i, '').replace(/\D/g, '').replace(/^0+/, '').length >= tellingDigits,
  );
}

/** Lines without their ends; a last line end makes no empty line. */
function linesOf(text: string): Line[] {
  if (text === '') return [];
  return text
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
    .map((line, index) => ({ text: line, index }));
}

function shown(line: Line | undefined): string {
  if (!line) return 'no such line';
  return line.text.length > longestShown ? `${line.text.slice(0, longestShown)}…` : line.text;
}

type Line = { readonly text: string; readonly index: number };
type Aligned = { expected: Line[]; actual: Line[]; setAside: number; reordered: number };

/** Takes out the lines that waver between the two runs of the original; what the other prints there goes with them. */
function align(expected: Line[], again: Line[], actual: Line[], tolerance: Tolerance): Aligned {
  if (expected.length !== again.length)
    return { expected: [], actual: [], setAside: expected.length, reordered: 0 };
  const wavering = new Set<number>();
  for (const [i, line] of expected.entries()) {
    if (compareLines(line.text, again[i]?.text ?? '', tolerance).outcome !== 'agrees') wavering.add(i);
  }
  const keep = (lines: Line[]) => lines.filter(({ index }) => !wavering.has(index));
  const pick = (lines: Line[]) =>
    lines
      .filter(({ index }) => wavering.has(index))
      .toSorted((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0));
  const joined = (lines: Line[]) => lines.map(({ text }) => text).join('\n');
  const moved = pick(expected);
  if (joined(moved) !== joined(pick(again)))
    return { expected: keep(expected), actual: keep(actual), setAside: wavering.size, reordered: 0 };
  return {
    expected: [...keep(expected), ...moved],
    actual: [...keep(actual), ...pick(actual)],
    setAside: 0,
    reordered: moved.length,
  };
}

/**
 * Compares what two programs printed. `elements` and indexes count lines, from 0.
 * @param again what a second run of the original printed, when there was one.
 * @param reruns what further runs of it printed
 */
export function comparePrinted(
  expected: string,
  again: string | undefined,
  actual: string,
  tolerance: Tolerance = printedTolerance,
  reruns: readonly string[] = [],
): PrintedDifference {
  const runs = [...(again === undefined ? [] : [again]), ...reruns].map(linesOf);
  const first = linesOf(expected);
  const second = again === undefined ? first : linesOf(again);
  const lines = align(first, second, linesOf(actual), tolerance);
  // When the original prints more or fewer lines each time, no line of the other has a partner.
  const partners = first.length === second.length ? Math.max(lines.expected.length, lines.actual.length) : 0;
  let { setAside } = lines;
  let elements = 0;
  let mismatches = 0;
  let informative = 0;
  let maxAbs = 0;
  let firstMismatch: Difference['firstMismatch'];
  for (let i = 0; i < partners; i++) {
    const a = lines.expected[i];
    const b = lines.actual[i];
    const { outcome: found, distance } =
      a && b ? compareLines(a.text, b.text, tolerance) : ({ outcome: 'differs', distance: 0 } as const);
    const outcome = found === 'timing' && a && isSteady(a, runs) ? 'differs' : found;
    if (outcome === 'timing') {
      setAside++;
      continue;
    }
    elements++;
    if (a && carriesNumber(a.text, tolerance)) informative++;
    maxAbs = Math.max(maxAbs, distance);
    if (outcome === 'agrees') continue;
    mismatches++;
    firstMismatch ??= { index: a?.index ?? b?.index ?? i, expected: shown(a), actual: shown(b) };
  }
  return {
    type: 'text',
    elements,
    informative,
    mismatches,
    maxAbs: Number.isFinite(maxAbs) ? maxAbs : 'inf',
    maxUlp: 0,
    tolerance,
    ...(firstMismatch && { firstMismatch }),
    setAside,
    reordered: lines.reordered,
  };
}
