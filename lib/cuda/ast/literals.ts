// Values of character and string literals, as they are written.

const simple: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '0': '\0',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  e: '\x1b',
};

/** Replaces the escapes of a literal's inside. */
function unescaped(text: string): string {
  return text.replace(
    /\\(?:x([0-9a-fA-F]+)|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{1,3})|([\s\S]))/g,
    (_, hex?: string, short?: string, long?: string, octal?: string, one?: string) => {
      if (hex) return String.fromCharCode(Number.parseInt(hex, 16) & 0xffff);
      if (short) return String.fromCharCode(Number.parseInt(short, 16));
      if (long) return String.fromCodePoint(Math.min(Number.parseInt(long, 16), 0x10ffff));
      if (octal) return String.fromCharCode(Number.parseInt(octal, 8));
      return simple[one ?? ''] ?? one ?? '';
    },
  );
}

/** The text of a string literal, raw ones too. */
export function stringValue(literal: string): string {
  const raw = /^(?:L|u8|u|U)?R"([^(]*)\(([\s\S]*)\)\1"$/.exec(literal);
  if (raw) return raw[2] ?? '';
  const open = literal.indexOf('"');
  return unescaped(
    literal.slice(open + 1, literal.endsWith('"') && literal.length > open + 1 ? -1 : undefined),
  );
}

/** The code of a character literal and its type. */
export function characterValue(literal: string): {
  value: number;
  type: 'char' | 'wchar_t' | 'char16_t' | 'char32_t';
} {
  const open = literal.indexOf("'");
  const prefix = literal.slice(0, open);
  const inside = unescaped(literal.slice(open + 1, literal.endsWith("'") ? -1 : undefined));
  const value = inside.codePointAt(0) ?? 0;
  if (prefix === 'L') return { value, type: 'wchar_t' };
  if (prefix === 'u') return { value, type: 'char16_t' };
  if (prefix === 'U') return { value, type: 'char32_t' };
  // A plain char is signed.
  return { value: (value << 24) >> 24, type: 'char' };
}
