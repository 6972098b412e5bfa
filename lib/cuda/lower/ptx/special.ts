// NVIDIA's special registers as values of the IR.
import type { Span } from '@/lib/core/span';
import { type Expr, scalars } from '@/lib/ir';
import { binary, builtin, constant, convert, unary } from '../build';

/** @returns a u32; undefined for a register that has no meaning elsewhere, or is no plain value (the clocks) */
export function special(name: string, span: Span): Expr | undefined {
  const u32 = (value: number) => constant('u32', value, span);
  const lane = builtin('lane', span);
  const upTo = (one: number) => binary('subtract', binary('shift-left', u32(one), lane, span), u32(1), span);
  switch (name) {
    case 'laneid':
      return lane;
    case 'WARP_SZ':
      return convert(builtin('warp-size', span), scalars.u32, span);
    case 'warpid':
      return binary('divide', thread(span), convert(builtin('warp-size', span), scalars.u32, span), span);
    case 'lanemask_eq':
      return binary('shift-left', u32(1), lane, span);
    case 'lanemask_lt':
      return upTo(1);
    case 'lanemask_le':
      return upTo(2);
    case 'lanemask_gt':
      return unary('complement', upTo(2), span);
    case 'lanemask_ge':
      return unary('complement', upTo(1), span);
  }
  const [, what, axis] = /^(tid|ntid|ctaid|nctaid)\.([xyz])$/.exec(name) ?? [];
  if (!what) return undefined;
  const place = axis as 'x' | 'y' | 'z';
  if (what === 'tid') return builtin(`thread-${place}`, span);
  if (what === 'ntid') return builtin(`block-dim-${place}`, span);
  return builtin(what === 'ctaid' ? `block-${place}` : `grid-dim-${place}`, span);
}

/** The number of the thread in its block. */
function thread(span: Span): Expr {
  const at = (name: 'thread-x' | 'thread-y' | 'thread-z' | 'block-dim-x' | 'block-dim-y') =>
    builtin(name, span);
  const plane = binary(
    'add',
    at('thread-y'),
    binary('multiply', at('block-dim-y'), at('thread-z'), span),
    span,
  );
  return binary('add', at('thread-x'), binary('multiply', at('block-dim-x'), plane, span), span);
}
