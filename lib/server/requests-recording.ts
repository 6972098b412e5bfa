// Requests about the recording of a run: which runner's, which part. In comes a call, out comes what is kept.
import { isWarpSize, type RunnerId, runnerIds, type WarpSize } from '@/lib/run/runner';
import type { Call } from './http';
import type { KeptRecording } from './recordings';
import { RequestProblem } from './requests-problem';
import { runId } from './requests-run';

/** @throws RequestProblem request-invalid when it is there and no whole number from 0 on */
export function numberIn(request: Request, name: string): number | undefined {
  const text = new URL(request.url).searchParams.get(name);
  if (text === null) return undefined;
  if (!/^\d{1,15}$/.test(text))
    throw new RequestProblem('request-invalid', {}, { detail: `${name} is a whole number from 0 on` });
  return Number(text);
}

/** @throws RequestProblem recording-place-unknown */
export function placeIn({ params }: Pick<Call, 'params'>): { launch: number; buffer: number } {
  const [launch, buffer] = [params.launch, params.buffer].map((text) =>
    typeof text === 'string' && /^\d{1,9}$/.test(text) ? Number(text) : undefined,
  );
  if (launch === undefined || buffer === undefined) throw new RequestProblem('recording-place-unknown');
  return { launch, buffer };
}

/**
 * The recording that `runner` and `warp` name; both are needed.
 * @throws RequestProblem run-unknown, request-invalid, recording-…, store-…
 */
export async function recordingOf({
  request,
  server,
  id,
}: Pick<Call, 'request' | 'server' | 'id'>): Promise<KeptRecording & { runner: RunnerId; warp: WarpSize }> {
  const run = runId(id);
  const query = new URL(request.url).searchParams;
  const runner = runnerIds.find((one) => one === query.get('runner'));
  const warp = Number(query.get('warp'));
  if (!runner || !isWarpSize(warp))
    throw new RequestProblem(
      'request-invalid',
      {},
      { detail: 'runner and warp say whose recording is meant: runner=cuda-on-cpu&warp=32' },
    );
  return { ...(await server.runs.recording(run, runner, warp)), runner, warp };
}
