// An asm statement of PTX as statements of the IR: operands bound to registers, instructions one after the other, results
// written back. What is not known here is refused with the instruction's name.
import type { Span } from '@/lib/core/span';
import { type Expr, type Scalar, type Statement, sameType, scalarSize, scalars } from '@/lib/ir';
import type { AsmOperand, Statement as StatementNode } from '../../ast';
import { assign } from '../assignments';
import { binary, constantOf, convert, load, math, select, zero } from '../build';
import type { Frame } from '../context';
import { valueOperand } from '../conversions';
import { valueC } from '../ctypes';
import { lowerExpr } from '../expressions';
import { asPlace, isPlace, type PlaceOperand } from '../operand';
import { refuse } from '../refusal';
import { effect } from './effects';
import { type PtxInstruction, type PtxOperand, readPtx } from './read';
import { special } from './special';
import { computed, number, ptxScalar } from './values';

/** What a constraint says of its register. */
const registers: Readonly<Record<string, Scalar>> = { h: 'u16', r: 'u32', l: 'u64', f: 'f32', d: 'f64' };

type Register = { readonly scalar: Scalar; value: Expr | undefined };

export class Asm {
  readonly registers = new Map<string, Register>();
  constructor(
    readonly frame: Frame,
    readonly span: Span,
    /** Values may be put together without names: nothing is written before the last of them is read. */
    readonly single: boolean,
  ) {}

  refuse(instruction: PtxInstruction): never {
    return refuse('lower-ptx', this.span, { instruction: instruction.words.join('.') });
  }

  /** An operand as a value of a type; undefined where it cannot be one. */
  value(operand: PtxOperand | undefined, wanted: Scalar): Expr | undefined {
    const { span } = this;
    if (operand?.is === 'number') return literal(operand.text, wanted, span);
    if (operand?.is === 'special') {
      const value = special(operand.name, span);
      return value && convert(value, scalars[wanted], span);
    }
    if (operand?.is !== 'register') return undefined;
    const value = this.registers.get(operand.name)?.value;
    return value && asScalar(value, wanted, span);
  }

  /** What a register holds that an address is made of: a pointer where the program passed one. */
  pointer(operand: PtxOperand): Expr | undefined {
    if (operand.is !== 'register') return undefined;
    const value = this.registers.get(operand.name)?.value;
    if (value?.type.kind === 'pointer') return value;
    return value?.type.kind === 'scalar' && value.type.scalar === 'u64' ? value : undefined;
  }

  scalarOf(operand: PtxOperand | undefined): Scalar | undefined {
    return operand?.is === 'register' ? this.registers.get(operand.name)?.scalar : undefined;
  }

  /** A register's new value, where `when` holds. */
  write(operand: PtxOperand | undefined, value: Expr, when: Expr | undefined): boolean {
    if (operand?.is !== 'register') return false;
    const register = this.registers.get(operand.name);
    if (!register) return operand.name === '_';
    const { span } = this;
    const isPointer = value.type.kind === 'pointer' && register.scalar === 'u64';
    const fitted = isPointer ? value : asScalar(value, register.scalar, span);
    if (!fitted) return false;
    const old = register.value ?? zero(fitted.type, span);
    const chosen = when ? select(when, fitted, sameType(old.type, fitted.type) ? old : fitted, span) : fitted;
    register.value = this.single ? chosen : this.frame.pinned(chosen, 't');
    return true;
  }
}

/** The same bits where the sizes agree; numbers of other sizes only between integers. */
function asScalar(value: Expr, wanted: Scalar, span: Span): Expr | undefined {
  if (value.type.kind === 'pointer')
    return wanted === 'u64' || wanted === 'i64' ? convert(value, scalars[wanted], span) : undefined;
  if (value.type.kind !== 'scalar') return undefined;
  const from = value.type.scalar;
  if (from === wanted) return value;
  if (from === 'bool' || wanted === 'bool') return undefined;
  const whole = (scalar: Scalar) => /^[iu]/.test(scalar);
  if (whole(from) && whole(wanted)) return convert(value, scalars[wanted], span);
  if (scalarSize[from] !== scalarSize[wanted]) return undefined;
  return { op: 'bitcast', value, type: scalars[wanted], span };
}

function literal(text: string, wanted: Scalar, span: Span): Expr | undefined {
  const exact = /^0[fd]([\da-f]+)$/i.exec(text)?.[1];
  if (exact) {
    const view = new DataView(new ArrayBuffer(8));
    view.setBigUint64(0, BigInt(`0x${exact}`));
    const value = exact.length === 8 ? view.getFloat32(4) : view.getFloat64(0);
    return { op: 'constant', type: scalars[wanted], value, span };
  }
  if (/^[bf]/.test(wanted)) return { op: 'constant', type: scalars[wanted], value: Number(text), span };
  if (!/^[-+]?(0x[\da-f]+|\d+)u?$/i.test(text)) return undefined;
  const [, sign, digits = '0'] = /^([-+]?)(\w+?)u?$/i.exec(text) ?? [];
  const value = BigInt(digits) * (sign === '-' ? -1n : 1n);
  const wide: Expr = { op: 'constant', type: scalars.i64, value: BigInt.asIntN(64, value), span };
  return convert(wide, scalars[wanted], span);
}

export function lowerAsm(frame: Frame, node: StatementNode & { node: 'asm' }): void {
  const { span } = node;
  const read = readPtx(node.text);
  if (!read || node.unread) refuse('lower-asm', span);
  const { instructions, declared } = read;
  const single = instructions.length <= 1 && node.outputs.length <= 1;
  const asm = new Asm(frame, span, single);
  const places = node.outputs.map((output, i) => bindOutput(asm, output, i));
  node.inputs.forEach((input, i) => {
    bindInput(asm, input, places.length + i);
  });
  for (const [name, word] of declared) {
    const scalar = ptxScalar(word);
    if (!scalar) refuse('lower-asm', span);
    asm.registers.set(name, { scalar, value: undefined });
  }
  for (const instruction of instructions) step(asm, instruction);
  places.forEach(({ place, type }, i) => {
    const value = asm.registers.get(`%${i}`)?.value;
    if (!value) return;
    const into = place.type;
    if (into.kind === 'scalar' || (into.kind === 'pointer' && value.type.kind === 'scalar'))
      assign(frame, place, type, fitting(value, into, span), span);
    else refuse('lower-asm', span);
  });
}

/** A register's value for the variable that it goes to: bits for floats, numbers for the rest. */
function fitting(value: Expr, type: Expr['type'], span: Span): Expr {
  if (type.kind === 'scalar' && value.type.kind === 'scalar')
    return (
      (type.scalar === 'bool' ? convert(value, type, span) : asScalar(value, type.scalar, span)) ??
      refuse('lower-asm', span)
    );
  return convert(value, type, span);
}

function bindOutput(asm: Asm, { constraint, value }: AsmOperand, index: number): PlaceOperand {
  const { frame, span } = asm;
  const [, mode, letter = ''] = /^([=+])&?([a-z])$/.exec(constraint) ?? [];
  const scalar = Object.hasOwn(registers, letter) ? registers[letter] : undefined;
  const operand = asPlace(lowerExpr(frame, value));
  if (!mode || !scalar || !isPlace(operand)) return refuse('lower-asm', span);
  const before = mode === '+' ? asScalar(load(operand.place, span), scalar, span) : undefined;
  asm.registers.set(`%${index}`, { scalar, value: before && (asm.single ? before : frame.pinned(before)) });
  return { ...operand, type: valueC(operand.type) };
}

function bindInput(asm: Asm, { constraint, value }: AsmOperand, index: number): void {
  const { frame, span } = asm;
  const { expr } = valueOperand(frame, lowerExpr(frame, value), span);
  const isNumber = constraint === 'n';
  const scalar = isNumber ? 'u32' : Object.hasOwn(registers, constraint) ? registers[constraint] : undefined;
  if (!scalar || (isNumber && constantOf(expr) === undefined)) refuse('lower-asm', span);
  const kept =
    expr.type.kind === 'pointer' && scalar === 'u64' ? expr : asScalar(numeric(expr, span), scalar, span);
  if (!kept) refuse('lower-asm', span);
  asm.registers.set(`%${index}`, { scalar, value: asm.single ? kept : frame.pinned(kept) });
}

function numeric(expr: Expr, span: Span): Expr {
  return expr.type.kind === 'scalar' && expr.type.scalar === 'bool' ? convert(expr, scalars.u32, span) : expr;
}

function step(asm: Asm, instruction: PtxInstruction): void {
  const { frame, span } = asm;
  const { words, operands } = instruction;
  const predicate =
    instruction.when && asm.value({ is: 'register', name: instruction.when.register }, 'bool');
  if (instruction.when && !predicate) asm.refuse(instruction);
  const when =
    predicate && instruction.when?.negated
      ? ({ op: 'unary', do: 'not', value: predicate, type: scalars.bool, span } as const)
      : predicate;
  const done = { told: true };
  const statements: Statement[] = frame.block(() => {
    done.told = effect(asm, instruction, when);
  });
  if (done.told) {
    if (when && statements.length > 0)
      frame.emit({ do: 'if', condition: when, then: statements, else: [], span });
    else for (const statement of statements) frame.emit(statement);
    return;
  }
  const value = valueOfInstruction(asm, instruction);
  if (!value || !asm.write(operands[0], value, when)) asm.refuse({ words, operands });
}

function valueOfInstruction(asm: Asm, { words, operands }: PtxInstruction): Expr | undefined {
  const { span } = asm;
  if (words[0] === 'cvt') return converted(asm, words, operands);
  if (words.join('.') === 'vabsdiff4.u32.u32.u32.add') return byteDistances(asm, operands);
  const approximate = words.includes('approx');
  const plain = words.slice(0, -1).filter((word) => !(approximate && word === 'ftz'));
  const type = ptxScalar(words.at(-1));
  // Whoever moves a pointer keeps it one.
  if (type === 'u64' && (plain[0] === 'mov' || plain[0] === 'cvta') && operands[1]) {
    const pointer = asm.pointer(operands[1]);
    if (pointer && computed(plain, type)) return pointer;
  }
  const known = type && computed(plain, type);
  if (!known || operands.length !== known.takes.length + 1) return undefined;
  const args = known.takes.map((scalar, i) => asm.value(operands[i + 1], scalar));
  return args.every((arg) => arg !== undefined) ? known.make(args, span) : undefined;
}

/** A sum, and the distances of four bytes each. */
function byteDistances(asm: Asm, operands: readonly PtxOperand[]): Expr | undefined {
  const { span } = asm;
  const [a, b, sum] = operands.slice(1).map((operand) => asm.value(operand, 'u32'));
  if (!a || !b || !sum || operands.length !== 4) return undefined;
  const byte = (of: Expr, i: number) =>
    binary(
      'and',
      binary('shift-right', of, number('u32', 8 * i, span), span),
      number('u32', 255, span),
      span,
    );
  return [0, 1, 2, 3].reduce((so, i) => {
    const pair = [byte(a, i), byte(b, i)];
    const apart = binary('subtract', math('max', pair, span), math('min', pair, span), span);
    return binary('add', so, apart, span);
  }, sum);
}

const roundings = {
  rn: 'nearest',
  rz: 'zero',
  rp: 'up',
  rm: 'down',
  rni: 'nearest',
  rzi: 'zero',
  rpi: 'up',
  rmi: 'down',
} as const;

function converted(asm: Asm, words: readonly string[], operands: readonly PtxOperand[]): Expr | undefined {
  const [into, from] = [ptxScalar(words.at(-2)), ptxScalar(words.at(-1))];
  const mode = words.slice(1, -2);
  const value = from && asm.value(operands[1], from);
  if (!into || !value || operands.length !== 2 || mode.length > 1) return undefined;
  const word = mode[0] as keyof typeof roundings | undefined;
  if (word !== undefined && !Object.hasOwn(roundings, word)) return undefined;
  const isFloat = (scalar: Scalar) => /^b?f/.test(scalar);
  const rounds = isFloat(into) || isFloat(from);
  // From float to float of one type it rounds to a whole number.
  if (into === from && word) return undefined;
  const rounding = word && rounds ? roundings[word] : undefined;
  if (!rounding) return convert(value, scalars[into], asm.span);
  return { op: 'convert', value, type: scalars[into], rounding, span: asm.span };
}
