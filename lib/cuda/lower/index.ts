// From the syntax tree to the IR: every kernel of a program that can be lowered, and what stands in the way of the others.
// The door of this room: lowerProgram() takes sources, lowerUnit() a tree that is already there.
import type { Fallible } from '@/lib/core/problem';
import type { Sources } from '@/lib/core/sources';
import type { Module } from '@/lib/ir';
import { problem } from '@/lib/messages';
import {
  type Deferred,
  type NameScope,
  parseBody,
  parseDefault,
  parseInitializers,
  parseUnit,
  type Unit,
} from '../ast';
import { type Defines, type Expanded, expand, tokensText } from '../expand';
import { Lowering } from './context';
import { enterUnit } from './link';
import { otherUnits } from './other-units';
import { pruned } from './prune';
import { AlreadyRefused } from './refusal';
import { lowerRoots } from './roots';

export type LowerOptions = {
  /** Instances of templates that are wanted besides those that the program launches: `poly<4>`. */
  readonly roots?: readonly string[];
  readonly defines?: Defines;
};

/** All kernels of a program's main file as a module. What cannot be lowered is left out and told; the rest is there. */
export function lowerProgram(sources: Sources, options: LowerOptions = {}): Fallible<Module> {
  const expanded = expand(sources, options.defines);
  return lowerUnit(expanded, parseUnit(expanded), options, sources);
}

/** @param sources the program, whose other units may define what this one only declares */
export function lowerUnit(
  expanded: Expanded,
  unit: Unit,
  options: LowerOptions = {},
  sources?: Sources,
): Fallible<Module> {
  const textOf = ({ scope }: Deferred) => {
    const root = rootOf(scope);
    const read = [...lowering.linked, ...lowering.preludes].find((one) => one.unit.scope === root);
    return read?.expanded ?? expanded;
  };
  const lowering = new Lowering({
    body: (deferred) => parseBody(textOf(deferred), deferred),
    initializers: (deferred) => parseInitializers(textOf(deferred), deferred),
    expression: (deferred) => parseDefault(textOf(deferred), deferred),
    text: (span) => {
      const unit = lowering.linked.find(({ expanded: { files } }) => files.includes(span.file));
      return tokensText((unit ?? { expanded }).expanded, span);
    },
  });
  if (sources) lowering.others = () => otherUnits(sources, options.defines ?? {}, { expanded, unit });
  try {
    enterUnit(lowering, { expanded, unit });
    lowerRoots(lowering, expanded, unit, options.roots ?? []);
  } catch (error) {
    // Nesting or instances without end: what was finished before stays.
    if (error instanceof RangeError)
      lowering.problems.push(
        problem('lower-too-deep', 'error', { file: expanded.files[0] ?? '', start: 0, end: 0 }),
      );
    else if (!(error instanceof AlreadyRefused)) throw error;
  }
  const { structs, variables, functions } = lowering;
  return {
    value: pruned({ structs, variables, functions }),
    problems: [...expanded.problems, ...lowering.problems],
  };
}

function rootOf(scope: NameScope): NameScope {
  let at = scope;
  while (at.outer) at = at.outer;
  return at;
}
