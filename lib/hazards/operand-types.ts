// The types of simple operands: in come an argument and the function around it, out comes what it points to or is, as far
// as declarations show. What is not surely known stays unknown. Holds no rule.
import type { Span } from '@/lib/core/span';
import { type NameUse, P } from '@/lib/cuda';
import type { Body, Local } from './body';
import { tokensIn } from './control';
import type { Scene } from './scene';

/** Bodies by place: the innermost one, of functions that may run on the device or of those that can't. */
export function bodyAround(scene: Scene, span: Span): Body | undefined {
  const info = scene.functionAt(span);
  if (!info?.body || span.start < info.body.start || span.end > info.body.end) return undefined;
  return scene.bodyOf(info);
}

/** A local or parameter, or a device variable of the program, by name. */
export function variableNamed(
  scene: Scene,
  body: Body | undefined,
  name: string,
): Pick<Local, 'type' | 'depth'> | undefined {
  const local = body?.locals.get(name);
  if (local) return local;
  for (const { type, declarators } of scene.model.variables)
    for (const { name: own, dimensions, span, nameSpan } of declarators)
      if (own === name) {
        const stars = scene.textAt({ ...span, end: nameSpan.start }).split('*').length - 1;
        return {
          type: type.replace(/\b(?:const|volatile|static|extern|struct)\b/g, '').trim(),
          depth: stars + dimensions.length,
        };
      }
  return undefined;
}

/** The type that an argument points to: `float` for `&sum[i]`, `(float *)p`, `sum + i`, where `sum` is known. */
export function pointeeOf(scene: Scene, body: Body | undefined, argument: Span): string | undefined {
  const { lexed } = scene.fileOf(argument.file);
  const { code, names } = lexed.code;
  let [i, to] = tokensIn(lexed.code, argument);
  while (code[i] === P.openParen && !castAt(code, names, i, to) && code[to - 1] === P.closeParen) {
    i++;
    to--;
  }
  const cast = castAt(code, names, i, to);
  if (cast) return cast;
  let address = 0;
  if (code[i] === P.ampersand) {
    address = 1;
    i++;
  }
  const name = names[i];
  if (!name) return undefined;
  const known = variableNamed(scene, body, name);
  if (!known) return undefined;
  let depth = known.depth + address;
  i++;
  while (code[i] === P.openBracket && i < to) {
    let open = 0;
    do {
      if (code[i] === P.openBracket) open++;
      else if (code[i] === P.closeBracket) open--;
      i++;
    } while (open > 0 && i < to);
    depth--;
  }
  if (i < to && (code[i] === P.dot || code[i] === P.arrow || code[i] === P.openParen)) return undefined;
  return depth === 1 ? known.type : undefined;
}

/** `(unsigned long long *)`, `reinterpret_cast<float *>(`: the type that is pointed to. */
function castAt(
  code: readonly number[],
  names: readonly string[],
  from: number,
  to: number,
): string | undefined {
  let i = from;
  const isNamed = /^(?:reinterpret|static)_cast$/.test(names[i] ?? '') && code[i + 1] === P.less;
  if (isNamed) i += 2;
  else if (code[i] === P.openParen) i++;
  else return undefined;
  const words: string[] = [];
  for (; i < to && names[i]; i++)
    if (names[i] !== 'const' && names[i] !== 'volatile') words.push(names[i] as string);
  const ends = isNamed ? P.greater : P.closeParen;
  return words.length > 0 && code[i] === P.star && code[i + 1] === ends ? words.join(' ') : undefined;
}

/** The type of an argument that is a plain variable, or a dereference of one. */
export function valueTypeOf(scene: Scene, body: Body | undefined, argument: Span): string | undefined {
  const { lexed } = scene.fileOf(argument.file);
  const { code, names, kind } = lexed.code;
  const [from, to] = tokensIn(lexed.code, argument);
  if (to === from + 1 && names[from]) {
    const known = variableNamed(scene, body, names[from] as string);
    return known?.depth === 0 ? known.type : undefined;
  }
  if (to === from + 1 && kind[from] === 2) {
    const text = scene.textAt(argument);
    if (/^0[xX]|^\d+[uUlL]*$/.test(text)) return /u/i.test(text) ? 'unsigned' : 'int';
    return /f$/i.test(text) ? 'float' : /[.eE]/.test(text) ? 'double' : undefined;
  }
  const isElement = names[from] !== '' && code[from + 1] === P.openBracket && code[to - 1] === P.closeBracket;
  if (!isElement) return undefined;
  const known = variableNamed(scene, body, names[from] as string);
  return known?.depth === 1 ? known.type : undefined;
}

/** Uses that are calls in code, with the body around each. */
export function callsIn(
  scene: Scene,
  name: string,
): { readonly use: NameUse; readonly body: Body | undefined }[] {
  return scene
    .usesOf(name)
    .filter(({ role, where }) => role === 'call' && where !== 'directive')
    .map((use) => ({ use, body: use.where === 'code' ? bodyAround(scene, use.span) : undefined }));
}

/** `float4`, `uint2`, ... */
export const vectorType = /^(?:u?(?:char|short|int|long|longlong)|float|double)[1-4]$/;
