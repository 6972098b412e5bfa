// Calls: arguments into the callee's parameters, its body under the caller's mask, its result back. A recursive function's
// registers are saved around a further activation of it. In come calls, out comes code.

import type { Span } from '@/lib/core/span';
import type { Expr, FunctionId } from '@/lib/ir';
import { storeCode } from './access';
import {
  type Coder,
  chain,
  type ExpressionCoder,
  type FunctionCode,
  siteOf,
  temporary,
  temporaryMask,
  type Value,
} from './coder';
import { copyLoop } from './copy-loops';
import { report } from './finding';
import { recursionDepth } from './frames';
import { KernelStopped, type Machine, type Run, type Steps } from './machine';
import type { Storage } from './register';

export type CallCode = { readonly run?: Run; readonly steps?: (m: Machine) => Steps };

/** The code of a call; afterwards the callee's result register holds the active threads' results. */
export function callCode(
  c: Coder,
  id: FunctionId,
  args: readonly Expr[],
  span: Span,
  code: ExpressionCoder,
): CallCode {
  const callee = c.codeOf(id);
  const recursive = c.frames.functions[id]!.recursive;
  const site = siteOf(c, span);
  const values = args.map((arg) => code(c, arg));
  const before = chain(...values.map(({ run }) => run));
  // The arguments of a recursive call may be the very parameters that it overwrites.
  const staged = values.map(({ register }, i) => (recursive ? temporary(c, args[i]!.type) : register));
  const stage = recursive
    ? chain(...values.map(({ register }, i) => copyLoop(staged[i]!, register)))
    : undefined;
  const pass = chain(...staged.map((register, i) => passArgument(c, id, callee, i, register, site)));
  const mask = temporaryMask(c);
  const frame = recursive ? c.frames.size : 0;

  const enter = (m: Machine) => {
    before?.(m);
    stage?.(m);
    if (recursive && m.depth + 1 >= recursionDepth) {
      report(m.findings, m.launch, m.block, m.first, 'run-recursion-too-deep', 'error', site, {
        depth: recursionDepth,
      });
      throw new KernelStopped('recursion');
    }
    const saved = recursive ? save(callee.storage, m.first, m.last) : undefined;
    m.frame += frame;
    m.depth += recursive ? 1 : 0;
    pass?.(m);
    const state = { first: m.first, last: m.last, active: m.active, dense: m.dense, saved };
    for (let l = m.first; l < m.last; l++) mask[l] = m.active[l]!;
    m.active = mask;
    return state;
  };
  const leave = (m: Machine, state: ReturnType<typeof enter>) => {
    if (state.saved) restore(state.saved, state.first);
    m.active = state.active;
    m.first = state.first;
    m.last = state.last;
    m.dense = state.dense;
    m.frame -= frame;
    m.depth -= recursive ? 1 : 0;
    for (let l = m.first; l < m.last; l++) if (m.active[l] !== 0) m.gone[l] = 0;
  };
  if (!c.waits(id))
    return {
      run: (m) => {
        const state = enter(m);
        callee.body?.(m);
        leave(m, state);
      },
    };
  return {
    *steps(m) {
      const state = enter(m);
      yield* callee.steps!(m);
      leave(m, state);
    },
  };
}

function passArgument(
  c: Coder,
  id: FunctionId,
  callee: FunctionCode,
  i: number,
  from: Value['register'],
  site: number,
): Run {
  const local = callee.locals[i];
  if (local) return copyLoop(local, from);
  const at = c.frames.functions[id]!.at.get(i)!;
  return storeCode(
    c,
    { partial: true, from: 'local', constant: at, indices: [], object: c.localObjects[id]!.get(i) ?? 0 },
    c.module.functions[id]!.locals[i]!.type,
    from,
    site,
  );
}

type Saved = (readonly [Storage, number, Storage])[];

function save(storage: FunctionCode['storage'], first: number, last: number): Saved {
  return storage.map(([array, per]) => [array, per, array.slice(first * per, last * per)] as const);
}

function restore(saved: Saved, first: number): void {
  for (const [array, per, copy] of saved) array.set(copy as never, first * per);
}

export function callExpression(c: Coder, expr: Extract<Expr, { op: 'call' }>, code: ExpressionCoder): Value {
  const { run } = callCode(c, expr.function, expr.args, expr.span, code);
  if (!run) throw new Error('a function with barriers was called inside an expression');
  const callee = c.codeOf(expr.function);
  const r = temporary(c, expr.type);
  return { register: r, partial: true, run: chain(run, copyLoop(r, callee.result))! };
}
