// A plan made concrete: in come a plan and the module whose kernels it launches, out come the bytes of every buffer and
// argument, or problems with the place in the plan. Every runner of plans takes its inputs from here.
import type { Problem } from '@/lib/core/problem';
import type { Span } from '@/lib/core/span';
import type { FunctionId, Module, Scalar, Type } from '@/lib/ir';
import { scalarSize, sizeOf, textureStruct } from '@/lib/ir';
import { type MessageCode, problem } from '@/lib/messages';
import { bytesOfBase64 } from './base64';
import { elementType } from './element-types';
import { type Init, launchesOf, type Plan, type PlanArgument, type PlanLaunch } from './plan';
import { textureOf } from './plan-texture';
import { putScalar } from './scalar-bytes';

export type PlanBuffer = {
  readonly name: string;
  /** Element type as the plan has it. */
  readonly type: string;
  /** Scalars of one element with their offsets; a comparison goes over them. */
  readonly scalars: readonly { readonly scalar: Scalar; readonly offset: number }[];
  readonly elementBytes: number;
  readonly bytes: Uint8Array;
  /** Some launch has it as `out` or `inout`. */
  readonly isOutput: boolean;
};

/** `buffer`: an index into the buffers, for a pointer; `bytes`: a value, as long as the parameter's type. */
export type PlanValue = { readonly buffer: number } | { readonly bytes: Uint8Array };

export type PlannedLaunch = {
  readonly function: FunctionId;
  readonly kernel: string;
  readonly grid: readonly [number, number, number];
  readonly block: readonly [number, number, number];
  readonly sharedBytes: number;
  /** In the order of the kernel's parameters. */
  readonly args: readonly PlanValue[];
  readonly tolerance?: number;
};

export type PlanInputs = {
  readonly buffers: readonly PlanBuffer[];
  readonly launches: readonly PlannedLaunch[];
};

/** Bytes that the buffers of one plan may have together. */
export const planBytesLimit = 512 * 1024 * 1024;

type Element = { size: number; scalars: { scalar: Scalar; offset: number }[]; isTexture?: boolean };

function scalarsIn(type: Type, module: Module, offset: number, out: Element['scalars']): boolean {
  switch (type.kind) {
    case 'scalar':
      out.push({ scalar: type.scalar, offset });
      return true;
    case 'vector':
      for (let i = 0; i < type.size; i++)
        out.push({ scalar: type.of, offset: offset + i * scalarSize[type.of] });
      return true;
    case 'pointer':
      out.push({ scalar: 'u64', offset });
      return true;
    case 'array': {
      const step = sizeOf(type.of, module.structs);
      for (let i = 0; i < type.count; i++)
        if (!scalarsIn(type.of, module, offset + i * step, out)) return false;
      return true;
    }
    case 'struct': {
      const struct = module.structs[type.struct];
      if (!struct) return false;
      // A union's bytes are those of its first member.
      const members = struct.union ? struct.members.slice(0, 1) : struct.members;
      return members.every((member) => scalarsIn(member.type, module, offset + member.offset, out));
    }
    case 'void':
      return false;
  }
}

/** What an element type of a plan is made of: a name of CUDA's, or of a struct of the source. */
export function planElement(text: string, module: Module): Element | undefined {
  const bare = text
    .replace(/\b(const|volatile|struct|class|union)\b/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const id = module.structs.findIndex(({ name }) => name.replace(/\s+/g, '') === bare.replace(/\s+/g, ''));
  if (id >= 0) {
    const scalars: Element['scalars'] = [];
    scalarsIn({ kind: 'struct', struct: id }, module, 0, scalars);
    return { size: module.structs[id]?.size ?? 0, scalars };
  }
  const known = elementType(text);
  if (known.scalar === 'byte')
    return /^(bytes|void)$/.test(bare) ? { size: 1, scalars: [{ scalar: 'u8', offset: 0 }] } : undefined;
  const scalar = known.scalar;
  const size = scalarSize[scalar];
  return {
    size: size * known.lanes,
    scalars: Array.from({ length: known.lanes }, (_, i) => ({ scalar, offset: i * size })),
  };
}

/** xorshift32 (G. Marsaglia: Xorshift RNGs, 2003), the state after one step. */
export function xorshift32(state: number): number {
  let s = state;
  s ^= s << 13;
  s ^= s >>> 17;
  s ^= s << 5;
  return s >>> 0;
}

/** Fills elements as an init says. @returns words for what is wrong with it. */
function fill(bytes: Uint8Array, count: number, { size, scalars }: Element, init: Init): string | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (init.kind === 'zeros') return undefined;
  if (init.kind === 'data') {
    const data = bytesOfBase64(init.base64);
    if (!data) return 'its data is not base64';
    if (data.length !== bytes.length)
      return `its data has ${data.length} bytes where ${bytes.length} are needed`;
    bytes.set(data);
    return undefined;
  }
  if (init.kind === 'constant' && typeof init.value === 'string' && !isNumber(init.value))
    return 'its value is not a number';
  if (init.kind === 'random' && !(init.max >= init.min)) return 'its largest value is less than its least';
  let index = 0;
  let state = init.kind === 'random' ? init.seed >>> 0 : 0;
  for (let i = 0; i < count; i++)
    for (const { scalar, offset } of scalars) {
      const at = i * size + offset;
      if (init.kind === 'constant') putScalar(view, at, scalar, init.value);
      else if (init.kind === 'iota') putScalar(view, at, scalar, init.min + init.step * index);
      else {
        state = xorshift32(state);
        const isFloat = scalar === 'f16' || scalar === 'bf16' || scalar === 'f32' || scalar === 'f64';
        putScalar(
          view,
          at,
          scalar,
          isFloat
            ? init.min + ((init.max - init.min) * (state >>> 8)) / 16777216
            : init.min + (state % (init.max - init.min + 1)),
        );
      }
      index++;
    }
  return undefined;
}

function isTextureType(type: Type, { structs }: Module): boolean {
  if (type.kind !== 'pointer' || type.to.kind !== 'struct') return false;
  return structs[type.to.struct]?.name === textureStruct;
}

function isNumber(text: string): boolean {
  return (
    /^[-+]?(\d+|0x[0-9a-f]+)$/i.test(text) ||
    (text.trim() !== '' && !Number.isNaN(Number(text))) ||
    /^(nan|[-+]?inf(inity)?)$/i.test(text)
  );
}

const squeeze = (name: string) => name.replace(/\s+/g, '').replace(/^::/, '');

/** The kernel a plan names: by its full name, or by the end of it when only one kernel has that. */
export function kernelNamed(module: Module, name: string): FunctionId | undefined {
  const wanted = squeeze(name);
  const kernels = module.functions.flatMap(({ kernel }, id) => (kernel ? [id] : []));
  const named = (test: (fn: Module['functions'][number]) => boolean) =>
    kernels.filter((id) => test(module.functions[id] as Module['functions'][number]));
  const exact = named((fn) => squeeze(fn.sourceName) === wanted || fn.name === name);
  if (exact.length > 0) return exact[0];
  const loose = named((fn) => {
    const full = squeeze(fn.sourceName);
    return (
      full.split('<')[0] === wanted ||
      full.endsWith(`::${wanted}`) ||
      full.split('<')[0]?.endsWith(`::${wanted}`) === true
    );
  });
  return loose.length === 1 ? loose[0] : undefined;
}

/** @param span where problems point: the `// run:` comment, or the start of the source. */
export function planInputs(
  plan: Plan,
  module: Module,
  span: Span,
): { readonly value?: PlanInputs; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const say = (code: MessageCode, params: Record<string, string | number>) => {
    problems.push(problem(code, 'error', span, params));
  };
  const buffers: (PlanBuffer & { element: Element })[] = [];
  const launches: PlannedLaunch[] = [];
  let total = 0;

  const bufferOf = (argument: PlanArgument, isTexture: boolean): number | undefined => {
    const element = planElement(argument.type, module);
    if (!element || element.size === 0) {
      say('plan-type-unknown', { name: argument.name, type: argument.type });
      return undefined;
    }
    const known = buffers.findIndex(({ name }) => name === argument.name);
    if (known >= 0) {
      const buffer = buffers[known] as PlanBuffer & { element: Element };
      if (isTexture !== buffer.element.isTexture) {
        say('plan-texture-wrong', { name: argument.name, what: 'it is a buffer elsewhere' });
        return undefined;
      }
      if (argument.role !== 'in') buffers[known] = { ...buffer, isOutput: true };
      return known;
    }
    const fromData =
      argument.init.kind === 'data'
        ? Math.floor((argument.init.base64.replace(/=+$/, '').length * 3) / 4 / element.size)
        : undefined;
    const length =
      argument.length ?? fromData ?? argument.texture?.size.reduce((product, one) => product * one, 1);
    if (length === undefined) {
      say('plan-length-missing', { name: argument.name });
      return undefined;
    }
    total += length * element.size;
    if (total > planBytesLimit) {
      say('plan-too-large', { limit: planBytesLimit / 1024 / 1024 });
      return undefined;
    }
    const bytes = new Uint8Array(length * element.size);
    const wrong = fill(bytes, length, element, argument.init);
    if (wrong) {
      say('plan-init-wrong', { name: argument.name, what: wrong });
      return undefined;
    }
    const texture = isTexture && textureOf(bytes, element.scalars, argument.texture, length);
    if (typeof texture === 'string') {
      say('plan-texture-wrong', { name: argument.name, what: texture });
      return undefined;
    }
    buffers.push({
      name: argument.name,
      type: argument.type,
      scalars: element.scalars,
      elementBytes: element.size,
      bytes: texture || bytes,
      isOutput: !texture && argument.role !== 'in',
      element: { ...element, isTexture },
    });
    return buffers.length - 1;
  };

  const scalarOf = (argument: PlanArgument, type: Type): PlanValue | undefined => {
    const size = sizeOf(type, module.structs);
    const bytes = new Uint8Array(size);
    const own: Element = { size, scalars: [] };
    scalarsIn(type, module, 0, own.scalars);
    // A number is written as the parameter's type; bytes must be as many as it has.
    const wrong = fill(bytes, 1, own, argument.init);
    if (wrong) {
      say('plan-init-wrong', { name: argument.name, what: wrong });
      return undefined;
    }
    return { bytes };
  };

  for (const launch of launchesOf(plan)) {
    const id = kernelNamed(module, launch.kernel);
    const fn = id === undefined ? undefined : module.functions[id];
    if (id === undefined || !fn) {
      const kernels = module.functions.filter(({ kernel }) => kernel).map(({ sourceName }) => sourceName);
      say('plan-kernel-unknown', { kernel: launch.kernel, kernels: kernels.join(', ') || 'none' });
      continue;
    }
    const parameters = fn.locals.slice(0, fn.parameters);
    const inOrder = ordered(
      launch,
      parameters.map(({ sourceName }) => sourceName),
    );
    if (inOrder.length !== parameters.length) {
      say('plan-arguments-count', {
        kernel: launch.kernel,
        given: inOrder.length,
        wanted: parameters.length,
      });
      continue;
    }
    const threads = launch.block[0] * launch.block[1] * launch.block[2];
    if (threads > 1024) {
      say('plan-block-too-large', { threads });
      continue;
    }
    const args = inOrder.map((argument, i): PlanValue | undefined => {
      const type = (parameters[i] as (typeof parameters)[number]).type;
      const isTexture = isTextureType(type, module);
      if (isTexture && argument.kind === 'scalar') {
        say('plan-texture-wrong', { name: argument.name, what: 'a number is no texture' });
        return undefined;
      }
      if (argument.texture && !isTexture) {
        say('plan-texture-wrong', { name: argument.name, what: 'the parameter is no texture object' });
        return undefined;
      }
      if (argument.kind === 'buffer') {
        if (type.kind !== 'pointer') {
          say('plan-argument-not-pointer', { name: argument.name });
          return undefined;
        }
        const buffer = bufferOf(argument, isTexture);
        return buffer === undefined ? undefined : { buffer };
      }
      return scalarOf(argument, type);
    });
    if (args.some((one) => one === undefined)) continue;
    launches.push({
      function: id,
      kernel: launch.kernel,
      grid: launch.grid,
      block: launch.block,
      sharedBytes: launch.sharedBytes ?? 0,
      args: args as PlanValue[],
      ...(launch.tolerance !== undefined && { tolerance: launch.tolerance }),
    });
  }
  if (problems.length > 0) return { problems };
  return { value: { buffers: buffers.map(({ element: _, ...buffer }) => buffer), launches }, problems };
}

/** A launch's arguments in the order of the parameters of the kernel that it names; as they come when it is not known. */
export function planOrder(launch: PlanLaunch, module: Module): readonly PlanArgument[] {
  const id = kernelNamed(module, launch.kernel);
  const fn = id === undefined ? undefined : module.functions[id];
  if (!fn) return launch.args;
  return ordered(
    launch,
    fn.locals.slice(0, fn.parameters).map(({ sourceName }) => sourceName),
  );
}

/** Arguments by the parameters' names where they are exactly these names, else as they come. */
function ordered(launch: PlanLaunch, names: readonly string[]): readonly PlanArgument[] {
  const byName = names.map((name) => launch.args.find((argument) => argument.name === name));
  const isPermutation =
    names.length === launch.args.length && new Set(names).size === names.length && byName.every(Boolean);
  return isPermutation ? (byName as PlanArgument[]) : launch.args;
}
