// The text of an asm statement taken apart: PTX instructions with their operands, and the registers it declares. Knows how
// PTX is written and nothing of what it means.

export type PtxOperand =
  /** `%0`, a declared register, or a special one without its `%`. */
  | { readonly is: 'register'; readonly name: string }
  | { readonly is: 'special'; readonly name: string }
  | { readonly is: 'number'; readonly text: string }
  | { readonly is: 'vector'; readonly items: readonly PtxOperand[] }
  | { readonly is: 'address'; readonly base: PtxOperand; readonly offset: number };

export type PtxInstruction = {
  /** `['ld', 'global', 'u32']`. */
  readonly words: readonly string[];
  readonly operands: readonly PtxOperand[];
  /** `@p` and `@!p`. */
  readonly when?: { readonly register: string; readonly negated: boolean };
};

export type PtxText = {
  readonly instructions: readonly PtxInstruction[];
  /** Type of each declared register: `b32`, `pred`. */
  readonly declared: ReadonlyMap<string, string>;
};

/** @returns undefined where the text is not of the shape that is read here: labels, branches to them, other directives */
export function readPtx(text: string): PtxText | undefined {
  const declared = new Map<string, string>();
  const instructions: PtxInstruction[] = [];
  const plain = text.replace(/\/\*[\s\S]*?\*\//g, ' ').replace(/\/\/[^\n]*/g, ' ');
  // Braces of a scope open or close at a statement; those of a vector stand after a comma or a word.
  const statements = plain
    .replace(/^\s*\{|(?<=[;}])\s*\{/g, ';')
    .replace(/(?<=;)\s*\}/g, ';')
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  for (const statement of statements) {
    const registers = /^\.reg\s+\.(\w+)\s+(.+)$/s.exec(statement);
    if (registers) {
      for (const name of (registers[2] as string).split(','))
        if (/^\s*[%$\w]+\s*$/.test(name)) declared.set(name.trim(), registers[1] as string);
        else return undefined;
      continue;
    }
    const parts = /^(?:@(!?)([%$\w]+)\s+)?([a-z]\w*(?:(?:\.|::)\w+)*)\s*(.*)$/s.exec(statement);
    if (!parts) return undefined;
    const [, not, predicate, name = '', rest = ''] = parts;
    const operands = listOf(rest);
    if (!operands) return undefined;
    instructions.push({
      words: name.split(/\.|::/).filter((word) => word !== ''),
      operands,
      ...(predicate && { when: { register: predicate, negated: not === '!' } }),
    });
  }
  return { instructions, declared };
}

/** Operands between commas; `a|b` counts as two, the second after a bar. */
function listOf(text: string): PtxOperand[] | undefined {
  if (text.trim() === '') return [];
  const parts: string[] = [];
  let depth = 0;
  let last = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === '{' || c === '[') depth++;
    else if (c === '}' || c === ']') depth--;
    else if (c === ',' && depth === 0) {
      parts.push(text.slice(last, i));
      last = i + 1;
    }
  }
  parts.push(text.slice(last));
  const operands = parts.map((part) => operandOf(part.trim()));
  return operands.every((operand) => operand !== undefined) ? operands : undefined;
}

function operandOf(text: string): PtxOperand | undefined {
  if (text.startsWith('{') && text.endsWith('}')) {
    const items = listOf(text.slice(1, -1));
    return items && { is: 'vector', items };
  }
  if (text.startsWith('[') && text.endsWith(']')) {
    const [, base = '', sign, offset] =
      /^\s*([%$\w]+)\s*(?:([+-])\s*(\w+)\s*)?$/.exec(text.slice(1, -1)) ?? [];
    const inside = operandOf(base);
    if (!inside) return undefined;
    return { is: 'address', base: inside, offset: offset ? Number(offset) * (sign === '-' ? -1 : 1) : 0 };
  }
  if (/^%\d+$/.test(text)) return { is: 'register', name: text };
  // `%%laneid`, as it must be written beside operands, and `%laneid`.
  const special = /^%%?([a-z]\w*(?:\.[xyz])?)$/.exec(text);
  if (special) return { is: 'special', name: special[1] as string };
  if (/^[-+]?(?:0[xfdXFD][\da-fA-F]+|\d+(?:\.\d*)?(?:[eE][-+]?\d+)?)U?$/.test(text))
    return { is: 'number', text };
  return /^[$\w]+$/.test(text) ? { is: 'register', name: text } : undefined;
}
