// Newest wins: of requests that come faster than they can be answered, the first and the newest are worked on, those
// between are dropped. In goes a worker function, out come only answers that are newer than every earlier one.

export type Newest<In> = {
  /** Asks for this input; replaces one that still waits. */
  readonly ask: (input: In) => void;
  /** Whether something is being worked on or waits. */
  readonly busy: () => boolean;
};

/**
 * @param work answers one input; at most one call is under way at any time.
 * @param tell gets the answer together with its input. `isNewest` is false when a newer input waits already.
 * @param fail gets what `work` threw, unless a newer input waits.
 */
export function newest<In, Out>(
  work: (input: In) => Promise<Out>,
  tell: (output: Out, input: In, isNewest: boolean) => void,
  fail: (error: unknown, input: In) => void,
): Newest<In> {
  let waiting: { input: In } | undefined;
  let working = false;

  const loop = async (first: In) => {
    working = true;
    let input = first;
    for (;;) {
      try {
        const output = await work(input);
        tell(output, input, waiting === undefined);
      } catch (error) {
        if (!waiting) fail(error, input);
      }
      if (!waiting) break;
      input = waiting.input;
      waiting = undefined;
    }
    working = false;
  };

  return {
    ask(input) {
      if (working) waiting = { input };
      else void loop(input);
    },
    busy: () => working,
  };
}
