// Reductions and scans of cooperative groups, which HIP got with ROCm 7, and copies that run beside the threads, which it
// lacks. Over a tile, a reduction is a butterfly of the tile's own shuffles.
import type { TextEdit } from '@/lib/core/edit';
import { type NameUse, P } from '@/lib/cuda';
import { hasSince } from '@/lib/targets/options';
import { tokensIn } from '../control';
import { type Finding, finding } from '../finding';
import { bodyAround } from '../operand-types';
import type { Scene } from '../scene';

const names = new Set([
  'reduce',
  'inclusive_scan',
  'exclusive_scan',
  'reduce_update_async',
  'reduce_store_async',
  'plus',
  'less',
  'greater',
  'bit_and',
  'bit_or',
  'bit_xor',
]);
const copies = new Set(['memcpy_async', 'wait', 'wait_prior']);

const sum = 'v_ += w_';
/** What the functor makes of the own value and another lane's. */
const steps: Readonly<Record<string, string>> = {
  plus: sum,
  less: 'v_ = w_ < v_ ? w_ : v_',
  greater: 'v_ = v_ < w_ ? w_ : v_',
  bit_and: 'v_ &= w_',
  bit_or: 'v_ |= w_',
  bit_xor: 'v_ ^= w_',
};

export function collectives(scene: Scene): Finding[] {
  const { rocm } = scene.options;
  const spaces = aliases(scene);
  const found: Finding[] = [];
  let mendedUntil = { file: '', end: 0 };
  for (const use of scene.model.names) {
    const { name, qualifiedBy, span, where } = use;
    if (where === 'directive' || qualifiedBy === undefined || !spaces.has(qualifiedBy)) continue;
    if (!scene.fileOf(span.file).conditions.isLive(span.start)) continue;
    if (copies.has(name)) found.push(finding('async-copy', 'error', span, { before: name }));
    if (!names.has(name) || hasSince(rocm, '7.0')) continue;
    // The functor goes with its call.
    if (span.file === mendedUntil.file && span.end <= mendedUntil.end) continue;
    const edits = overTile(scene, use);
    if (edits) mendedUntil = { file: span.file, end: use.callSpan?.end ?? 0 };
    const fix = edits && { edits, safe: true, byDefault: true };
    found.push(finding('cg-reduce', 'error', span, { before: name, rocm }, fix));
  }
  return found;
}

/** Edits that write a reduction or scan of a tile out as a loop of shuffles; the value's own text is not touched. */
function overTile(scene: Scene, { name, args, callSpan, span }: NameUse): TextEdit[] | undefined {
  const [group, value, functor] = args ?? [];
  if (!group || !value || !callSpan || (args?.length ?? 0) > 3) return undefined;
  const tile = scene.textAt(group);
  if (!isTile(scene, tile, callSpan)) return undefined;
  const step = functor ? stepOf(scene.textAt(functor)) : sum;
  const loop = step === undefined ? undefined : loopOf(name, tile, step);
  if (loop === undefined) return undefined;
  const { code, names: words, start } = scene.fileOf(span.file).lexed.code;
  let [first] = tokensIn(scene.fileOf(span.file).lexed.code, span);
  while (code[first - 1] === P.scope && words[first - 2]) first -= 2;
  return [
    { span: { ...span, start: start[first] as number, end: value.start }, after: '[&] { auto v_ = ' },
    { span: { ...span, start: value.end, end: callSpan.end }, after: `; ${loop} }()` },
  ];
}

function loopOf(name: string, tile: string, step: string): string | undefined {
  if (name === 'reduce')
    return `for (unsigned d_ = ${tile}.size() / 2; d_; d_ /= 2) { auto w_ = ${tile}.shfl_xor(v_, d_); ${step}; } return v_;`;
  const scan = `for (unsigned d_ = 1; d_ < ${tile}.size(); d_ *= 2) { auto w_ = ${tile}.shfl_up(v_, d_); if (${tile}.thread_rank() >= d_) { ${step}; } }`;
  if (name === 'inclusive_scan') return `${scan} return v_;`;
  // Only a sum has a value for the first lane, which has nobody before it.
  return name === 'exclusive_scan' && step === sum
    ? `${scan} auto w_ = ${tile}.shfl_up(v_, 1); return ${tile}.thread_rank() == 0 ? decltype(w_)(0) : w_;`
    : undefined;
}

function stepOf(functor: string): string | undefined {
  const name = /^(?:\w+::)+(\w+)\s*<[^<>]*>\s*(?:\(\s*\)|\{\s*\})$/.exec(functor)?.[1];
  return name !== undefined && Object.hasOwn(steps, name) ? steps[name] : undefined;
}

/** A variable that holds a tile of known size. */
function isTile(scene: Scene, name: string, place: NameUse['span']): boolean {
  const body = bodyAround(scene, place);
  const local = body?.locals.get(name);
  if (!body || !local || local.depth > 0) return false;
  if (/(?:^|::)thread_block_tile$/.test(local.type)) return true;
  const { code, names: words } = body.file.lexed.code;
  const [from, to] = local.value ?? [0, 0];
  for (let i = from; i < to; i++) if (words[i] === 'tiled_partition' && code[i + 1] === P.less) return true;
  return false;
}

/** Names that stand for the namespace of cooperative groups. */
function aliases(scene: Scene): Set<string> {
  const found = new Set(['cg', 'cooperative_groups']);
  for (const file of scene.files) {
    const { code, names } = file.lexed.code;
    for (const at of file.tokensOf('namespace'))
      if (code[at + 2] === P.becomes && names[at + 3] === 'cooperative_groups')
        found.add(names[at + 1] as string);
  }
  return found;
}
