// Of many inputs the newest is answered; those between are dropped; one call is under way at a time.
import { describe, expect, it } from 'vitest';
import { newest } from './newest';

function gate() {
  const open: ((value: string) => void)[] = [];
  const shut: ((error: Error) => void)[] = [];
  const seen: string[] = [];
  const told: { output: string; isNewest: boolean }[] = [];
  const failed: unknown[] = [];
  const queue = newest(
    (input: string) => {
      seen.push(input);
      return new Promise<string>((resolve, reject) => {
        open.push(resolve);
        shut.push(reject);
      });
    },
    (output, _, isNewest) => told.push({ output, isNewest }),
    (error) => failed.push(error),
  );
  return { queue, open, shut, seen, told, failed };
}

const turn = () => new Promise((resolve) => setTimeout(resolve));

describe('newest wins', () => {
  it('works on the first, drops those between, and ends with the last', async () => {
    const { queue, open, seen, told } = gate();
    for (const text of ['a', 'ab', 'abc', 'abcd']) queue.ask(text);
    expect(seen).toEqual(['a']);
    open[0]?.('A');
    await turn();
    expect(seen).toEqual(['a', 'abcd']);
    open[1]?.('ABCD');
    await turn();
    expect(told).toEqual([
      { output: 'A', isNewest: false },
      { output: 'ABCD', isNewest: true },
    ]);
    expect(queue.busy()).toBe(false);
  });

  it('goes on after a failure, and tells of it only when nothing newer waits', async () => {
    const { queue, open, shut, seen, told, failed } = gate();
    queue.ask('a');
    queue.ask('b');
    shut[0]?.(new Error('old'));
    await turn();
    expect(failed).toEqual([]);
    expect(seen).toEqual(['a', 'b']);
    shut[1]?.(new Error('new'));
    await turn();
    expect(failed).toEqual([new Error('new')]);
    queue.ask('c');
    open[2]?.('C');
    await turn();
    expect(told.at(-1)).toEqual({ output: 'C', isNewest: true });
  });
});
