// Where the threads of a block meet, and what the block has to take apart because of it. Only questions about statements.
import {
  blocksOf,
  type FunctionFacts,
  type LocalId,
  rootOf,
  type Statement,
  visitStatements,
} from '@/lib/ir';

export type Meeting = Statement & { do: 'barrier' | 'warp' | 'grid-barrier' };

export function isMeeting(statement: Statement): statement is Meeting {
  return statement.do === 'barrier' || statement.do === 'warp' || statement.do === 'grid-barrier';
}

export function meetsInside(statement: Statement): boolean {
  let found = false;
  visitStatements([statement], (part) => {
    if (isMeeting(part)) found = true;
  });
  return found;
}

/** True when a break or continue inside leaves the statement itself. */
export function jumpsOut(statement: Statement, breakable = true, loops = true): boolean {
  if (statement.do === 'break') return breakable;
  if (statement.do === 'continue') return loops;
  return blocksOf(statement).some((block) =>
    block.some((part) =>
      jumpsOut(
        part,
        breakable && statement.do !== 'loop' && statement.do !== 'switch',
        loops && statement.do !== 'loop',
      ),
    ),
  );
}

export function returnsInside(statement: Statement): Statement[] {
  const found: Statement[] = [];
  visitStatements([statement], (part) => {
    if (part.do === 'return') found.push(part);
  });
  return found;
}

/** True for what the block as a whole has to take apart, inside a loop or switch that it takes apart or not. */
export function isControl(
  statement: Statement,
  inside: boolean,
  facts: FunctionFacts,
  spread: ReadonlySet<Statement>,
): boolean {
  if (spread.has(statement)) return true;
  if (meetsInside(statement)) return true;
  if (inside && jumpsOut(statement)) return true;
  const returns = returnsInside(statement);
  return returns.length > 0 && returns.every((one) => facts.uniformStatements.has(one));
}

/** The local that a statement without effects writes as a whole. */
export function onceLocal(statement: Statement): LocalId | undefined {
  if (statement.do === 'declare') return statement.local;
  if (statement.do === 'assign' && !statement.volatile) {
    const root = rootOf(statement.place);
    return root.at === 'local' ? root.local : undefined;
  }
  return undefined;
}
