// Code for statements that do something besides computing: fences, copies and fills of bytes, print, assert, trap, clock.
import type { Statement } from '@/lib/ir';
import { type Access, mayAccess, wild } from './checks';
import { type Coder, chain, siteOf, temporary } from './coder';
import { numberOf } from './convert';
import { codeExpression, intsOf } from './expressions';
import { report } from './finding';
import { formatText, type PrintValue } from './format';
import { longValue, setLongNumber } from './long-loops';
import { KernelStopped, type Machine, type Run } from './machine';
import type { Register } from './register';
import { writeLocal } from './statements';

export function fenceCode(): Run {
  return (m) => {
    m.block.fenced = true;
  };
}

function bytesCount(r: Register, l: number): number {
  if (r.kind === 'long') return Number(longValue(r, l));
  if (r.kind === 'int') return r.scalar === 'u32' ? r.a[l]! >>> 0 : r.a[l]!;
  throw new Error('a count of bytes is an integer');
}

/** Whether thread l may touch `size` bytes; reports when not. */
function allowed(
  c: Coder,
  m: Machine,
  l: number,
  off: number,
  size: number,
  o: Int32Array,
  access: Access,
  site: number,
): boolean {
  if (size === 0) return true;
  if (c.options.checks) return mayAccess(m, l, off, size, 1, o[l]!, access, site);
  if (off >= 0 && off + size <= m.memory.limit) return true;
  wild(m, l, site, access, size);
  return false;
}

export function copyCode(c: Coder, statement: Extract<Statement, { do: 'copy' }>): Run {
  const to = codeExpression(c, statement.to);
  const from = codeExpression(c, statement.from);
  const bytes = codeExpression(c, statement.bytes);
  const site = siteOf(c, statement.span);
  if (to.register.kind !== 'pointer' || from.register.kind !== 'pointer') throw new Error('copy of pointers');
  const { a: t, o: to_ } = to.register;
  const { a: f, o: fo } = from.register;
  return chain(to.run, from.run, bytes.run, (m) => {
    for (let l = m.first; l < m.last; l++) {
      if (m.active[l] === 0) continue;
      const n = bytesCount(bytes.register, l);
      if (!allowed(c, m, l, f[l]!, n, fo, 'read', site) || !allowed(c, m, l, t[l]!, n, to_, 'write', site))
        continue;
      m.memory.bytes.copyWithin(t[l]!, f[l]!, f[l]! + n);
      if (c.options.checks) m.memory.unwritten.copyWithin(t[l]!, f[l]!, f[l]! + n);
    }
  })!;
}

export function fillCode(c: Coder, statement: Extract<Statement, { do: 'fill' }>): Run {
  const to = codeExpression(c, statement.to);
  const value = codeExpression(c, statement.value);
  const bytes = codeExpression(c, statement.bytes);
  const site = siteOf(c, statement.span);
  if (to.register.kind !== 'pointer') throw new Error('fill of a pointer');
  const { a: t, o } = to.register;
  return chain(to.run, value.run, bytes.run, (m) => {
    for (let l = m.first; l < m.last; l++) {
      if (m.active[l] === 0) continue;
      const n = bytesCount(bytes.register, l);
      if (!allowed(c, m, l, t[l]!, n, o, 'write', site)) continue;
      m.memory.bytes.fill(bytesCount(value.register, l) & 255, t[l]!, t[l]! + n);
      if (c.options.checks) m.memory.unwritten.fill(0, t[l]!, t[l]! + n);
    }
  })!;
}

function printValue(r: Register, l: number, base: number): PrintValue {
  if (r.kind === 'long') return longValue(r, l);
  if (r.kind === 'pointer') return BigInt(r.a[l]! + base);
  if (r.kind === 'int' || r.kind === 'f32' || r.kind === 'f64') return numberOf(r, l);
  return 0;
}

export function printCode(c: Coder, statement: Extract<Statement, { do: 'print' }>): Run {
  const args = statement.args.map((arg) => ('op' in arg ? codeExpression(c, arg) : arg.text));
  const before = chain(...args.map((arg) => (typeof arg === 'string' ? undefined : arg.run)));
  const base = c.memory.base;
  return chain(before, (m) => {
    for (let l = m.first; l < m.last; l++)
      if (m.active[l] !== 0)
        m.print(
          formatText(
            statement.format,
            args.map((arg) => (typeof arg === 'string' ? arg : printValue(arg.register, l, base))),
          ),
        );
  })!;
}

export function assertCode(c: Coder, statement: Extract<Statement, { do: 'assert' }>): Run {
  const condition = codeExpression(c, statement.condition);
  const site = siteOf(c, statement.span);
  const holds = intsOf(condition.register);
  return chain(condition.run, (m) => {
    for (let l = m.first; l < m.last; l++)
      if (m.active[l] !== 0 && holds[l] === 0) {
        report(m.findings, m.launch, m.block, l, 'run-assertion', 'error', site, { text: statement.text });
        throw new KernelStopped('assert');
      }
  })!;
}

export function trapCode(c: Coder, statement: Extract<Statement, { do: 'trap' }>): Run {
  const site = siteOf(c, statement.span);
  return (m) => {
    report(m.findings, m.launch, m.block, m.first, 'run-trap', 'error', site);
    throw new KernelStopped('trap');
  };
}

export function clockCode(c: Coder, statement: Extract<Statement, { do: 'clock' }>): Run {
  const { type } = c.module.functions[c.current.id]!.locals[statement.result]!;
  const r = temporary(c, type);
  const take = writeLocal(c, statement.result, r, siteOf(c, statement.span));
  return chain((m) => {
    m.clock += 1000;
    for (let l = m.first; l < m.last; l++)
      if (r.kind === 'long') setLongNumber(r, l, m.clock);
      else if (r.kind === 'int') r.a[l] = m.clock;
  }, take)!;
}
