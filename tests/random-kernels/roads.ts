// Three roads for a text of kernels and a plan: the interpreter with all its checks, kernels as C++, and the same CUDA text
// compiled against the CPU runtime. Each gives the bytes of the plan's buffers by name, or says in words why there are none.
import { singleSource } from '@/lib/core/sources';
import type { CudaParser } from '@/lib/cuda';
import { lowerProgram } from '@/lib/cuda';
import { validate } from '@/lib/ir';
import { bytesOfBase64 } from '@/lib/run/base64';
import { interpretProgram } from '@/lib/run/interpret-program';
import { launchesOf, type Plan } from '@/lib/run/plan';
import { plannedProgram } from '@/lib/run/plan-host';
import { cpp } from '@/lib/targets/cpp';
import { build } from '../cpp-build';
import { runForm } from '../cpu-forms';

export type Warp = 32 | 64;
/** Bytes of each buffer by name, or why there are none. */
export type Ran = ReadonlyMap<string, Uint8Array> | string;

/** @returns also what the interpreter says against each kernel, the first of it */
export function interpreted(
  text: string,
  plan: Plan,
  warp: Warp,
): { readonly ran: Ran; readonly accused: ReadonlyMap<string, string> } {
  const steps = interpretProgram(
    { sources: singleSource(text), plan, warp, checks: true, shadows: false, counts: false },
    { now: () => 0, interrupted: () => undefined },
  );
  let step = steps.next();
  while (!step.done) step = steps.next();
  const { result } = step.value;
  const accused = new Map<string, string>();
  for (const { kernel, line, code, message } of result.findings)
    if (!accused.has(kernel)) accused.set(kernel, `accused: line ${line}: ${code} ${message}`);
  if (result.status !== 'done') return { ran: `${result.detail} ${result.stderr.slice(0, 500)}`, accused };
  const buffers = Object.entries(result.buffers ?? {});
  return {
    ran: new Map(buffers.map(([name, data]) => [name, bytesOfBase64(data) ?? new Uint8Array()])),
    accused,
  };
}

export function asCpp(text: string, plan: Plan, compiler: string, warp: Warp): Ran {
  const { value: module, problems } = lowerProgram(singleSource(text));
  if (!module) return `not lowered: ${problems[0]?.code}`;
  const { value: valid, problems: malformed } = validate(module);
  if (!valid) return `not valid: ${JSON.stringify(malformed[0])}`;
  const refused = cpp.refuse(valid, { warp });
  if (refused.length > 0) return `refused: ${JSON.stringify(refused[0])}`;
  let built: ReturnType<typeof build>;
  try {
    built = build(module, compiler, warp, '-O2', {}, false);
  } catch (error) {
    return `not built: ${String((error as { stderr?: string }).stderr ?? error).slice(0, 1500)}`;
  }
  try {
    const { buffers } = built.run(plan);
    const names = new Set(
      launchesOf(plan).flatMap(({ args }) =>
        args.flatMap(({ kind, name }) => (kind === 'buffer' ? [name] : [])),
      ),
    );
    return new Map([...names].flatMap((name, i) => (buffers[i] ? [[name, buffers[i]] as const] : [])));
  } catch (error) {
    return `did not run: ${String(error).slice(0, 500)}`;
  } finally {
    built.remove();
  }
}

const printing = `static void print_bytes(const void* data, size_t size) {
  for (size_t i = 0; i < size; i++) std::printf("%02x", static_cast<const unsigned char*>(data)[i]);
  std::printf("\\n");
}
`;

/** A program of the text and the plan, which prints each output's bytes, one line each. */
export async function compiled(text: string, plan: Plan, parser: CudaParser): Promise<Ran> {
  const { value, problems } = plannedProgram(singleSource(text), plan, 'nothing');
  if (!value) return `no program: ${problems[0]?.code}`;
  const main = value.sources.files[value.sources.main] as string;
  const prints = value.outputs
    .map((name) => `  print_bytes(h_${name}.data(), h_${name}.size() * sizeof(h_${name}[0]));\n`)
    .join('');
  const shown = main
    .replace('int main() {', `${printing}int main() {`)
    .replace(/ {2}return 0;\n}\n$/, `${prints}  return 0;\n}\n`);
  const { code, stdout, stderr, built } = await runForm(singleSource(shown), 'cuda', parser, true);
  if (code !== 0) return `${built ? `ended with ${code}` : 'not compiled'}: ${stderr.slice(0, 1500)}`;
  const rows = stdout.split('\n');
  return new Map(value.outputs.map((name, i) => [name, Buffer.from(rows[i] ?? '', 'hex')]));
}
