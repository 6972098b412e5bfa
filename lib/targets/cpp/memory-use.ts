// What statements do to memory that other threads see. Decides nothing but questions.
import { type Block, rootOf, visitExpressions, visitStatements } from '@/lib/ir';

/** True when a block writes memory, or calls what may. */
export function writesMemory(block: Block): boolean {
  let found = false;
  visitStatements(block, (statement) => {
    switch (statement.do) {
      case 'assign':
        if (rootOf(statement.place).at !== 'local') found = true;
        return;
      case 'atomic':
      case 'copy':
      case 'fill':
      case 'call':
        found = true;
        return;
      default:
    }
  });
  return found;
}

/**
 * True when vector code may do the threads of a loop together: nothing in it depends on their order but data, and no
 * thread's data reaches another between two meetings. Atomics, volatile and output depend on order.
 */
export function isOrderless(block: Block, callsInOrder: (id: number) => boolean): boolean {
  let orderless = true;
  visitStatements(block, (statement) => {
    switch (statement.do) {
      case 'assign':
        if (statement.volatile) orderless = false;
        return;
      case 'atomic':
      case 'fence':
      case 'copy':
      case 'fill':
      case 'print':
      case 'assert':
      case 'trap':
      case 'clock':
        orderless = false;
        return;
      case 'call':
        if (callsInOrder(statement.function)) orderless = false;
        return;
      default:
    }
  });
  visitExpressions(block, (expr) => {
    if (expr.op === 'load' && expr.volatile) orderless = false;
    if (expr.op === 'call' && callsInOrder(expr.function)) orderless = false;
  });
  return orderless;
}
