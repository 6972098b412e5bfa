// The message catalogue as a whole: codes unique, sentences in one manner, holes filled, every code that the source
// names known, and none that nobody says.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Message, messages, messageTables } from '@/lib/messages';

const all: [string, Message][] = Object.values(messageTables).flatMap((table) =>
  Object.entries<Message>(table),
);

const folders = ['app', 'cli', 'components', 'lib', 'workers'];
const sourceFiles = folders.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => /\.tsx?$/.test(path) && !/\.(test|fixture)\.tsx?$/.test(path)),
);
const speaking = sourceFiles
  .filter((path) => !path.startsWith(join('lib', 'messages')))
  .map((path) => ({ path, text: readFileSync(path, 'utf8') }));

/** The text from an opening parenthesis to the one that closes it; strings are skipped. */
function parenthesised(text: string, open: number): string {
  let depth = 0;
  for (let i = open; i < text.length; i++) {
    const c = text[i] as string;
    if ('\'"`'.includes(c)) {
      for (i++; i < text.length && text[i] !== c; i++) if (text[i] === '\\') i++;
    } else if ('([{'.includes(c)) depth++;
    else if (')]}'.includes(c) && --depth === 0) return text.slice(open + 1, i);
  }
  return text.slice(open + 1);
}

/** The pieces between commas that stand in no bracket and no string. */
function pieces(text: string): string[] {
  const out: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i] as string;
    if ('\'"`'.includes(c)) {
      for (i++; i < text.length && text[i] !== c; i++) if (text[i] === '\\') i++;
    } else if ('([{'.includes(c)) depth++;
    else if (')]}'.includes(c)) depth--;
    else if (c === ',' && depth === 0) {
      out.push(text.slice(start, i).trim());
      start = i + 1;
    }
  }
  out.push(text.slice(start).trim());
  return out.filter((piece) => piece !== '');
}

/** Every `problem('code', severity, span, params)` of the source whose code is written out. */
const saidInFull = speaking.flatMap(({ path, text }) =>
  [...text.matchAll(/\bproblem\(\s*'/g)].map((match) => {
    const [code = '', , , params] = pieces(parenthesised(text, match.index + match[0].indexOf('(')));
    return { path, code: code.slice(1, -1), params };
  }),
);

/** Every hole of an entry, in its sentence and in its explanation. */
const holesOf = (message: Message): string[] =>
  [message.text, message.why, message.watch, message.fix].flatMap((text) =>
    [...(text ?? '').matchAll(/\{([a-zA-Z]+)\}/g)].map((match) => match[1] as string),
  );

describe('the message catalogue', () => {
  it('has something to say, and scans the source for who says it', () => {
    expect(all.length).toBeGreaterThan(20);
    expect(saidInFull.length).toBeGreaterThan(10);
  });

  it('has each code once', () => {
    const codes = all.map(([code]) => code);
    expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
    expect(Object.keys(messages).length).toBe(codes.length);
  });

  it.each(all)('%s: code, sentence and reason are in form', (code, message) => {
    expect(code).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    // A name of the language or an acronym may begin a sentence as it is written.
    expect(message.text, 'starts in lower case').toMatch(/^([a-z{`_0-9<]|[A-Z]{2})/);
    expect(message.text, 'one sentence without a full stop').not.toMatch(/\.$|[.!?] [A-Z]/);
    expect(message.why.trim().length, 'says why').toBeGreaterThan(20);
    // Whole sentences, or a colon and the command to type.
    for (const text of [message.why, message.watch, message.fix])
      if (text !== undefined) expect(text.trim()).toMatch(/[.:;)`]$|: [a-z][a-z-]* [^.]+$/);
  });

  it('knows every code that the source says', () => {
    const unknown = saidInFull.filter(({ code }) => !Object.hasOwn(messages, code));
    expect(unknown).toEqual([]);
  });

  it('knows every rule that an edit names', () => {
    const rules = speaking
      .filter(
        ({ path }) => path.startsWith(join('lib', 'targets')) || path.startsWith(join('lib', 'hazards')),
      )
      .flatMap(({ path, text }) =>
        [...text.matchAll(/\b(?:rule|code): '([^']+)'/g)].map((match) => ({
          path,
          rule: match[1] as string,
        })),
      );
    expect(rules.filter(({ rule }) => !Object.hasOwn(messages, rule))).toEqual([]);
  });

  it('is given a value for every hole where a problem is made', () => {
    const missing = saidInFull.flatMap(({ path, code, params }) => {
      const message = Object.hasOwn(messages, code) && messages[code as keyof typeof messages];
      if (!message) return [];
      // Values that are not written out here are seen by the corpus, which looks for holes left open.
      if (params !== undefined && (!params.startsWith('{') || params.includes('...'))) return [];
      const given = params === undefined ? [] : pieces(params.slice(1, -1)).map((p) => /^\w+/.exec(p)?.[0]);
      return holesOf(message)
        .filter((hole) => !given.includes(hole))
        .map((hole) => `${path}: ${code} without {${hole}}`);
    });
    expect(missing).toEqual([]);
  });

  it('has no code that nobody says', () => {
    const everything = speaking.map(({ text }) => text).join('\n');
    const silent = all.map(([code]) => code).filter((code) => !everything.includes(`'${code}'`));
    expect(silent).toEqual([]);
  });
});
