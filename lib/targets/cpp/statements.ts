// Statements of one thread as C++: what a device function or the inside of a loop over threads consists of. Knows nothing
// of barriers; whoever calls it has split the kernel at them.
import {
  type Block,
  blocksOf,
  type Expr,
  type Function,
  isFloat,
  type LocalId,
  type Place,
  type Statement,
  scalars,
  type Type,
} from '@/lib/ir';
import { atomicText, updateInTurn } from './atomics';
import type { Expressions } from './expressions';
import type { Lines } from './lines';
import { isHalf, scalarOf } from './text';
import type { Usage } from './usage';

/** What differs from place to place. */
export type Surroundings = {
  readonly fn: Function;
  readonly to: Expressions;
  readonly usage: Usage;
  readonly lines: Lines;
  /** How a thread ends here, line by line; `nested`: inside a loop or switch of its own. */
  readonly leave: (value: string | undefined, nested: boolean) => readonly string[];
  /** True for a local whose storage stands elsewhere: its declaration is only an assignment. */
  readonly isStored: (local: LocalId) => boolean;
  /** `block, thread` for messages. */
  readonly who: () => string;
  /** Text of a string as a C++ literal. */
  readonly newLabel: (wanted: string) => string;
};

/** The index of a loop that the printer makes up; scopes call it i. */
const loopIndex: Place = { at: 'local', local: -1, type: scalars.i32 };

type Jumps = {
  /** Inside a loop or switch of the thread's own. */
  readonly nested: boolean;
  /** Where `continue` goes when that is no plain continue. */
  readonly next?: string;
};

export function literal(text: string): string {
  return JSON.stringify(text).replaceAll('?', '\\?');
}

/** Prints statements of one thread. */
export class Statements {
  constructor(private readonly around: Surroundings) {}

  block(block: Block, jumps: Jumps = { nested: false }): void {
    for (let at = 0; at < block.length; at++) {
      const [statement, next] = [block[at] as Statement, block[at + 1]];
      const isCall = next?.do === 'call' && !next.comment;
      const isBorn = statement.do === 'declare' && !statement.value && !this.around.isStored(statement.local);
      if (isCall && isBorn && statement.do === 'declare' && next.result === statement.local) {
        for (const line of statement.comment ?? []) this.around.lines.add(`// ${line}`, statement.span);
        this.add(`${this.declaration(statement)} = ${this.callText(next)};`, next);
        at++;
      } else this.statement(statement, jumps);
    }
  }

  private add(text: string, statement: Statement): void {
    this.around.lines.add(text, statement.span);
  }

  statement(statement: Statement, jumps: Jumps = { nested: false }): void {
    const { to, lines } = this.around;
    for (const line of statement.comment ?? []) lines.add(`// ${line}`, statement.span);
    switch (statement.do) {
      case 'declare':
        this.declare(statement);
        return;
      case 'assign':
        for (const text of this.assigned(statement)) this.add(`${text};`, statement);
        return;
      case 'call':
        this.add(`${this.into(statement.result)}${this.callText(statement)};`, statement);
        return;
      case 'if':
        this.if(statement, jumps);
        return;
      case 'loop':
        this.loop(statement);
        return;
      case 'switch':
        this.switch(statement, jumps);
        return;
      case 'block':
        lines.braced('', () => this.block(statement.body, jumps));
        return;
      case 'break':
        this.add('break;', statement);
        return;
      case 'continue':
        this.add(jumps.next ? `goto ${jumps.next};` : 'continue;', statement);
        return;
      case 'return':
        for (const text of this.around.leave(statement.value && to.loose(statement.value), jumps.nested))
          this.add(text, statement);
        return;
      case 'fence':
        this.add('__atomic_thread_fence(__ATOMIC_SEQ_CST);', statement);
        return;
      case 'atomic':
        this.atomic(statement);
        return;
      case 'copy': {
        to.scope.needs('memory');
        const [target, from, bytes] = [statement.to, statement.from, statement.bytes].map((one) =>
          to.text(one),
        );
        this.add(`std::memmove((void *)(${target}), (const void *)(${from}), ${bytes});`, statement);
        return;
      }
      case 'fill': {
        to.scope.needs('memory');
        this.add(
          `std::memset((void *)(${to.text(statement.to)}), ${to.text(statement.value)}, ${to.text(statement.bytes)});`,
          statement,
        );
        return;
      }
      case 'print':
        this.print(statement);
        return;
      case 'assert':
        to.scope.needs('assert');
        this.add(
          `if (!(${to.text(statement.condition)})) assertion_failed(${literal(statement.text)}, ${this.around.who()});`,
          statement,
        );
        return;
      case 'trap':
        this.add('__builtin_trap();', statement);
        return;
      case 'clock': {
        to.scope.needs('clock');
        const type = to.scope.types.of(to.scope.localType(statement.result));
        this.add(`${this.into(statement.result)}(${type})ticks();`, statement);
        return;
      }
      default:
        throw new Error(`a ${statement.do} inside one thread`);
    }
  }

  private into(result: LocalId | undefined): string {
    return result === undefined ? '' : `${this.around.to.scope.local(result, '')} = `;
  }

  private atomic(statement: Statement & { do: 'atomic' }): void {
    const { to } = this.around;
    const steps = updateInTurn(to, statement);
    if (!steps) this.add(`${this.into(statement.result)}${atomicText(to, statement)};`, statement);
    for (const step of steps ?? []) {
      const { place, value } = step;
      const scalar = scalarOf(place.type);
      const sum = value.op === 'binary' && (value.do === 'add' || value.do === 'subtract');
      // Atomics wrap around in CUDA too, even those that count indices.
      if (sum && (scalar === 'i32' || scalar === 'i64')) {
        to.scope.needs('wrap');
        const [old, by] = [value.left, value.right].map((one) => to.text(one));
        this.add(`${to.place(place)} = wrap_${value.do}(${old}, ${by});`, statement);
      } else for (const text of this.assigned(step)) this.add(`${text};`, statement);
    }
  }

  private callText(statement: Statement & { do: 'call' }): string {
    const { name, extra } = this.around.to.scope.callee(statement.function);
    return `${name}(${[...extra, ...statement.args.map((arg) => this.around.to.loose(arg))].join(', ')})`;
  }

  // ---- declarations and assignments ----

  /** `const float v = x`, without the semicolon. */
  declaration(statement: Statement & { do: 'declare' }): string {
    const { to, usage } = this.around;
    const { local, value } = statement;
    const type = to.scope.localType(local);
    const name = to.scope.local(local, '');
    const fixed = value && !usage.writes.get(local) && type.kind !== 'array' && type.kind !== 'pointer';
    const asInt = usage.extents.has(local) && scalarOf(type) === 'u32';
    const declared = asInt ? `int ${name}` : to.scope.types.declare(type, name);
    const text = value && this.valueText(value, local);
    return `${fixed ? 'const ' : ''}${declared}${text === undefined ? '' : ` = ${text}`}`;
  }

  private valueText(value: Expr, local: LocalId): string {
    const { to, usage } = this.around;
    const index = usage.indexLocals.has(local);
    return usage.extents.has(local) ? to.loose(value, index) : to.text(value, index);
  }

  private declare(statement: Statement & { do: 'declare' }): void {
    const { to, isStored } = this.around;
    const { local, value } = statement;
    const type = to.scope.localType(local);
    if (!isStored(local)) {
      const copied = type.kind === 'array' && value && value.op !== 'compose' && value.op !== 'zero';
      if (!copied) {
        this.add(`${this.declaration(statement)};`, statement);
        return;
      }
      this.add(`${to.scope.types.declare(type, to.scope.local(local, ''))};`, statement);
    }
    if (!value) return;
    const place: Place = { at: 'local', local, type };
    for (const text of this.assignments(place, value, false)) this.add(`${text};`, statement);
  }

  /** The texts that make an assignment; one but for arrays. */
  assigned(statement: Statement & { do: 'assign' }): string[] {
    const { to } = this.around;
    if (statement.volatile) {
      to.scope.needs('volatile');
      const value = to.exact(statement.value).text;
      const type = to.scope.types.of(statement.place.type);
      return [`write_volatile<${type}>(${to.place(statement.place)}, ${value})`];
    }
    return this.assignments(statement.place, statement.value, true);
  }

  private assignments(place: Place, value: Expr, mayCompound: boolean): string[] {
    const { to, usage } = this.around;
    const { type } = place;
    if (type.kind === 'array') return this.arrayAssignments(place, value);
    const root = place.at === 'local' ? place.local : undefined;
    const index = root !== undefined && usage.indexLocals.has(root);
    const left = to.target(place);
    if (mayCompound) {
      const compound = this.compound(left, place, value, index);
      if (compound) return [compound];
    }
    const loose = root !== undefined && usage.extents.has(root);
    return [`${left} = ${loose ? to.loose(value, index) : to.text(value, index)}`];
  }

  /** `x += y` for `x = x + y`. */
  private compound(left: string, { type }: Place, value: Expr, index: boolean): string | undefined {
    const { to } = this.around;
    const scalar = scalarOf(type);
    if (value.op !== 'binary' || type.kind !== 'scalar' || !scalar || isHalf(scalar)) return undefined;
    if (value.left.op !== 'load' || value.left.volatile || to.target(value.left.place) !== left)
      return undefined;
    const full = to.text(value, index);
    const signs = {
      add: '+',
      subtract: '-',
      multiply: '*',
      divide: '/',
      and: '&',
      or: '|',
      xor: '^',
    } as const;
    const sign = value.do in signs ? signs[value.do as keyof typeof signs] : undefined;
    if (!sign || !full.startsWith(`${left} ${sign} `)) return undefined;
    const one = value.right.op === 'constant' && !isFloat(scalar) && Number(value.right.value) === 1;
    // `*p++` would step the pointer.
    if (one && (sign === '+' || sign === '-'))
      return left.startsWith('*') ? `${sign}${sign}${left}` : `${left}${sign}${sign}`;
    return `${left} ${sign}= ${to.text(value.right, index)}`;
  }

  private arrayAssignments(place: Place, value: Expr): string[] {
    const { to } = this.around;
    const { type } = place;
    if (type.kind !== 'array') return [];
    const element = (index: number): Place => ({
      at: 'element',
      of: place,
      index: {
        op: 'constant',
        type: { kind: 'scalar', scalar: 'i32' },
        span: value.span,
        value: index,
      },
      type: type.of,
      span: value.span,
    });
    const parts: Expr[] =
      value.op === 'compose'
        ? [...value.parts]
        : Array.from({ length: type.count }, (_, index) =>
            value.op === 'load'
              ? {
                  op: 'load',
                  type: type.of,
                  span: value.span,
                  place: this.partOf(value.place, index, type.of),
                }
              : { op: 'zero', type: type.of, span: value.span },
          );
    if (value.op === 'zero' && type.count > 4 && type.of.kind !== 'array') {
      const i: Expr = { op: 'load', type: scalars.i32, span: value.span, place: loopIndex };
      const place_: Place = { at: 'element', of: place, index: i, type: type.of, span: value.span };
      return [
        `for (int i = 0; i < ${type.count}; i++) ${to.place(place_)} = ${to.text({ ...value, type: type.of })}`,
      ];
    }
    return parts.flatMap((part, index) => this.assignments(element(index), part, false));
  }

  private partOf(of: Place, value: number, type: Type): Place {
    const span = { file: '', start: 0, end: 0 };
    const index: Expr = { op: 'constant', type: { kind: 'scalar', scalar: 'i32' }, span, value };
    return { at: 'element', of, index, type, span };
  }

  // ---- control ----

  private if(statement: Statement & { do: 'if' }, jumps: Jumps): void {
    const { to, lines } = this.around;
    let at = statement;
    let head = `if (${to.text(at.condition)})`;
    for (;;) {
      lines.add(`${head} {`, at.span);
      const { then } = at;
      lines.inside(() => this.block(then, jumps));
      const [only] = at.else;
      if (at.else.length !== 1 || only?.do !== 'if' || only.comment) break;
      at = only;
      head = `} else if (${to.text(at.condition)})`;
    }
    if (at.else.length > 0) {
      lines.add('} else {');
      const otherwise = at.else;
      lines.inside(() => this.block(otherwise, jumps));
    }
    lines.add('}');
  }

  private switch(statement: Statement & { do: 'switch' }, jumps: Jumps): void {
    const { to, lines } = this.around;
    lines.braced(
      `switch (${to.text(statement.value)})`,
      () => {
        for (const { values, isDefault, body } of statement.cases) {
          const labels = [...values.map((value) => `case ${value}:`), ...(isDefault ? ['default:'] : [])];
          lines.braced(labels.join(' '), () => this.block(body, { ...jumps, nested: true }));
        }
      },
      statement.span,
    );
  }

  /** Statements as expressions for the head of a for; undefined when one is none. */
  private asExpressions(block: Block): string[] | undefined {
    const texts: string[] = [];
    for (const statement of block) {
      if (statement.comment) return undefined;
      if (statement.do === 'assign') texts.push(...this.assigned(statement));
      else if (statement.do === 'call') texts.push(this.into(statement.result) + this.callText(statement));
      else return undefined;
    }
    return texts;
  }

  /** The start of a for loop, when it can stand in its head. */
  private initText(init: Block): string | undefined {
    const [first] = init;
    if (!first) return '';
    if (first.comment) return undefined;
    if (init.length === 1 && first.do === 'declare' && !this.around.isStored(first.local))
      return this.declaration(first);
    if (init.some(({ do: what }) => what === 'declare')) return undefined;
    return this.asExpressions(init)?.join(', ');
  }

  private loop(statement: Statement & { do: 'loop' }): void {
    const { lines } = this.around;
    const init = this.initText(statement.init);
    if (init !== undefined) {
      this.loopWith(statement, init);
      return;
    }
    lines.braced('', () => {
      this.block(statement.init, { nested: true });
      this.loopWith(statement, '');
    });
  }

  private loopWith(statement: Statement & { do: 'loop' }, init: string): void {
    const { to, lines } = this.around;
    const { condition, again, update, body } = statement;
    const update_ = this.asExpressions(update);
    const test = condition ? to.text(condition) : '';
    const simple = update_ !== undefined && !again;
    if (simple) {
      const head = init === '' && update_.length === 0 ? `while (${test || 'true'})` : undefined;
      const full = `for (${init}; ${test}; ${update_.join(', ')})`;
      lines.braced(head ?? full, () => this.block(body, { nested: true }), statement.span);
      return;
    }
    if (again && !condition && init === '' && update.length === 0) {
      lines.braced(
        'do',
        () => this.block(body, { nested: true }),
        statement.span,
        `} while (${to.text(again)});`,
      );
      return;
    }
    // The update is more than C's for can hold.
    const jumps = hasContinue(body);
    const next = jumps ? this.around.newLabel('next') : undefined;
    lines.braced(
      `for (${init}; ${test};)`,
      () => {
        if (next) {
          lines.braced('', () => this.block(body, { nested: true, next }));
          lines.add(`${next}:;`);
        } else this.block(body, { nested: true });
        this.block(update, { nested: true });
        if (again) lines.add(`if (!(${to.text(again)})) break;`, again.span);
      },
      statement.span,
    );
  }

  private print(statement: Statement & { do: 'print' }): void {
    const { to } = this.around;
    to.scope.needs('print');
    const args = statement.args.map((arg) => {
      if (!('op' in arg)) return literal(arg.text);
      const scalar = scalarOf(arg.type);
      if (isHalf(scalar)) to.scope.needs(scalar === 'f16' ? 'half' : 'bfloat');
      if (arg.type.kind === 'pointer') return `(const void *)(${to.text(arg)})`;
      return isHalf(scalar) ? `to_float(${to.text(arg)})` : to.text(arg);
    });
    this.add(`print(${[literal(statement.format), ...args].join(', ')});`, statement);
  }
}

/** True when a continue of this very loop is inside. */
function hasContinue(block: Block): boolean {
  return block.some((statement) => {
    if (statement.do === 'continue') return true;
    return statement.do !== 'loop' && blocksOf(statement).some(hasContinue);
  });
}
