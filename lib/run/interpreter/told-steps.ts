// What each thread computed, step by step, for whoever wants to hold one run against another: values at the places where the
// source gives them to something, conditions, places that are written. In comes a register, out comes code that tells.
import type { Span } from '@/lib/core/span';
import type { Scalar } from '@/lib/ir';
import { type Address, offsetsOf } from './address';
import { type Coder, chain, type Value } from './coder';
import type { Machine, Run } from './machine';
import { partsOf, type Register } from './register';

export type StepKind = 'value' | 'condition' | 'atomic' | 'warp' | 'place';

/** A place in the source and what is told of it; equal in two runs of one module. */
export type StepSite = { readonly span: Span; readonly kind: StepKind; readonly scalar: Scalar | 'address' };

export type Teller = {
  /** The number of a site; the same site has the same number. */
  readonly siteOf: (site: StepSite) => number;
  /** One step of one thread. `low` and `high`: the bits of an integer, or of a float as a double. */
  readonly step: (block: number, thread: number, site: number, low: number, high: number) => void;
};

const scratch = new DataView(new ArrayBuffer(8));

/** Code that tells the register's value for each active thread; structs are told member by member where they are set. */
export function tellValue(c: Coder, r: Register | undefined, span: Span, kind: StepKind): Run | undefined {
  const { teller } = c;
  if (!teller || !r || r.kind === 'bytes') return undefined;
  if (r.kind === 'pointer') return tellOffsets(c, teller, r.a, span, kind);
  const parts = partsOf(r).map((part) => {
    const site = teller.siteOf({ span, kind, scalar: part.scalar });
    if (part.kind === 'int')
      return steps(teller, site, (_m, l) => {
        scratch.setInt32(0, part.a[l]!);
        scratch.setInt32(4, 0);
      });
    if (part.kind === 'long')
      return steps(teller, site, (_m, l) => {
        scratch.setInt32(0, part.lo[l]!);
        scratch.setInt32(4, part.hi[l]!);
      });
    return steps(teller, site, (_m, l) => scratch.setFloat64(0, part.a[l]!));
  });
  return chain(...parts);
}

/** The value, told as soon as it is there. */
export function told(c: Coder, value: Value, span: Span, kind: StepKind): Value {
  const run = chain(value.run, tellValue(c, value.register, span, kind));
  return run === value.run ? value : { ...value, ...(run && { run }) };
}

/** Code that tells which place is written. */
export function tellPlace(c: Coder, address: Address, span: Span): Run | undefined {
  if (!c.teller || address.from === 'local') return undefined;
  const { run, at } = offsetsOf(c, address);
  return chain(run, tellOffsets(c, c.teller, at, span, 'place'));
}

function tellOffsets(c: Coder, teller: Teller, at: Float64Array, span: Span, kind: StepKind): Run {
  const site = teller.siteOf({ span, kind, scalar: 'address' });
  const { sharedStart, localStart, localBytes, limit } = c.memory;
  return steps(teller, site, (m, l) => {
    // A block's shared memory and a thread's own lie where there was room: told from where they begin.
    const offset = at[l]!;
    const own =
      offset < sharedStart || offset >= limit
        ? offset
        : offset < localStart
          ? offset - m.block.sharedAt + sharedStart
          : offset - l * localBytes;
    scratch.setFloat64(0, own);
  });
}

function steps(teller: Teller, site: number, put: (m: Machine, l: number) => void): Run {
  return (m) => {
    const { number, slot } = m.block;
    const first = slot * m.launch.threads;
    for (let l = m.first, e = m.last; l < e; l++) {
      if (m.active[l] === 0) continue;
      put(m, l);
      teller.step(number, l - first, site, scratch.getInt32(0), scratch.getInt32(4));
    }
  };
}
