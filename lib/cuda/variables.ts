// Variables with a memory space as the Model shows them: in come declarations in tokens, out come spans of the user's text.
import type { Path } from '@/lib/core/sources';
import { declarationAt, expressionEnd, type Stream } from './declaration';
import { spanOfTokens } from './launches';
import type { DeviceVariable, MemorySpace } from './model';
import type { Macro } from './preprocess';
import type { RawVariable } from './scopes';
import { joinTokens, P } from './token';
import { memorySpaces } from './words';

/** The space of several words: `__device__ __constant__` is constant memory, `__device__ __managed__` managed. */
function spaceOf(words: readonly string[]): MemorySpace {
  const last = words.filter((word) => word !== '__device__')[0] ?? '__device__';
  return memorySpaces[last as keyof typeof memorySpaces] ?? 'device';
}

export function variableOf(
  stream: Stream,
  file: Path,
  { declaration, inFunction }: RawVariable,
  inMacro?: string,
): DeviceVariable {
  const { text, tokens } = stream;
  const span = (from: number, to: number) =>
    spanOfTokens(stream, file, from, to, tokens.start[from] ?? text.length);
  const { from, to, typeTokens, spaces } = declaration;
  const hasSemicolon = tokens.code[to] === P.semicolon;
  const first = typeTokens[0] ?? from;
  const last = Math.max(typeTokens[typeTokens.length - 1] ?? from, declaration.classBody?.close ?? -1);
  const type = typeTokens.map((i) => joinTokens(text, tokens, i, i + 1)).join(' ');
  const body = declaration.classBody;
  return {
    space: spaceOf(spaces.map((i) => tokens.names[i] as string)),
    span: span(from, hasSemicolon ? to + 1 : to),
    specifiers: spaces.map((i) => span(i, i + 1)),
    isExtern: declaration.storage.includes('extern'),
    type: body ? `${type} ${text.slice(tokens.start[body.open], tokens.end[body.close])}` : type,
    typeSpan: span(first, last + 1),
    declarators: declaration.declarators.map((one) => ({
      name: tokens.names[one.name] ?? '',
      nameSpan: span(one.name, one.name + 1),
      span: span(one.from, one.to),
      dimensions: one.dimensions.map(([a, b]) => spanOfTokens(stream, file, a, b, tokens.end[a - 1])),
      ...(one.initializer && { initializer: span(one.initializer[0], one.initializer[1]) }),
    })),
    ...(inFunction !== undefined && { inFunction }),
    ...(inMacro !== undefined && { inMacro }),
  };
}

/** Declarations with a memory space in a macro's body. */
export function variablesInMacro(stream: Stream, file: Path, macro: Macro): DeviceVariable[] {
  const { names, code } = stream.tokens;
  const found: DeviceVariable[] = [];
  let start = macro.from;
  for (let i = macro.from; i < macro.to; i++) {
    const c = code[i];
    if (c === P.semicolon || c === P.openBrace || c === P.closeBrace) start = i + 1;
    if (!Object.hasOwn(memorySpaces, names[i] as string)) continue;
    const declaration = declarationAt(stream, start, macro.to, false, () => false);
    const one = declaration?.declarators[0];
    const isFunction = one !== undefined && one.initializer !== undefined && code[one.to] === P.openParen;
    if (declaration && one && declaration.spaces.length > 0 && !isFunction) {
      found.push(variableOf(stream, file, { declaration }, macro.name));
      i = Math.max(i, declaration.to - 1);
      start = i + 1;
    } else {
      i = Math.max(i, expressionEnd(stream, i + 1, macro.to) - 1);
    }
  }
  return found;
}
