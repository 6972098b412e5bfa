// Built-in functions of CUDA that HIP lacks but whose work it has in another form: a table of names with what stands in
// their place. The edits touch the name and, where the form asks for it, what stands around the arguments.
import type { TextEdit } from '@/lib/core/edit';
import type { NameUse } from '@/lib/cuda';
import type { MessageCode } from '@/lib/messages';
import { spanOfTokens } from '../control';
import { type Finding, type Fix, finding, type Hazard } from '../finding';
import type { Scene } from '../scene';

type Row = {
  readonly code: MessageCode;
  readonly names: string;
  /** What `NAME(a, b)` becomes; undefined: it can only be told. `$0` is the first argument, `$_` the name's middle. */
  readonly as?: string | ((name: string) => string | undefined);
  /** Names that are no calls. */
  readonly word?: true;
  readonly safe?: false;
};

const each = (names: string, ends: string) =>
  names
    .trim()
    .split(/\s+/)
    .flatMap((name) => ends.split(' ').map((end) => `${name}${end}`))
    .join(' ');

const hipOrder: Readonly<Record<string, string>> = {
  __NV_ATOMIC_RELAXED: '__ATOMIC_RELAXED',
  __NV_ATOMIC_CONSUME: '__ATOMIC_CONSUME',
  __NV_ATOMIC_ACQUIRE: '__ATOMIC_ACQUIRE',
  __NV_ATOMIC_RELEASE: '__ATOMIC_RELEASE',
  __NV_ATOMIC_ACQ_REL: '__ATOMIC_ACQ_REL',
  __NV_ATOMIC_SEQ_CST: '__ATOMIC_SEQ_CST',
  __NV_THREAD_SCOPE_THREAD: '__HIP_MEMORY_SCOPE_SINGLETHREAD',
  __NV_THREAD_SCOPE_BLOCK: '__HIP_MEMORY_SCOPE_WORKGROUP',
  __NV_THREAD_SCOPE_DEVICE: '__HIP_MEMORY_SCOPE_AGENT',
  __NV_THREAD_SCOPE_SYSTEM: '__HIP_MEMORY_SCOPE_SYSTEM',
};

const hipAtomic: Readonly<Record<string, string>> = {
  __nv_atomic_load_n: '__hip_atomic_load',
  __nv_atomic_store_n: '__hip_atomic_store',
  __nv_atomic_exchange_n: '__hip_atomic_exchange',
  __nv_atomic_fetch_add: '__hip_atomic_fetch_add',
  __nv_atomic_fetch_and: '__hip_atomic_fetch_and',
  __nv_atomic_fetch_or: '__hip_atomic_fetch_or',
  __nv_atomic_fetch_xor: '__hip_atomic_fetch_xor',
  __nv_atomic_fetch_min: '__hip_atomic_fetch_min',
  __nv_atomic_fetch_max: '__hip_atomic_fetch_max',
};

const rows: readonly Row[] = [
  {
    code: 'atomic-scopes',
    names: each(
      'atomicAdd atomicSub atomicExch atomicMin atomicMax atomicInc atomicDec atomicAnd atomicOr atomicXor atomicCAS',
      '_block',
    ),
    as: (name) => `${name.replace('_block', '')}(`,
  },
  {
    code: 'nv-atomic-builtins',
    names: Object.keys(hipAtomic).join(' '),
    as: (name) => `${hipAtomic[name]}(`,
  },
  {
    code: 'nv-atomic-builtins',
    names: Object.keys(hipOrder).join(' '),
    word: true,
    as: (name) => hipOrder[name],
  },
  {
    code: 'nv-atomic-builtins',
    names:
      '__nv_atomic_load __nv_atomic_store __nv_atomic_exchange __nv_atomic_compare_exchange __nv_atomic_compare_exchange_n __nv_atomic_fetch_sub __nv_atomic_add __nv_atomic_sub __nv_atomic_thread_fence',
  },
  { code: 'ptx-cache-operators', names: '__ldca __ldcg __ldcs __ldlu', as: '(*($0))' },
  { code: 'ptx-cache-operators', names: '__stcg __stcs __stwb __stwt', as: '(*($0) = ($1))' },
  { code: 'ptx-cache-operators', names: '__ldcv' },
  { code: 'trap-abort', names: '__trap', as: 'abort(' },
  { code: 'trap-abort', names: '__brkpt', as: '__builtin_debugtrap(' },
  { code: 'trap-abort', names: '__prof_trigger __pm0 __pm1 __pm2 __pm3' },
  { code: 'nanosleep', names: '__nanosleep', as: '__builtin_amdgcn_s_sleep(2)' },
  {
    code: 'clusters-tma',
    names:
      '__cluster_dims__ __block_size__ this_cluster cluster_group cudaLaunchAttributeClusterDimension cuTensorMapEncodeTiled CUtensorMap cudaGridDependencySynchronize cudaTriggerProgrammaticLaunchCompletion',
    word: true,
  },
  {
    code: 'rounding-mode-intrinsics',
    names: `${each('__fadd __fsub __fmul __fdiv __fmaf __frcp __fsqrt __dadd __dsub __dmul __ddiv __fma __drcp __dsqrt', '_rd _ru _rz')}`,
  },
  {
    code: 'async-copy',
    names: '__pipeline_memcpy_async __pipeline_commit __pipeline_wait_prior __pipeline_arrive_on',
  },
];

const byName: ReadonlyMap<string, Row> = new Map(
  rows.flatMap((row) => row.names.split(/\s+/).map((name) => [name, row] as const)),
);

const codes = [...new Set(rows.map(({ code }) => code))];

export const replacedCalls: Hazard = {
  code: codes[0] as MessageCode,
  also: codes.slice(1),
  find: (scene) => {
    const found: Finding[] = [];
    for (const [name, uses] of scene.liveNames) {
      const row = byName.get(name);
      if (!row || scene.functionsNamed(name).length > 0) continue;
      for (const use of uses) if (isMeant(row, use)) found.push(tell(row, use));
    }
    return [...found, ...gridConstants(scene)];
  },
};

/** The mark on a kernel's parameter is a word of the declaration, and no name; without it the result is the same. */
function gridConstants(scene: Scene): Finding[] {
  return scene.files.flatMap((file) =>
    file.tokensOf('__grid_constant__').map((at) => {
      const span = spanOfTokens(file, at, at + 1);
      const space = /^[ \t]*/.exec(file.text.slice(span.end, span.end + 8))?.[0].length ?? 0;
      const edits = [{ span: { ...span, end: span.end + space }, after: '' }];
      const params = { before: '__grid_constant__' };
      return finding('clusters-tma', 'error', span, params, { edits, safe: true, byDefault: true });
    }),
  );
}

function isMeant({ word }: Row, { role, where }: NameUse): boolean {
  return where !== 'directive' && (word === true || role === 'call');
}

function tell(row: Row, use: NameUse): Finding {
  const edits = replace(row, use);
  const params = { before: use.name };
  if (!edits) return finding(row.code, 'error', use.span, params);
  const fix: Fix = { edits, safe: true, byDefault: true };
  return finding(row.code, 'error', use.span, params, fix);
}

/** Edits that turn `NAME(a, b)` into the row's form; the arguments' own text is never touched. */
function replace({ as, word }: Row, { name, span, args, callSpan }: NameUse): TextEdit[] | undefined {
  const form = typeof as === 'function' ? as(name) : as;
  if (form === undefined) return undefined;
  const { file } = span;
  if (word) return [{ span, after: form }];
  if (!callSpan) return undefined;
  if (form.endsWith('(')) return [{ span, after: form.slice(0, -1) }];
  const pieces = form.split(/\$\d/);
  const wanted = pieces.length - 1;
  if (wanted === 0) return [{ span: callSpan, after: form }];
  if (!args || args.length !== wanted) return undefined;
  const starts = [callSpan.start, ...args.map(({ end }) => end)];
  const ends = [...args.map(({ start }) => start), callSpan.end];
  return pieces.map((after, i) => ({
    span: { file, start: starts[i] as number, end: ends[i] as number },
    after,
  }));
}
