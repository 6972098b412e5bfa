// Cooperative groups: headers and members that HIP got late or lacks, tiles of 32 on wavefronts of 64, copies that run
// beside the threads.
import type { TextEdit } from '@/lib/core/edit';
import type { Span } from '@/lib/core/span';
import { P } from '@/lib/cuda';
import { hasSince } from '@/lib/targets/options';
import type { Local } from '../body';
import { spanOfTokens } from '../control';
import { moreOf } from '../families/calls';
import { type Finding, type Fix, finding, type Hazard } from '../finding';
import { waveSizeMacro, waveSizeName, widened, widenedCall } from '../mending';
import { bodyAround } from '../operand-types';
import type { Scene, SceneFile } from '../scene';
import { collectives } from './collectives';

/** Members that HIP's groups got with ROCm 7, and what they are called before; or what they count, without the group. */
const members: Readonly<Record<string, { readonly name?: string; readonly value?: string }>> = {
  num_threads: { name: 'size' },
  dim_threads: { name: 'group_dim' },
  num_blocks: { value: '(gridDim.x * gridDim.y * gridDim.z)' },
  block_rank: { value: '(blockIdx.x + gridDim.x * (blockIdx.y + gridDim.y * blockIdx.z))' },
};
const groupType =
  /^(?:auto|(?:\w+::)*(?:thread_block|grid_group|thread_group|coalesced_group|thread_block_tile))$/;

export const groups: Hazard = {
  code: 'cg-reduce',
  also: ['cg-header', 'cg-tile-size', 'cg-missing-members', 'async-copy', 'cg-coalesced-32bit'],
  find: (scene) => {
    const isUsed = scene.files.some((file) => file.tokensOf('cooperative_groups').length > 0);
    return isUsed
      ? [...collectives(scene), ...headers(scene), ...tiles(scene), ...missing(scene), ...ballots(scene)]
      : [...headers(scene)];
  },
};

function headers(scene: Scene): Finding[] {
  return Object.values(scene.model.files).flatMap(({ includes }) =>
    includes.flatMap(({ path, pathSpan, resolved, span }) => {
      if (resolved || !scene.fileOf(pathSpan.file).conditions.isLive(pathSpan.start)) return [];
      if (/^cooperative_groups\/(?:reduce|scan)\.h$/.test(path))
        return hasSince(scene.options.rocm, '7.0')
          ? [finding('cg-header', 'note', pathSpan, { header: path })]
          : [finding('cg-header', 'error', pathSpan, { header: path }, withoutHeader(scene, span))];
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

/** Where all that comes from the header is written out, its line can go. */
function withoutHeader(scene: Scene, line: Span): Fix | undefined {
  if (collectives(scene).some(({ problem, fix }) => problem.code === 'cg-reduce' && !fix)) return undefined;
  const behind = /^\r?\n/.exec(scene.fileOf(line.file).text.slice(line.end, line.end + 2))?.[0].length ?? 0;
  const edits = [{ span: { ...line, end: line.end + behind }, after: '' }];
  return { edits, safe: true, byDefault: true };
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
    if (first === undefined) return [];
    const edits = [
      ...waveSizeMacro(scene, file.path),
      ...places.map((at) => ({ span: spanOfTokens(file, at + 2, at + 3), after: waveSizeName })),
    ];
    const span = spanOfTokens(file, first, first + 1);
    const params = { more: moreOf(places.length) };
    return [finding('cg-tile-size', 'note', span, params, { edits, safe: false, byDefault: false })];
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
      const edits = memberEdits(file, at, replacement);
      const fix = edits && { edits, safe: true, byDefault: true };
      return [finding('cg-missing-members', 'error', span, params, fix)];
    }),
  );
}

function memberEdits(
  file: SceneFile,
  at: number,
  { name, value }: { readonly name?: string; readonly value?: string },
): TextEdit[] | undefined {
  if (name !== undefined) return [{ span: spanOfTokens(file, at, at + 1), after: name }];
  const { code, names } = file.lexed.code;
  // `g.num_blocks()` with nothing before it: the whole of it gives way.
  const isPlain =
    names[at - 2] !== '' && code[at - 3] !== P.dot && code[at - 3] !== P.arrow && code[at - 3] !== P.scope;
  return isPlain && value !== undefined && code[at + 2] === P.closeParen
    ? [{ span: spanOfTokens(file, at - 2, at + 3), after: value }]
    : undefined;
}

/** `unsigned m = g.ballot(p);` and `__popc(g.ballot(p))`, where g is what is active of a wavefront of up to 64 lanes. */
function ballots(scene: Scene): Finding[] {
  return scene.files.flatMap((file) =>
    ['ballot', 'match_any'].flatMap((word) =>
      file.tokensOf(word).flatMap((at) => {
        const { code, names } = file.lexed.code;
        if (code[at - 1] !== P.dot || code[at + 1] !== P.openParen) return [];
        const span = spanOfTokens(file, at, at + 1);
        const body = bodyAround(scene, span);
        const group = body?.locals.get(names[at - 2] ?? '');
        if (!body || !group || !isCoalesced(file, group)) return [];
        const behind = (file.control().partner[at + 1] as number) + 1;
        const target = code[at - 3] === P.becomes && code[behind] === P.semicolon ? names[at - 4] : undefined;
        const type = target ? body.locals.get(target)?.type : undefined;
        const around = widenedCall(body, at - 2, behind);
        const isCut =
          (type !== undefined && /^(?:unsigned(?: int)?|int|uint|u?int32_t)$/.test(type)) || !around;
        if (!isCut && around.edits.length === 0) return [];
        const edits = isCut && target ? widened(scene, body, target, span) : around?.edits;
        const fix = edits && { edits, safe: false, byDefault: false };
        return [finding('cg-coalesced-32bit', 'warning', span, { before: word, more: '' }, fix)];
      }),
    ),
  );
}

function isCoalesced({ lexed }: SceneFile, { type, value }: Local): boolean {
  return (
    /(?:^|::)coalesced_group$/.test(type) ||
    (value !== undefined && lexed.code.names.slice(value[0], value[1]).includes('coalesced_threads'))
  );
}
