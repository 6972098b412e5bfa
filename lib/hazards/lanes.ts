// Lane arithmetic: where device code computes a lane or warp number, from what, and whether it reckons with the
// wavefront's size. Reads tokens of function bodies; holds no rule.
import type { Span } from '@/lib/core/span';
import { type FunctionInfo, P } from '@/lib/cuda';
import { firstFrom } from './declared-types';
import type { Scene } from './scene';

/** Whether the function around a place, or the macro it stands in, uses warpSize: it then means the whole wavefront. */
export function isWaveAware(scene: Scene, place: Span): boolean {
  const around = scene.functionAt(place);
  return (
    around !== undefined &&
    scene.model.names.some(
      ({ name, span }) =>
        name === 'warpSize' &&
        span.file === around.span.file &&
        span.start >= around.span.start &&
        span.end <= around.span.end,
    )
  );
}

/** `threadIdx.x & 31` and its like: where, and whether it gives a lane or a warp. */
export type LaneArithmetic = { readonly span: Span; readonly gives: 'lane' | 'warp' };

const operators: Readonly<Record<string, readonly [value: bigint, gives: LaneArithmetic['gives']]>> = {
  '&': [31n, 'lane'],
  '%': [32n, 'lane'],
  '>>': [5n, 'warp'],
  '/': [32n, 'warp'],
};

/** Lane arithmetic with the number 32 in a device function, however the number is called. */
export function laneArithmetic(scene: Scene, { body, space }: FunctionInfo): LaneArithmetic[] {
  if (!body || space === 'host') return [];
  const { lexed, text, conditions } = scene.fileOf(body.file);
  const { names, start, end, code } = lexed.code;
  const threadNumbers = new Set<string>();
  const found: LaneArithmetic[] = [];
  for (let i = firstFrom(start, body.start); i < start.length && (start[i] as number) < body.end; i++) {
    const isThread = names[i] === 'threadIdx' && code[i + 1] === P.dot && names[i + 2] === 'x';
    if (!isThread && !threadNumbers.has(names[i] ?? '')) continue;
    const last = isThread ? i + 2 : i;
    if (isThread && code[i - 1] === P.becomes && code[last + 1] === P.semicolon && names[i - 2])
      threadNumbers.add(names[i - 2] as string);
    const doubled = code[last + 1] === P.greater && code[last + 2] === P.greater;
    const operator = doubled ? '>>' : text.slice(start[last + 1], end[last + 1]);
    const wanted = Object.hasOwn(operators, operator) ? operators[operator] : undefined;
    if (!wanted || !conditions.isLive(start[i] as number)) continue;
    const operand = last + (doubled ? 3 : 2);
    const next = code[operand + 1];
    if (next === P.dot || next === P.openParen || next === P.scope) continue;
    const value = scene.fold(text.slice(start[operand], end[operand]));
    if (value?.value === wanted[0])
      found.push({
        span: { file: body.file, start: start[i] as number, end: end[operand] as number },
        gives: wanted[1],
      });
  }
  return found;
}
