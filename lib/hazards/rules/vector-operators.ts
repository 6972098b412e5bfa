// Operators that a program brings for CUDA's plain vector structures, beside those that HIP's vectors have of themselves.
// One that works part by part, as HIP's does, is left to nvcc.
import type { TextEdit } from '@/lib/core/edit';
import { P } from '@/lib/cuda';
import { spanOfTokens } from '../control';
import { moreOf } from '../families/calls';
import { finding, type Hazard } from '../finding';
import type { SceneFile } from '../scene';

const vectorWord = /^(?:u?(?:char|short|int|long|longlong)|float|double)[2-4]$/;

type Clash = {
  readonly at: number;
  readonly operator: string;
  readonly open: number;
  readonly close: number;
  readonly type: string;
};

export const vectorOperators: Hazard = {
  code: 'vector-operators-clash',
  find: (scene) =>
    scene.files.flatMap((file) => {
      const found = clashes(file);
      const [first] = found;
      if (!first) return [];
      const edits = found.flatMap((clash) => {
        const name = spanOfTokens(file, clash.at, clash.at + 1);
        const own = scene.functionAt(name);
        return own && isPartByPart(file, clash) ? leftToNvcc(file, own.span) : [];
      });
      const span = spanOfTokens(file, first.at, first.at + 2);
      const fix = edits.length > 0 ? { edits, safe: false, byDefault: false } : undefined;
      return [finding('vector-operators-clash', 'warning', span, { more: moreOf(found.length) }, fix)];
    }),
};

/** `operator*(float4 a, float4 b)`: with two vectors of a type these are as good as HIP's own; + and - prefer the user's. */
function clashes(file: SceneFile): Clash[] {
  const { names, code, start, end } = file.lexed.code;
  const { partner } = file.control();
  return file.tokensOf('operator').flatMap((at) => {
    let open = at + 1;
    while (open < at + 4 && code[open] !== P.openParen) open++;
    const close = open > at + 1 && code[open] === P.openParen ? (partner[open] as number) : -1;
    if (close < 0) return [];
    const operator = file.text.slice(start[at + 1], end[open - 1]).replace(/\s/g, '');
    const kinds = names.slice(open + 1, close).filter((name) => vectorWord.test(name));
    const [type, other] = kinds;
    return kinds.length === 2 && type !== undefined && type === other && /^(?:[*/%]|[-+*/%]=)$/.test(operator)
      ? [{ at, operator, open, close, type }]
      : [];
  });
}

/** Whether the body says of each part what the operator says of all, and nothing else. */
function isPartByPart(file: SceneFile, { operator, open, close, type }: Clash): boolean {
  const { names, code, start, end } = file.lexed.code;
  const body = file.control().partner[close + 1] as number;
  if (code[close + 1] !== P.openBrace || body < 0) return false;
  const parameters = names
    .slice(open + 1, close)
    .filter((name) => name !== '' && !vectorWord.test(name) && name !== 'const');
  const [a, b] = parameters;
  if (parameters.length !== 2 || a === undefined || b === undefined) return false;
  const parts = [...'xyzw'].slice(0, Number(type.slice(-1)));
  const written = file.text.slice(start[close + 2], end[body - 1]).replace(/\s+/g, '');
  const sign = operator.replace('=', '');
  if (operator === sign) {
    const values = parts.map((part) => `${a}.${part}${sign}${b}.${part}`).join(',');
    return written === `returnmake_${type}(${values});` || written === `return{${values}};`;
  }
  const steps = parts.map((part) => `${a}.${part}${operator}${b}.${part};`).join('');
  return written === steps || written === `${steps}return${a};`;
}

/** A definition on lines of its own, put between guards. */
function leftToNvcc(
  file: SceneFile,
  { start, end }: { readonly start: number; readonly end: number },
): TextEdit[] {
  const lineStart = file.text.lastIndexOf('\n', start - 1) + 1;
  const isAlone =
    /^\s*$/.test(file.text.slice(lineStart, start)) &&
    /^[ \t]*\r?(?:\n|$)/.test(file.text.slice(end, end + 40));
  const at = (offset: number) => ({ file: file.path, start: offset, end: offset });
  return isAlone
    ? [
        { span: at(lineStart), after: '#if !defined(__HIP_PLATFORM_AMD__)\n' },
        { span: at(end), after: '\n#endif' },
      ]
    : [];
}
