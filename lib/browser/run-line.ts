// The line to a running job: server-sent events in, checked updates and the state of the line out. Reconnects by
// itself (the browser sends the last seq), and asks for the whole answer where the stream cannot be resumed.
import { type RunAnswer, type RunUpdate, runUpdateSchema } from '@/lib/run/wire';
import { ApiError, type ApiProblem, askRun } from './api';

export type LineListener = {
  readonly onUpdate: (update: RunUpdate) => void;
  readonly onLine: (state: 'live' | 'reconnecting' | 'lost') => void;
  /** The stream is gone, but the run has ended: this is how. */
  readonly onAnswer: (answer: RunAnswer) => void;
  /** The server does not know the run any more (it was started again, for instance). */
  readonly onGone: (problem: ApiProblem) => void;
};

/** After so many tries in a row the page says that the server cannot be reached; it goes on trying. */
const triesBeforeLost = 3;

/** Follows a run until it ends. @returns the function that hangs up. */
export function followRun(id: string, listener: LineListener): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let ended = false;
  let tries = 0;

  const hangUp = () => {
    ended = true;
    clearTimeout(timer);
    source?.close();
  };

  const open = () => {
    source = new EventSource(`/api/v1/runs/${id}/events`);
    source.onopen = () => {
      tries = 0;
      listener.onLine('live');
    };
    source.onmessage = ({ data }) => {
      const update = parse(data);
      if (!update || ended) return;
      if (update.kind === 'finished') hangUp();
      listener.onUpdate(update);
    };
    source.onerror = () => {
      if (ended) return;
      // The browser reconnects on its own from a broken line; after an error answer it closes for good.
      if (source?.readyState === EventSource.CLOSED) void lookAfter();
      else {
        tries++;
        listener.onLine(tries > triesBeforeLost ? 'lost' : 'reconnecting');
      }
    };
  };

  const lookAfter = async () => {
    source?.close();
    listener.onLine('reconnecting');
    try {
      const answer = await askRun(id);
      if (ended) return;
      if (answer.state === 'finished' || answer.state === 'cancelled') {
        hangUp();
        listener.onAnswer(answer);
        return;
      }
    } catch (error) {
      if (ended) return;
      const problem: ApiProblem = error instanceof ApiError ? error.problem : { kind: 'unreachable' };
      if (problem.kind === 'refused' && problem.status === 404) {
        hangUp();
        listener.onGone(problem);
        return;
      }
    }
    tries++;
    if (tries > triesBeforeLost) listener.onLine('lost');
    timer = setTimeout(open, Math.min(15_000, 1000 * 2 ** tries));
  };

  open();
  return hangUp;
}

function parse(data: unknown): RunUpdate | undefined {
  if (typeof data !== 'string') return undefined;
  try {
    const update = runUpdateSchema.safeParse(JSON.parse(data));
    return update.success ? update.data : undefined;
  } catch {
    return undefined;
  }
}
