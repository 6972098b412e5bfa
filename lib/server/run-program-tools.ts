// The tools that programs are run with on this machine: our parser and pipeline, the runners that are here, the proof.
// The web server and the command line take them from here.
import type { Fallible } from '@/lib/core/problem';
import type { Sources } from '@/lib/core/sources';
import { analyze, isLinkedOnDevice, type Model, parse, unitsOf } from '@/lib/cuda';
import { port } from '@/lib/pipeline';
import { bufferNames } from '@/lib/run/buffer-names';
import { prove } from '@/lib/run/proof';
import type { RunnerId } from '@/lib/run/runner';
import { type CpuProgram, cpuProgram, type ProgramApi } from '@/lib/targets/cpu-program';
import { loadCudaParser } from './cuda-engine';
import { defaultLimits } from './limits';
import { packRecording } from './recordings';
import type { RunTools } from './run-program';
import {
  cppRunner,
  cpuRunner,
  deviceRunner,
  interpreterRunner,
  probeRunners,
  theHip,
  theNvidia,
  theWorkshop,
} from './runners';

/** @param report is told of faults of our own */
export function serverTools(report: RunTools['report']): RunTools {
  const parts = { rewrite, workshop: theWorkshop };
  const programRunners: Partial<Record<RunnerId, RunTools['run']>> = {
    'cuda-on-cpu': cpuRunner('cuda', parts),
    'hip-on-cpu': cpuRunner('hip', parts),
    interpreter: interpreterRunner(),
    cpp: cppRunner(theWorkshop),
    'hip-amd': deviceRunner('hip', { workshop: theWorkshop, tools: theHip, units }),
    'cuda-nvidia': deviceRunner('cuda', { workshop: theWorkshop, tools: theNvidia, units }),
  };
  return {
    port: async (sources, options) => port(sources, await loadCudaParser(), options),
    probe: probeRunners,
    run: (job, limits, stop) => {
      const run = programRunners[job.runner];
      if (!run) throw new Error(`no runner stands behind ${job.runner}`);
      return run(job, limits, stop);
    },
    prove: async (outcomes) => {
      const { value: model } = await modelOf(outcomes.programs.original);
      return prove({ ...outcomes, names: model ? bufferNames(model) : new Map() });
    },
    limits: defaultLimits,
    pack: async (program, recorded) => packRecording(recorded, (await modelOf(program)).value),
    report,
  };
}

async function modelOf(program: Sources): Promise<Fallible<Model>> {
  return analyze(parse(program, await loadCudaParser()));
}

async function units(program: Sources) {
  const { value: model } = await modelOf(program);
  const units = model ? unitsOf(model) : [program.main];
  return { units, linked: model !== undefined && isLinkedOnDevice(model, units) };
}

async function rewrite(program: Sources, api: ProgramApi): Promise<Fallible<CpuProgram>> {
  const { value: model, problems } = await modelOf(program);
  return model ? cpuProgram(model, api) : { problems };
}
