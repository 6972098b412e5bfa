// How large numbers made of thread and block numbers can get. The IR's unsigned arithmetic wraps; where it provably does
// not within a launch that is taken, the text can use int, which compilers turn into vector code far more often.
// An extent says 0 <= value <= grid * (blocks of an axis) + fixed; the block count itself is bounded by the launch check.
import type { Builtin, Expr, LocalId, Type } from '@/lib/ir';

export type Extent = { readonly grid: number; readonly fixed: number };

export const maxThreads = 1024;
const maxInt = 2 ** 31 - 1;
/** A kernel that would allow fewer blocks along an axis than this keeps the wrapping arithmetic. */
const leastGrid = 65_536;

/** The most blocks along an axis for which a value of this extent stays an int. */
export function gridLimit({ grid, fixed }: Extent): number {
  if (fixed > maxInt) return 0;
  return grid === 0 ? Number.POSITIVE_INFINITY : Math.floor((maxInt - fixed) / grid);
}

const ofBuiltin: Readonly<Partial<Record<Builtin, Extent>>> = {
  'thread-x': { grid: 0, fixed: maxThreads - 1 },
  'thread-y': { grid: 0, fixed: maxThreads - 1 },
  'thread-z': { grid: 0, fixed: maxThreads - 1 },
  'block-x': { grid: 1, fixed: 0 },
  'block-y': { grid: 1, fixed: 0 },
  'block-z': { grid: 1, fixed: 0 },
  'block-dim-x': { grid: 0, fixed: maxThreads },
  'block-dim-y': { grid: 0, fixed: maxThreads },
  'block-dim-z': { grid: 0, fixed: maxThreads },
  'grid-dim-x': { grid: 1, fixed: 0 },
  'grid-dim-y': { grid: 1, fixed: 0 },
  'grid-dim-z': { grid: 1, fixed: 0 },
  'warp-size': { grid: 0, fixed: 64 },
  lane: { grid: 0, fixed: 63 },
};

function isWord(type: Type): boolean {
  return type.kind === 'scalar' && (type.scalar === 'i32' || type.scalar === 'u32');
}

/** @param locals extents of locals that are written once */
export function extentOf(expr: Expr, locals: ReadonlyMap<LocalId, Extent>): Extent | undefined {
  if (!isWord(expr.type)) return undefined;
  const found = raw(expr, locals);
  return found && gridLimit(found) >= leastGrid ? found : undefined;
}

function raw(expr: Expr, locals: ReadonlyMap<LocalId, Extent>): Extent | undefined {
  switch (expr.op) {
    case 'constant':
      return typeof expr.value === 'number' && expr.value >= 0 && expr.value <= maxInt
        ? { grid: 0, fixed: expr.value }
        : undefined;
    case 'builtin':
      return ofBuiltin[expr.name];
    case 'load':
      return expr.place.at === 'local' ? locals.get(expr.place.local) : undefined;
    case 'convert':
      return isWord(expr.value.type) ? extentOf(expr.value, locals) : undefined;
    case 'binary': {
      const left = extentOf(expr.left, locals);
      const right = extentOf(expr.right, locals);
      if (!left) return undefined;
      if (expr.do === 'remainder' && right)
        return right.fixed > 0 || right.grid > 0 ? smaller(left, right) : undefined;
      if (expr.do === 'divide' || expr.do === 'shift-right')
        return expr.right.op === 'constant' && expr.right.value !== 0 && right ? left : undefined;
      if (!right) return undefined;
      if (expr.do === 'and') return smaller(left, right);
      if (expr.do === 'add') return { grid: left.grid + right.grid, fixed: left.fixed + right.fixed };
      if (expr.do === 'multiply') {
        const [by, of] = left.grid === 0 ? [left.fixed, right] : [right.fixed, left];
        return left.grid > 0 && right.grid > 0 ? undefined : { grid: of.grid * by, fixed: of.fixed * by };
      }
      if (expr.do === 'shift-left' && expr.right.op === 'constant' && right.fixed < 31)
        return { grid: left.grid * 2 ** right.fixed, fixed: left.fixed * 2 ** right.fixed };
      return undefined;
    }
    default:
      return undefined;
  }
}

function smaller(left: Extent, right: Extent): Extent {
  return gridLimit(left) >= gridLimit(right) ? left : right;
}
