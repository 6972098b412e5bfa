// Loops of a program's host code that try one thing after the other or repeat it, cut down to one turn: in comes a C++ text,
// out comes the text with other bounds. Knows no syntax but brackets; what it takes for a loop may be none, and a program's
// own check says so.

/** The text with comments and what stands in quotes blank, and every character at its place. */
function bare(text: string): string {
  return text.replace(/\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])'/g, (part) =>
    part.replace(/[^\n]/g, ' '),
  );
}

/** The place behind the bracket that closes the one at `open`. */
function behind(code: string, open: number): number {
  const opening = code[open];
  const closing = opening === '(' ? ')' : '}';
  let depth = 0;
  for (let i = open; i < code.length; i++) {
    if (code[i] === opening) depth++;
    else if (code[i] === closing && --depth === 0) return i + 1;
  }
  return code.length;
}

/** Bodies of host functions that have to do with the device, and of main. */
function hostBodies(code: string): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  let head = 0;
  for (let i = 0; i < code.length; i++) {
    if (code[i] === ';' || code[i] === '}') head = i + 1;
    if (code[i] !== '{') continue;
    const before = code.slice(head, i);
    if (/\b(?:namespace|extern)\b[^()]*$/.test(before)) {
      head = i + 1;
      continue;
    }
    const end = behind(code, i);
    const drives = /\bmain\s*\(/.test(before) || /<<<|\b(?:cuda|hip)[A-Z]\w+\s*\(/.test(code.slice(i, end));
    if (drives && before.includes('(') && !/__(?:global|device)__/.test(before))
      found.push({ start: i, end });
    i = end - 1;
    head = end;
  }
  return found;
}

const loop = /\bfor\s*\(\s*(?:[\w:]+\s+)*(\w+)\s*=\s*(\d+)\s*;\s*(\w+)\s*(<=?)\s*(\d+)\s*;[^;()]*\)\s*/g;

/** A statement of one line that calls: name, template arguments, and the arguments with their last bracket. */
const call = /^[ \t]*(\w+(?:<[^<>;]*>)?)\s*(\([^;]*\));[ \t]*$/;
const digits = /\b\d+\b/g;

/** A row of calls that differ in numbers alone is a loop written out: all but its first are taken away. */
function firstOfRows(code: string, start: number, end: number): Edit[] {
  const edits: Edit[] = [];
  let row: string | undefined;
  let at = start;
  for (const line of code.slice(start, end).split('\n')) {
    const [, name = '', args = ''] = call.exec(line) ?? [];
    const shape = digits.test(args) ? name + args.replace(digits, '#') : undefined;
    digits.lastIndex = 0;
    if (shape !== undefined && shape === row) edits.push({ at, length: line.length, by: '' });
    else if (line.trim()) row = shape;
    at += line.length + 1;
  }
  return edits;
}

type Edit = { readonly at: number; readonly length: number; readonly by: string };

/**
 * One turn of loops in host code between plain numbers that launch, print, or do nothing but call; and the first of
 * calls in a row that differ in numbers alone.
 */
export function turnedOnce(text: string): string {
  const code = bare(text);
  const edits: Edit[] = [];
  for (const { start, end } of hostBodies(code)) {
    edits.push(...firstOfRows(code, start, end));
    loop.lastIndex = start;
    for (let m = loop.exec(code); m && m.index < end; m = loop.exec(code)) {
      const [head, name = '', first = '', tested, relation = '', bound = ''] = m;
      if (name !== tested) continue;
      const from = m.index + head.length;
      const to = code[from] === '{' ? behind(code, from) : code.indexOf(';', from) + 1;
      const body = code.slice(from, to);
      const tries = /<<<|\bprintf\s*\(|\bcout\b/.test(body) || !/[^=!<>]=[^=]|\+\+|<<|>>/.test(body);
      const turned = relation === '<=' ? Number(first) : Number(first) + 1;
      if (!tries || turned >= Number(bound)) continue;
      const at = m.index + head.indexOf(bound, head.indexOf(relation, head.indexOf(';')));
      edits.push({ at, length: bound.length, by: String(turned) });
    }
  }
  return edits
    .sort((a, b) => b.at - a.at)
    .reduce((out, { at, length, by }) => out.slice(0, at) + by + out.slice(at + length), text);
}
