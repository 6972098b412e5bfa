// Which files of a program a compiler is given by name, and whether its device code is one program or one for each of
// these files. In comes the Model; every tool chain takes both answers from here.
import type { Path } from '@/lib/core/sources';
import type { FunctionInfo, Model } from './model';

const compiled = /\.(?:cu|hip|cpp|cc|cxx|c\+\+)$/i;

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

/**
 * The main file first, then every other source file that none includes, in order of path. A file with a main() of its
 * own is another program, unless the main file has none and it is the only one with it.
 */
export function unitsOf(model: Model): Path[] {
  const { main, files } = model.sources;
  const included = new Set(
    Object.keys(files).flatMap((path) =>
      (model.files[path]?.includes ?? []).flatMap(({ resolved }) =>
        resolved && resolved !== path ? [resolved] : [],
      ),
    ),
  );
  const others = Object.keys(files)
    .filter((path) => path !== main && compiled.test(path) && !included.has(path))
    .sort();
  const starting = new Set(model.functions.filter(isMain).map(({ nameSpan }) => nameSpan.file));
  const starts = (unit: Path) => [...closureOf(model, unit)].some((path) => starting.has(path));
  const rivals = others.filter(starts);
  const kept = starts(main) || rivals.length > 1 ? [] : rivals;
  return [main, ...others.filter((path) => !rivals.includes(path) || kept.includes(path))];
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
