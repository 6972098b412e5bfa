// The lexer: in comes the text of one file, out come its tokens, preprocessor lines and comments on the user's own
// offsets. It never fails: whatever can't start a token becomes one of kind `other`. Knows no grammar.
import { fromOriginal, type Spliced, splice, toOriginal } from './splice';
import {
  character,
  type Directive,
  headerName,
  identifier,
  type Lexed,
  type LexicalError,
  number,
  other,
  P,
  punctuator,
  string,
  type Tokens,
} from './token';

const space = 1;
const newline = 2;
const letter = 4;
const digit = 8;

const classes = Uint8Array.from({ length: 128 }, (_, c) => {
  const at = String.fromCharCode(c);
  return /[ \t\v\f]/.test(at)
    ? space
    : /[\n\r]/.test(at)
      ? newline
      : /[0-9]/.test(at)
        ? digit
        : /[\w$]/.test(at)
          ? letter
          : 0;
});

/** Spaces beyond ASCII that people paste, and the byte order mark. */
function wideClass(c: number): number {
  if (c === 0xfeff || c === 0xa0 || c === 0x3000 || (c >= 0x2000 && c <= 0x200f)) return space;
  if (c === 0x2028 || c === 0x2029) return space;
  return c === 0xfffd || (c >= 0x80 && c < 0xa0) ? 0 : letter;
}

function classAt(text: string, at: number): number {
  const c = text.charCodeAt(at);
  return c < 128 ? (classes[c] as number) : Number.isNaN(c) ? 0 : wideClass(c);
}

const stringPrefix = /^(?:L|u8|u|U)?R?$/;

type Builder = { kind: number[]; code: number[]; start: number[]; end: number[]; names: string[] };

const empty = (): Builder => ({ kind: [], code: [], start: [], end: [], names: [] });

/** The punctuator at an offset: its code, and its length in the upper bits (code + length * 1024); 0 when there is none. */
function punctuatorAt(text: string, at: number): number {
  const c = text.charCodeAt(at);
  const d = text.charCodeAt(at + 1);
  const of = (code: number, length: number) => code + length * 1024;
  switch (c) {
    case 40:
    case 41:
    case 44:
    case 59:
    case 63:
    case 91:
    case 93:
    case 123:
    case 125:
    case 126:
      return of(c, 1);
    case 60: // <
      if (d === 60) {
        const e = text.charCodeAt(at + 2);
        return e === 60 ? of(P.chevrons, 3) : e === 61 ? of(P.assign, 3) : of(P.shiftLeft, 2);
      }
      if (d === 61) return of(P.lessEqual, 2);
      if (d === 37) return of(P.openBrace, 2);
      if (d === 58) {
        // `<::` is `<` and `::` unless `:` or `>` follows, so that `vector<::T>` means what it says.
        const f = text.charCodeAt(at + 3);
        if (text.charCodeAt(at + 2) === 58 && f !== 58 && f !== 62) return of(P.less, 1);
        return of(P.openBracket, 2);
      }
      return of(P.less, 1);
    case 62: // one at a time, since `>>` may close two template argument lists
      return d === 61 ? of(P.greaterEqual, 2) : of(P.greater, 1);
    case 58:
      return d === 58 ? of(P.scope, 2) : d === 62 ? of(P.closeBracket, 2) : of(P.colon, 1);
    case 45: // -
      if (d === 62) return text.charCodeAt(at + 2) === 42 ? of(P.memberPointer, 3) : of(P.arrow, 2);
      return d === 45 ? of(P.increment, 2) : d === 61 ? of(P.assign, 2) : of(c, 1);
    case 46: // .
      if (d === 46 && text.charCodeAt(at + 2) === 46) return of(P.ellipsis, 3);
      return d === 42 ? of(P.memberPointer, 2) : of(P.dot, 1);
    case 35: // #
      return d === 35 ? of(P.paste, 2) : of(P.hash, 1);
    case 38: // &
      return d === 38 ? of(P.and, 2) : d === 61 ? of(P.assign, 2) : of(c, 1);
    case 124: // |
      return d === 124 ? of(P.or, 2) : d === 61 ? of(P.assign, 2) : of(c, 1);
    case 61: // =
      return d === 61 ? of(P.equal, 2) : of(P.becomes, 1);
    case 33: // !
      return d === 61 ? of(P.operator, 2) : of(c, 1);
    case 43: // +
      return d === 43 ? of(P.increment, 2) : d === 61 ? of(P.assign, 2) : of(c, 1);
    case 37: // %
      if (d === 58) return text.startsWith('%:', at + 2) ? of(P.paste, 4) : of(P.hash, 2);
      if (d === 62) return of(P.closeBrace, 2);
      return d === 61 ? of(P.assign, 2) : of(c, 1);
    case 42:
    case 47:
    case 94:
      return d === 61 ? of(P.assign, 2) : of(c, 1);
    default:
      return 0;
  }
}

function numberEnd(text: string, at: number): number {
  let i = at + 1;
  for (; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (classAt(text, i) & (letter | digit) || c === 46) continue;
    const before = text.charCodeAt(i - 1) | 32;
    if ((c === 43 || c === 45) && (before === 101 || before === 112)) {
      // `0xe+1` is a sum to people, but one token to the standard; the sum is what tools show.
      if (before === 101 && (text.charCodeAt(at + 1) | 32) === 120) break;
      continue;
    }
    if (c === 39 && classAt(text, i + 1) & (letter | digit)) continue;
    break;
  }
  return i;
}

/** The end of a quoted literal that starts at `at`; one that isn't closed ends with its line. */
function quotedEnd(text: string, at: number): { end: number; closed: boolean } {
  const quote = text.charCodeAt(at);
  for (let i = at + 1; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 92) i++;
    else if (c === quote) return { end: i + 1, closed: true };
    else if (c === 10 || c === 13) return { end: i, closed: false };
  }
  return { end: text.length, closed: false };
}

/** The end of a raw string whose quote stands at `at`; its contents are read from the original, where nothing is spliced. */
function rawEnd(source: Spliced, at: number): number | undefined {
  const from = toOriginal(source, at);
  const open = source.original.indexOf('(', from);
  if (open < 0 || open - from > 17) return undefined;
  const delimiter = source.original.slice(from + 1, open);
  if (/[\s\\)]/.test(delimiter)) return undefined;
  const close = source.original.indexOf(`)${delimiter}"`, open);
  if (close < 0) return source.text.length;
  return fromOriginal(source, close + delimiter.length + 1) + 1;
}

/** Splits a text into tokens. Time and memory grow with the text's length only. */
export function lex(text: string): Lexed {
  const source = splice(text);
  const clean = source.text;
  const plain = source.cuts.length === 0;
  const startOf = (offset: number) => (plain ? offset : toOriginal(source, offset));
  const endOf = (offset: number) => (plain || offset === 0 ? offset : toOriginal(source, offset - 1) + 1);

  const code = empty();
  const inDirectives = empty();
  const directives: Directive[] = [];
  const comments: number[] = [];
  const errors: LexicalError[] = [];
  let into = code;
  let directive: { hash: number; name: string | undefined; from: number } | undefined;
  let atLineStart = true;

  const push = (kind: number, tokenCode: number, start: number, end: number, name: string) => {
    into.kind.push(kind);
    into.code.push(tokenCode);
    into.start.push(plain ? start : startOf(start));
    into.end.push(plain ? end : endOf(end));
    into.names.push(name);
  };
  const endDirective = (at: number) => {
    if (!directive) return;
    directives.push({
      name: directive.name ?? '',
      start: startOf(directive.hash),
      end: endOf(at),
      from: directive.from,
      to: inDirectives.kind.length,
      codeIndex: code.kind.length,
    });
    directive = undefined;
    into = code;
  };

  const length = clean.length;
  let i = 0;
  while (i < length) {
    const c = clean.charCodeAt(i);
    const kind = c < 128 ? (classes[c] as number) : wideClass(c);
    if (kind === space) {
      i++;
      continue;
    }
    if (kind === newline) {
      endDirective(i);
      atLineStart = true;
      i++;
      continue;
    }
    if (c === 47) {
      const d = clean.charCodeAt(i + 1);
      if (d === 47) {
        const from = i;
        while (i < length && classes[clean.charCodeAt(i)] !== newline) i++;
        comments.push(startOf(from), endOf(i));
        continue;
      }
      if (d === 42) {
        const close = clean.indexOf('*/', i + 2);
        const end = close < 0 ? length : close + 2;
        if (close < 0) errors.push({ code: 'unterminated-comment', start: startOf(i), end: startOf(i) + 2 });
        comments.push(startOf(i), endOf(end));
        i = end;
        continue;
      }
    }
    if (kind === letter) {
      const from = i++;
      for (; i < length; i++) {
        const e = clean.charCodeAt(i);
        if (!((e < 128 ? (classes[e] as number) : wideClass(e)) & (letter | digit))) break;
      }
      const name = clean.slice(from, i);
      const quote = clean.charCodeAt(i);
      if ((quote === 34 || quote === 39) && stringPrefix.test(name)) {
        const isRaw = quote === 34 && name.endsWith('R');
        const end = isRaw ? rawEnd(source, i) : undefined;
        if (end !== undefined) {
          if (end === length && !clean.endsWith('"'))
            errors.push({ code: 'unterminated-string', start: startOf(from), end: endOf(i + 1) });
          push(string, 0, from, end, '');
          i = end;
          atLineStart = false;
          continue;
        }
        if (!isRaw && !name.endsWith('R')) {
          const literal = quotedEnd(clean, i);
          push(quote === 34 ? string : character, 0, from, literal.end, '');
          i = literal.end;
          atLineStart = false;
          continue;
        }
      }
      if (directive && directive.name === undefined) directive.name = name;
      else push(identifier, 0, from, i, name);
      atLineStart = false;
      continue;
    }
    if (kind === digit || (c === 46 && classAt(clean, i + 1) === digit)) {
      const end = numberEnd(clean, i);
      if (directive && directive.name === undefined) directive.name = '';
      push(number, 0, i, end, '');
      i = end;
      atLineStart = false;
      continue;
    }
    if (directive?.name?.startsWith('include') && directive.from === inDirectives.kind.length) {
      const close = c === 60 ? '>' : c === 34 ? '"' : '';
      const end = close === '' ? -1 : clean.slice(i, i + 4096).search(/[\r\n]/);
      const at = close === '' ? -1 : clean.slice(i, end < 0 ? i + 4096 : i + end).indexOf(close, 1);
      if (at > 0) {
        push(headerName, 0, i, i + at + 1, '');
        i += at + 1;
        continue;
      }
    }
    if (c === 34 || c === 39) {
      const literal = quotedEnd(clean, i);
      if (!literal.closed && !directive)
        errors.push({ code: 'unterminated-string', start: startOf(i), end: endOf(literal.end) });
      push(c === 34 ? string : character, 0, i, literal.end, '');
      i = literal.end;
      atLineStart = false;
      continue;
    }
    const found = punctuatorAt(clean, i);
    const size = found >> 10;
    if (atLineStart && (found & 1023) === P.hash) {
      directive = { hash: i, name: undefined, from: inDirectives.kind.length };
      into = inDirectives;
    } else if (found === 0) push(other, 0, i, i + 1, '');
    else push(punctuator, found & 1023, i, i + size, '');
    atLineStart = false;
    i += size || 1;
  }
  endDirective(length);
  return { text, code: code as Tokens, directiveTokens: inDirectives, directives, comments, errors };
}
