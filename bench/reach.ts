// How many kernels of a checkout of public CUDA programs go all the way: lowered and valid, run in the interpreter, emitted as
// C++. Each is run with arguments guessed from its parameters' types, so that what counts is whether the interpreter takes it,
// not what it computes. Each program has a process of its own with bounded time and memory: what a program's kernels take is
// gone with it. Prints shares and reasons, and writes what became of each kernel into dist/reach.jsonl;
// `npm run bench -- reach <checkout> [every]`, where `every` 3 takes each third program.
import { execFile } from 'node:child_process';
import { appendFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { parseUnit } from '@/lib/cuda/ast';
import { expand } from '@/lib/cuda/expand';
import { lowerUnit } from '@/lib/cuda/lower';
import { type Function, type Module, sizeOf, type Type, validate } from '@/lib/ir';
import { interpret } from '@/lib/run/interpreter';
import type { PlanBuffer, PlanInputs, PlanValue } from '@/lib/run/plan-inputs';
import { putScalar } from '@/lib/run/scalar-bytes';
import { cpp } from '@/lib/targets/cpp';
import { definesOf, kernelsIn, mainsOf, programsIn, sourcesOf } from './checkout';

const [root = '', every = '1', one] = process.argv.slice(2);
/** Of the processor's time. */
const secondsPerProgram = 60;
const megabytes = 4096;
const atOnce = 2;
const elements = 2048;
/** A buffer of large structs has less of them. */
const bytesAtMost = 1 << 20;
const secondsEach = 0.1;

/** Small numbers: lengths and indices that stay inside of the buffers, floats that nothing divides by zero. */
function fill(bytes: Uint8Array, at: number, type: Type, module: Module, number: number): void {
  if (type.kind === 'scalar') {
    const value = /^b?f/.test(type.scalar) ? 0.5 + number / 8 : number;
    putScalar(new DataView(bytes.buffer), at, type.scalar, type.scalar === 'bool' ? number & 1 : value);
  } else if (type.kind === 'vector') {
    const part = { kind: 'scalar', scalar: type.of } as const;
    for (let i = 0; i < type.size; i++)
      fill(bytes, at + i * sizeOf(part, module.structs), part, module, number);
  } else if (type.kind === 'array') {
    const step = sizeOf(type.of, module.structs);
    for (let i = 0; i < type.count; i++) fill(bytes, at + i * step, type.of, module, number);
  } else if (type.kind === 'struct')
    for (const member of module.structs[type.struct]?.members ?? [])
      fill(bytes, at + member.offset, member.type, module, number);
}

function guessedInputs(module: Module, id: number): PlanInputs {
  const fn = module.functions[id] as Function;
  const buffers: PlanBuffer[] = [];
  const args = fn.locals.slice(0, fn.parameters).map(({ name, type }): PlanValue => {
    if (type.kind !== 'pointer') {
      const bytes = new Uint8Array(sizeOf(type, module.structs));
      fill(bytes, 0, type, module, 16);
      return { bytes };
    }
    const elementBytes = type.to.kind === 'void' ? 8 : sizeOf(type.to, module.structs) || 8;
    const count = Math.max(1, Math.min(elements, Math.floor(bytesAtMost / elementBytes)));
    const bytes = new Uint8Array(elementBytes * count);
    if (type.to.kind !== 'void')
      for (let i = 0; i < count; i++) fill(bytes, i * elementBytes, type.to, module, i % 8);
    buffers.push({ name, type: 'bytes', scalars: [], elementBytes, bytes, isOutput: true });
    return { buffer: buffers.length - 1 };
  });
  const threads = Math.min(64, fn.bounds?.threads ?? 64);
  return {
    buffers,
    launches: [
      {
        function: id,
        kernel: fn.sourceName,
        grid: [1, 1, 1],
        block: [threads, 1, 1],
        sharedBytes: 16384,
        args,
      },
    ],
  };
}

/** How a run with all checks ended, or why the interpreter did not take the kernel. */
function ran(module: Module, id: number): { taken: boolean; how: string } {
  const began = process.cpuUsage();
  const late = () => (process.cpuUsage(began).user > 1e6 * secondsEach ? ('timeout' as const) : undefined);
  try {
    const options = { warp: 32, checks: true, races: true, shadows: false, counts: false } as const;
    const steps = interpret(module, guessedInputs(module, id), { ...options, interrupted: late });
    let step = steps.next();
    while (!step.done) step = steps.next();
    const { ended, findings } = step.value;
    return { taken: true, how: ended === 'done' && findings.length > 0 ? 'done, with findings' : ended };
  } catch (error) {
    return {
      taken: false,
      how: error instanceof Error ? (error.stack ?? '').split('\n').slice(0, 3).join(' | ') : String(error),
    };
  }
}

type Reached = { name: string; lowered: boolean; runs: boolean; emitted: boolean; how: string };

const notReached = (name: string, how: string): Reached => ({
  name,
  lowered: false,
  runs: false,
  emitted: false,
  how,
});

/** What becomes of the kernels of one program. */
function reachedIn(folder: string): Reached[] {
  const program = relative(root, folder);
  const all = new Map<string, Reached>();
  const files = sourcesOf(root, folder);
  for (const main of mainsOf(folder, files)) {
    const sources = { main, files };
    const defines = definesOf(folder);
    const expanded = expand(sources, defines);
    const kernels = kernelsIn(expanded);
    for (const [place, name] of kernels)
      if (!all.has(place))
        all.set(place, notReached(`${program} ${name}`, 'not lowered: the bench lowering says why'));
    if (kernels.size === 0) continue;
    const { value: module } = lowerUnit(expanded, parseUnit(expanded), { defines }, sources);
    const valid = module && validate(module).value;
    if (!valid) continue;
    let emitted = new Set<string>();
    let thrown = '';
    try {
      emitted = new Set(cpp.emit(valid, { warp: 32 }).bindings.map(({ kernel }) => kernel));
    } catch (error) {
      thrown = `emission threw: ${error}`;
    }
    valid.functions.forEach((fn, id) => {
      const kernel = fn.kernel && all.get(`${fn.span.file}:${fn.span.start}`);
      // Of a template the first instance stands for all.
      if (!kernel || kernel.lowered) return;
      const { taken, how } = ran(valid, id);
      Object.assign(kernel, {
        lowered: true,
        runs: taken,
        emitted: emitted.has(fn.sourceName),
        how: thrown || how,
      });
    });
  }
  return [...all.values()];
}

/** The same in a process of its own; of a program that ends it by its time or memory nothing is counted as reached. */
async function reachedApart(folder: string): Promise<Reached[]> {
  const program = relative(root, folder);
  try {
    const { stdout } = await promisify(execFile)(
      'sh',
      [
        '-c',
        `ulimit -t ${secondsPerProgram}; exec "$0" "$@"`,
        process.execPath,
        `--max-old-space-size=${megabytes}`,
        process.argv[1] ?? '',
        root,
        every,
        folder,
      ],
      { maxBuffer: 2 ** 26 },
    );
    return JSON.parse(stdout) as Reached[];
  } catch (error) {
    const { signal } = error as { signal?: string };
    const how = ['SIGKILL', 'SIGXCPU'].includes(signal ?? '')
      ? `its program took more than ${secondsPerProgram} s of the processor's time`
      : 'its program ended the process';
    const files = sourcesOf(root, folder);
    const kernels = new Map(
      mainsOf(folder, files).flatMap((main) => [...kernelsIn(expand({ main, files }, definesOf(folder)))]),
    );
    return [...kernels.values()].map((name) => notReached(`${program} ${name}`, how));
  }
}

async function compareAll(): Promise<void> {
  const folders = programsIn(root).filter((_, index) => index % Number(every) === 0);
  const kernels: Reached[] = [];
  const log = join(process.cwd(), 'dist/reach.jsonl');
  writeFileSync(log, '');
  const next = folders.values();
  const take = async () => {
    for (const folder of next) {
      const reached = await reachedApart(folder);
      kernels.push(...reached);
      // A run that is broken off leaves what it found.
      for (const kernel of reached) appendFileSync(log, `${JSON.stringify(kernel)}\n`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, take));
  const share = (what: string, some: readonly Reached[]) =>
    process.stdout.write(
      `${what}: ${some.length} (${((100 * some.length) / kernels.length).toFixed(1)} %)\n`,
    );
  process.stdout.write(`${kernels.length} kernels of ${folders.length} programs\n`);
  share(
    'lowered and valid',
    kernels.filter(({ lowered }) => lowered),
  );
  share(
    'run in the interpreter',
    kernels.filter(({ runs }) => runs),
  );
  share(
    'emitted as C++',
    kernels.filter(({ emitted }) => emitted),
  );
  share(
    'all three',
    kernels.filter(({ runs, emitted }) => runs && emitted),
  );
  const ways = Map.groupBy(kernels, ({ how }) => how);
  for (const [how, some] of [...ways].sort((a, b) => b[1].length - a[1].length))
    process.stdout.write(
      `${some.length}  ${how}  ${some
        .slice(0, 6)
        .map(({ name }) => name)
        .join(', ')}\n`,
    );
  for (const { name } of kernels.filter(({ lowered, emitted }) => lowered && !emitted))
    process.stdout.write(`not emitted: ${name}\n`);
}

if (one) process.stdout.write(JSON.stringify(reachedIn(one)));
else await compareAll();
