// A loop over the threads of a block as C++, thread-x innermost, so that neighbours in memory are neighbours in time.
import type { Lines } from './lines';

export type ThreadLoop = {
  /** The kernel asks for thread-x alone: the rows of a block are all alike. */
  readonly flat: boolean;
  /** What the body uses: `thread`, `at`, `next_thread`. */
  readonly own: ReadonlySet<string>;
  readonly body: Lines;
  /** The first thread of a row that has work, and the first after it that has none, where not all have. */
  readonly begin?: string;
  readonly end?: string;
  /** How far it is from one thread that has work to the next, where that is more than one. */
  readonly step?: number;
  /** Of each warp of a row, the lanes below a number alone. */
  readonly lanes?: { readonly warp: number; readonly below: string };
  /** The compiler may do several threads at once. */
  readonly vectors: boolean;
  /** The text of the body is to be repeated this often. */
  readonly unroll?: number;
};

/** @returns names of what the loop itself uses */
export function writeThreadLoop(
  lines: Lines,
  { flat, own, body, begin, end, step, lanes, vectors, unroll }: ThreadLoop,
): string[] {
  const write = () => {
    const where = flat ? 'row' : '(thread_z * block_dim_y + thread_y)';
    if (own.has('thread') || own.has('at'))
      lines.add(`const int thread = ${where} * block_dim_x + thread_x;`);
    if (own.has('at')) {
      const [y, z] = flat ? ['0', '0'] : ['thread_y', 'thread_z'];
      lines.add(`const Thread at = {launch, block_x, block_y, block_z, thread_x, ${y}, ${z}, thread};`);
    }
    if (own.has('next_thread')) {
      lines.braced('', () => lines.append(body));
      lines.add('next_thread:;');
    } else lines.append(body);
  };
  const ofWarps = ({ warp, below }: { warp: number; below: string }) => {
    lines.add(`for (int warp_x = 0; warp_x < block_dim_x; warp_x += ${warp})`);
    if (vectors) lines.pragma('#pragma omp simd');
    lines.inside(() => {
      lines.braced(`for (int thread_x = warp_x; thread_x < warp_x + ${below}; thread_x++)`, write);
    });
  };
  const innermost = () => {
    if (lanes) {
      ofWarps(lanes);
      return;
    }
    if (begin) lines.add(`const int begin_x = ${begin};`);
    if (end) lines.add(`const int end_x = ${end};`);
    if (vectors) lines.pragma('#pragma omp simd');
    else if (unroll) {
      lines.add('// Written out several times: then one update seldom has to wait for another.');
      lines.pragma(`#pragma GCC unroll ${unroll}`);
    }
    const [first, last] = [begin ? 'begin_x' : '0', end ? 'end_x' : 'block_dim_x'];
    lines.braced(
      `for (int thread_x = ${first}; thread_x < ${last}; ${step ? `thread_x += ${step}` : 'thread_x++'})`,
      write,
    );
  };
  /** The loop around it, with braces where there is more than one statement in it. */
  const around = (head: string) => {
    if (begin || end) lines.braced(head, innermost);
    else {
      lines.add(head);
      lines.inside(innermost);
    }
  };
  // One thread of a row may be all that it has work for.
  const asked = [begin ?? '', end ?? 'block_dim_x'].some((text) => text.includes('block_dim_x'));
  const width = asked || lanes || own.has('thread') || own.has('at') ? ['block_dim_x'] : [];
  if (flat) {
    around('for (int row = 0; row < rows; row++)');
    return [...width, 'rows'];
  }
  lines.add('for (int thread_z = 0; thread_z < block_dim_z; thread_z++)');
  lines.inside(() => {
    around('for (int thread_y = 0; thread_y < block_dim_y; thread_y++)');
  });
  return [...width, 'block_dim_y', 'block_dim_z'];
}

/** What is asked of each row of a block. @returns names of what the loop itself uses */
export function writeRows(lines: Lines, flat: boolean, body: Lines): string[] {
  if (flat) {
    lines.append(body);
    return ['block_dim_x'];
  }
  lines.add('for (int thread_z = 0; thread_z < block_dim_z; thread_z++)');
  lines.add('  for (int thread_y = 0; thread_y < block_dim_y; thread_y++)');
  lines.inside(() => lines.inside(() => lines.append(body)));
  return ['block_dim_x', 'block_dim_y', 'block_dim_z'];
}
