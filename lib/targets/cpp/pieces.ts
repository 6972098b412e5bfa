// What the schedule makes of a kernel, as data: what each thread does between two meetings, what the block does as a whole.
import type { Expr, LocalId, Statement } from '@/lib/ir';
import type { Meeting } from './meetings';
import type { ThreadBound } from './thread-bounds';

/** What one thread does. */
export type Item =
  | { readonly kind: 'statement'; readonly statement: Statement }
  /** Puts a value where the other threads find it. */
  | { readonly kind: 'send'; readonly slot: number; readonly value: Expr; readonly members?: Expr }
  | { readonly kind: 'receive'; readonly slot: number; readonly statement: Meeting }
  /** Takes a value where another lane keeps it: nobody writes it in the same piece. */
  | { readonly kind: 'take'; readonly statement: Meeting & { do: 'warp' } }
  /** Whether the thread takes part in what follows: its outer mask and the condition. */
  | {
      readonly kind: 'mask';
      readonly mask: number;
      readonly condition?: Expr;
      readonly negate?: boolean;
    }
  /** Who is still in one mask comes into another one too. */
  | { readonly kind: 'join'; readonly mask: number; readonly from: number; readonly statement: Statement }
  | { readonly kind: 'unmask'; readonly masks: readonly number[]; readonly statement: Statement };

/** The mask of the threads that what the block asks for once is the same for. */
type Here = { readonly here?: number };

export type Piece =
  | {
      readonly kind: 'threads';
      readonly id: number;
      readonly items: readonly Item[];
      readonly mask?: number;
      readonly bounds?: readonly ThreadBound[];
    }
  | ({ readonly kind: 'once'; readonly statement: Statement } & Here)
  | { readonly kind: 'meet'; readonly statement: Meeting; readonly slot?: number; readonly mask?: number }
  | ({
      readonly kind: 'if';
      readonly statement: Statement & { do: 'if' };
      readonly then: readonly Piece[];
      readonly else: readonly Piece[];
    } & Here)
  /** What is inside is done when any thread is in the mask; without one, when any has not ended. */
  | {
      readonly kind: 'masked';
      readonly mask?: number;
      readonly statement: Statement;
      readonly body: readonly Piece[];
    }
  | ({
      readonly kind: 'loop';
      readonly statement: Statement & { do: 'loop' };
      readonly init: readonly Piece[];
      readonly body: readonly Piece[];
      readonly update: readonly Piece[];
      /** Threads may leave at different times: the loop goes on while any is in the mask. */
      readonly mask?: number;
      /** Before and after the body: the items that narrow the mask. */
      readonly test?: readonly Piece[];
      readonly again?: readonly Piece[];
    } & Here)
  /** A loop by halves of which lane 0 alone is asked: in each turn as many lanes do the items as the counter says. */
  | {
      readonly kind: 'halving';
      readonly statement: Statement & { do: 'loop' };
      readonly id: number;
      readonly items: readonly Item[];
      readonly counter: LocalId;
      /** The same for blocks whose rows are not whole warps. */
      readonly general: Piece & { kind: 'loop' };
    }
  | ({
      readonly kind: 'switch';
      readonly statement: Statement & { do: 'switch' };
      readonly cases: readonly (readonly Piece[])[];
    } & Here)
  /** `whole`: what must hold for every thread of a block that has work for all of them. */
  | {
      readonly kind: 'block';
      readonly body: readonly Piece[];
      readonly statement: Statement;
      readonly whole?: readonly ThreadBound[];
    }
  | { readonly kind: 'jump'; readonly statement: Statement };

/** What is sent at a meeting: its type if anything is, whether each thread names who takes part, and the mask of those who are here. */
export type Slot = { readonly type?: Expr['type']; readonly members: boolean; readonly mask?: number };

export type Schedule = {
  readonly pieces: readonly Piece[];
  /** Locals of which there is one for all threads. */
  readonly hoisted: ReadonlySet<LocalId>;
  /** Slots, each with the type of what is sent, and masks. */
  readonly slots: readonly Slot[];
  readonly masks: number;
  /** Threads may end before others do. */
  readonly returns: boolean;
  /** Statements for which there is no way to split. */
  readonly stuck: readonly Statement[];
};

/** True when a continue of this loop is among the pieces. */
export function continues(pieces: readonly Piece[]): boolean {
  return pieces.some((piece) => {
    switch (piece.kind) {
      case 'jump':
        return piece.statement.do === 'continue';
      case 'if':
        return continues(piece.then) || continues(piece.else);
      case 'switch':
        return piece.cases.some(continues);
      case 'masked':
      case 'block':
        return continues(piece.body);
      default:
        return false;
    }
  });
}
