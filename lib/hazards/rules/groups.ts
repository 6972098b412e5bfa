// Cooperative groups: headers and members that HIP got late or lacks, tiles of 32 on wavefronts of 64, copies that run
// beside the threads.
import { P } from '@/lib/cuda';
import { hasSince } from '@/lib/targets/options';
import { spanOfTokens } from '../control';
import { moreOf } from '../families/calls';
import { type Finding, finding, type Hazard } from '../finding';
import type { Scene, SceneFile } from '../scene';

const collectives = new Set([
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

/** Members that HIP's groups got with ROCm 7, and what they are called before. */
const members: Readonly<Record<string, string | undefined>> = {
  num_threads: 'size',
  dim_threads: 'group_dim',
  num_blocks: undefined,
  block_rank: undefined,
};
const groupType =
  /^(?:auto|(?:\w+::)*(?:thread_block|grid_group|thread_group|coalesced_group|thread_block_tile))$/;

export const groups: Hazard = {
  code: 'cg-reduce',
  also: ['cg-header', 'cg-tile-size', 'cg-missing-members', 'async-copy'],
  find: (scene) => {
    const isUsed = scene.files.some((file) => file.tokensOf('cooperative_groups').length > 0);
    return isUsed
      ? [...named(scene), ...headers(scene), ...tiles(scene), ...missing(scene)]
      : [...headers(scene)];
  },
};

function named(scene: Scene): Finding[] {
  const { rocm } = scene.options;
  const spaces = aliases(scene);
  return scene.model.names.flatMap(({ name, qualifiedBy, span, where }) => {
    if (where === 'directive' || qualifiedBy === undefined || !spaces.has(qualifiedBy)) return [];
    if (!scene.fileOf(span.file).conditions.isLive(span.start)) return [];
    if (collectives.has(name) && !hasSince(rocm, '7.0'))
      return [finding('cg-reduce', 'error', span, { before: name, rocm })];
    return copies.has(name) ? [finding('async-copy', 'error', span, { before: name })] : [];
  });
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

function headers(scene: Scene): Finding[] {
  return Object.values(scene.model.files).flatMap(({ includes }) =>
    includes.flatMap(({ path, pathSpan, resolved }) => {
      if (resolved || !scene.fileOf(pathSpan.file).conditions.isLive(pathSpan.start)) return [];
      if (/^cooperative_groups\/(?:reduce|scan)\.h$/.test(path))
        return hasSince(scene.options.rocm, '7.0')
          ? [finding('cg-header', 'note', pathSpan, { header: path })]
          : [finding('cg-header', 'error', pathSpan, { header: path })];
      if (
        /^cooperative_groups\/memcpy_async\.h$|^cuda_pipeline(?:_primitives)?\.h$|^cuda\/(?:pipeline|barrier)$/.test(
          path,
        )
      )
        return [finding('cg-header', 'error', pathSpan, { header: path })];
      return [];
    }),
  );
}

function tiles(scene: Scene): Finding[] {
  return scene.files.flatMap((file) => {
    const { code, start, end } = file.lexed.code;
    const places = ['tiled_partition', 'thread_block_tile']
      .flatMap((name) => file.tokensOf(name))
      .filter(
        (at) =>
          code[at + 1] === P.less && scene.fold(file.text.slice(start[at + 2], end[at + 2]))?.value === 32n,
      )
      .sort((a, b) => a - b);
    const [first] = places;
    return first === undefined
      ? []
      : [
          finding('cg-tile-size', 'note', spanOfTokens(file, first, first + 1), {
            more: moreOf(places.length),
          }),
        ];
  });
}

function missing(scene: Scene): Finding[] {
  const { rocm } = scene.options;
  const late = hasSince(rocm, '7.0') ? [] : scene.files.flatMap((file) => memberUses(scene, file));
  const never = [
    ...scene.usesOf('labeled_partition'),
    ...scene.usesOf('invoke_one'),
    ...scene.usesOf('invoke_one_broadcast'),
  ]
    .filter(({ role, qualifiedBy }) => role === 'call' && qualifiedBy !== undefined)
    .map(({ name, span }) => finding('cg-missing-members', 'error', span, { before: name, rocm }));
  return [...late, ...never];
}

function memberUses(scene: Scene, file: SceneFile): Finding[] {
  const { code, names } = file.lexed.code;
  return Object.entries(members).flatMap(([name, replacement]) =>
    file.tokensOf(name).flatMap((at) => {
      if (code[at - 1] !== P.dot || code[at + 1] !== P.openParen) return [];
      const span = spanOfTokens(file, at, at + 1);
      const info = scene.functionAt(span);
      const body = info && scene.bodyOf(info);
      const owner = names[at - 2] ? body?.locals.get(names[at - 2] as string) : undefined;
      // `this_thread_block().num_threads()`, or a variable of a group's type.
      const isGroup = owner ? groupType.test(owner.type) : code[at - 2] === P.closeParen;
      if (!isGroup) return [];
      const params = { before: name, rocm: scene.options.rocm };
      const edits = [{ span, after: replacement ?? '' }];
      return [
        replacement === undefined
          ? finding('cg-missing-members', 'error', span, params)
          : finding('cg-missing-members', 'error', span, params, { edits, safe: true, byDefault: true }),
      ];
    }),
  );
}
