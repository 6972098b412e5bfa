// The tools that programs are run with on this machine: our parser and pipeline, the runners that are here, the proof.
import { analyze, parse } from '@/lib/cuda';
import { port } from '@/lib/pipeline';
import { bufferNames } from '@/lib/run/buffer-names';
import { prove } from '@/lib/run/proof';
import { loadCudaParser } from './cuda-engine';
import { defaultLimits } from './limits';
import type { RunTools } from './run-program';
import { probeRunners, runJob } from './runners';

/** @param report is told of faults of our own */
export function serverTools(report: RunTools['report']): RunTools {
  return {
    port: async (sources, options) => port(sources, await loadCudaParser(), options),
    probe: probeRunners,
    run: runJob,
    prove: async (outcomes) => {
      const model = analyze(parse(outcomes.programs.original, await loadCudaParser())).value;
      return prove({ ...outcomes, names: model ? bufferNames(model) : new Map() });
    },
    limits: defaultLimits,
    report,
  };
}
