// Code for control flow: if, loop, switch. Each narrows the mask for what is inside it and puts it back. Where all active
// threads go one way, nothing is copied.
import type { Expr, Statement } from '@/lib/ir';
import { type Coder, temporaryInts, temporaryMask } from './coder';
import { codeExpression, intsOf } from './expressions';
import { longValue } from './long-loops';
import { activeCount, filter, gone, type Machine, type Steps } from './machine';
import { type Code, codeBlock, codeLine } from './statements';
import { told } from './told-steps';

type Mask = { first: number; last: number; active: Uint8Array; dense: boolean };

function put(m: Machine, { first, last, active, dense }: Mask): void {
  m.first = first;
  m.last = last;
  m.active = active;
  m.dense = dense;
}

function nonempty(code: Code): Code | undefined {
  return code.run || code.steps ? code : undefined;
}

export function branchCode(c: Coder, statement: Extract<Statement, { do: 'if' }>): Code {
  const condition = told(c, codeExpression(c, statement.condition), statement.condition.span, 'condition');
  const keep = intsOf(condition.register);
  const then = nonempty(codeBlock(c, statement.then));
  const otherwise = nonempty(codeBlock(c, statement.else));
  const yes = temporaryMask(c);
  const no = temporaryMask(c);
  const counts = c.options.counts;
  const leaves = (then?.leaves ?? false) || (otherwise?.leaves ?? false);

  /** 1: all go the first way, 2: all the second, 3: both masks are set. */
  const split = (m: Machine, one: Mask, two: Mask): 1 | 2 | 3 => {
    condition.run?.(m);
    const { first, last, active } = m;
    let yf = last;
    let yl = first;
    let yn = 0;
    let nf = last;
    let nl = first;
    let nn = 0;
    for (let l = first; l < last; l++) {
      if (active[l] === 0) continue;
      if (keep[l] !== 0) {
        if (l < yf) yf = l;
        yl = l + 1;
        yn++;
      } else {
        if (l < nf) nf = l;
        nl = l + 1;
        nn++;
      }
    }
    if (counts) {
      m.counts.branches.all++;
      if (yn > 0 && nn > 0) m.counts.branches.divergent++;
    }
    if (nn === 0) return 1;
    if (yn === 0) return 2;
    for (let l = first; l < last; l++) {
      const is = active[l]!;
      const to = keep[l] !== 0 ? is : 0;
      yes[l] = to;
      no[l] = is - to;
    }
    one.first = yf;
    one.last = yl;
    one.dense = yl - yf === yn;
    two.first = nf;
    two.last = nl;
    two.dense = nl - nf === nn;
    return 3;
  };
  const masks = (): [Mask, Mask] => [
    { first: 0, last: 0, active: yes, dense: true },
    { first: 0, last: 0, active: no, dense: true },
  ];
  if (!then?.steps && !otherwise?.steps) {
    const [one, two] = masks();
    return {
      leaves,
      run: (m) => {
        const { first, last, active, dense } = m;
        const way = split(m, one, two);
        if (way === 1) then?.run?.(m);
        else if (way === 2) otherwise?.run?.(m);
        else {
          // The masks' bounds are copied before code inside can come here again.
          const { first: nf, last: nl, dense: nd } = two;
          if (then?.run) {
            put(m, one);
            then.run(m);
          }
          if (otherwise?.run) {
            m.first = nf;
            m.last = nl;
            m.dense = nd;
            m.active = no;
            otherwise.run(m);
          }
          m.first = first;
          m.last = last;
          m.active = active;
          m.dense = dense;
        }
      },
    };
  }
  return {
    leaves,
    *steps(m) {
      const outer: Mask = { first: m.first, last: m.last, active: m.active, dense: m.dense };
      const [one, two] = masks();
      const way = split(m, one, two);
      if (way === 3) put(m, one);
      if (way !== 2) yield* go(m, then);
      if (way === 3) put(m, two);
      if (way !== 1) yield* go(m, otherwise);
      put(m, outer);
    },
  };
}

function* go(m: Machine, code: Code | undefined): Steps {
  if (code?.run) code.run(m);
  else if (code?.steps) yield* code.steps(m);
}

export function loopCode(c: Coder, statement: Extract<Statement, { do: 'loop' }>): Code {
  // What it declares lives as long as the loop.
  const init = nonempty(codeLine(c, statement.init));
  const asked = (expr: Expr) => told(c, codeExpression(c, expr), expr.span, 'condition');
  const condition = statement.condition && asked(statement.condition);
  const keep = condition && intsOf(condition.register);
  const body = nonempty(codeBlock(c, statement.body));
  const update = nonempty(codeBlock(c, statement.update));
  const again = statement.again && asked(statement.again);
  const more = again && intsOf(again.register);
  const inLoop = temporaryMask(c);
  const inBody = temporaryMask(c);
  const counts = c.options.counts;
  const leaves = body?.leaves ?? false;
  const spins = c.spins(statement);

  /** Takes out threads for which the condition does not hold. @returns false when none is left. */
  const holds = (m: Machine, value: typeof condition, which: Int32Array | undefined): boolean => {
    if (!value || !which) return true;
    value.run?.(m);
    if (!counts) return filter(m, which);
    const before = activeCount(m);
    const some = filter(m, which);
    m.counts.branches.all++;
    if (some && activeCount(m) !== before) m.counts.branches.divergent++;
    return some;
  };
  const open = (m: Machine): Mask => ({ first: m.first, last: m.last, active: m.active, dense: m.dense });
  const enter = (m: Machine) => {
    for (let l = m.first; l < m.last; l++) inLoop[l] = m.active[l]!;
    m.active = inLoop;
  };
  /** After the body: those who left by break or return stay out. @returns false when none is left. */
  const collect = (m: Machine, first: number, last: number): boolean => {
    m.active = inLoop;
    let from = last;
    let to = first;
    let count = 0;
    const left = m.gone;
    for (let l = first; l < last; l++) {
      if (inLoop[l] === 0) continue;
      const how = left[l]!;
      if (how === gone.break || how === gone.return) {
        inLoop[l] = 0;
        if (how === gone.break) left[l] = 0;
        continue;
      }
      left[l] = 0;
      if (l < from) from = l;
      to = l + 1;
      count++;
    }
    m.first = count === 0 ? to : from;
    m.last = to;
    m.dense = count === to - from;
    return count > 0;
  };
  const bodyMask = (m: Machine) => {
    for (let l = m.first; l < m.last; l++) inBody[l] = inLoop[l]!;
    m.active = inBody;
  };

  if (!init?.steps && !body?.steps && !update?.steps && !spins)
    return {
      leaves,
      run: (m) => {
        const outer = open(m);
        init?.run?.(m);
        enter(m);
        for (;;) {
          if (!holds(m, condition, keep)) break;
          if (body?.run) {
            if (leaves) {
              const { first, last } = m;
              bodyMask(m);
              body.run(m);
              if (!collect(m, first, last)) break;
            } else body.run(m);
          }
          update?.run?.(m);
          if (!holds(m, again, more)) break;
          if (--m.steps < 0) m.tick();
        }
        put(m, outer);
      },
    };
  return {
    leaves,
    *steps(m) {
      const outer = open(m);
      yield* go(m, init);
      enter(m);
      let turns = 0;
      for (;;) {
        if (!holds(m, condition, keep)) break;
        if (body) {
          const { first, last, dense } = m;
          if (leaves) bodyMask(m);
          yield* go(m, body);
          if (leaves) {
            if (!collect(m, first, last)) break;
          } else {
            m.first = first;
            m.last = last;
            m.active = inLoop;
            m.dense = dense;
          }
        }
        yield* go(m, update);
        if (!holds(m, again, more)) break;
        if (--m.steps < 0) m.tick();
        if (spins && ++turns % turnsBeforeOthers === 0) yield { at: 'turn', site: 0, threads: [], result: 0 };
      }
      put(m, outer);
    },
  };
}

/** A loop that may wait for other warps lets them go on after so many rounds. */
const turnsBeforeOthers = 16;

export function switchCode(c: Coder, statement: Extract<Statement, { do: 'switch' }>): Code {
  const value = told(c, codeExpression(c, statement.value), statement.value.span, 'condition');
  const cases = statement.cases.map(({ body }) => codeBlock(c, body));
  const entry = temporaryInts(c);
  const inSwitch = temporaryMask(c);
  const inCase = temporaryMask(c);
  const byValue = new Map<number | bigint, number>();
  const long = value.register.kind === 'long';
  const unsigned = value.register.kind === 'int' && value.register.scalar === 'u32';
  statement.cases.forEach(({ values }, i) => {
    for (const one of values) {
      const key = long ? one : Number(unsigned ? BigInt.asIntN(32, one) : one);
      if (!byValue.has(key)) byValue.set(key, i);
    }
  });
  const byDefault = statement.cases.findIndex(({ isDefault }) => isDefault);
  const none = statement.cases.length;
  const leaves = cases.some((one) => one.leaves);

  const choose = (m: Machine) => {
    value.run?.(m);
    const r = value.register;
    for (let l = m.first; l < m.last; l++) {
      if (m.active[l] === 0) continue;
      const key = r.kind === 'long' ? longValue(r, l) : intsOf(r)[l]!;
      entry[l] = byValue.get(key) ?? (byDefault < 0 ? none : byDefault);
      inSwitch[l] = 1;
    }
  };
  /** Threads that start at case i or fall into it. */
  const at = (m: Machine, { first, last, active }: Mask, i: number): boolean => {
    let from = last;
    let to = first;
    let count = 0;
    for (let l = first; l < last; l++) {
      const here = active[l] !== 0 && entry[l]! <= i && m.gone[l] === 0;
      inCase[l] = here ? 1 : 0;
      if (!here) continue;
      if (l < from) from = l;
      to = l + 1;
      count++;
    }
    m.active = inCase;
    m.first = from;
    m.last = to;
    m.dense = count === to - from;
    return count > 0;
  };
  const close = (m: Machine, outer: Mask) => {
    put(m, outer);
    for (let l = m.first; l < m.last; l++) if (m.active[l] !== 0 && m.gone[l] === gone.break) m.gone[l] = 0;
  };
  const open = (m: Machine): Mask => ({ first: m.first, last: m.last, active: m.active, dense: m.dense });
  if (cases.every(({ steps }) => !steps))
    return {
      leaves,
      run: (m) => {
        const outer = open(m);
        choose(m);
        for (let i = 0; i < cases.length; i++) if (at(m, outer, i)) cases[i]!.run?.(m);
        close(m, outer);
      },
    };
  return {
    leaves,
    *steps(m) {
      const outer = open(m);
      choose(m);
      for (let i = 0; i < cases.length; i++) if (at(m, outer, i)) yield* go(m, cases[i]);
      close(m, outer);
    },
  };
}
