// Expressions and places of the IR as C++. In come nodes and the names of a function, out comes text; parentheses stand
// where C++ needs them or its readers would. Arithmetic keeps the IR's meaning: see arithmetic.ts.
import type { Expr, LocalId, Module, Place, Type, VariableId } from '@/lib/ir';
import { isFloat, scalars } from '@/lib/ir';
import { arithmetic } from './arithmetic';
import { constantText } from './constants';
import { convertText } from './conversions';
import { type Extent, extentOf } from './extents';
import { indexText } from './indices';
import { mathText } from './math-names';
import type { HelperName } from './preamble';
import { bind, hold, isHalf, scalarOf, type Text, whole } from './text';
import { memberNames, type TypeNames } from './type-names';

/** What is known of names where an expression stands. */
export type Scope = {
  readonly module: Module;
  readonly types: TypeNames;
  readonly local: (id: LocalId, indices: string) => string;
  readonly localType: (id: LocalId) => Type;
  readonly variable: (id: VariableId) => string;
  readonly builtin: (name: string) => string;
  /** The function's name, with the arguments that it takes besides its own. */
  readonly callee: (id: number) => { name: string; extra: readonly string[] };
  readonly extents: ReadonlyMap<LocalId, Extent>;
  /** Integer locals that are used as indices or count loops. */
  readonly indexLocals: ReadonlySet<LocalId>;
  readonly needs: (helper: HelperName) => void;
  readonly warp: 32 | 64;
  /** True in a loop that compilers may turn into vector code as a whole. */
  readonly inVectors?: () => boolean;
};

/** Prints expressions in one scope. `index` arithmetic is that of addresses and loop counters. */
export class Expressions {
  constructor(readonly scope: Scope) {}

  /** The same with other names for some things. */
  within(other: Partial<Scope>): Expressions {
    return new Expressions({ ...this.scope, ...other });
  }

  /** The expression as the IR's own C++ type wherever its signedness could be seen. */
  text(expr: Expr, index = false): string {
    return this.exact(expr, index).text;
  }

  exact(expr: Expr, index = false): Text {
    const printed = this.print(expr, index);
    if (!printed.asInt) return printed;
    return whole(/^\d+$/.test(printed.text) ? `${printed.text}u` : `unsigned(${printed.text})`);
  }

  /** For where an int of the same value does as well. */
  loose(expr: Expr, index = false): string {
    return this.print(expr, index).text;
  }

  /** In parentheses unless it holds together at least this tightly. */
  held(expr: Expr, binds: number, index = false): string {
    return hold(this.exact(expr, index), binds);
  }

  extent(expr: Expr): Extent | undefined {
    return extentOf(expr, this.scope.extents);
  }

  print(expr: Expr, index: boolean): Text {
    const { scope } = this;
    switch (expr.op) {
      case 'constant':
        return constantText(expr, scope);
      case 'zero':
        return this.zero(expr.type);
      case 'compose':
        return this.compose(expr);
      case 'builtin':
        return {
          ...whole(scope.builtin(expr.name)),
          asInt: expr.name !== 'warp-size' && expr.name !== 'dynamic-shared-bytes',
        };
      case 'load':
        return this.load(expr);
      case 'address':
        return this.address(expr.place);
      case 'offset':
        return {
          text: `${this.held(expr.pointer, bind.add)} + ${hold(indexText(this, expr.by), bind.multiply)}`,
          binds: bind.add,
        };
      case 'distance':
        return {
          text: `${this.held(expr.left, bind.add)} - ${this.held(expr.right, bind.multiply)}`,
          binds: bind.add,
        };
      case 'retype':
        return this.retype(expr);
      case 'unary':
      case 'binary':
      case 'compare':
        return arithmetic(this, expr, index);
      case 'logical': {
        const binds = expr.do === 'and' ? bind.and : bind.or;
        const side = (part: Expr) => {
          const printed = this.exact(part);
          // -Wparentheses asks for them around && inside ||.
          return part.op === 'logical' && part.do !== expr.do ? `(${printed.text})` : hold(printed, binds);
        };
        return { text: `${side(expr.left)} ${expr.do === 'and' ? '&&' : '||'} ${side(expr.right)}`, binds };
      }
      case 'select': {
        const [yes, no] = [expr.yes, expr.no].map((part) => this.held(part, bind.or, index));
        return {
          text: `${this.held(expr.condition, bind.or)} ? ${yes} : ${no}`,
          binds: bind.choose,
        };
      }
      case 'convert':
        return convertText(this, expr, index);
      case 'bitcast':
        scope.needs('bits');
        return whole(`bits<${scope.types.of(expr.type)}>(${this.text(expr.value)})`);
      case 'math':
        return mathText(this, expr);
      case 'extract':
        return whole(`${this.held(expr.value, bind.whole)}.${this.memberName(expr.value.type, expr.member)}`);
      case 'call': {
        const { name, extra } = scope.callee(expr.function);
        return whole(`${name}(${[...extra, ...expr.args.map((arg) => this.loose(arg))].join(', ')})`);
      }
    }
  }

  private zero(type: Type): Text {
    if (type.kind === 'pointer') return whole('nullptr');
    if (type.kind === 'scalar' && !isHalf(type.scalar))
      return whole(type.scalar === 'bool' ? 'false' : isFloat(type.scalar) ? '0.0f' : '0');
    return whole(type.kind === 'array' ? '{}' : `${this.scope.types.of(type)}{}`);
  }

  private compose(expr: Expr & { op: 'compose' }): Text {
    const parts = expr.parts.map((part) => this.partText(part)).join(', ');
    return whole(expr.type.kind === 'array' ? `{${parts}}` : `${this.scope.types.of(expr.type)}{${parts}}`);
  }

  /** C++ has no array as a value: one in memory is written as its elements. */
  private partText(part: Expr): string {
    const { type, span } = part;
    if (part.op !== 'load' || type.kind !== 'array') return this.text(part);
    const elements = Array.from({ length: type.count }, (_, value) => {
      const index: Expr = { op: 'constant', type: scalars.i32, span, value };
      const place: Place = { at: 'element', of: part.place, index, type: type.of, span };
      return this.partText({ op: 'load', type: type.of, span, place });
    });
    return `{${elements.join(', ')}}`;
  }

  private load(expr: Expr & { op: 'load' }): Text {
    const { scope } = this;
    const { place } = expr;
    if (expr.volatile) {
      scope.needs('volatile');
      return whole(`read_volatile(${this.place(place)})`);
    }
    if (isBehind(place)) return { text: this.target(place), binds: bind.prefix };
    const asInt = place.at === 'local' && scope.extents.has(place.local) && scalarOf(place.type) === 'u32';
    return { ...whole(this.place(place)), asInt };
  }

  private address(place: Place): Text {
    if (place.at === 'pointee') return this.exact(place.pointer);
    return { text: `&${this.place(place)}`, binds: bind.prefix };
  }

  private retype(expr: Expr & { op: 'retype' }): Text {
    const { types } = this.scope;
    const to = types.of(expr.type);
    const { pointer } = expr;
    if (types.of(pointer.type) === to) return this.exact(pointer);
    return { text: `(${to})${this.held(pointer, bind.prefix)}`, binds: bind.prefix };
  }

  memberName(type: Type, member: number): string {
    if (type.kind === 'vector') return 'xyzw'[member] ?? 'x';
    const struct = type.kind === 'struct' ? this.scope.module.structs[type.struct] : undefined;
    return (struct && memberNames(struct, this.scope.module.structs)[member]) ?? 'member';
  }

  /** The place as what is assigned to, where nothing stands behind it. */
  target(place: Place): string {
    return isBehind(place) ? `*${this.held(place.pointer, bind.prefix)}` : this.place(place);
  }

  /** `&place`. */
  addressText(place: Place): string {
    return isBehind(place) ? this.held(place.pointer, bind.prefix) : `&${this.place(place)}`;
  }

  /** The place as something that can be read, written or pointed to. */
  place(place: Place): string {
    const { scope } = this;
    switch (place.at) {
      case 'local':
        return scope.local(place.local, '');
      case 'variable':
        return scope.variable(place.variable);
      case 'pointee':
        return this.pointee(place.pointer);
      case 'element': {
        const index = `[${indexText(this, place.index).text}]`;
        if (place.of.type.kind === 'vector') return `(&${this.place(place.of)}.x)${index}`;
        const indices = this.indicesOfLocal(place);
        if (indices) return scope.local(indices.local, indices.text);
        return `${this.place(place.of)}${index}`;
      }
      case 'member':
        return this.member(place);
    }
  }

  /** `a[i][j]` of a local array: its indices may have to stand before that of the thread. */
  private indicesOfLocal(place: Place): { local: LocalId; text: string } | undefined {
    if (place.at === 'local') return { local: place.local, text: '' };
    if (place.at !== 'element' || place.of.type.kind !== 'array') return undefined;
    const of = this.indicesOfLocal(place.of);
    return of && { local: of.local, text: `${of.text}[${indexText(this, place.index).text}]` };
  }

  private pointee(pointer: Expr): string {
    if (pointer.op === 'offset')
      return `${this.held(pointer.pointer, bind.whole)}[${indexText(this, pointer.by).text}]`;
    if (pointer.op === 'address') return this.place(pointer.place);
    return `(*${this.held(pointer, bind.prefix)})`;
  }

  private member(place: Place & { at: 'member' }): string {
    const name = this.memberName(place.of.type, place.member);
    const { of } = place;
    if (of.at === 'pointee' && of.pointer.op !== 'offset' && of.pointer.op !== 'address')
      return `${this.held(of.pointer, bind.whole)}->${name}`;
    return `${this.place(of)}.${name}`;
  }
}

/** What a pointer points to, as it is. */
function isBehind(place: Place): place is Place & { at: 'pointee' } {
  return place.at === 'pointee' && place.pointer.op !== 'offset' && place.pointer.op !== 'address';
}
