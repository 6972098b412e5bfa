// How large a guessed launch is: in come the sizes and the way in which threads find their element, out come the factors of a
// buffer's length and what each axis of the grid covers. Both the host program and the guessed plan are made of these.
import type { Geometry, ScalarArgument } from './host-arguments';

/** One of the kernel's own sizes, or a number. */
export type Factor = ScalarArgument | number;

const widthName = /width|cols?|columns?|^w$|^n$|^nx$/i;
const heightName = /height|rows?|^h$|^m$|^ny$/i;
const depthName = /depth|^d$|^nz$|^k$/i;

export const factorValue = (factor: Factor): number =>
  typeof factor === 'number' ? factor : Number(factor.value);

/** The product of these is the number of elements of each buffer. */
export function elementFactors(
  sizes: readonly ScalarArgument[],
  { dimensions, global, manyBlocks }: Geometry,
): readonly Factor[] {
  const [only] = sizes;
  if (!only) return [[256, manyBlocks ? 4096 : 256, 64 * 64, 32 * 32 * 32][dimensions] ?? 256];
  if (sizes.length > 1) return sizes;
  if (dimensions > 1) return Array.from({ length: dimensions }, () => only);
  return !global && manyBlocks ? [only, 64] : [only];
}

/** `covers`: enough blocks for so many threads; else that many blocks. `elements`: the length of the buffers. */
export type Axis = { readonly of: Factor | 'elements'; readonly covers: boolean };

/** The axes of the grid, x first. @param hasArguments some buffer gives the length */
export function gridAxes(
  sizes: readonly ScalarArgument[],
  { dimensions, global, manyBlocks }: Geometry,
  hasArguments: boolean,
): readonly Axis[] {
  const named = (pattern: RegExp, fallback: number): ScalarArgument | undefined =>
    sizes.find(({ name }) => pattern.test(name)) ?? sizes[fallback] ?? sizes[0];
  const cover = (of: Factor | 'elements' | undefined, alone: number): Axis => ({
    of: of ?? alone,
    covers: true,
  });
  if (dimensions === 3)
    return [cover(named(widthName, 0), 32), cover(named(heightName, 1), 32), cover(named(depthName, 2), 32)];
  if (dimensions === 2) return [cover(named(widthName, 0), 64), cover(named(heightName, 1), 64)];
  if (!manyBlocks) return [{ of: 1, covers: false }];
  if (global || sizes.length === 0) return [cover(hasArguments ? 'elements' : undefined, 1024)];
  return [{ of: sizes.length === 1 ? 64 : (named(heightName, 0) ?? 64), covers: false }];
}
