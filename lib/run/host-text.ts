// The text of a host program: in come the arguments guessed for a kernel, out comes a main as a person would write it.
// Decides nothing about values.
import type { DeviceVariable, FunctionInfo } from '@/lib/cuda';
import { elementType, isFloat } from './element-types';
import type { Arguments, BufferArgument, Geometry, ScalarArgument } from './host-arguments';
import { elementFactors, gridAxes } from './host-shape';

/** What the kernel declares or uses besides its parameters. */
export type Memory = {
  readonly shared: readonly DeviceVariable[];
  readonly constants: readonly DeviceVariable[];
};

/** The program's text, with line feeds. `block` is the shape of a block. */
export function writeHostProgram(
  kernel: FunctionInfo,
  args: Arguments,
  geometry: Geometry,
  block: readonly [number, number, number],
  { shared, constants }: Memory,
): string {
  const buffers = args.inOrder.flatMap((one) => ('buffer' in one ? [one.buffer] : []));
  const scalars = args.inOrder.flatMap((one) => ('scalar' in one ? [one.scalar] : []));
  const launched = `${kernel.qualifiedName}${args.template.length > 0 ? `<${args.template.join(', ')}>` : ''}`;
  const dynamic = shared.find(({ isExtern }) => isExtern);
  const passed = args.inOrder.map((one) => ('buffer' in one ? `d_${one.buffer.name}` : one.scalar.name));
  const sections = [
    writeScalars(scalars, args.sizes, geometry, buffers.length > 0),
    constants.flatMap((variable) =>
      variable.declarators.flatMap(({ name }) => writeConstant(name, variable)),
    ),
    ...buffers.map((buffer, i) => [
      ...(i === 0 ? ['// Buffers, on the host (h_) and on the device (d_).'] : []),
      ...writeBuffer(buffer, i + 1),
    ]),
    writeLaunch(
      launched,
      passed,
      args.sizes,
      geometry,
      block,
      dynamic && substituted(dynamic.type, kernel, args),
    ),
    ...buffers.filter(({ isInput }) => !isInput).map(writeResult),
    [...buffers.map(({ name }) => `cudaFree(d_${name});`), 'return 0;'],
  ].filter((lines) => lines.length > 0);
  const body = sections.map((lines) => lines.map((line) => `  ${line}\n`).join('')).join('\n');
  return `${head(kernel.qualifiedName)}\n${opening}\n${body}}\n`;
}

/** A type of the kernel with its template parameters replaced. */
function substituted(type: string, kernel: FunctionInfo, { template }: Arguments): string {
  return kernel.templateParameters.reduce((text, parameter, i) => {
    const name = /([A-Za-z_]\w*)\s*(?:=.*)?$/s.exec(parameter)?.[1];
    return name ? text.replace(new RegExp(`\\b${name}\\b`, 'g'), template[i] ?? name) : text;
  }, type.replace(/\b(?:const|volatile)\b/g, '').trim());
}

const head = (kernel: string) => `// Host program, made from the signature of ${kernel}.
// Sizes, inputs and the check are guesses: change them as you need.
#include <cstdio>
#include <cstdlib>
#include <vector>
#include <cuda_runtime.h>
`;

const opening = `int main() {
  const auto check = [](cudaError_t error, const char* what) {
    if (error == cudaSuccess) return;
    std::fprintf(stderr, "%s: %s\\n", what, cudaGetErrorString(error));
    std::exit(1);
  };
  // The same whole numbers from 0 to 100 in every run.
  const auto value = [](size_t i, size_t seed) { return int((i * 37 + seed * 11) % 101); };
`;

function writeScalars(
  scalars: readonly ScalarArgument[],
  sizes: readonly ScalarArgument[],
  geometry: Geometry,
  hasBuffers: boolean,
): string[] {
  const lines = scalars.map(({ name, type, value }) => `const ${type} ${name} = ${value};`);
  if (lines.length > 0) lines.unshift('// Scalar arguments.');
  if (!hasBuffers && sizes.length > 0) return lines;
  const factors = elementFactors(sizes, geometry);
  const [first, ...rest] = factors.map((factor) =>
    typeof factor === 'number' ? String(factor) : factor.name,
  );
  // The first factor is widened before it is multiplied: a square of a size may not fit an int. So is each repeated one.
  const wide = factors.length > 1 && factors.every((factor) => factor === factors[0]);
  const product = rest.map((name) => ` * ${wide ? `size_t(${name})` : name}`).join('');
  const elements = rest.length === 0 ? first : `size_t(${first})${product}`;
  return [...lines, '// Elements of each buffer.', `const size_t elements = ${elements};`];
}

/** One value of a buffer's type, from a whole number. */
function numberAs(buffer: Pick<BufferArgument, 'type' | 'element'>, number: string): string {
  const { scalar, lanes } = buffer.element;
  const one = isFloat(scalar) ? `${number} / 101.0f` : number;
  if (lanes > 1 && !/^[a-z]+[1234]$/.test(buffer.type)) return `${buffer.type}{}`;
  if (lanes > 1 || /[a-z]1$/.test(buffer.type))
    return `make_${buffer.type}(${Array.from({ length: lanes }, () => one).join(', ')})`;
  if (scalar === 'f16') return `__float2half(${one})`;
  if (scalar === 'bf16') return `__float2bfloat16(${one})`;
  return scalar === 'bool' ? `${number} % 2` : one;
}

/** std::vector<bool> has no bytes to copy. */
const hostType = ({ type, element }: BufferArgument) => (element.scalar === 'bool' ? 'unsigned char' : type);

function writeBuffer(buffer: BufferArgument, seed: number): string[] {
  const { name, type, fill } = buffer;
  const size = `elements * sizeof(${type})`;
  const start =
    fill === 'indices'
      ? [`for (size_t i = 0; i < elements; i++) h_${name}[i] = i;`]
      : fill === 'numbers'
        ? [`for (size_t i = 0; i < elements; i++) h_${name}[i] = ${numberAs(buffer, `value(i, ${seed})`)};`]
        : [];
  return [
    `std::vector<${hostType(buffer)}> h_${name}(elements);`,
    ...start,
    `${type}* d_${name} = nullptr;`,
    `check(cudaMalloc(&d_${name}, ${size}), "allocate ${name}");`,
    `check(cudaMemcpy(d_${name}, h_${name}.data(), ${size}, cudaMemcpyHostToDevice), "copy ${name} to the device");`,
  ];
}

/** Constant memory that nobody sets is zero, and a kernel that multiplies with it would show nothing. */
function writeConstant(name: string, variable: DeviceVariable): string[] {
  const type = variable.type.replace(/\b(?:const|volatile|static)\b/g, '').trim();
  const element = elementType(type);
  if (element.scalar === 'byte' || element.scalar === 'bool' || type.includes('*')) return [];
  return [
    `std::vector<${type}> h_${name}(sizeof(${name}) / sizeof(${type}));`,
    `for (size_t i = 0; i < h_${name}.size(); i++) h_${name}[i] = ${numberAs({ type, element }, 'value(i, 7)')};`,
    `check(cudaMemcpyToSymbol(${name}, h_${name}.data(), sizeof(${name})), "set ${name}");`,
  ];
}

function writeLaunch(
  launched: string,
  passed: readonly string[],
  sizes: readonly ScalarArgument[],
  geometry: Geometry,
  block: readonly [number, number, number],
  dynamicType: string | undefined,
): string[] {
  const shape = block.slice(0, block[2] > 1 ? 3 : block[1] > 1 ? 2 : 1);
  const grid = gridAxes(sizes, geometry, passed.length > 0).map(({ of, covers }, axis) => {
    const extent = typeof of === 'object' ? of.name : String(of);
    const threads = `block.${'xyz'[axis]}`;
    return covers ? `(${extent} + ${threads} - 1) / ${threads}` : extent;
  });
  const lines = [
    '// The launch.',
    `const dim3 block(${shape.join(', ')});`,
    `const dim3 grid(${grid.join(', ')});`,
  ];
  if (dynamicType !== undefined)
    lines.push(
      '// Dynamic shared memory: two values for each thread, a guess.',
      `const size_t shared_bytes = 2 * block.x * block.y * block.z * sizeof(${dynamicType});`,
    );
  const more = dynamicType === undefined ? '' : ', shared_bytes';
  return [
    ...lines,
    `${launched}<<<grid, block${more}>>>(${passed.join(', ')});`,
    'check(cudaGetLastError(), "launch");',
    'check(cudaDeviceSynchronize(), "run");',
  ];
}

function writeResult(buffer: BufferArgument): string[] {
  const { name, type, element } = buffer;
  const copied = [
    `check(cudaMemcpy(h_${name}.data(), d_${name}, elements * sizeof(${type}), cudaMemcpyDeviceToHost), "copy ${name} back");`,
    `// The check: compute what you expect and compare it with h_${name} here.`,
  ];
  const value =
    element.scalar === 'f16'
      ? '__half2float(one)'
      : element.scalar === 'bf16'
        ? '__bfloat162float(one)'
        : element.lanes > 1 && /^[a-z]+[234]$/.test(type)
          ? ['one.x', 'one.y', 'one.z', 'one.w'].slice(0, element.lanes).join(' + ')
          : /[a-z]1$/.test(type)
            ? 'one.x'
            : 'one';
  const isNumber = element.scalar !== 'byte' && (element.lanes === 1 || value !== 'one');
  if (!isNumber)
    return [
      ...copied,
      `unsigned long long sum_${name} = 0;`,
      `for (size_t i = 0; i < elements * sizeof(${type}); i++)`,
      `  sum_${name} += reinterpret_cast<const unsigned char*>(h_${name}.data())[i];`,
      `std::printf("${name}: sum of bytes %llu\\n", sum_${name});`,
    ];
  return [
    ...copied,
    `double sum_${name} = 0;`,
    `for (const auto& one : h_${name}) sum_${name} += ${value};`,
    `std::printf("${name}: sum %.6g\\n", sum_${name});`,
  ];
}
