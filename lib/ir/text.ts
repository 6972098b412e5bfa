// The IR as text for people: one line a statement, C's shape with the IR's words. In comes a module, checked or not, out
// comes text; nothing reads it back.
import type { Block, Expr, Function, LocalId, Module, Place, Statement, Struct, Variable } from './module';
import { typeText } from './type';

/** The whole module as text. */
export function printModule(module: Module): string {
  const printer = new Printer(module);
  return [
    ...module.structs.map((struct) => printer.struct(struct)),
    ...module.variables.map((variable) => printer.variable(variable)),
    ...module.functions.map((fn) => printer.function(fn)),
  ]
    .join('\n\n')
    .concat('\n');
}

const symbols = {
  add: '+',
  subtract: '-',
  multiply: '*',
  divide: '/',
  remainder: '%',
  and: '&',
  or: '|',
  xor: '^',
  'shift-left': '<<',
  'shift-right': '>>',
  equal: '==',
  'not-equal': '!=',
  less: '<',
  'less-equal': '<=',
  greater: '>',
  'greater-equal': '>=',
} as const;
const prefixes = { negate: '-', not: '!', complement: '~' } as const;

class Printer {
  private lines: string[] = [];
  private depth = 0;
  private locals: Function['locals'] = [];

  constructor(private readonly module: Module) {}

  private type(type: Expr['type']): string {
    return typeText(type, this.module.structs);
  }

  struct({ name, union, members, size, align }: Struct): string {
    const inner = members.map(
      (member) => `  ${member.name}: ${this.type(member.type)} at ${member.offset}\n`,
    );
    return `${union ? 'union' : 'struct'} ${name} of ${size} aligned ${align} {\n${inner.join('')}}`;
  }

  variable({ name, space, type, align, init }: Variable): string {
    const more = `${align ? ` aligned ${align}` : ''}${init ? ` = ${[...init].map((byte) => byte.toString(16).padStart(2, '0')).join('')}` : ''}`;
    return `${space} ${name}: ${this.type(type)}${more}`;
  }

  function(fn: Function): string {
    this.lines = [];
    this.depth = 0;
    this.locals = fn.locals;
    const parameters = fn.locals
      .slice(0, fn.parameters)
      .map(({ name, type }) => `${name}: ${this.type(type)}`)
      .join(', ');
    const result = fn.result.kind === 'void' ? '' : ` -> ${this.type(fn.result)}`;
    const bounds = fn.bounds ? ` bounds ${fn.bounds.threads}` : '';
    this.braced(`${fn.kernel ? 'kernel' : 'function'} ${fn.name}(${parameters})${result}${bounds}`, fn.body);
    return this.lines.join('\n');
  }

  private line(text: string): void {
    this.lines.push('  '.repeat(this.depth) + text);
  }

  private braced(head: string, body: Block, foot = '}'): void {
    this.line(`${head} {`);
    this.inside(body);
    this.line(foot);
  }

  private inside(body: Block): void {
    this.depth++;
    for (const statement of body) this.statement(statement);
    this.depth--;
  }

  private name(local: LocalId): string {
    return this.locals[local]?.name ?? `local ${local}`;
  }

  private called(id: number, args: readonly Expr[]): string {
    return `${this.module.functions[id]?.name ?? `function ${id}`}(${this.list(args)})`;
  }

  private list(args: readonly Expr[]): string {
    return args.map((arg) => this.expr(arg)).join(', ');
  }

  private statement(statement: Statement): void {
    for (const line of statement.comment ?? []) this.line(`// ${line}`);
    switch (statement.do) {
      case 'declare': {
        const local = this.locals[statement.local];
        const value = statement.value ? ` = ${this.expr(statement.value)}` : '';
        const type = local ? this.type(local.type) : '?';
        this.line(`${local?.constant ? 'let' : 'var'} ${this.name(statement.local)}: ${type}${value}`);
        return;
      }
      case 'assign': {
        const how = statement.volatile ? 'volatile ' : '';
        this.line(`${how}${this.place(statement.place)} = ${this.expr(statement.value)}`);
        return;
      }
      case 'call':
        this.line(this.into(statement.result) + this.called(statement.function, statement.args));
        return;
      case 'if':
        this.line(`if ${this.expr(statement.condition)} {`);
        this.inside(statement.then);
        if (statement.else.length > 0) {
          this.line('} else {');
          this.inside(statement.else);
        }
        this.line('}');
        return;
      case 'loop':
        this.loop(statement);
        return;
      case 'switch':
        this.line(`switch ${this.expr(statement.value)} {`);
        this.depth++;
        for (const { values, isDefault, body } of statement.cases)
          this.braced(
            [...values.map((value) => `case ${value}`), ...(isDefault ? ['default'] : [])].join(', '),
            body,
          );
        this.depth--;
        this.line('}');
        return;
      case 'block':
        this.line('{');
        this.inside(statement.body);
        this.line('}');
        return;
      case 'return':
        this.line(statement.value ? `return ${this.expr(statement.value)}` : 'return');
        return;
      case 'barrier': {
        const { reduce } = statement;
        if (!reduce) {
          this.line('barrier');
          return;
        }
        this.line(`${this.into(reduce.result)}barrier ${reduce.kind} ${this.expr(reduce.predicate)}`);
        return;
      }
      case 'fence':
        this.line(`fence ${statement.scope}`);
        return;
      case 'atomic': {
        const { op, place, value, compare, scope, result } = statement;
        const expected = compare ? ` if ${this.expr(compare)}` : '';
        this.line(
          `${this.into(result)}atomic ${op} ${this.place(place)}, ${this.expr(value)}${expected} (${scope})`,
        );
        return;
      }
      case 'warp': {
        const { op, result, matched, mask, value, lane, width } = statement;
        const named = { value, lane, width, mask };
        const args = Object.entries(named).flatMap(([name, arg]) =>
          arg ? [`${name === 'value' ? '' : `${name} `}${this.expr(arg)}`] : [],
        );
        const also = matched === undefined ? '' : `, matched in ${this.name(matched)}`;
        this.line(`${this.into(result)}warp ${op} ${args.join(', ')}${also}`.trimEnd());
        return;
      }
      case 'copy':
        this.line(
          `copy to ${this.expr(statement.to)}, from ${this.expr(statement.from)}, ${this.expr(statement.bytes)} bytes`,
        );
        return;
      case 'fill':
        this.line(
          `fill ${this.expr(statement.to)} with ${this.expr(statement.value)}, ${this.expr(statement.bytes)} bytes`,
        );
        return;
      case 'print': {
        const args = statement.args.map((arg) => ('op' in arg ? this.expr(arg) : JSON.stringify(arg.text)));
        this.line(['print', [JSON.stringify(statement.format), ...args].join(', ')].join(' '));
        return;
      }
      case 'assert':
        this.line(`assert ${this.expr(statement.condition)}, ${JSON.stringify(statement.text)}`);
        return;
      case 'clock':
        this.line(`${this.into(statement.result)}clock`);
        return;
      default:
        this.line(statement.do);
        return;
    }
  }

  private loop({ init, condition, body, update, again, unroll }: Statement & { do: 'loop' }): void {
    const head = condition ? `loop while ${this.expr(condition)}` : 'loop';
    this.line(`${head}${unroll === undefined ? '' : ` unroll ${unroll || 'all'}`} {`);
    this.depth++;
    if (init.length > 0) this.braced('init', init);
    for (const statement of body) this.statement(statement);
    if (update.length > 0) this.braced('update', update);
    this.depth--;
    this.line(again ? `} again while ${this.expr(again)}` : '}');
  }

  private into(result: LocalId | undefined): string {
    return result === undefined ? '' : `${this.name(result)} = `;
  }

  private place(place: Place): string {
    switch (place.at) {
      case 'local':
        return this.name(place.local);
      case 'variable':
        return this.module.variables[place.variable]?.name ?? `variable ${place.variable}`;
      case 'pointee':
        return `*${this.operand(place.pointer)}`;
      case 'element':
        return `${this.place(place.of)}[${this.expr(place.index)}]`;
      case 'member':
        return `${this.place(place.of)}.${this.member(place.of.type, place.member)}`;
    }
  }

  private member(type: Expr['type'], member: number): string {
    if (type.kind === 'vector') return 'xyzw'[member] ?? String(member);
    const struct = type.kind === 'struct' ? this.module.structs[type.struct] : undefined;
    return struct?.members[member]?.name ?? String(member);
  }

  /** In parentheses where it would not read as one thing. */
  private operand(expr: Expr): string {
    const text = this.expr(expr);
    const whole =
      expr.op === 'binary' ||
      expr.op === 'compare' ||
      expr.op === 'logical' ||
      expr.op === 'select' ||
      expr.op === 'offset' ||
      expr.op === 'distance' ||
      (expr.op === 'constant' && text.startsWith('-'));
    return whole ? `(${text})` : text;
  }

  private constant({ value, type }: Expr & { op: 'constant' }): string {
    const scalar = type.kind === 'scalar' ? type.scalar : '';
    if (typeof value === 'boolean') return String(value);
    const float = scalar === 'f32' || scalar === 'f64' || scalar === 'f16' || scalar === 'bf16';
    const digits = Object.is(value, -0) ? '-0' : String(value);
    const text = float && /^-?\d+$/.test(digits) ? `${digits}.0` : digits;
    return scalar === 'i32' || scalar === 'f64' ? text : `${text}:${scalar}`;
  }

  private expr(expr: Expr): string {
    switch (expr.op) {
      case 'constant':
        return this.constant(expr);
      case 'zero':
        return `zero<${this.type(expr.type)}>`;
      case 'compose':
        return `${this.type(expr.type)}{${this.list(expr.parts)}}`;
      case 'builtin':
        return expr.name;
      case 'load':
        return `${expr.volatile ? 'volatile ' : ''}${this.place(expr.place)}`;
      case 'address':
        return `&${this.place(expr.place)}`;
      case 'offset':
        return `${this.operand(expr.pointer)} + ${this.operand(expr.by)}`;
      case 'distance':
        return `${this.operand(expr.left)} - ${this.operand(expr.right)}`;
      case 'retype':
        return `retype<${this.type(expr.type)}>(${this.expr(expr.pointer)})`;
      case 'unary':
        return `${prefixes[expr.do]}${this.operand(expr.value)}`;
      case 'binary':
      case 'compare':
        return `${this.operand(expr.left)} ${symbols[expr.do]} ${this.operand(expr.right)}`;
      case 'logical':
        return `${this.operand(expr.left)} ${expr.do === 'and' ? '&&' : '||'} ${this.operand(expr.right)}`;
      case 'select':
        return `${this.operand(expr.condition)} ? ${this.operand(expr.yes)} : ${this.operand(expr.no)}`;
      case 'convert': {
        const rounding = expr.rounding ? ` ${expr.rounding}` : '';
        return `${this.type(expr.type)}${rounding}(${this.expr(expr.value)})`;
      }
      case 'bitcast':
        return `bits<${this.type(expr.type)}>(${this.expr(expr.value)})`;
      case 'math':
        return `${expr.do}(${this.list(expr.args)})`;
      case 'extract':
        return `${this.operand(expr.value)}.${this.member(expr.value.type, expr.member)}`;
      case 'call':
        return this.called(expr.function, expr.args);
    }
  }
}
