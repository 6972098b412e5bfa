// The declared type of a local variable or parameter: in come its name and a place that uses it, out come the words of
// its type, as far as a declaration before that place in the same function shows them.
import type { Span } from '@/lib/core/span';
import { P } from '@/lib/cuda';
import type { Scene } from './scene';

const typeWord =
  /^(?:const|volatile|static|constexpr|unsigned|signed|int|long|short|char|auto|bool|float|double|size_t|u?int(?:8|16|32|64)_t|uint|uchar|ushort|ulong)$/;

/** A declaration found: the words of its type with their place, and the name's place. */
export type Declared = { readonly type: string; readonly typeSpan: Span; readonly nameSpan: Span };

/** The last declaration of a name before a place, inside its function's body. */
export function declarationOf(scene: Scene, name: string, place: Span): Declared | undefined {
  const around = scene.functionAt(place);
  if (!around?.body) return undefined;
  const { lexed, text } = scene.fileOf(place.file);
  const { names, start, end, code } = lexed.code;
  let found: Declared | undefined;
  for (
    let i = firstFrom(start, around.body.start);
    i < start.length && (start[i] as number) <= place.start;
    i++
  ) {
    if (names[i] !== name) continue;
    const behind = code[i + 1];
    if (
      behind !== P.becomes &&
      behind !== P.semicolon &&
      behind !== P.comma &&
      behind !== P.openBrace &&
      behind !== P.closeParen
    )
      continue;
    let first = i;
    while (typeWord.test(names[first - 1] ?? '')) first--;
    if (first === i) continue;
    const typeSpan = { file: place.file, start: start[first] as number, end: end[i - 1] as number };
    found = {
      type: text.slice(typeSpan.start, typeSpan.end).replace(/\s+/g, ' '),
      typeSpan,
      nameSpan: { file: place.file, start: start[i] as number, end: end[i] as number },
    };
  }
  return found;
}

/** The type's words, of a local or a parameter. */
export function typeOf(scene: Scene, name: string, place: Span): string | undefined {
  return (
    declarationOf(scene, name, place)?.type ??
    scene.functionAt(place)?.parameters.find((parameter) => parameter.name === name)?.type
  );
}

/** The first token at or after an offset. */
export function firstFrom(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] as number) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
