// The sizes of launches where they are constants: blocks smaller than a wavefront or larger than the kernel's bound, grids
// and shared memory beyond what AMD hardware takes.
import type { Span } from '@/lib/core/span';
import { type FunctionInfo, type Launch, P } from '@/lib/cuda';
import { tokensIn } from '../control';
import { type Finding, finding, type Hazard } from '../finding';
import { bodyAround } from '../operand-types';
import type { Scene } from '../scene';

const sharedLimit = 65_536n;

export const launchSizes: Hazard = {
  code: 'block-smaller-than-wave',
  also: ['launch-bounds-violated', 'grid-2pow32', 'shared-64k-limit'],
  find: (scene) => [
    ...scene.model.launches.flatMap((launch) => {
      const isLive = scene.fileOf(launch.span.file).conditions.isLive(launch.span.start);
      return isLive && !launch.inMacro ? judge(scene, launch) : [];
    }),
    ...statics(scene),
    ...requests(scene),
  ],
};

function judge(scene: Scene, launch: Launch): Finding[] {
  const [grid, block, shared] = launch.config;
  const found: Finding[] = [];
  const sizes = block && dimensions(scene, block);
  const threads = sizes?.every((size) => size !== undefined)
    ? sizes.reduce((a, b) => (a as bigint) * (b as bigint), 1n)
    : undefined;
  // A launch of one block is about no speed.
  const isOneBlock = grid !== undefined && scene.fold(scene.textAt(grid))?.value === 1n;
  if (block && threads !== undefined && threads > 1n && threads < 64n && !isOneBlock)
    found.push(finding('block-smaller-than-wave', 'note', block, { threads: String(threads) }));
  const kernel = scene
    .functionsNamed(launch.kernel.split('::').pop() ?? '')
    .find(({ space }) => space === 'global');
  const bound = kernel && boundOf(scene, kernel);
  if (block && threads !== undefined && bound !== undefined && threads > bound)
    found.push(
      finding('launch-bounds-violated', 'warning', block, { threads: String(threads), bound: String(bound) }),
    );
  const wide = grid && dimensions(scene, grid);
  wide?.forEach((size, axis) => {
    const own = sizes?.[axis];
    if (size !== undefined && own !== undefined && size * own >= 1n << 32n && grid)
      found.push(finding('grid-2pow32', 'warning', grid, { threads: String(size * own) }));
  });
  const bytes = shared && scene.fold(scene.textAt(shared))?.value;
  if (shared && bytes !== undefined && bytes > sharedLimit)
    found.push(finding('shared-64k-limit', 'error', shared, { bytes: String(bytes) }));
  return found;
}

function boundOf(scene: Scene, { launchBounds }: FunctionInfo): bigint | undefined {
  const [first] = launchBounds ?? [];
  return first === undefined ? undefined : scene.fold(first)?.value;
}

/** `256`, `dim3(16, 16)`, or a dim3 variable with constant parts: x, y, z; undefined for a part that isn't constant. */
function dimensions(scene: Scene, span: Span): (bigint | undefined)[] | undefined {
  const file = scene.fileOf(span.file);
  const value = scene.fold(scene.textAt(span))?.value;
  if (value !== undefined) return [value, 1n, 1n];
  const [from, to] = tokensIn(file.lexed.code, span);
  const { names, code } = file.lexed.code;
  if (names[from] === 'dim3' && code[from + 1] === P.openParen)
    return parts(scene, span.file, from + 2, to - 1);
  if (to !== from + 1 || !names[from]) return undefined;
  const local = bodyAround(scene, span)?.locals.get(names[from] as string);
  if (local?.type !== 'dim3' || !local.value) return undefined;
  const changes = file.tokensOf(local.name).some((at) => code[at + 1] === P.becomes && at !== local.at);
  const members = file
    .tokensOf(local.name)
    .some((at) => code[at + 1] === P.dot && code[at + 3] === P.becomes);
  if (changes || members) return undefined;
  const [open, close] = local.value;
  return names[open] === 'dim3'
    ? parts(scene, span.file, open + 2, close - 1)
    : parts(scene, span.file, open, close);
}

function parts(scene: Scene, path: string, from: number, to: number): (bigint | undefined)[] {
  const { lexed, text, control } = scene.fileOf(path);
  const { code, start, end } = lexed.code;
  const { partner } = control();
  const out: (bigint | undefined)[] = [];
  let first = from;
  for (let i = from; i <= to; i++) {
    if (i < to && code[i] !== P.comma) {
      const close = partner[i] as number;
      if (close > i && close < to) i = close;
      continue;
    }
    if (i > first) out.push(scene.fold(text.slice(start[first], end[i - 1]))?.value);
    first = i + 1;
  }
  while (out.length < 3) out.push(1n);
  return out;
}

const elementBytes: Readonly<Record<string, bigint>> = {
  char: 1n,
  'unsigned char': 1n,
  uchar: 1n,
  bool: 1n,
  int8_t: 1n,
  uint8_t: 1n,
  short: 2n,
  'unsigned short': 2n,
  half: 2n,
  __half: 2n,
  __nv_bfloat16: 2n,
  uint16_t: 2n,
  int16_t: 2n,
  int: 4n,
  unsigned: 4n,
  'unsigned int': 4n,
  float: 4n,
  uint: 4n,
  uint32_t: 4n,
  int32_t: 4n,
  half2: 4n,
  __half2: 4n,
  double: 8n,
  'long long': 8n,
  'unsigned long long': 8n,
  uint64_t: 8n,
  int64_t: 8n,
  size_t: 8n,
  float2: 8n,
  int2: 8n,
  uint2: 8n,
  float3: 12n,
  float4: 16n,
  int4: 16n,
  uint4: 16n,
  double2: 16n,
};

/** Static shared arrays of one kernel, added up where all is known. */
function statics(scene: Scene): Finding[] {
  const bytes = new Map<string, { total: bigint; span: Span }>();
  for (const { space, isExtern, inFunction, type, declarators, span } of scene.model.variables) {
    if (space !== 'shared' || isExtern || inFunction === undefined) continue;
    if (!scene.fileOf(span.file).conditions.isLive(span.start)) continue;
    const element = elementBytes[type.replace(/\b(?:const|volatile)\b/g, '').trim()];
    if (element === undefined) continue;
    for (const { dimensions: sizes, nameSpan } of declarators) {
      let size = element;
      for (const one of sizes) size *= scene.fold(scene.textAt(one))?.value ?? 0n;
      const key = `${span.file}\n${inFunction}`;
      const known = bytes.get(key);
      bytes.set(key, { total: (known?.total ?? 0n) + size, span: known?.span ?? nameSpan });
    }
  }
  return [...bytes.values()].flatMap(({ total, span }) =>
    total > sharedLimit ? [finding('shared-64k-limit', 'error', span, { bytes: String(total) })] : [],
  );
}

/** `cudaFuncSetAttribute(kernel, cudaFuncAttributeMaxDynamicSharedMemorySize, bytes)`. */
function requests(scene: Scene): Finding[] {
  return scene.usesOf('cudaFuncSetAttribute').flatMap(({ args }) => {
    const [, attribute, value] = args ?? [];
    if (!attribute || !value || !/MaxDynamicSharedMemorySize$/.test(scene.textAt(attribute))) return [];
    const bytes = scene.fold(scene.textAt(value))?.value;
    return bytes !== undefined && bytes > sharedLimit
      ? [finding('shared-64k-limit', 'warning', value, { bytes: String(bytes) })]
      : [];
  });
}
