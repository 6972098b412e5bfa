// A plan written out as a host program in CUDA: buffers with their contents, copies, the launches, the results printed. In comes
// a plan, out comes the text to be put after the kernels; the HIP port translates it like any other program.
import type { Fallible, Problem } from '@/lib/core/problem';
import type { Span } from '@/lib/core/span';
import { problem } from '@/lib/messages';
import { type ElementType, elementType, isFloat, type ScalarKind, scalarBytes } from './element-types';
import { type Init, launchesOf, type Plan, type PlanArgument, type PlanLaunch } from './plan';

/** The scalar types as C++ on the host has them. */
const hostScalar = {
  i8: 'signed char',
  u8: 'unsigned char',
  i16: 'short',
  u16: 'unsigned short',
  i32: 'int',
  u32: 'unsigned int',
  i64: 'long long',
  u64: 'unsigned long long',
  f16: '__half',
  bf16: '__nv_bfloat16',
  f32: 'float',
  f64: 'double',
  bool: 'unsigned char',
  byte: 'unsigned char',
} as const satisfies Record<ScalarKind, string>;

/** Contents given as bytes are written into the program up to here, for each buffer. */
const mostBytes = 64 * 1024;

/**
 * @param span where problems point
 * @param contents the bytes of a buffer or scalar whose contents cannot be said by a formula (elements that are structs)
 * @param says whether it prints the sum of each result
 */
export function planProgram(
  plan: Plan,
  span: Span,
  contents: (argument: PlanArgument) => Uint8Array | undefined = () => undefined,
  says: 'sums' | 'nothing' = 'sums',
): Fallible<string> {
  const problems: Problem[] = [];
  const launches = launchesOf(plan);
  const buffers = new Map<string, PlanArgument>();
  for (const { args } of launches)
    for (const argument of args) {
      if (argument.kind !== 'buffer') continue;
      const known = buffers.get(argument.name);
      if (!known) buffers.set(argument.name, argument);
      else if (known.role === 'in' && argument.role !== 'in')
        buffers.set(argument.name, { ...known, role: argument.role });
    }
  for (const { name, texture } of buffers.values())
    if (texture) problems.push(problem('plan-program-texture', 'error', span, { name }));
  const makers = [...buffers.values()].map((buffer) => {
    const lines = writeBuffer(buffer, contents);
    if (!lines) problems.push(problem('plan-program-contents', 'error', span, { name: buffer.name }));
    return lines ?? [];
  });
  const runs = launches.map((launch, index) => {
    const lines = writeLaunch(launch, index, launches.length, contents);
    if (typeof lines === 'string') {
      problems.push(problem('plan-program-contents', 'error', span, { name: lines }));
      return [];
    }
    return lines;
  });
  if (problems.length > 0) return { problems };
  const results = [...buffers.values()]
    .filter(({ role }) => role !== 'in')
    .map((buffer) => writeResult(buffer, says));
  const ends = [...[...buffers.keys()].map((name) => `cudaFree(d_${name});`), 'return 0;'];
  const body = [...makers, ...runs, ...results, ends]
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => `  ${line}\n`).join(''))
    .join('\n');
  const needsRandom = [...buffers.values()].some(({ init }) => init.kind === 'random');
  return { value: `${head}${needsRandom ? random : ''}${opening}${body}}\n`, problems: [] };
}

const head = `// Host program, written out from the plan.
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>
#include <cuda_runtime.h>

`;

const random = `// xorshift32: the same numbers for the same seed on every machine.
struct PlanRandom {
  unsigned int state;
  unsigned int next() {
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    return state;
  }
};

`;

const opening = `int main() {
  const auto check = [](cudaError_t error, const char* what) {
    if (error == cudaSuccess) return;
    std::fprintf(stderr, "%s: %s\\n", what, cudaGetErrorString(error));
    std::exit(1);
  };

`;

/** std::vector<bool> has no bytes to copy. */
const storedType = (argument: PlanArgument) =>
  elementType(argument.type).scalar === 'bool' ? 'unsigned char' : argument.type;

/** A number in C++; whole ones of 64 bits with their suffix. */
function number(value: number | string, scalar: ScalarKind): string {
  const text = String(value).trim();
  if (/^nan$/i.test(text)) return 'NAN';
  if (/^[-+]?inf(inity)?$/i.test(text)) return text.startsWith('-') ? '-INFINITY' : 'INFINITY';
  if (isFloat(scalar)) return scalar === 'f64' || scalar === 'f32' ? text : `${text}f`;
  // The least long long is no literal of its own.
  if (/^-9223372036854775808$/.test(text)) return '(-9223372036854775807ll - 1)';
  if (scalar === 'u64') return `${text}ull`;
  return scalar === 'i64' ? `${text}ll` : text;
}

/** A scalar of a type from a C++ expression of a number. */
function scalarAs(scalar: ScalarKind, expression: string): string {
  if (scalar === 'f16') return `__float2half(float(${expression}))`;
  if (scalar === 'bf16') return `__float2bfloat16(float(${expression}))`;
  if (scalar === 'bool') return `(${expression}) != 0`;
  return `static_cast<${hostScalar[scalar]}>(${expression})`;
}

/** The value of the i-th scalar; undefined where a formula cannot say it. */
function valueOf(init: Init, scalar: ScalarKind): string | undefined {
  switch (init.kind) {
    case 'constant':
      return scalarAs(scalar, number(init.value, scalar));
    case 'iota':
      return scalarAs(scalar, `${number(init.min, 'f64')} + ${number(init.step, 'f64')} * double(i)`);
    case 'random': {
      const { min, max } = init;
      const drawn = isFloat(scalar)
        ? `${min} + ${max - min} * double(random.next() >> 8) / 16777216.0`
        : `${min} + std::fmod(double(random.next()), ${max - min + 1}.0)`;
      return scalarAs(scalar, drawn);
    }
    default:
      return undefined;
  }
}

function bytesAsText(name: string, bytes: Uint8Array): string[] {
  const lines = [`static const unsigned char ${name}[] = {`];
  for (let at = 0; at < bytes.length; at += 24)
    lines.push(`  ${[...bytes.subarray(at, at + 24)].join(', ')},`);
  return [...lines, '};'];
}

function writeBuffer(
  buffer: PlanArgument,
  contents: (argument: PlanArgument) => Uint8Array | undefined,
): string[] | undefined {
  const { name, init } = buffer;
  const element = elementType(buffer.type);
  const type = storedType(buffer);
  const formula = init.kind === 'zeros' || (init.kind !== 'data' && element.scalar !== 'byte');
  const bytes = formula ? undefined : contents(buffer);
  if (!formula && (!bytes || bytes.length > mostBytes)) return undefined;
  const elements =
    buffer.length ?? (bytes ? bytes.length / (scalarBytes[element.scalar] * element.lanes) : 0);
  const size = `h_${name}.size() * sizeof(${type})`;
  return [
    `std::vector<${type}> h_${name}(${elements});`,
    ...(bytes
      ? [
          ...bytesAsText(`bytes_${name}`, bytes),
          `std::memcpy(h_${name}.data(), bytes_${name}, sizeof(bytes_${name}));`,
        ]
      : writeFill(name, init, element, elements)),
    `${buffer.type}* d_${name} = nullptr;`,
    `check(cudaMalloc(&d_${name}, ${size}), "allocate ${name}");`,
    `check(cudaMemcpy(d_${name}, h_${name}.data(), ${size}, cudaMemcpyHostToDevice), "copy ${name} to the device");`,
  ];
}

function writeFill(name: string, init: Init, { scalar, lanes }: ElementType, elements: number): string[] {
  const value = valueOf(init, scalar);
  if (value === undefined) return [];
  const target =
    lanes === 1 ? `h_${name}[i]` : `reinterpret_cast<${hostScalar[scalar]}*>(h_${name}.data())[i]`;
  const loop = `for (size_t i = 0; i < ${elements * lanes}; i++) ${target} = ${value};`;
  if (init.kind !== 'random') return [loop];
  return ['{', `  PlanRandom random{${init.seed >>> 0}u};`, `  ${loop}`, '}'];
}

/** @returns the name of the argument that cannot be written, when there is one. */
function writeLaunch(
  { kernel, grid, block, sharedBytes, args }: PlanLaunch,
  index: number,
  of: number,
  contents: (argument: PlanArgument) => Uint8Array | undefined,
): string[] | string {
  const before: string[] = [];
  const passed: string[] = [];
  for (const argument of args) {
    if (argument.kind === 'buffer') {
      passed.push(`d_${argument.name}`);
      continue;
    }
    const name = of === 1 ? argument.name : `${argument.name}_${index + 1}`;
    const { scalar, lanes } = elementType(argument.type);
    const simple = lanes === 1 && scalar !== 'byte' && argument.init.kind !== 'data';
    if (simple) {
      // A scalar is the first of a row of one.
      const value =
        argument.init.kind === 'random'
          ? undefined
          : argument.init.kind === 'iota'
            ? scalarAs(scalar, number(argument.init.min, scalar))
            : (valueOf(argument.init, scalar) ?? scalarAs(scalar, '0'));
      if (value === undefined) return argument.name;
      before.push(`const ${argument.type} ${name} = ${value};`);
    } else {
      const bytes = contents(argument);
      if (!bytes || bytes.length > mostBytes) return argument.name;
      before.push(
        ...bytesAsText(`bytes_${name}`, bytes),
        `${argument.type} ${name};`,
        `std::memcpy(&${name}, bytes_${name}, sizeof(bytes_${name}));`,
      );
    }
    passed.push(name);
  }
  const shape = (size: readonly number[]) => `dim3(${size.join(', ')})`;
  const shared = sharedBytes ? `, ${sharedBytes}` : '';
  return [
    ...before,
    `${kernel}<<<${shape(grid)}, ${shape(block)}${shared}>>>(${passed.join(', ')});`,
    'check(cudaGetLastError(), "launch");',
    'check(cudaDeviceSynchronize(), "run");',
  ];
}

function writeResult(buffer: PlanArgument, says: 'sums' | 'nothing'): string[] {
  const { name } = buffer;
  const { scalar, lanes } = elementType(buffer.type);
  const back = `check(cudaMemcpy(h_${name}.data(), d_${name}, h_${name}.size() * sizeof(${storedType(buffer)}), cudaMemcpyDeviceToHost), "copy ${name} back");`;
  if (says === 'nothing') return [back];
  const read =
    scalar === 'f16'
      ? '__half2float(each[i])'
      : scalar === 'bf16'
        ? '__bfloat162float(each[i])'
        : 'double(each[i])';
  return [
    back,
    '{',
    `  const auto* each = reinterpret_cast<const ${hostScalar[scalar]}*>(h_${name}.data());`,
    '  double sum = 0;',
    `  for (size_t i = 0; i < h_${name}.size() * ${scalar === 'byte' ? `sizeof(${buffer.type})` : lanes}; i++) sum += ${read};`,
    `  std::printf("${name}: sum %.9g\\n", sum);`,
    '}',
  ];
}
