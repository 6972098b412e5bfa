// Conditional compilation: in comes a file, out comes which of its text hipcc compiles and which nvcc would, as far as
// the conditions tell. A condition that nobody can decide leaves all its branches alive.
import type { Lexed, Model } from '@/lib/cuda';
import type { HipOptions } from '@/lib/targets/options';
import { evaluate, type Int, int, type Names } from './expression';

/** One `#if`, `#ifdef`, `#ifndef` or `#elif`, with what each compiler makes of it; undefined: unknown. */
export type Condition = {
  readonly start: number;
  readonly end: number;
  /** The directive's word. */
  readonly word: string;
  /** Macros it asks about. */
  readonly names: readonly { readonly name: string; readonly start: number; readonly end: number }[];
  readonly text: string;
  readonly hip: boolean | undefined;
  readonly nvcc: boolean | undefined;
  /** False for an `#elif` after a branch that hipcc surely takes. */
  readonly reached: boolean;
};

export type Conditions = {
  readonly all: readonly Condition[];
  /** False where hipcc surely skips the text. */
  readonly isLive: (offset: number) => boolean;
};

/** Macros that only nvcc has, with what it gives them today; on the host side __CUDA_ARCH__ is missing there too. */
const nvccOnly: Readonly<Record<string, bigint>> = {
  __CUDACC__: 1n,
  __NVCC__: 1n,
  __CUDA_ARCH__: 800n,
  __CUDACC_EXTENDED_LAMBDA__: 1n,
  __CUDACC_RELAXED_CONSTEXPR__: 1n,
  __CUDACC_VER_MAJOR__: 12n,
  __CUDACC_VER_MINOR__: 6n,
  __CUDACC_VER_BUILD__: 85n,
  CUDART_VERSION: 12060n,
  CUDA_VERSION: 12060n,
};

const hipOnly = /^(__HIPCC__|__HIP__|__HIP_PLATFORM_AMD__|__HIP_PLATFORM_HCC__|__HIP_ROCclr__)$/;
const hipDevice =
  /^(__HIP_DEVICE_COMPILE__|__AMDGCN__|__GFX\w*|__gfx\w+__|__HIP_ARCH_\w+|__AMDGCN_WAVEFRONT_SIZE\w*)$/;

export const isNvccMacro = (name: string): boolean => Object.hasOwn(nvccOnly, name);
export const isHipMacro = (name: string): boolean =>
  hipOnly.test(name) || hipDevice.test(name) || /^HIP_VERSION\w*$/.test(name);

export type ConstantOf = (name: string) => Int | undefined;

/**
 * Reads the conditions of one file.
 * @param cudaccIsHip - whether the port renames `__CUDACC__` there, so that the condition holds for hipcc.
 */
export function conditionsOf(
  text: string,
  lexed: Lexed,
  options: HipOptions,
  isMacro: (name: string) => boolean,
  constant: ConstantOf,
  cudaccIsHip: boolean,
): Conditions {
  const forHip = hipNames(options, isMacro, constant, cudaccIsHip);
  const forNvcc = nvccNames(isMacro, constant);
  const all: Condition[] = [];
  const dead: { start: number; end: number }[] = [];
  type Open = { taken: boolean; dead: boolean; from: number };
  const open: Open[] = [];
  const tokens = lexed.directiveTokens;

  const close = (group: Open, at: number) => {
    if (group.dead) dead.push({ start: group.from, end: at });
  };
  const enter = (group: Open, holds: boolean | undefined, at: number) => {
    group.dead = group.taken || holds === false;
    group.from = at;
    if (!group.dead && holds === true) group.taken = true;
  };

  for (const directive of lexed.directives) {
    const { name, from, to } = directive;
    if (name === 'if' || name === 'ifdef' || name === 'ifndef' || name === 'elif') {
      const start = tokens.start[from] ?? directive.end;
      const end = to > from ? (tokens.end[to - 1] as number) : directive.end;
      const source = text.slice(start, end);
      const word = name === 'ifdef' ? `defined ${source}` : name === 'ifndef' ? `!defined ${source}` : source;
      const hip = decide(word, forHip);
      const nvcc = decide(word, forNvcc);
      const names = [];
      for (let i = from; i < to; i++) {
        const spelled = tokens.names[i];
        if (spelled && spelled !== 'defined')
          names.push({ name: spelled, start: tokens.start[i] as number, end: tokens.end[i] as number });
      }
      const group = name === 'elif' ? open[open.length - 1] : undefined;
      const reached = !group?.taken;
      all.push({
        start: directive.start,
        end: directive.end,
        word: name,
        names,
        text: source,
        hip,
        nvcc,
        reached,
      });
      if (group) {
        close(group, directive.start);
        enter(group, hip, directive.end);
      } else if (name !== 'elif') {
        const fresh: Open = { taken: false, dead: false, from: directive.end };
        enter(fresh, hip, directive.end);
        open.push(fresh);
      }
    } else if (name === 'else') {
      const group = open[open.length - 1];
      if (!group) continue;
      close(group, directive.start);
      enter(group, group.taken ? false : undefined, directive.end);
    } else if (name === 'endif') {
      const group = open.pop();
      if (group) close(group, directive.start);
    }
  }
  for (const group of open) close(group, text.length);
  return { all, isLive: outside(dead) };
}

/** Whether an offset lies in none of these stretches, which may hold one another. */
function outside(
  stretches: readonly { readonly start: number; readonly end: number }[],
): (offset: number) => boolean {
  const starts: number[] = [];
  const ends: number[] = [];
  for (const { start, end } of [...stretches].sort((a, b) => a.start - b.start)) {
    const last = ends.length - 1;
    if (last >= 0 && start <= (ends[last] as number)) ends[last] = Math.max(ends[last] as number, end);
    else {
      starts.push(start);
      ends.push(end);
    }
  }
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle] as number) <= offset) low = middle + 1;
      else high = middle;
    }
    return low === 0 || offset >= (ends[low - 1] as number);
  };
}

function decide(expression: string, names: Names): boolean | undefined {
  const value = evaluate(expression, names);
  return value && value.value !== 0n;
}

function hipNames(
  { rocm }: HipOptions,
  isMacro: (name: string) => boolean,
  constant: ConstantOf,
  cudaccIsHip: boolean,
): Names {
  const [major = 0, minor = 0] = rocm.split('.').map(Number);
  const numbers: Readonly<Record<string, bigint>> = {
    HIP_VERSION: BigInt(major * 10_000_000 + minor * 100_000),
    HIP_VERSION_MAJOR: BigInt(major),
    HIP_VERSION_MINOR: BigInt(minor),
  };
  const isTrue = (name: string) => hipOnly.test(name) || (name === '__CUDACC__' && cudaccIsHip);
  return {
    defined: (name) => {
      if (isTrue(name) || Object.hasOwn(numbers, name)) return true;
      if (isMacro(name)) return undefined;
      return isNvccMacro(name) ? false : undefined;
    },
    value: (name) => {
      if (isTrue(name)) return int(1n, 64);
      if (Object.hasOwn(numbers, name)) return int(numbers[name] as bigint, 64);
      if (isMacro(name)) return constant(name);
      return isNvccMacro(name) ? int(0n, 64) : undefined;
    },
  };
}

function nvccNames(isMacro: (name: string) => boolean, constant: ConstantOf): Names {
  return {
    defined: (name) => {
      if (isNvccMacro(name)) return true;
      if (isMacro(name)) return undefined;
      return isHipMacro(name) ? false : undefined;
    },
    value: (name) => {
      if (isNvccMacro(name)) return int(nvccOnly[name] as bigint, 64);
      if (isMacro(name)) return constant(name);
      return isHipMacro(name) ? int(0n, 64) : undefined;
    },
  };
}

/** Whether a file asks for HIP by name: then its `__CUDACC__` means nvcc alone. */
export function asksForHip(model: Model, path: string): boolean {
  return model.names.some(({ name, span }) => span.file === path && isHipMacro(name));
}
