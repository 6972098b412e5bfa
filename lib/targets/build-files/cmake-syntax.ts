// CMake's text as commands with arguments, each with its place: in comes a text, out come commands. Knows no command.

export type Argument = {
  /** Without quotes or brackets around it. */
  readonly text: string;
  /** Of the text without quotes. */
  readonly start: number;
  readonly end: number;
  readonly quoted: boolean;
};

export type Command = {
  /** In lower case: CMake's commands are the same in any. */
  readonly name: string;
  readonly start: number;
  readonly nameEnd: number;
  /** After the closing parenthesis. */
  readonly end: number;
  readonly args: readonly Argument[];
};

/** The commands of a text in order; what is no command is skipped. */
export function commandsOf(text: string): Command[] {
  const commands: Command[] = [];
  const head = /#\[(=*)\[[\s\S]*?(?:\]\1\]|$)|#[^\n]*|([A-Za-z_]\w*)[ \t]*\(/g;
  for (let match = head.exec(text); match; match = head.exec(text)) {
    const name = match[2];
    if (name === undefined) continue;
    const { args, end } = argumentsFrom(text, head.lastIndex);
    commands.push({
      name: name.toLowerCase(),
      start: match.index,
      nameEnd: match.index + name.length,
      end,
      args,
    });
    head.lastIndex = end;
  }
  return commands;
}

function argumentsFrom(text: string, from: number): { args: Argument[]; end: number } {
  const args: Argument[] = [];
  let depth = 1;
  let at = from;
  while (at < text.length) {
    const c = text[at] as string;
    if (c === ')') {
      at++;
      if (--depth === 0) return { args, end: at };
    } else if (c === '(') {
      depth++;
      at++;
    } else if (/\s/.test(c)) at++;
    else if (c === '#') at = afterComment(text, at);
    else if (c === '"') {
      const close = endOfQuoted(text, at + 1);
      args.push({ text: text.slice(at + 1, close), start: at + 1, end: close, quoted: true });
      at = close + 1;
    } else {
      const end = endOfBare(text, at);
      const bracket = /^\[(=*)\[/.exec(text.slice(at, at + 20));
      const close = bracket ? text.indexOf(`]${bracket[1]}]`, at) : -1;
      if (bracket && close > 0) {
        at = close + bracket[0].length;
        continue;
      }
      args.push({ text: text.slice(at, end), start: at, end, quoted: false });
      at = end;
    }
  }
  return { args, end: at };
}

function afterComment(text: string, at: number): number {
  const bracket = /^#\[(=*)\[/.exec(text.slice(at, at + 20));
  const close = bracket ? text.indexOf(`]${bracket[1]}]`, at) : text.indexOf('\n', at);
  return close < 0 ? text.length : close + 1;
}

function endOfQuoted(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return Math.min(at, text.length);
}

/** `$<$<CONFIG:Debug>:-g>`, `${dir}/x.cu`, `-DX="y"` are one argument each. */
function endOfBare(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const c = text[at] as string;
    if (c === '\\') at += 2;
    else if (c === '"') at = endOfQuoted(text, at + 1) + 1;
    else if (/[\s()#]/.test(c)) break;
    else at++;
  }
  return Math.max(Math.min(at, text.length), from + 1);
}
