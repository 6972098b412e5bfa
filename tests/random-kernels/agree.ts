// Many random kernels at once: in come seeds, out comes for each what three roads make of it: the interpreter, kernels as C++,
// and the same CUDA text compiled against the CPU runtime. One file, one plan with a launch each, one build of either kind.
import { singleSource } from '@/lib/core/sources';
import type { CudaParser } from '@/lib/cuda';
import { lowerProgram } from '@/lib/cuda';
import { validate } from '@/lib/ir';
import { bytesOfBase64 } from '@/lib/run/base64';
import { interpretProgram } from '@/lib/run/interpret-program';
import type { Plan, PlanArgument, PlanLaunch } from '@/lib/run/plan';
import { plannedProgram } from '@/lib/run/plan-host';
import { cpp } from '@/lib/targets/cpp';
import { build } from '../cpp-build';
import { runForm } from '../cpu-forms';
import { chanceFrom } from './chance';
import { type NumberType, written } from './number-types';
import { blocks, inputLength, inputs, outputs, type RandomKernel, randomKernel, sums } from './program';

const bytesOf: Readonly<Record<string, number>> = { i8: 1, i16: 2, u16: 2, i32: 4, u64: 8, f32: 4, f64: 8 };

/** What one road gave for one kernel: the bytes of each output, or why there are none. */
type Result = Readonly<Record<string, Uint8Array>> | string;
export type Disagreement = { readonly seed: number; readonly what: string };

/** Full-width bits for integers; floats between -8 and 8, in steps that are exact. */
function inputBytes(type: NumberType): Uint8Array {
  const chance = chanceFrom(4711 + type.charCodeAt(0) * 100 + Number(type.slice(1)));
  const view = new DataView(new ArrayBuffer(inputLength * (bytesOf[type] as number)));
  for (let i = 0; i < inputLength; i++) {
    if (type === 'f32') view.setFloat32(4 * i, chance.int(-8192, 8192) / 1024, true);
    else if (type === 'f64') view.setFloat64(8 * i, chance.int(-8192, 8192) / 1024, true);
    else
      for (let k = 0; k < (bytesOf[type] as number); k++)
        view.setUint8(i * (bytesOf[type] as number) + k, chance.int(0, 255));
  }
  return new Uint8Array(view.buffer);
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

function launchOf(kernel: RandomKernel): PlanLaunch {
  const own = (name: string) => `${name}_${kernel.name}`;
  const args: PlanArgument[] = [
    ...inputs.map(
      ({ name, type }): PlanArgument => ({
        name,
        type: written[type],
        kind: 'buffer',
        length: inputLength,
        role: 'in',
        init: { kind: 'data', base64: base64(inputBytes(type)) },
      }),
    ),
    {
      name: own('sums'),
      type: 'unsigned int',
      kind: 'buffer',
      length: sums,
      role: 'inout',
      init: { kind: 'zeros' },
    },
    ...outputs.map(
      ({ name, type }): PlanArgument => ({
        name: own(name),
        type: written[type],
        kind: 'buffer',
        length: blocks * kernel.threads,
        role: 'inout',
        init: { kind: 'zeros' },
      }),
    ),
  ];
  return { kernel: kernel.name, grid: [blocks, 1, 1], block: [kernel.threads, 1, 1], args };
}

/** Of each kernel its own outputs, from all of them by name. */
function perKernel(kernels: readonly RandomKernel[], all: ReadonlyMap<string, Uint8Array>): Result[] {
  return kernels.map(({ name }) =>
    Object.fromEntries(
      [...outputs.map((one) => one.name), 'sums'].flatMap((output) => {
        const bytes = all.get(`${output}_${name}`);
        return bytes ? [[output, bytes]] : [];
      }),
    ),
  );
}

function interpreted(text: string, plan: Plan, kernels: readonly RandomKernel[]): Result[] {
  const steps = interpretProgram(
    { sources: singleSource(text), plan, warp: 32, checks: true, shadows: false, counts: false },
    { now: () => 0, interrupted: () => undefined },
  );
  for (;;) {
    const step = steps.next();
    if (!step.done) continue;
    const { result } = step.value;
    const all = new Map(
      Object.entries(result.buffers ?? {}).map(([name, data]) => [
        name,
        bytesOfBase64(data) ?? new Uint8Array(),
      ]),
    );
    const failure = result.status === 'done' ? undefined : `${result.detail} ${result.stderr.slice(0, 500)}`;
    return perKernel(kernels, all).map((own, i) => {
      const accused = result.findings.find(({ kernel }) => kernel === kernels[i]?.name);
      if (accused) return `accused: line ${accused.line}: ${accused.code} ${accused.message}`;
      return failure ?? own;
    });
  }
}

function asCpp(text: string, plan: Plan, kernels: readonly RandomKernel[], compiler: string): Result[] {
  const { value: module, problems } = lowerProgram(singleSource(text));
  if (!module) return kernels.map(() => `not lowered: ${problems[0]?.code}`);
  const { value: valid, problems: malformed } = validate(module);
  if (!valid) return kernels.map(() => `not valid: ${JSON.stringify(malformed[0])}`);
  const refused = cpp.refuse(valid, { warp: 32 });
  if (refused.length > 0) return kernels.map(() => `refused: ${JSON.stringify(refused[0])}`);
  let built: ReturnType<typeof build>;
  try {
    built = build(module, compiler, 32, '-O2', {}, false);
  } catch (error) {
    return kernels.map(
      () => `not built: ${String((error as { stderr?: string }).stderr ?? error).slice(0, 1500)}`,
    );
  }
  try {
    const { buffers } = built.run(plan);
    const names = [
      ...new Set(
        launches(plan).flatMap(({ args }) =>
          args.flatMap(({ kind, name }) => (kind === 'buffer' ? [name] : [])),
        ),
      ),
    ];
    const all = new Map(names.flatMap((name, i) => (buffers[i] ? [[name, buffers[i] as Uint8Array]] : [])));
    return perKernel(kernels, all);
  } catch (error) {
    return kernels.map(() => `did not run: ${String(error).slice(0, 500)}`);
  } finally {
    built.remove();
  }
}

const launches = (plan: Plan) => ('launches' in plan ? plan.launches : [plan]);

/** The program prints each output's bytes, one line each. */
async function compiled(
  text: string,
  plan: Plan,
  kernels: readonly RandomKernel[],
  parser: CudaParser,
): Promise<Result[]> {
  const { value, problems } = plannedProgram(singleSource(text), plan, 'nothing');
  if (!value) return kernels.map(() => `no program: ${problems[0]?.code}`);
  const main = value.sources.files[value.sources.main] as string;
  const prints = value.outputs
    .map((name) => `  print_bytes(h_${name}.data(), h_${name}.size() * sizeof(h_${name}[0]));\n`)
    .join('');
  const shown = main
    .replace(
      'int main() {',
      'static void print_bytes(const void* data, size_t size) {\n  for (size_t i = 0; i < size; i++) std::printf("%02x", static_cast<const unsigned char*>(data)[i]);\n  std::printf("\\n");\n}\nint main() {',
    )
    .replace(/ {2}return 0;\n}\n$/, `${prints}  return 0;\n}\n`);
  const { code, stdout, stderr, built } = await runForm(singleSource(shown), 'cuda', parser, true);
  if (code !== 0)
    return kernels.map(() => `${built ? `ended with ${code}` : 'not compiled'}: ${stderr.slice(0, 1500)}`);
  const rows = stdout.split('\n');
  return perKernel(
    kernels,
    new Map(value.outputs.map((name, i) => [name, Buffer.from(rows[i] ?? '', 'hex')])),
  );
}

/** The first element in which two results of one kernel differ: integers by their bits, floats by their value. */
function difference(a: Result, b: Result): string | undefined {
  if (typeof a === 'string' || typeof b === 'string')
    return a === b
      ? undefined
      : `${typeof a === 'string' ? a : 'results'} against ${typeof b === 'string' ? b : 'results'}`;
  for (const { name, type } of [{ name: 'sums', type: 'i32' as NumberType }, ...outputs]) {
    const [x, y] = [a[name], b[name]];
    if (!x || !y || x.length !== y.length || x.length === 0) return `${name} is missing`;
    const size = bytesOf[type] as number;
    const value = (bytes: Uint8Array, i: number): number | bigint => {
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      if (type === 'f32') return view.getFloat32(i * size, true);
      if (type === 'f64') return view.getFloat64(i * size, true);
      if (size === 8) return view.getBigUint64(i * size, true);
      return size === 4 ? view.getInt32(i * size, true) : view.getInt16(i * size, true);
    };
    for (let i = 0; i < x.length / size; i++) {
      const [left, right] = [value(x, i), value(y, i)];
      if (left !== right && !(Number.isNaN(left) && Number.isNaN(right)))
        return `${name}[${i}]: ${left} against ${right}`;
    }
  }
  return undefined;
}

export function programOf(seeds: readonly number[]): { text: string; plan: Plan; kernels: RandomKernel[] } {
  const kernels = seeds.map(randomKernel);
  return {
    text: kernels.map(({ text }) => text).join('\n'),
    plan: { launches: kernels.map(launchOf) },
    kernels,
  };
}

/** @param roads which of `cpp` and the CPU runtime's build the interpreter is held against */
export async function disagreements(
  seeds: readonly number[],
  parser: CudaParser,
  roads: { readonly cpp?: string; readonly cuda: boolean },
): Promise<Disagreement[]> {
  const { text, plan, kernels } = programOf(seeds);
  const reference = interpreted(text, plan, kernels);
  const found: Disagreement[] = [];
  reference.forEach((own, i) => {
    if (typeof own === 'string') found.push({ seed: seeds[i] as number, what: `interpreter: ${own}` });
  });
  const hold = (road: string, results: readonly Result[]) => {
    for (const [i, seed] of seeds.entries()) {
      const [a, b] = [reference[i] as Result, results[i] as Result];
      const differs = typeof a === 'string' ? undefined : difference(a, b);
      if (differs) found.push({ seed, what: `interpreter against ${road}: ${differs}` });
    }
  };
  if (roads.cpp) hold('cpp', asCpp(text, plan, kernels, roads.cpp));
  if (roads.cuda) hold('CUDA on the CPU', await compiled(text, plan, kernels, parser));
  return found;
}
