// A Module of which nothing is wrong, and what is known of its functions. validate() makes it; targets and the interpreter
// take nothing else.
import type { Span } from '@/lib/core/span';
import type { FunctionId, LocalId, Module, Statement, VariableId } from './module';

declare const valid: unique symbol;
/** A Module of which validate() has found nothing wrong, with its facts. Only validate() makes one. */
export type ValidModule = Module & { readonly facts: Facts; readonly [valid]: true };

export type Facts = { readonly functions: readonly FunctionFacts[] };

/** Why some threads of a block may not get somewhere: a condition, an end of a loop, or a return that not all take. */
export type Divergence = { readonly kind: 'condition' | 'loop' | 'return'; readonly span: Span };

/** Facts of a function, with everything it calls. */
export type FunctionFacts = {
  /** Writes, synchronises, prints or calls what does: its calls must be statements. */
  readonly effects: boolean;
  readonly barriers: boolean;
  readonly warpOps: boolean;
  readonly atomics: boolean;
  readonly recursive: boolean;
  /** Functions called directly. */
  readonly calls: readonly FunctionId[];
  /** Variables used directly or by callees. */
  readonly variables: readonly VariableId[];
  /** Locals whose address is taken (or that are indexed through a computed place of an array): they need memory. */
  readonly addressTaken: ReadonlySet<LocalId>;
  /** Locals that hold one value for all threads of a block wherever they are read. */
  readonly uniformLocals: ReadonlySet<LocalId>;
  /** Statements reached by all threads of a block or by none (control flow around them is uniform). */
  readonly uniformStatements: ReadonlySet<Statement>;
  /** Barriers, and calls of functions with barriers, that some threads of a block may miss, with the reason. */
  readonly divergence: ReadonlyMap<Statement, Divergence>;
  /** Loops and switches that some threads of a block leave before others. */
  readonly leftUnevenly: ReadonlySet<Statement>;
  /** The result is the same for all threads that call with the same arguments. */
  readonly uniformResult: boolean;
};
