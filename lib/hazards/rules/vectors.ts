// Vector types: HIP's have constructors of their own, CUDA's are plain structures. And braces around numbers that would
// have to shrink.
import { P } from '@/lib/cuda';
import { spanOfTokens } from '../control';
import { type Finding, finding, type Hazard } from '../finding';
import { bodyAround, vectorType } from '../operand-types';
import type { Scene, SceneFile } from '../scene';

export const vectors: Hazard = {
  code: 'vector-scalar-init',
  also: ['narrowing-braces'],
  find: (scene) => [...scalars(scene), ...braces(scene)],
};

/** `float4(x)` and `float4 v(x)`: all components, or the first one, by version. */
function scalars(scene: Scene): Finding[] {
  return scene.files.flatMap((file) => {
    const { names, code } = file.lexed.code;
    const { partner } = file.control();
    for (const word of [
      'float2',
      'float3',
      'float4',
      'double2',
      'double3',
      'double4',
      'int2',
      'int3',
      'int4',
      'uint2',
      'uint3',
      'uint4',
    ])
      for (const at of file.tokensOf(word)) {
        const open = code[at + 1] === P.openParen ? at + 1 : -1;
        const close = open > 0 ? (partner[open] as number) : -1;
        if (close < open + 2 || names[at - 1] === 'operator' || names[at - 1] === 'sizeof') continue;
        const isOne = !hasComma(code, partner, open + 1, close);
        // `float4(*f)(int)` and `float4(float x)` are declarations.
        if (
          !isOne ||
          code[open + 1] === P.star ||
          /^(?:const|float|int|double|unsigned|void)$/.test(names[open + 1] ?? '')
        )
          continue;
        if (!bodyAround(scene, spanOfTokens(file, at, at + 1))) continue;
        return [finding('vector-scalar-init', 'note', spanOfTokens(file, at, close + 1), { type: word })];
      }
    return [];
  });
}

function hasComma(code: readonly number[], partner: Int32Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const close = partner[i] as number;
    if (close > i) i = close;
    else if (code[i] === P.comma) return true;
  }
  return false;
}

const signed =
  /^(?:int|long|long long|short|int64_t|int32_t|size_t|unsigned long|unsigned long long|uint64_t|auto)$/;

/** `dim3 block = {64}, grid = {(n + 255) / 256};` */
function braces(scene: Scene): Finding[] {
  return scene.files.flatMap((file) =>
    file.tokensOf('dim3').flatMap((at) => {
      const { code } = file.lexed.code;
      const { partner } = file.control();
      const found: Finding[] = [];
      for (let name = at + 1; ; name++) {
        const open =
          code[name + 1] === P.openBrace
            ? name + 1
            : code[name + 1] === P.becomes && code[name + 2] === P.openBrace
              ? name + 2
              : -1;
        const close = open > 0 ? (partner[open] as number) : -1;
        if (close < 0) return found;
        found.push(...narrowed(scene, file, name, open, close));
        if (code[close + 1] !== P.comma) return found;
        name = close + 1;
      }
    }),
  );
}

/** One variable whose braces hold a signed or wider value that is not constant. */
function narrowed(scene: Scene, file: SceneFile, name: number, open: number, close: number): Finding[] {
  const { names, code } = file.lexed.code;
  const variable = names[name] as string;
  if (variable === '' || close < open + 2) return [];
  const span = spanOfTokens(file, name, name + 1);
  const body = bodyAround(scene, span);
  let narrowing = false;
  for (let i = open + 1; i < close; i++) {
    if (!names[i]) continue;
    const before = code[i - 1];
    if (code[i + 1] === P.openParen || before === P.dot || before === P.arrow || before === P.scope)
      return [];
    if (scene.fold(names[i] as string) !== undefined) continue;
    const type = body?.locals.get(names[i] as string)?.type;
    if (type && signed.test(type)) narrowing = true;
    else if (type === undefined || vectorType.test(type)) return [];
  }
  if (!narrowing) return [];
  const edits = [
    { span: { ...span, start: span.end, end: spanOfTokens(file, open, open + 1).end }, after: '(' },
    { span: spanOfTokens(file, close, close + 1), after: ')' },
  ];
  const fix = { edits, safe: true, byDefault: true };
  return [finding('narrowing-braces', 'error', span, { variable }, fix)];
}
