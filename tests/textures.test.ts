// Texture objects: kernels that read them in all their ways, run on the interpreter and as C++ from a plan, and built whole on the
// CPU runtime, whose main makes the same textures by CUDA's own calls. Every number must be the same.
import { beforeAll, describe, expect, it } from 'vitest';
import { singleSource } from '@/lib/core/sources';
import { type CudaParser, lowerProgram } from '@/lib/cuda';
import { runPlan } from '@/lib/run/interpreter/kernels.fixture';
import type { Plan, PlanTexture } from '@/lib/run/plan';
import { planInputs } from '@/lib/run/plan-inputs';
import { loadCudaParser } from '@/lib/server/cuda-engine';
import { build, compilers } from './cpp-build';
import { runForm } from './cpu-forms';

const kernels = `#include <cuda_runtime.h>
#define HERE int i = blockIdx.x * blockDim.x + threadIdx.x;
#define X ((i % 16 * 0.63f - 1.7f) * s)
#define Y ((i / 16 * 0.87f - 1.3f) * s)
#define Z ((i % 7 * 0.5f - 0.6f) * s)
__global__ void element(cudaTextureObject_t t, float *out, float s) { HERE out[i] = tex1Dfetch<float>(t, i - 9) + s; }
__global__ void line(cudaTextureObject_t t, float *out, float s) { HERE float2 v = tex1D<float2>(t, X); out[i] = v.x + 100 * v.y; }
__global__ void plane(cudaTextureObject_t t, float *out, float s) { HERE float4 v = tex2D<float4>(t, X, Y); out[i] = v.x + 10 * v.y + 100 * v.z + 1000 * v.w; }
__global__ void whole(cudaTextureObject_t t, float *out, float s) { HERE uchar4 v; tex2D(&v, t, X, Y); out[i] = v.x + 3 * v.y + 5 * v.z + 7 * v.w; }
__global__ void signs(cudaTextureObject_t t, float *out, float s) { HERE out[i] = tex2D<short>(t, X, Y); }
__global__ void space(cudaTextureObject_t t, float *out, float s) { HERE out[i] = tex3D<float>(t, X, Y, Z); }
__global__ void layers(cudaTextureObject_t t, float *out, float s) { HERE out[i] = tex2DLayered<float>(t, X, Y, i % 5 - 1); }
`;

type Row = {
  kernel: string;
  type: string;
  texture: PlanTexture & { size: number[] };
  init: { min: number; step: number };
};
const texture = (size: number[], more: Partial<PlanTexture> = {}) => ({ size, ...more });
const floats = { min: -2.25, step: 0.37 };
const bytes = { min: 0, step: 3 };
const rows: readonly Row[] = [
  { kernel: 'element', type: 'float', texture: texture([90]), init: floats },
  { kernel: 'line', type: 'float2', texture: texture([7], { filter: 'linear' }), init: floats },
  { kernel: 'line', type: 'float2', texture: texture([7], { address: 'border' }), init: floats },
  { kernel: 'plane', type: 'float4', texture: texture([6, 4]), init: floats },
  {
    kernel: 'plane',
    type: 'float4',
    texture: texture([6, 4], { filter: 'linear', address: 'wrap', normalized: true }),
    init: floats,
  },
  {
    kernel: 'plane',
    type: 'float4',
    texture: texture([5, 3], { filter: 'linear', address: 'mirror', normalized: true }),
    init: floats,
  },
  {
    kernel: 'plane',
    type: 'float4',
    texture: texture([5, 3], { filter: 'linear', address: 'border', border: [1, 2, 3, 4] }),
    init: floats,
  },
  {
    kernel: 'plane',
    type: 'uchar4',
    texture: texture([6, 3], { filter: 'linear', fractions: true }),
    init: bytes,
  },
  {
    kernel: 'whole',
    type: 'uchar4',
    texture: texture([6, 3], { address: 'wrap', normalized: true }),
    init: bytes,
  },
  {
    kernel: 'signs',
    type: 'short',
    texture: texture([8, 8], { address: 'mirror', normalized: true }),
    init: { min: -900, step: 31 },
  },
  { kernel: 'space', type: 'float', texture: texture([4, 3, 2], { filter: 'linear' }), init: floats },
  {
    kernel: 'space',
    type: 'float',
    texture: texture([4, 3, 2], { address: 'wrap', normalized: true }),
    init: floats,
  },
  { kernel: 'layers', type: 'float', texture: texture([5, 4, 3], { filter: 'linear' }), init: floats },
];
const threads = 128;
const scaleOf = ({ texture: { normalized } }: Row) => (normalized ? 0.25 : 1);
const count = ({ texture: { size } }: Row) => size.reduce((product, one) => product * one, 1);

const planOf = (row: Row): Plan => ({
  kernel: row.kernel,
  grid: [2, 1, 1],
  block: [threads / 2, 1, 1],
  args: [
    {
      name: 't',
      type: row.type,
      kind: 'buffer',
      role: 'in',
      init: { kind: 'iota', ...row.init },
      texture: row.texture,
    },
    { name: 'out', type: 'float', kind: 'buffer', length: threads, role: 'out', init: { kind: 'zeros' } },
    { name: 's', type: 'float', kind: 'scalar', role: 'in', init: { kind: 'constant', value: scaleOf(row) } },
  ],
});

/** The same by CUDA's own calls. */
function mainOf(): string {
  const runs = rows.map((row, index) => {
    const { type, texture: t, kernel, init } = row;
    const [w, h = 0, d = 0] = t.size;
    const scalar = type.replace(/\d$/, '').replace('uchar', 'unsigned char');
    const lanes = Number(/\d$/.exec(type)?.[0] ?? 1);
    const mode = (t.address ?? 'clamp').replace(/^./, (c) => c.toUpperCase());
    const values = `std::vector<${scalar}> v(${count(row) * lanes}); for (size_t i = 0; i < v.size(); i++) v[i] = (${scalar})(${init.min} + ${init.step} * i);`;
    const resource =
      kernel === 'element'
        ? `void *p; cudaMalloc(&p, v.size() * 4); cudaMemcpy(p, v.data(), v.size() * 4, cudaMemcpyHostToDevice);
    r.resType = cudaResourceTypeLinear; r.res.linear.devPtr = p; r.res.linear.desc = format; r.res.linear.sizeInBytes = v.size() * 4;`
        : `cudaArray_t a; cudaMalloc3DArray(&a, &format, make_cudaExtent(${w}, ${h}, ${d}), ${kernel === 'layers' ? 'cudaArrayLayered' : 0});
    cudaMemcpy3DParms c = {}; c.srcPtr = make_cudaPitchedPtr(v.data(), ${w} * sizeof(${type}), ${w}, ${h || 1}); c.dstArray = a;
    c.extent = make_cudaExtent(${w}, ${h || 1}, ${d || 1}); c.kind = cudaMemcpyHostToDevice; cudaMemcpy3D(&c);
    r.resType = cudaResourceTypeArray; r.res.array.array = a;`;
    return `{ ${values} cudaChannelFormatDesc format = cudaCreateChannelDesc<${type}>(); cudaResourceDesc r = {}; ${resource}
    cudaTextureDesc q = {}; for (int i = 0; i < 3; i++) q.addressMode[i] = cudaAddressMode${mode};
    q.filterMode = ${t.filter === 'linear' ? 'cudaFilterModeLinear' : 'cudaFilterModePoint'}; q.normalizedCoords = ${t.normalized ? 1 : 0};
    q.readMode = ${t.fractions ? 'cudaReadModeNormalizedFloat' : 'cudaReadModeElementType'};
    ${(t.border ?? []).map((value, i) => `q.borderColor[${i}] = ${value};`).join(' ')}
    cudaTextureObject_t t; if (cudaCreateTextureObject(&t, &r, &q, nullptr) != cudaSuccess) printf("no texture ${index}\\n");
    float *out; cudaMallocManaged(&out, ${threads} * 4); ${kernel}<<<2, ${threads / 2}>>>(t, out, (float)${scaleOf(row)}); cudaDeviceSynchronize();
    for (int i = 0; i < ${threads}; i++) printf("${index} %d %.9g\\n", i, out[i]); }`;
  });
  return `#include <cstdio>\n#include <vector>\nint main() { ${runs.join('\n')} }\n`;
}

let parser: CudaParser;
beforeAll(async () => {
  parser = await loadCudaParser();
});

describe('textures', () => {
  it('are read as the CPU runtime reads them', { timeout: 300_000 }, async () => {
    const ran = await runForm(singleSource(kernels + mainOf()), 'cuda', parser, true);
    const expected = rows.map(() => new Float32Array(threads).fill(Number.NaN));
    for (const [, row = '', i = '', value = ''] of ran.stdout.matchAll(/^(\d+) (\d+) (\S+)$/gm))
      (expected[Number(row)] as Float32Array)[Number(i)] = Number(value);
    const { value: module, problems } = lowerProgram(singleSource(kernels));
    expect(problems).toEqual([]);
    if (!module) throw new Error('no module');
    const program = compilers.includes('g++') ? build(module, 'g++') : undefined;
    for (const [index, row] of rows.entries()) {
      const { buffers, findings } = runPlan(module, planOf(row));
      expect(findings, row.kernel).toEqual([]);
      const wanted = [...(expected[index] as Float32Array)];
      expect(new Set(wanted).size, `${row.kernel}: ${ran.stderr}`).toBeGreaterThan(4);
      expect([index, ...new Float32Array(buffers[1]?.slice().buffer ?? new ArrayBuffer())]).toEqual([
        index,
        ...wanted,
      ]);
      if (!program) continue;
      const compiled = program.run(planOf(row)).buffers[1];
      expect([index, ...new Float32Array(compiled?.slice().buffer ?? new ArrayBuffer())]).toEqual([
        index,
        ...wanted,
      ]);
    }
    program?.remove();
  });

  it('are refused where the plan says no texture', () => {
    const { value: module } = lowerProgram(singleSource(kernels));
    if (!module) throw new Error('no module');
    const wrong = (change: object) => {
      const plan = planOf(rows[3] as Row) as Extract<Plan, { kernel: string }>;
      const [t, ...others] = plan.args;
      const changed = { ...plan, args: [{ ...t, ...change }, ...others] } as Plan;
      const { problems } = planInputs(changed, module, { file: 'main.cu', start: 0, end: 0 });
      return problems.map(({ code, params }) => `${code}: ${params.what}`);
    };
    expect(wrong({})).toEqual([]);
    expect(wrong({ kind: 'scalar', texture: undefined })).toEqual([
      'plan-texture-wrong: a number is no texture',
    ]);
    expect(wrong({ length: 23 })).toEqual([
      'plan-texture-wrong: it has 23 texels where its size asks for 6 × 4',
    ]);
    expect(wrong({ type: 'double' })[0]).toMatch(/^plan-texture-wrong: its texels are not/);
    expect(wrong({ type: 'int', texture: { size: [24], filter: 'linear' } })[0]).toMatch(
      /^plan-texture-wrong: whole numbers/,
    );
  });
});
