// Which files of a program a compiler is given by name, and whether its device code is one program or one for each of
// these files. In comes the Model; every tool chain takes both answers from here.
import type { Path } from '@/lib/core/sources';
import type { FunctionInfo, Model } from './model';

/** Whether a compiler may be given a file by name, going by its ending. */
export const isSource = (path: Path) => /\.(?:cu|hip|cpp|cc|cxx|c\+\+)$/i.test(path);

/** A unit and all files it includes, directly or not. */
function closureOf(model: Model, unit: Path): ReadonlySet<Path> {
  const seen = new Set<Path>();
  const pending = [unit];
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    for (const { resolved } of model.files[path]?.includes ?? []) if (resolved) pending.push(resolved);
  }
  return seen;
}

const isMain = ({ qualifiedName, body }: FunctionInfo) => qualifiedName === 'main' && body !== undefined;

/** What the choice of units asks of a program, however it was read. */
export type UnitQuestions = {
  /** Of every file of the program: itself and what it includes, directly or not. */
  readonly closure: (path: Path) => Iterable<Path>;
  /** Whether a file defines main(), itself or in what it includes. */
  readonly starts: (unit: Path) => boolean;
};

/**
 * The main file first, then every other source file that none includes, in order of path. A file with a main() of its
 * own is another program, unless the main file has none and it is the only one with it.
 */
export function chooseUnits(main: Path, paths: readonly Path[], { closure, starts }: UnitQuestions): Path[] {
  const included = new Set(paths.flatMap((path) => [...closure(path)].filter((other) => other !== path)));
  const others = paths.filter((path) => path !== main && isSource(path) && !included.has(path)).sort();
  const rivals = others.filter(starts);
  const kept = starts(main) || rivals.length > 1 ? [] : rivals;
  return [main, ...others.filter((path) => !rivals.includes(path) || kept.includes(path))];
}

/** The units of a program, as chooseUnits() says. */
export function unitsOf(model: Model): Path[] {
  const { main, files } = model.sources;
  const starting = new Set(model.functions.filter(isMain).map(({ nameSpan }) => nameSpan.file));
  const closure = (path: Path) => closureOf(model, path);
  return chooseUnits(main, Object.keys(files), {
    closure,
    starts: (unit) => [...closure(unit)].some((path) => starting.has(path)),
  });
}

/**
 * Whether device code of one unit names variables or functions of another, which nvcc takes with -rdc=true and hipcc with
 * -fgpu-rdc alone. Without it, every unit has its own copy of each variable and function of the device.
 */
export function isLinkedOnDevice(model: Model, units: readonly Path[]): boolean {
  if (units.length < 2) return false;
  const outside = model.variables.some(({ space, isExtern }) => isExtern && space !== 'shared');
  return outside || units.some((unit) => declaresForeign(model, closureOf(model, unit)));
}

/** A device function that is declared in a unit, defined in another alone, and named besides. */
function declaresForeign(model: Model, files: ReadonlySet<Path>): boolean {
  const device = model.functions.filter(({ space }) => space === 'device');
  const defined = new Set(
    device
      .filter(({ body, nameSpan }) => body && files.has(nameSpan.file))
      .map(({ qualifiedName }) => qualifiedName),
  );
  const elsewhere = new Set(device.filter(({ body }) => body).map(({ qualifiedName }) => qualifiedName));
  return device.some(
    ({ body, nameSpan, qualifiedName }) =>
      !body && files.has(nameSpan.file) && !defined.has(qualifiedName) && elsewhere.has(qualifiedName),
  );
}
