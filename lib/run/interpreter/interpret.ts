// The interpreter: in come a module, a plan's inputs and what to watch for, out come the buffers' final contents, findings,
// counts and what was printed. A generator, so that whoever runs it can show progress, stop it, and keep time. Pure.
import type { Span } from '@/lib/core/span';
import { alignOf, alignUp, apartByCall, type FunctionId, type Module, sizeOf } from '@/lib/ir';
import type { PlanInputs } from '../plan-inputs';
import type { Options, PlacedVariable } from './coder';
import { type Counts, createCounts } from './counts';
import { createFindings, type Finding } from './finding';
import { planFrames } from './frames';
import { findWaiting, type Kernel, makeKernel, residentBlocks } from './kernel';
import { Interrupted, KernelStopped, type Launch, type Machine, type ResidentBlock } from './machine';
import { createMemory, deviceGrain, planMemory } from './memory';
import { createRaces, decide, newEpoch, orderAll } from './races';
import { runGrid } from './schedule';
import { createShadows, type ErrorGrowth, growthOf } from './shadow-memory';
import type { Teller } from './told-steps';
import { createTrace, type TraceStep } from './trace';

export type InterpreterOptions = Options & {
  readonly warp: 32 | 64;
  /** Asked now and then; a reason ends the run. */
  readonly interrupted?: () => 'cancelled' | 'timeout' | undefined;
  /** Is told each step of each thread; costs time. */
  readonly teller?: Teller;
};

export type Progress = {
  readonly launch: number;
  readonly launches: number;
  readonly blocks: number;
  readonly of: number;
};

export type Interpretation = {
  readonly ended: 'done' | 'stopped' | 'cancelled' | 'timeout';
  /** Final contents, in the order of the plan's buffers. */
  readonly buffers: readonly Uint8Array[];
  readonly findings: readonly Finding[];
  readonly counts: Counts;
  readonly stdout: string;
  readonly launches: number;
  /** By buffer, where shadows were asked for. */
  readonly growth: readonly (ErrorGrowth | undefined)[];
  /** Where a trace was asked for: its steps, the places of their sites, and whether there was more. */
  readonly trace?: {
    readonly steps: readonly TraceStep[];
    readonly sites: readonly Span[];
    readonly cut: boolean;
  };
};

/** Printed text is cut at so many characters. */
const printLimit = 1_000_000;
/** Loop iterations of a warp between two looks at the clock. */
const stepsBetweenTicks = 4096;

export function* interpret(
  given: Module,
  inputs: PlanInputs,
  options: InterpreterOptions,
): Generator<Progress, Interpretation, void> {
  const { warp } = options;
  const module = apartByCall(given);
  const plan = planMemory();
  const total = inputs.buffers.reduce((sum, { bytes }) => sum + alignUp(bytes.length + 1, deviceGrain), 0);
  // As in the CPU runtime where there is room: then pointers in buffers compare.
  const grain = total <= 256 * 1024 * 1024 ? deviceGrain : 256;
  const placedBuffers = inputs.buffers.map(({ name, bytes }) =>
    plan.place(name, 'global', bytes.length, grain),
  );
  const frames = planFrames(module);
  const launches = inputs.launches.map(
    ({ kernel, grid, block, sharedBytes }, index): Launch => ({
      kernel,
      index,
      grid,
      block,
      threads: block[0] * block[1] * block[2],
      dynamicBytes: sharedBytes,
      warp,
    }),
  );

  // Variables: device memory first, because its objects are in order of address.
  const variables: PlacedVariable[] = [];
  let staticShared = 0;
  module.variables.forEach((variable, id) => {
    const size = sizeOf(variable.type, module.structs);
    const align = Math.max(alignOf(variable.type, module.structs), variable.align ?? 1);
    if (variable.space === 'shared') return;
    variables[id] = {
      ...plan.place(variable.sourceName, variable.space, size, align),
      space: variable.space,
    };
  });
  const globalObjects = plan.objects.length - 1;
  // Between shared variables a few bytes are left free, so that a step past the end of one is seen.
  const sharedGap = options.checks ? 16 : 0;
  let declaredShared = 0;
  module.variables.forEach((variable, id) => {
    if (variable.space !== 'shared') return;
    const size = sizeOf(variable.type, module.structs);
    if (size === 0) return;
    const align = Math.max(16, alignOf(variable.type, module.structs), variable.align ?? 1);
    const start = alignUp(staticShared, align);
    plan.objects.push({ name: variable.sourceName, space: 'shared', start, size });
    variables[id] = { id: plan.objects.length - 1, start, space: 'shared' };
    staticShared = start + size + sharedGap;
    declaredShared = alignUp(declaredShared, align) + size;
  });
  const dynamicStart = alignUp(staticShared, 128);
  const mostDynamic = Math.max(0, ...launches.map(({ dynamicBytes }) => dynamicBytes));
  module.variables.forEach((variable, id) => {
    if (variable.space !== 'shared' || variables[id]) return;
    plan.objects.push({ name: variable.sourceName, space: 'shared', start: dynamicStart, size: mostDynamic });
    variables[id] = { id: plan.objects.length - 1, start: dynamicStart, space: 'shared' };
  });
  const localObjects = module.functions.map((fn, id) => {
    const objects = new Map<number, number>();
    for (const [local, start] of frames.functions[id]!.at) {
      const { type, sourceName } = fn.locals[local]!;
      plan.objects.push({ name: sourceName, space: 'local', start, size: sizeOf(type, module.structs) });
      objects.set(local, plan.objects.length - 1);
    }
    return objects;
  });

  const waiting = findWaiting(module);
  const residents = inputs.launches.map(({ function: id }, i) =>
    residentBlocks(waiting, module.functions[id]!, id, launches[i]!),
  );
  const sharedBytes = alignUp(dynamicStart + mostDynamic + 16, 128);
  const mostResident = Math.max(1, ...residents);
  const mostThreads = Math.max(1, ...residents.map((resident, i) => resident * launches[i]!.threads));
  const localBytes = frames.size * frames.depth;
  const memory = createMemory(
    plan,
    {
      shared: sharedBytes * mostResident,
      local: localBytes * mostThreads,
      localBytes,
      frameBytes: frames.size,
      globalObjects,
    },
    module.structs,
    options.checks,
  );
  inputs.buffers.forEach(({ bytes }, i) => {
    memory.bytes.set(bytes, placedBuffers[i]!.start);
  });
  module.variables.forEach(({ init }, id) => {
    if (init && variables[id]!.space !== 'shared') memory.bytes.set(init, variables[id]!.start);
  });

  const findings = createFindings();
  const counts = createCounts();
  counts.shared.perBlock = declaredShared + mostDynamic;
  const races = options.races && options.checks ? createRaces(memory, module) : undefined;
  const shadows = options.shadows ? createShadows(memory, module) : undefined;
  const trace = options.trace ? createTrace() : undefined;
  let stdout = '';
  const idle: ResidentBlock = {
    slot: 0,
    number: 0,
    x: 0,
    y: 0,
    z: 0,
    sharedAt: memory.sharedStart,
    epoch: 0,
    fenced: false,
    live: new Uint8Array(mostThreads),
  };
  const m: Machine = {
    first: 0,
    last: 0,
    active: new Uint8Array(mostThreads),
    dense: true,
    gone: new Uint8Array(mostThreads),
    live: new Uint8Array(mostThreads),
    block: idle,
    warpStart: 0,
    warpEnd: 0,
    warpSteps: new Int32Array(Math.ceil(mostThreads / warp) + mostResident),
    frame: 0,
    depth: 0,
    steps: stepsBetweenTicks,
    tick: () => {
      m.steps = stepsBetweenTicks;
      const reason = options.interrupted?.();
      if (reason) throw new Interrupted(reason);
    },
    launch: launches[0]!,
    memory,
    findings,
    counts,
    ...(trace && { trace }),
    print: (text) => {
      if (stdout.length < printLimit) stdout += text;
    },
    clock: 0,
    changes: 0,
  };

  const kernels = new Map<string, Kernel>();
  const kernelFor = (id: FunctionId, launch: Launch, resident: number): Kernel => {
    const key = JSON.stringify([id, launch.grid, launch.block, launch.dynamicBytes]);
    const known = kernels.get(key);
    if (known) return known;
    const made = makeKernel(
      {
        module,
        options,
        memory,
        frames,
        variables,
        localObjects,
        sites: findings.sites,
        waiting,
        races,
        shadows,
        teller: options.teller,
      },
      id,
      launch,
      resident,
    );
    kernels.set(key, made);
    return made;
  };

  let ended: Interpretation['ended'] = 'done';
  let done = 0;
  try {
    for (const [index, planned] of inputs.launches.entries()) {
      const launch = launches[index]!;
      m.launch = launch;
      const kernel = kernelFor(planned.function, launch, residents[index]!);
      const args = planned.args.map((value) =>
        'bytes' in value
          ? value.bytes
          : { offset: placedBuffers[value.buffer]!.start, object: placedBuffers[value.buffer]!.id },
      );
      const of = launch.grid[0] * launch.grid[1] * launch.grid[2];
      const blocks = runGrid(m, {
        launch,
        code: kernel.code,
        blockIndex: kernel.blockIndex,
        resident: kernel.resident,
        sharedBytes,
        sharedAt: memory.sharedStart,
        checks: options.checks,
        enter: (machine, from, to) => {
          args.forEach((value, i) => {
            kernel.pass(machine, i, value, from, to);
          });
        },
        newEpoch: (machine, block) => newEpoch(races, machine, block),
        orderAll: () => {
          if (races) orderAll(races);
        },
      });
      for (const finished of blocks) {
        m.tick();
        yield { launch: index, launches: launches.length, blocks: finished, of };
      }
      done++;
    }
  } catch (error) {
    if (error instanceof Interrupted) ended = error.reason;
    else if (error instanceof KernelStopped) ended = 'stopped';
    else throw error;
  }
  if (races) decide(races);
  const buffers = inputs.buffers.map(({ bytes }, i) =>
    memory.bytes.slice(placedBuffers[i]!.start, placedBuffers[i]!.start + bytes.length),
  );
  return {
    ended,
    buffers,
    findings: findings.list,
    counts,
    stdout,
    launches: done,
    ...(trace && { trace: { steps: trace.steps, sites: findings.sites, cut: trace.cut } }),
    growth: inputs.buffers.map((buffer, i) =>
      shadows ? growthOf(shadows, memory, placedBuffers[i]!.start, buffer) : undefined,
    ),
  };
}
