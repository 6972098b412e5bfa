// Makefiles and shell scripts: in come their texts, out come edits and problems. What nvcc is called with is found by
// following variables; only there are spellings taken for nvcc's that other programs use too.
import type { Path } from '@/lib/core/sources';
import { type Draft, replace } from './build-tree';
import { noteArchitecture, portWords } from './flag-words';
import { defaultArchitecture } from './flags';
import { wordsIn } from './words';

type Line = {
  readonly start: number;
  /** Without the comment. */
  readonly end: number;
  readonly recipe: boolean;
  readonly assigns?: { readonly name: string; readonly valueStart: number };
};

/** What is known of the variables of one make: of a Makefile together with the files that it includes. */
export type MakeVariables = {
  readonly compilers: ReadonlySet<string>;
  /** What the compiler is called with. */
  readonly flags: ReadonlySet<string>;
  /** Hold `sm_80` or the like, and are given to -arch. */
  readonly architectures: ReadonlySet<string>;
};

const assignment =
  /^[ \t]*(?:export[ \t]+|override[ \t]+|readonly[ \t]+|local[ \t]+)*([\w.-]+)[ \t]*(?:[:?+!]{0,3}=)[ \t]*/;
const reference = /\$[({]?(\w+)[)}]?/g;
const callsNvcc = /(?<!\w|\.|(?<!:)-)(?:[\w$(){}./-]*\/)?nvcc(?![\w.-])/;

/** The logical lines of a text, continuation lines joined. */
export function linesOf(text: string, kind: 'make' | 'script'): Line[] {
  const lines: Line[] = [];
  const line = /(?:[^\\\n]|\\(?:\r?\n|[^\n])?)*(?:\n|$)/y;
  for (let at = 0; at < text.length; at = line.lastIndex) {
    line.lastIndex = at;
    if (!line.test(text) || line.lastIndex === at) break;
    const whole = text.slice(at, line.lastIndex);
    const comment = /(?:^|[ \t;])#/.exec(whole);
    const end = at + (comment ? comment.index : whole.length);
    const recipe = kind === 'make' && whole.startsWith('\t');
    const found = recipe ? null : assignment.exec(text.slice(at, end));
    // In a shell blanks around = make it no assignment.
    const assigns = found && (kind === 'make' || /\w[+]?=$/.test(found[0])) ? found : null;
    lines.push({
      start: at,
      end,
      recipe: recipe || (kind === 'script' && !assigns),
      ...(assigns && { assigns: { name: assigns[1] as string, valueStart: at + assigns[0].length } }),
    });
  }
  return lines;
}

const namesIn = (text: string) => [...text.matchAll(reference)].map((match) => match[1] as string);

/** Follows variables through all texts that belong to one make. */
export function makeVariables(texts: readonly { text: string; kind: 'make' | 'script' }[]): MakeVariables {
  const values = new Map<string, string[]>();
  const recipes: string[] = [];
  for (const { text, kind } of texts)
    for (const { start, end, recipe, assigns } of linesOf(text, kind)) {
      if (assigns) {
        const list = values.get(assigns.name);
        const value = text.slice(assigns.valueStart, end);
        if (list) list.push(value);
        else values.set(assigns.name, [value]);
      }
      if (recipe || !assigns) recipes.push(text.slice(start, end));
    }
  const compilers = new Set<string>();
  grow(compilers, () =>
    [...values].flatMap(([name, given]) =>
      given.some((value) => isCall(value, compilers) && !/version/.test(value)) ? [name] : [],
    ),
  );
  const flags = new Set<string>();
  if (compilers.has('CC') || compilers.has('CXX'))
    for (const name of ['CFLAGS', 'CXXFLAGS', 'CPPFLAGS', 'LDFLAGS', 'LDLIBS']) flags.add(name);
  for (const text of recipes)
    for (const command of text.split(/&&|\|\||[;|\n]/))
      if (isCall(command, compilers)) for (const name of namesIn(command)) flags.add(name);
  for (const name of compilers)
    for (const value of values.get(name) ?? []) for (const used of namesIn(value)) flags.add(used);
  grow(flags, () => [...flags].flatMap((name) => (values.get(name) ?? []).flatMap(namesIn)));
  const all = [...values.values()].flat().concat(recipes).join('\n');
  const architectures = new Set(
    [...values].flatMap(([name, given]) =>
      given.every((value) => /^\s*["']?(?:sm|compute)_\d+[a-z]?["']?\s*$/.test(value)) &&
      new RegExp(`(?:-arch|--gpu-architecture)[= ]\\$[({]?${name}\\b`).test(all)
        ? [name]
        : [],
    ),
  );
  for (const name of compilers) flags.delete(name);
  return { compilers, flags, architectures };
}

function grow(set: Set<string>, more: () => string[]): void {
  for (let size = -1; size !== set.size; ) {
    size = set.size;
    for (const name of more()) set.add(name);
  }
}

/** Whether a text starts the compiler: by name, or by a variable that holds it as its first word. */
function isCall(text: string, compilers: ReadonlySet<string>): boolean {
  if (callsNvcc.test(text)) return true;
  return namesIn(text).some((name) => compilers.has(name));
}

/** Ports one file of a make. */
export function portMakefile(draft: Draft, kind: 'make' | 'script', variables: MakeVariables): void {
  const { text } = draft;
  for (const { start, end, recipe, assigns } of linesOf(text, kind)) {
    if (assigns) portAssignment(draft, assigns.name, assigns.valueStart, end, variables);
    else if (recipe) portCommands(draft, start, end, variables);
    else
      portWords(draft, wordsIn(text, start, end), { forNvcc: false, architectures: variables.architectures });
  }
}

function portAssignment(
  draft: Draft,
  name: string,
  start: number,
  end: number,
  { compilers, flags, architectures }: MakeVariables,
): void {
  const words = wordsIn(draft.text, start, end);
  if (architectures.has(name)) {
    for (const word of words) {
      const inner = /(?:sm|compute)_\d+[a-z]?/.exec(word.text);
      if (!inner) continue;
      const from = word.start + inner.index;
      replace(draft, from, from + inner[0].length, defaultArchitecture, 'build-arch');
      noteArchitecture(draft, word);
    }
    return;
  }
  portWords(draft, words, { forNvcc: flags.has(name) || compilers.has(name), architectures });
}

/** The commands of a line, each by itself: `cd src && nvcc -G x.cu`. */
function portCommands(draft: Draft, start: number, end: number, variables: MakeVariables): void {
  const separator = /&&|\|\||[;|]/g;
  let from = start;
  const portOne = (to: number) => {
    const forNvcc = isCall(draft.text.slice(from, to), variables.compilers);
    portWords(draft, wordsIn(draft.text, from, to), { forNvcc, architectures: variables.architectures });
  };
  separator.lastIndex = from;
  for (
    let match = separator.exec(draft.text);
    match && match.index < end;
    match = separator.exec(draft.text)
  ) {
    portOne(match.index);
    from = match.index + match[0].length;
  }
  portOne(end);
}

/** Names of the files that a Makefile or script reads: `include common.mk`, `source env.sh`. */
export function filesRead(text: string): Path[] {
  return [...text.matchAll(/^[ \t]*(?:-?include|sinclude|source|\.)[ \t]+(.+)$/gm)].flatMap((match) =>
    (match[1] as string)
      .trim()
      .split(/\s+/)
      .map((name) => name.slice(name.lastIndexOf('/') + 1)),
  );
}
