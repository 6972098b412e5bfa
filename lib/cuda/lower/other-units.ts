// The other units of a program, read when a body or a variable is first missed in the one at hand: each keeps its own macros,
// its own statics and its own names. Sources in, units out; knows nothing of what is looked for in them.
import type { Path, Sources } from '@/lib/core/sources';
import { type Declaration, parseUnit, type Unit } from '../ast';
import { type Defines, type Expanded, expand } from '../expand';
import { chooseUnits, isSource } from '../units';

export type ReadUnit = { readonly expanded: Expanded; readonly unit: Unit };

/** Every unit of the program but the one that was read already. */
export function otherUnits(sources: Sources, defines: Defines, main: ReadUnit): ReadUnit[] {
  const read = new Map<Path, ReadUnit>([[sources.main, main]]);
  const unitAt = (path: Path): ReadUnit => {
    const there = read.get(path);
    if (there) return there;
    const expanded = expand({ ...sources, main: path }, defines);
    const made = { expanded, unit: parseUnit(expanded) };
    read.set(path, made);
    return made;
  };
  const paths = Object.keys(sources.files).filter(isSource);
  const units = chooseUnits(sources.main, paths, {
    closure: (path) => unitAt(path).expanded.files,
    starts: (path) => hasMain(unitAt(path).unit.declarations),
  });
  return units.slice(1).map(unitAt);
}

function hasMain(declarations: readonly Declaration[]): boolean {
  return declarations.some(
    (one) =>
      one.node === 'function' &&
      one.body !== undefined &&
      one.name.parts.length === 1 &&
      one.name.parts[0]?.text === 'main',
  );
}
