// Which `#if` branches a place stands in: in come the lines of a file, out comes, per offset, the chain of branches
// around it. Two places whose chains start alike are compiled together. Evaluates no condition.
import type { Lexed } from '@/lib/cuda';

/** Ids of the branches around a place, outermost first. */
export type Chain = readonly number[];

export type Branches = (offset: number) => Chain;

/** @returns a function that gives the chain of branches around an offset. */
export function branchesOf({ directives }: Lexed): Branches {
  const from: number[] = [0];
  const chains: Chain[] = [[]];
  let open: Chain = [];
  let next = 1;
  for (const directive of directives) {
    if (directive.name === 'if' || directive.name === 'ifdef' || directive.name === 'ifndef')
      open = [...open, next++];
    else if (directive.name.startsWith('el') && open.length > 0) open = [...open.slice(0, -1), next++];
    else if (directive.name === 'endif') open = open.slice(0, -1);
    else continue;
    from.push(directive.end);
    chains.push(open);
  }
  return (offset) => {
    let low = 0;
    let high = from.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((from[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    return chains[low] as Chain;
  };
}

/** True when whatever is compiled at `inner` is also compiled at `outer`. */
export function holdsWherever(outer: Chain, inner: Chain): boolean {
  return outer.every((branch, index) => inner[index] === branch);
}
