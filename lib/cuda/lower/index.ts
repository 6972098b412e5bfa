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
import { type Defines, type Expanded, expand } from '../expand';
import { Lowering } from './context';
import { declareAll } from './declare';
import { preludes } from './prelude';
import { pruned } from './prune';
import { AlreadyRefused } from './refusal';
import { lowerRoots } from './roots';

export type LowerOptions = {
  /** Instances of templates that are wanted besides those that the program launches: `poly<4>`. */
  readonly roots?: readonly string[];
  readonly defines?: Defines;
};

/** All kernels of a program as a module. What cannot be lowered is left out and told; the rest is there. */
export function lowerProgram(sources: Sources, options: LowerOptions = {}): Fallible<Module> {
  const expanded = expand(sources, options.defines);
  return lowerUnit(expanded, parseUnit(expanded), options);
}

export function lowerUnit(expanded: Expanded, unit: Unit, options: LowerOptions = {}): Fallible<Module> {
  const headers = preludes(expanded).map((one) => ({ ...one, root: outermost(one.unit) }));
  const textOf = ({ scope }: Deferred) =>
    headers.find(({ root }) => root === rootOf(scope))?.expanded ?? expanded;
  const lowering = new Lowering({
    body: (deferred) => parseBody(textOf(deferred), deferred),
    initializers: (deferred) => parseInitializers(textOf(deferred), deferred),
    expression: (deferred) => parseDefault(textOf(deferred), deferred),
    text: ({ file, start, end }) =>
      expanded.tokens
        .filter(({ span }) => span.file === file && span.start >= start && span.end <= end)
        .map((token) => token.text)
        .join(' '),
  });
  try {
    for (const one of headers) declareAll(lowering, lowering.headers, one.unit.declarations);
    // `::size_t` and `std::` of the program's own look there too.
    lowering.global.using.push(lowering.headers);
    declareAll(lowering, lowering.global, unit.declarations);
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
/** The parser's outermost scope of a unit, by any body in it. */
function outermost(unit: Unit): NameScope | undefined {
  for (const declaration of unit.declarations)
    if (declaration.node === 'function' && declaration.body) return rootOf(declaration.body.scope);
  return undefined;
}
