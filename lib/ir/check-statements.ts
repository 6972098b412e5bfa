// Checks of statements: types of what they take, declarations before uses, breaks and returns where they have something
// to leave, results in locals of the right type. Out comes what is wrong, in words for those who work on the compiler.

import type { Span } from '@/lib/core/span';
import { checkArguments, checkExpr, checkPlace, isConstantMemory, type Surroundings } from './check-types';
import { sizeOf } from './layout';
import type { Block, Expr, Function, LocalId, Module, Place, Statement, Type } from './module';
import { isInteger, sameType, typeText } from './type';
import { expressionsOf } from './walk';

type Report = (what: string, span: Span) => void;
/** What encloses a statement. */
type Inside = { readonly loop: boolean; readonly breakable: boolean };

/** Checks one function of a module whose references exist. */
export function checkFunction(
  fn: Function,
  module: Module,
  isPure: (id: number) => boolean,
  report: Report,
): void {
  new FunctionCheck(fn, module, isPure, report).run();
}

class FunctionCheck {
  private readonly declared = new Set<LocalId>();
  private readonly everDeclared = new Set<LocalId>();
  private at: Span;
  private readonly around: Surroundings;

  constructor(
    private readonly fn: Function,
    private readonly module: Module,
    isPure: (id: number) => boolean,
    private readonly report: Report,
  ) {
    this.at = fn.span;
    this.around = {
      module,
      fn,
      isPure,
      isDeclared: (local) => this.declared.has(local),
      fail: (what, node) => report(what, node && 'span' in node ? node.span : this.at),
    };
  }

  run(): void {
    const { fn } = this;
    if (fn.parameters > fn.locals.length) {
      this.fail('more parameters than locals');
      return;
    }
    if (fn.kernel && fn.result.kind !== 'void') this.fail('a kernel that gives a value');
    const names = new Set(fn.locals.map(({ name }) => name));
    if (names.size !== fn.locals.length) this.fail('two locals of one name');
    for (let local = 0; local < fn.parameters; local++) this.declared.add(local);
    this.block(fn.body, { loop: false, breakable: false });
  }

  private fail(what: string): void {
    this.report(what, this.at);
  }

  private text(type: Type): string {
    return typeText(type, this.module.structs);
  }

  /** Locals declared in a block end with it. */
  private block(block: Block, inside: Inside): void {
    const before = new Set(this.declared);
    for (const statement of block) {
      this.at = statement.span;
      this.statement(statement, inside);
    }
    for (const local of this.declared) if (!before.has(local)) this.declared.delete(local);
  }

  private statement(statement: Statement, inside: Inside): void {
    if (statement.do !== 'loop') for (const expr of expressionsOf(statement)) checkExpr(expr, this.around);
    switch (statement.do) {
      case 'declare':
        this.declare(statement.local, statement.value);
        return;
      case 'assign':
        this.written(statement.place);
        if (!sameType(statement.place.type, statement.value.type))
          this.fail(`${this.text(statement.value.type)} into ${this.text(statement.place.type)}`);
        return;
      case 'call': {
        const callee = checkArguments(statement.function, statement.args, this.around, undefined);
        if (statement.result !== undefined && callee) this.result(statement.result, [callee.result]);
        return;
      }
      case 'if':
        this.bool(statement.condition);
        this.block(statement.then, inside);
        this.block(statement.else, inside);
        return;
      case 'loop':
        this.loop(statement);
        return;
      case 'switch':
        this.integer(statement.value);
        for (const { body } of statement.cases) this.block(body, { ...inside, breakable: true });
        return;
      case 'block':
        this.block(statement.body, inside);
        return;
      case 'break':
        if (!inside.breakable) this.fail('a break outside of loops and switches');
        return;
      case 'continue':
        if (!inside.loop) this.fail('a continue outside of loops');
        return;
      case 'return': {
        const type: Type = statement.value?.type ?? { kind: 'void' };
        if (!sameType(type, this.fn.result))
          this.fail(`${this.text(type)} returned where ${this.text(this.fn.result)} is the result`);
        return;
      }
      case 'barrier':
        if (!statement.reduce) return;
        this.bool(statement.reduce.predicate);
        this.result(statement.reduce.result, [{ kind: 'scalar', scalar: 'i32' }]);
        return;
      case 'atomic':
        this.atomic(statement);
        return;
      case 'warp':
        this.warp(statement);
        return;
      case 'copy':
        this.pointer(statement.from);
        this.pointer(statement.to);
        this.integer(statement.bytes);
        return;
      case 'fill':
        this.pointer(statement.to);
        this.integer(statement.value);
        this.integer(statement.bytes);
        return;
      case 'assert':
        this.bool(statement.condition);
        return;
      case 'clock':
        this.result(statement.result, undefined);
        return;
      default:
    }
  }

  private declare(local: LocalId, value: Expr | undefined): void {
    const type = this.fn.locals[local]?.type;
    if (!type) {
      this.fail(`local ${local}, which does not exist`);
      return;
    }
    if (this.everDeclared.has(local) || local < this.fn.parameters)
      this.fail(`local ${local} declared a second time`);
    if (type.kind === 'void' || (sizeOf(type, this.module.structs) === 0 && type.kind === 'array'))
      this.fail(`a local of ${this.text(type)}`);
    if (value && !sameType(value.type, type))
      this.fail(`${this.text(value.type)} into a local of ${this.text(type)}`);
    this.declared.add(local);
    this.everDeclared.add(local);
  }

  private loop(statement: Statement & { do: 'loop' }): void {
    const before = new Set(this.declared);
    for (const inner of statement.init) {
      this.at = inner.span;
      this.statement(inner, { loop: false, breakable: false });
    }
    this.at = statement.span;
    for (const expr of expressionsOf(statement)) {
      checkExpr(expr, this.around);
      this.bool(expr);
    }
    this.block(statement.body, { loop: true, breakable: true });
    this.block(statement.update, { loop: false, breakable: false });
    for (const local of this.declared) if (!before.has(local)) this.declared.delete(local);
  }

  private atomic(statement: Statement & { do: 'atomic' }): void {
    const { place, value, compare, op } = statement;
    this.written(place);
    if (place.type.kind !== 'scalar' && place.type.kind !== 'vector' && place.type.kind !== 'pointer')
      this.fail(`an atomic of ${this.text(place.type)}`);
    if (!sameType(place.type, value.type) || (compare && !sameType(place.type, compare.type)))
      this.fail(`an atomic of ${this.text(place.type)} with ${this.text(value.type)}`);
    if ((op === 'compare-exchange') !== (compare !== undefined)) this.fail(`an atomic ${op}`);
    if (statement.result !== undefined) this.result(statement.result, [place.type]);
  }

  private warp(statement: Statement & { do: 'warp' }): void {
    const { op, mask, value, lane, width, result, matched } = statement;
    for (const number of [mask, lane, width]) if (number) this.integer(number);
    const word = { kind: 'scalar', scalar: 'i32' } as const;
    const masks: Type[] = [
      { kind: 'scalar', scalar: 'u32' },
      { kind: 'scalar', scalar: 'u64' },
    ];
    const votes = op === 'all' || op === 'any' || op === 'uniform';
    if (op.startsWith('shuffle') && (!value || !lane)) this.fail(`a ${op} of nothing`);
    if (!value && op !== 'sync' && op !== 'active-mask') this.fail(`a ${op} of nothing`);
    if ((votes || op === 'ballot') && value) this.bool(value);
    if (matched !== undefined) this.result(matched, [word]);
    if (result === undefined) return;
    if (votes) this.result(result, [word]);
    else if (op === 'ballot' || op.startsWith('match') || op === 'active-mask') this.result(result, masks);
    else if (value) this.result(result, [value.type]);
  }

  private written(place: Place): void {
    checkPlace(place, this.around, undefined);
    if (isConstantMemory(place, this.module)) this.fail('a write to constant memory');
  }

  private result(local: LocalId, types: readonly Type[] | undefined): void {
    const type = this.fn.locals[local]?.type;
    if (!type || !this.declared.has(local)) {
      this.fail(`a result in local ${local}, not declared here`);
      return;
    }
    if (types && !types.some((one) => sameType(one, type)))
      this.fail(`a result of ${types.map((one) => this.text(one)).join(' or ')} in ${this.text(type)}`);
  }

  private bool(expr: Expr): void {
    if (expr.type.kind !== 'scalar' || expr.type.scalar !== 'bool')
      this.report(`a condition of ${this.text(expr.type)}`, expr.span);
  }

  private integer(expr: Expr): void {
    if (expr.type.kind !== 'scalar' || !isInteger(expr.type.scalar))
      this.report(`a number of ${this.text(expr.type)}`, expr.span);
  }

  private pointer(expr: Expr): void {
    if (expr.type.kind !== 'pointer') this.report(`memory at ${this.text(expr.type)}`, expr.span);
  }
}
