// Calls that need more than a new name: arguments that are wrapped or added, and overloads that have a name of their
// own in HIP. In comes a use of a CUDA name with its arguments, out come the further edits.

import type { Problem } from '@/lib/core/problem';
import { textOf } from '@/lib/core/sources';
import type { Span } from '@/lib/core/span';
import type { Model, NameUse } from '@/lib/cuda';
import { problem } from '@/lib/messages';
import { type HipOptions, hasSince } from '@/lib/targets/options';
import type { PortEdit } from '@/lib/targets/target';
import type { HipVersion } from './names/library';

type CallChange =
  /** Puts an argument (from 0) into `HIP_SYMBOL(...)` or a cast. */
  | {
      readonly wrap: number;
      readonly as: keyof typeof wrappers;
      /** Needed for releases before this one only. */
      readonly before?: HipVersion;
      /** Arguments that HIP asks for and CUDA has defaults for: zeros are added up to this many. */
      readonly upTo?: number;
    }
  /** Adds an argument at the end when the call has exactly `when` arguments. */
  | { readonly add: string | ((options: HipOptions) => string); readonly when: number; readonly rule: string }
  /** Puts an argument at a place (from 0). */
  | {
      readonly insert: (options: HipOptions) => string;
      readonly at: number;
      readonly rule: string;
    }
  /** Takes an argument (from 0) out; what it said is lost unless it is a null pointer. */
  | { readonly drop: number }
  /** With this many arguments the call is another function. */
  | { readonly name: string; readonly when: number; readonly rule: string };

const symbol = (wrap: number): CallChange => ({ wrap, as: 'symbol' });
const pointer = (wrap: number): CallChange => ({ wrap, as: 'pointer' });
const untyped = (wrap: number): CallChange => ({ wrap, as: 'untyped', before: '6.2' });

/** `6.4` is 604, as HIP counts its releases where a program asks for entry points. */
const releaseNumber = ({ rocm }: HipOptions): string => {
  const [major = 0, minor = 0] = rocm.split('.').map(Number);
  return String(major * 100 + minor);
};

const changes: Readonly<Record<string, CallChange>> = {
  cudaMemcpyToSymbol: symbol(0),
  cudaMemcpyToSymbolAsync: symbol(0),
  cudaMemcpyFromSymbol: symbol(1),
  cudaMemcpyFromSymbolAsync: symbol(1),
  cudaGetSymbolSize: symbol(1),
  cudaGetSymbolAddress: symbol(1),
  cudaGetTextureReference: symbol(1),
  cudaGraphAddMemcpyNodeToSymbol: symbol(4),
  cudaGraphAddMemcpyNodeFromSymbol: symbol(5),
  cudaGraphMemcpyNodeSetParamsToSymbol: symbol(1),
  cudaGraphMemcpyNodeSetParamsFromSymbol: symbol(2),
  cudaGraphExecMemcpyNodeSetParamsToSymbol: symbol(2),
  cudaGraphExecMemcpyNodeSetParamsFromSymbol: symbol(3),
  cudaFuncSetCacheConfig: pointer(0),
  cudaFuncSetSharedMemConfig: pointer(0),
  cudaFuncSetAttribute: pointer(0),
  cudaFuncGetAttributes: pointer(1),
  cudaLaunchKernel: pointer(0),
  cudaLaunchCooperativeKernel: { wrap: 0, as: 'pointer', upTo: 6 },
  cudaMallocPitch: untyped(0),
  cudaHostGetDevicePointer: untyped(0),
  cuOccupancyMaxPotentialBlockSize: { drop: 3 },
  cuOccupancyMaxPotentialBlockSizeWithFlags: { drop: 3 },
  cusparseSpSM_solve: { add: 'nullptr', when: 10, rule: 'sparse-external-buffer' },
  cudaMallocHost: { add: 'hipHostMallocDefault', when: 2, rule: 'pinned-flags' },
  cudaGetDriverEntryPoint: { insert: releaseNumber, at: 2, rule: 'entry-point-version' },
  cudaEventCreate: { name: 'hipEventCreateWithFlags', when: 2, rule: 'event-flags' },
  cudaGraphInstantiate: { name: 'hipGraphInstantiateWithFlags', when: 3, rule: 'graph-flags' },
};

/** Calls that need more than a new name; a test holds the list against the calls it has seen. */
export const changedCalls: readonly string[] = Object.keys(changes);

const wrappers = {
  symbol: { open: 'HIP_SYMBOL(', rule: 'symbol-argument', done: /^HIP_SYMBOL\s*\(/ },
  pointer: {
    open: 'reinterpret_cast<const void*>(',
    rule: 'kernel-pointer-argument',
    done: /^(reinterpret_cast|static_cast|const_cast)\b|^\(\s*(const\s+)?void\s*(const\s*)?\*\s*\)/,
  },
  untyped: {
    open: 'reinterpret_cast<void**>(',
    rule: 'untyped-pointer-argument',
    done: /^(reinterpret_cast|static_cast)\b|^\(\s*void\s*\*\s*\*\s*\)/,
  },
} as const;

export type CallEdits = {
  /** The HIP name when this overload has another than the table says, with the rule that says why. */
  readonly name?: string;
  readonly rule?: string;
  readonly edits: readonly PortEdit[];
  readonly problems?: readonly Problem[];
};

/** What a call needs besides its new name. Without arguments (a name passed on, an odd macro) there is nothing to do. */
export function adaptCall(model: Model, use: NameUse, options: HipOptions): CallEdits {
  const change = Object.hasOwn(changes, use.name) ? changes[use.name] : undefined;
  const args = use.args;
  if (!change || !args) return { edits: [] };
  if ('wrap' in change) {
    if (change.before !== undefined && hasSince(options.rocm, change.before)) return { edits: [] };
    const arg = args[change.wrap];
    if (!arg) return { edits: [] };
    return { edits: [...wrap(model, arg, change.as), ...zeros(args, change.upTo ?? 0)] };
  }
  if ('drop' in change) return drop(model, args, change.drop);
  if ('name' in change)
    return args.length === change.when ? { name: change.name, rule: change.rule, edits: [] } : { edits: [] };
  if ('insert' in change) {
    const next = args[change.at];
    const after = `${change.insert(options)}, `;
    const span = next && { file: next.file, start: next.start, end: next.start };
    return { edits: span ? [{ span, after, rule: change.rule, params: { after: after.slice(0, -2) } }] : [] };
  }
  const last = args[args.length - 1];
  if (args.length !== change.when || !last) return { edits: [] };
  const value = typeof change.add === 'string' ? change.add : change.add(options);
  return {
    edits: [
      {
        span: { file: last.file, start: last.end, end: last.end },
        after: `, ${value}`,
        rule: change.rule,
        params: { after: value },
      },
    ],
  };
}

function zeros(args: readonly Span[], upTo: number): PortEdit[] {
  const last = args.at(-1);
  const missing = upTo - args.length;
  // A launch has four arguments at least.
  if (!last || missing <= 0 || args.length < 4) return [];
  const after = ', 0'.repeat(missing);
  const span = { file: last.file, start: last.end, end: last.end };
  return [{ span, after, rule: 'launch-defaults', params: { after: after.slice(2) } }];
}

function drop(model: Model, args: readonly Span[], at: number): CallEdits {
  const arg = args[at];
  const next = args[at + 1];
  if (!arg || !next) return { edits: [] };
  const before = textOf(model.sources, arg.file).slice(arg.start, arg.end);
  const span = { file: arg.file, start: arg.start, end: next.start };
  return {
    edits: [{ span, after: '', rule: 'occupancy-callback', params: { before } }],
    problems: /^(?:nullptr|NULL|0|\(.*\)\s*0)$/.test(before)
      ? []
      : [problem('occupancy-callback-lost', 'warning', arg, { before })],
  };
}

function wrap(model: Model, arg: Span, as: keyof typeof wrappers): PortEdit[] {
  const { open, rule, done } = wrappers[as];
  const text = textOf(model.sources, arg.file).slice(arg.start, arg.end);
  if (text === '' || done.test(text)) return [];
  const params = { before: text, after: `${open}${text})` };
  const edited = model.names.some(
    ({ span }) => span.file === arg.file && span.start >= arg.start && span.end <= arg.end,
  );
  // Names inside may have edits of their own: then two insertions around them, else one edit that reads better.
  if (!edited) return [{ span: arg, after: `${open}${text})`, rule, params }];
  const group = `${rule}@${arg.file}:${arg.start}`;
  return [
    { span: { ...arg, end: arg.start }, after: open, rule, params, group },
    { span: { ...arg, start: arg.end }, after: ')', rule, params, group },
  ];
}
