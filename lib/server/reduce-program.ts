// Makes a program small while its port still differs from it in the same way: in comes a program, out comes the smallest one
// with the report of its run. Runs are those of the command line. Knows no terminal.
import type { Sources } from '@/lib/core/sources';
import { parse, piecesOf } from '@/lib/cuda';
import { type Difference, differencesIn, isSame, type Reduced, reduce, type Step } from '@/lib/reduce';
import type { Stop } from '@/lib/run/job';
import { filledOptions } from '@/lib/run/share-id';
import type { RunReport, RunRequest } from '@/lib/run/wire';
import { loadCudaParser } from './cuda-engine';
import { type RunTools, runProgram } from './run-program';

export type ReducedProgram = Reduced & { readonly difference: Difference; readonly report: RunReport };

/** @returns undefined where nothing differs; the report then says what was seen instead */
export async function reduceProgram(
  request: Pick<RunRequest, 'sources' | 'on' | 'warp' | 'options' | 'tolerance'>,
  tools: RunTools,
  limit: number,
  stop: Stop,
  onStep: (step: Step) => void,
): Promise<ReducedProgram | { readonly difference?: undefined; readonly report: RunReport }> {
  const run = async (sources: Sources, more: Partial<RunRequest> = {}): Promise<RunReport> => {
    const stream = runProgram({ ...request, sources, timed: false, ...more }, tools, stop);
    for (;;) {
      const step = await stream.next();
      if (step.done) return step.value;
    }
  };
  let report = await run(request.sources);
  const [difference] = differencesIn(report);
  if (!difference) return { report };
  const parser = await loadCudaParser();
  const errorsIn = async (sources: Sources) => {
    const { problems, hasMain } = await tools.port(sources, {
      target: 'hip',
      ...filledOptions(request.options),
    });
    return { errors: problems.filter(({ severity }) => severity === 'error').length, hasMain };
  };
  const { errors: most } = await errorsIn(request.sources);
  const reduced = await reduce(request.sources, {
    limit,
    stopped: () => stop.aborted,
    onStep,
    async piecesOf(candidate) {
      const { errors, hasMain } = await errorsIn(candidate);
      if (errors > most || !hasMain) return undefined;
      return Object.fromEntries(
        [...parse(candidate, parser).files].map(([path, { grammar }]) => [
          path,
          grammar ? piecesOf(grammar) : [],
        ]),
      );
    },
    async holds(candidate) {
      const seen = await run(candidate, {
        on: ['cuda-on-cpu', difference.runner],
        warp: [difference.warp],
      });
      const holds = differencesIn(seen).some((one) => isSame(one, difference));
      if (holds) report = seen;
      return holds;
    },
  });
  return { ...reduced, difference, report };
}
