// What several fixes are put together from: functions brought along, a number that follows the wavefront, variables made
// wide enough for a lane mask, warp calls kept to 32 lanes. In come places of the scene, out come edits. Holds no rule.
import type { TextEdit } from '@/lib/core/edit';
import type { Span } from '@/lib/core/span';
import { P } from '@/lib/cuda';
import type { Body } from './body';
import { declarationOf } from './declared-types';
import { isWaveAware } from './lanes';
import type { Scene } from './scene';
import { waveWide, width32 } from './warp';

/** An insertion. */
export const put = (span: Span, at: number, after: string): TextEdit => ({
  span: { file: span.file, start: at, end: at },
  after,
});

/**
 * A function written before the first of the functions that use it. Undefined where that is a member or part of a
 * line, so that nothing may be put before it; no edit where the program has the function already.
 */
export function helperBefore(
  scene: Scene,
  uses: readonly Span[],
  name: string,
  text: string,
): TextEdit[] | undefined {
  if (scene.functionsNamed(name).length > 0) return [];
  const first = [...uses].sort((a, b) => a.start - b.start)[0];
  const around = first && scene.functionAt(first);
  if (!around || around.qualifiedName !== around.name) return undefined;
  const { file, start } = around.span;
  const source = scene.fileOf(file).text;
  const lineStart = source.lastIndexOf('\n', start - 1) + 1;
  if (!/^[\s\uFEFF]*$/.test(source.slice(lineStart, start)) || isSpecified(source, lineStart))
    return undefined;
  const lineEnd = scene.model.files[file]?.lineEnd ?? '\n';
  return [put(first, start, text.replaceAll('\n', lineEnd))];
}

/** Whether the line above ends in the middle of a declaration. */
function isSpecified(source: string, lineStart: number): boolean {
  const above = source.slice(Math.max(0, lineStart - 400), lineStart).trimEnd();
  if (above === '') return false;
  const line = above.slice(above.lastIndexOf('\n') + 1).trimStart();
  return /^(?:template\b|extern\b|__\w+__\b|\[\[)/.test(line) && !/[;}]$/.test(line);
}

export const waveSizeName = 'AMD_WAVE_SIZE';

/** A macro that is 64 where the wavefront is, and 32 elsewhere; no edit where the program has it. */
export function waveSizeMacro(scene: Scene, path: string): TextEdit[] {
  if (scene.definesMacro(waveSizeName)) return [];
  const file = scene.model.files[path];
  const at = file?.includeInsertion ?? 0;
  const text = `#if defined(__GFX8__) || defined(__GFX9__)\n#define ${waveSizeName} 64\n#else\n#define ${waveSizeName} 32\n#endif\n`;
  return [{ span: { file: path, start: at, end: at }, after: text.replaceAll('\n', file?.lineEnd ?? '\n') }];
}

/** The same function for 64 bits. Leading zeros are counted from another end, so that __clz has none. */
const wideForms: Readonly<Record<string, string>> = {
  __popc: '__popcll',
  __ffs: '__ffsll',
  __brev: '__brevll',
};

/** The edit of a call of a bit function around a stretch of tokens, if one is there; undefined: one without such a form. */
export function widenedCall(
  { file }: Body,
  from: number,
  to: number,
): { readonly edits: TextEdit[] } | undefined {
  const { names, code, start, end } = file.lexed.code;
  const name = names[from - 2] ?? '';
  if (code[from - 1] !== P.openParen || code[to] !== P.closeParen || !name.startsWith('__'))
    return { edits: [] };
  if (name === '__clz' || name === '__fns') return undefined;
  const after = Object.hasOwn(wideForms, name) ? wideForms[name] : undefined;
  return after === undefined
    ? { edits: [] }
    : {
        edits: [
          {
            span: { file: file.path, start: start[from - 2] as number, end: end[from - 2] as number },
            after,
          },
        ],
      };
}

/**
 * A local variable of 32 bits made one of 64, with the bit functions that look at it.
 * @returns undefined where it is declared together with others, or looked at by what has no form for 64 bits.
 */
export function widened(scene: Scene, body: Body, name: string, place: Span): TextEdit[] | undefined {
  const declared = declarationOf(scene, name, place);
  const local = body.locals.get(name);
  if (!declared || !local || local.at < 0 || local.depth > 0) return undefined;
  const { file } = body;
  const { code } = file.lexed.code;
  const behind = local.value ? local.value[1] : local.at + 1;
  if (code[behind] !== P.semicolon || code[local.at - 1] === P.comma) return undefined;
  if (/\blong\b|64/.test(declared.type)) return [];
  const edits: TextEdit[] = [
    {
      span: declared.typeSpan,
      after: /\bconst\b/.test(declared.type) ? 'const unsigned long long' : 'unsigned long long',
    },
  ];
  for (const at of file.tokensOf(name)) {
    if (at <= local.at || at >= body.to) continue;
    const around = widenedCall(body, at, at + 1);
    if (!around) return undefined;
    edits.push(...around.edits);
  }
  return edits;
}

/** Every warp call of a function that acts on the whole wavefront, brought into the form for 32 lanes. */
export function keptTo32(scene: Scene, within: Span): TextEdit[] | undefined {
  if (isWaveAware(scene, within)) return undefined;
  const edits: TextEdit[] = [];
  for (const use of waveWide(scene)) {
    const { file, start, end } = use.span;
    if (file !== within.file || start < within.start || end > within.end) continue;
    const own = width32(scene, use);
    if (!own) return undefined;
    edits.push(...own);
  }
  return edits.length > 0 ? edits : undefined;
}

/** Arguments that may be written twice: names, numbers, members and elements, no calls and no assignments. */
export const isRepeatable = (text: string): boolean =>
  /^[\w\s+*%&|^~<>.[\]()-]+$/.test(text) &&
  !/\w\s*\(|\+\+|--|\b(?:cuda|cu[A-Z]|__shfl|__ballot|__any|__all)/.test(text.replace(/\bsizeof\s*\(/g, ''));
