// The OpenCL side of the bench cpp-speed: whether PoCL is here, and a kernel's OpenCL with its arguments as C++ data.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PlanInputs } from '@/lib/run/plan-inputs';

/** Why there is no PoCL to compare with, if there is none. */
export function poclMissing(): string | undefined {
  if (!existsSync('/usr/include/CL/cl.h')) return 'the headers of OpenCL are not here';
  const { stdout } = spawnSync('clinfo', ['-l'], { encoding: 'utf8' });
  if (!stdout) return 'clinfo is not here';
  return stdout.includes('Portable Computing Language') ? undefined : 'no platform of PoCL is here';
}

/** C++ with the source of a kernel and the sizes of its arguments. */
export function poclData(
  folder: string,
  name: string,
  kernel: string,
  { buffers, launches }: PlanInputs,
): string {
  const source = readFileSync(join(folder, `${name}.cl`), 'utf8');
  const args = launches[0]?.args ?? [];
  const sizes = args.map((arg) =>
    'buffer' in arg ? (buffers[arg.buffer]?.bytes.length ?? 0) : arg.bytes.length,
  );
  const kinds = args.map((arg) => 'buffer' in arg);
  return `extern "C" {
extern const char *const pocl_kernel = "${kernel}", *const pocl_source = R"opencl(${source})opencl";
extern const int pocl_count = ${args.length};
extern const unsigned long long pocl_bytes[] = {${sizes.join(', ')}};
extern const bool pocl_is_buffer[] = {${kinds.join(', ')}};
}
`;
}
