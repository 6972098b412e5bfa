// Where a statement of a random kernel stands: what is declared there, which threads come by together, and how one of them
// can leave. Shapes of statements take a scope and give lines of C++.
import type { Chance } from './chance';
import type { Callable, Expression, Scope } from './expressions';
import { type NumberType, written } from './number-types';

export type Flow = {
  /** All threads of the block come by in step; those lanes of a warp that `mask` names do; or nothing is known. */
  readonly together: 'block' | 'lanes' | 'alone';
  /** A variable or constant with the lanes that come by, where that is known. */
  readonly mask?: string;
  /** Statements by which a thread may leave from here: of `break` and `continue` the nearest ones. */
  readonly leave: readonly ('break' | 'continue' | 'return')[];
};

export type LocalArray = { readonly name: string; readonly type: NumberType; readonly length: number };

/** A function that changes what it is given: its parameters, in order. */
export type Changer = {
  readonly name: string;
  readonly takes: readonly { readonly type: NumberType; readonly by: 'value' | 'reference' | 'pointer' }[];
};

/** Growing lists: what is declared inside of braces is gone after them. */
export type Growing = Scope & {
  readonly chance: Chance;
  readonly names: Expression[];
  /** What can be assigned. */
  readonly places: Expression[];
  /** Expressions with one value for all threads of the block; none of them is among the places. */
  readonly evens: Expression[];
  /** Variables that stay so, when all threads assign such a value. */
  readonly evenPlaces: Expression[];
  /** Arrays with a length that is a power of two. */
  readonly arrays: LocalArray[];
  readonly functions: Callable[];
  readonly changers: Changer[];
  readonly flow: Flow;
  /** The kernel's block; absent in functions that it calls. */
  readonly block?: Block;
  /** A variable that everything of interest is mixed into; undefined where it can't be assigned. */
  readonly mixed: string | undefined;
  /** What a thread writes that returns early. */
  readonly result: () => string;
  /** Gives names that are there once. */
  readonly fresh: (stem: string) => string;
  /** Some statements, of all shapes that may stand in such a place. */
  readonly body: (scope: Growing, depth: number, count: number) => string[];
};

export type Block = { readonly x: number; readonly y: number; readonly z: number; readonly threads: number };

export type Shape = {
  /** Where all of whose threads come by together it may stand. */
  readonly where: Flow['together'];
  readonly weight: number;
  /** Holds other statements. */
  readonly deep?: boolean;
  /** Uses parameters of the kernel. */
  readonly inKernel?: boolean;
  readonly make: (scope: Growing, depth: number) => string[];
};

export const allLanes = '0xffffffffu';

/** How many threads the kernel's block has. */
export const threadsOf = ({ block }: Growing): number => block?.threads ?? 1;

/** Names that are declared inside are gone afterwards. */
export function within<T>(scope: Growing, make: () => T): T {
  const { names, places, evens, evenPlaces, arrays, functions, changers } = scope;
  const lists: unknown[][] = [names, places, evens, evenPlaces, arrays, functions, changers];
  const marks = lists.map(({ length }) => length);
  const made = make();
  lists.forEach((list, i) => {
    list.length = marks[i] as number;
  });
  return made;
}

export const indented = (lines: readonly string[]) => lines.map((line) => `  ${line}`);

/** Statements in braces of their own, without the braces. */
export function inside(
  scope: Growing,
  flow: Flow,
  depth: number,
  count: number,
  names: readonly Expression[] = [],
) {
  return within(scope, () => {
    scope.names.push(...names);
    if (flow.together === 'block') scope.evens.push(...names);
    return indented(scope.body({ ...scope, flow }, depth, count));
  });
}

/** The flow of a branch that some threads take, each for itself. */
export function apart({ flow }: Growing): Flow {
  return flow.together === 'alone' ? flow : { together: 'alone', leave: [] };
}

/** The same scope with no names but those that are the same for all threads. */
export const evenScope = (scope: Growing): Growing => ({ ...scope, names: scope.evens, functions: [] });

/** Declares a variable, which can be assigned from there on. */
export function give(scope: Growing, type: NumberType, text: string, stem = 't'): string {
  const name = scope.fresh(stem);
  scope.names.push({ text: name, type });
  scope.places.push({ text: name, type });
  return `${written[type]} ${name} = ${text};`;
}
