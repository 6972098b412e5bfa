// Makes a program smaller while what matters of it stays: whole files go first, then declarations and statements from the
// outside to the inside, then lines, again and again until none can go. What matters is for the caller to say; so is where the
// pieces are. Knows no language, no compiler and no runner.
import { type Path, type Sources, textOf } from '@/lib/core/sources';
import { type Cut, cutText, linesOf } from './cut';
import { minimize } from './minimize';

/** A stretch that may go, and how many others stand around it. */
export type Piece = Cut & { readonly depth: number };

export type Step = {
  /** How often it was asked whether what matters stays. */
  readonly tests: number;
  readonly limit: number;
  readonly lines: number;
  /** Of the program as it came. */
  readonly linesBefore: number;
};

export type Tools = {
  /** Where the pieces of each file are; absent for a program that is none any more. */
  readonly piecesOf: (sources: Sources) => Promise<Readonly<Record<Path, readonly Piece[]>> | undefined>;
  /** Whether what matters is still there. Costly: it is asked at most `limit` times, and never twice of one program. */
  readonly holds: (candidate: Sources) => Promise<boolean>;
  readonly limit: number;
  readonly stopped: () => boolean;
  readonly onStep?: (step: Step, smallest: Sources) => void;
};

export type Reduced = {
  readonly sources: Sources;
  readonly tests: number;
  /** `minimal`: no single piece and no single line can go. */
  readonly ended: 'minimal' | 'limit' | 'stopped';
};

/** @param sources of which `holds` is known to be true */
export async function reduce(sources: Sources, tools: Tools): Promise<Reduced> {
  const linesBefore = lineCount(sources);
  const known = new Map<string, boolean>();
  let smallest = sources;
  let tests = 0;
  const isOver = () => tools.stopped() || tests >= tools.limit;
  const tell = () =>
    tools.onStep?.({ tests, limit: tools.limit, lines: lineCount(smallest), linesBefore }, smallest);

  const holds = async (candidate: Sources): Promise<boolean> => {
    const key = JSON.stringify(candidate.files);
    const before = known.get(key);
    if (before !== undefined) return before;
    if (isOver()) return false;
    const isProgram = await tools.piecesOf(candidate);
    if (isProgram) {
      tests++;
      tell();
    }
    const answer = isProgram !== undefined && (await tools.holds(candidate));
    if (tools.stopped()) return false;
    known.set(key, answer);
    if (answer) {
      smallest = candidate;
      tell();
    }
    return answer;
  };
  const withText = (from: Sources, path: Path, text: string): Sources => ({
    main: from.main,
    files: { ...from.files, [path]: text },
  });

  const files = async () => {
    const from = smallest;
    const others = Object.keys(from.files).filter((path) => path !== from.main);
    await minimize(
      others,
      (kept) =>
        holds({
          main: from.main,
          files: Object.fromEntries([from.main, ...kept].map((path) => [path, textOf(from, path)])),
        }),
      isOver,
    );
  };

  const piecesIn = async (path: Path): Promise<readonly Piece[]> =>
    (await tools.piecesOf(smallest))?.[path] ?? [];

  const pieces = async (path: Path) => {
    for (let depth = -1; !isOver(); depth++) {
      const all = await piecesIn(path);
      if (!all.some((piece) => piece.depth >= depth)) return;
      const from = smallest;
      const level = all.filter((piece) => piece.depth === depth && !piece.keep);
      await minimize(
        level,
        (kept) => {
          const cuts = level.filter((piece) => !kept.includes(piece));
          return holds(withText(from, path, cutText(textOf(from, path), cuts)));
        },
        isOver,
      );
      await unwrap(path, depth);
    }
  };

  /** The first that can be unwrapped changes all places after it: they are looked up again. */
  const unwrap = async (path: Path, depth: number) => {
    for (let again = true; again && !isOver(); ) {
      again = false;
      for (const piece of (await piecesIn(path)).filter((one) => one.depth === depth && one.keep)) {
        const text = cutText(textOf(smallest, path), [piece]);
        if (await holds(withText(smallest, path, text))) {
          again = true;
          break;
        }
      }
    }
  };

  const lines = async (path: Path) => {
    const from = smallest;
    const full = linesOf(textOf(from, path)).filter((line) => line.trim() !== '');
    if (full.join('') !== textOf(from, path) && !(await holds(withText(from, path, full.join(''))))) return;
    await minimize(full, (kept) => holds(withText(from, path, kept.join(''))), isOver);
  };

  tell();
  for (;;) {
    const before = smallest;
    await files();
    for (const path of Object.keys(smallest.files)) {
      await pieces(path);
      await lines(path);
    }
    if (isOver()) return { sources: smallest, tests, ended: tools.stopped() ? 'stopped' : 'limit' };
    if (smallest === before) return { sources: smallest, tests, ended: 'minimal' };
  }
}

function lineCount({ files }: Sources): number {
  return Object.values(files).reduce((sum, text) => sum + linesOf(text).length, 0);
}
