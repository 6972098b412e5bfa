// A kernel with a barrier on a GPU and on a CPU: columns of threads that stop together, and two loops one after the other.
import { Picture } from './picture';

const threads = 8;
const numbers = Array.from({ length: threads }, (_, i) => i);

export function Loops() {
  return (
    <Picture
      title="Eight threads and a barrier"
      live={false}
      says="On a GPU all eight threads do the first part at the same time, meet at the barrier, and do the second part. On a CPU one loop does the first part for thread 0, 1, 2 to 7, and only then a second loop does the second part. Whoever reads after the barrier finds what everybody wrote before it, in both."
    >
      <div aria-hidden className="flex flex-wrap gap-x-8 gap-y-4 font-mono text-2xs">
        <div className="min-w-60 flex-1">
          <p className="pb-1 font-sans text-muted text-xs">on a GPU: all at once</p>
          <div className="grid grid-cols-8 gap-1">
            {numbers.map((thread) => (
              <span
                key={thread}
                className="flex h-8 items-center justify-center rounded-sm bg-warp-wash text-warp"
              >
                A{thread}
              </span>
            ))}
          </div>
          <p className="my-1 border-bad border-y border-dashed text-center text-bad">__syncthreads()</p>
          <div className="grid grid-cols-8 gap-1">
            {numbers.map((thread) => (
              <span
                key={thread}
                className="flex h-8 items-center justify-center rounded-sm bg-weft-wash text-weft"
              >
                B{thread}
              </span>
            ))}
          </div>
        </div>
        <div className="min-w-60 flex-1">
          <p className="pb-1 font-sans text-muted text-xs">
            on a CPU: one after the other, from left to right
          </p>
          <p className="text-muted">for each thread: A</p>
          <div className="flex gap-px">
            {numbers.map((thread) => (
              <span
                key={thread}
                className="flex h-6 flex-1 items-center justify-center bg-warp-wash text-warp"
              >
                A{thread}
              </span>
            ))}
          </div>
          <p className="my-1 text-bad">the barrier is where one loop ends and the next begins</p>
          <p className="text-muted">for each thread: B</p>
          <div className="flex gap-px">
            {numbers.map((thread) => (
              <span
                key={thread}
                className="flex h-6 flex-1 items-center justify-center bg-weft-wash text-weft"
              >
                B{thread}
              </span>
            ))}
          </div>
        </div>
      </div>
    </Picture>
  );
}
