// Options of the compiler, word by word: in come the words of a command or of a variable's value, out come edits, and a
// problem for each option of nvcc's that has no counterpart. Knows neither make nor CMake.
import { problem } from '@/lib/messages';
import { type Draft, drop, replace } from './build-tree';
import { defaultArchitecture, isUnderstood, lookUpFlag } from './flags';
import { lookUpLibrary } from './libraries';
import { portNamesInWord } from './names-in-words';
import { unquoted, type Word, wordsIn } from './words';

export type FlagSetting = {
  /** nvcc is called with these words for certain: ambiguous spellings are its options, unknown ones are reported. */
  readonly forNvcc: boolean;
  /** Variables whose value names a GPU and is translated where it is given. */
  readonly architectures: ReadonlySet<string>;
};

/** Translates the options among `words`, and the names of programs, folders and sources in all of them. */
export function portWords(draft: Draft, words: readonly Word[], setting: FlagSetting): void {
  let isAimed = false;
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as Word;
    if (portFunctions(draft, word, setting)) continue;
    const written = unquoted(word.text);
    const found = lookUpFlag(written);
    if (!found || (found.row.ambiguous && !setting.forNvcc)) {
      if (!portLibrary(draft, word, written)) {
        portNamesInWord(draft, word);
        if (setting.forNvcc && /^(?:--version|-V)$/.test(written))
          draft.problems.push(problem('build-version-test', 'warning', spanOf(draft, word)));
        if (setting.forNvcc && written.startsWith('-') && !isUnderstood(written))
          draft.problems.push(
            problem('build-flag-unknown', 'warning', spanOf(draft, word), {
              flag: written.split('=')[0] as string,
            }),
          );
      }
      continue;
    }
    let { value } = found;
    let last = word;
    if (found.row.takes && value === undefined) {
      const next = words[i + 1];
      if (!next) continue;
      value = next.text;
      last = next;
      i++;
    }
    const answer = found.row.becomes(settle(found.name, value ?? '', setting));
    if (answer.code === 'build-flag-missing') {
      draft.problems.push(
        problem(
          'build-flag-missing',
          'warning',
          { file: draft.path, start: word.start, end: last.end },
          {
            flag: found.name,
            instead: answer.instead,
          },
        ),
      );
      continue;
    }
    const aims = answer.code === 'build-arch';
    if (answer.after === '' || (aims && isAimed)) drop(draft, word.start, last.end, answer.code);
    else {
      const quote = written === word.text ? '' : (word.text[0] as string);
      const after = quote + answer.after + quote;
      if (after !== draft.text.slice(word.start, last.end))
        replace(draft, word.start, last.end, after, answer.code);
    }
    if (aims) {
      isAimed = true;
      noteArchitecture(draft, word);
    }
    if (answer.code === 'build-device-linking' && answer.after.includes('-fgpu-rdc'))
      sayOnce(draft, 'build-device-linking-step', word);
  }
}

/** `$(foreach …)`, `$(nvcc …)`, or `"-O3 -g"`: the words inside are ported by themselves. */
function portFunctions(draft: Draft, word: Word, setting: FlagSetting): boolean {
  const groups = groupsWithBlanks(word);
  if (groups.length === 0) return false;
  let at = word.start;
  const outside = (to: number) => {
    if (to > at) portNamesInWord(draft, { text: draft.text.slice(at, to), start: at, end: to });
  };
  for (const { start, end } of groups) {
    outside(start);
    portWords(draft, wordsIn(draft.text, start, end), setting);
    at = end;
  }
  outside(word.end);
  return true;
}

function groupsWithBlanks({ text, start, end }: Word): { start: number; end: number }[] {
  if (/^(["'])[^"']*\s[^"']*\1$/.test(text)) return [{ start: start + 1, end: end - 1 }];
  const groups: { start: number; end: number }[] = [];
  for (let open = text.indexOf('$('); open >= 0; ) {
    let depth = 0;
    let close = open + 1;
    for (; close < text.length; close++) {
      if (text[close] === '(') depth++;
      else if (text[close] === ')' && --depth === 0) break;
    }
    if (/\s/.test(text.slice(open, close))) groups.push({ start: start + open + 2, end: start + close });
    open = text.indexOf('$(', close);
  }
  return groups;
}

/** A variable that only ever holds a number, or that comes from outside, can't be the whole name of an AMD GPU. */
function settle(name: string, value: string, { architectures }: FlagSetting): string {
  const variable = /^\$[({]?(\w+)[)}]?$/.exec(value)?.[1];
  if (variable === undefined || !/arch|gen|code/.test(name)) return value;
  return architectures.has(variable) ? value : 'sm';
}

function portLibrary(draft: Draft, word: Word, written: string): boolean {
  const link = /^-l:?(?:lib)?([A-Za-z][\w-]*?)(?:\.(?:so|a)[.\d]*)?$/.exec(written);
  if (!link) return false;
  const answer = lookUpLibrary(link[1] as string, draft.options.libraries);
  if (!answer) return false;
  if (answer.is === 'renamed') replace(draft, word.start, word.end, `-l${answer.row.link}`, 'build-library');
  else if (answer.is === 'needless') drop(draft, word.start, word.end, 'build-library-needless');
  else missingLibrary(draft, word, link[1] as string, answer.instead);
  return true;
}

export function missingLibrary(draft: Draft, word: Word, library: string, instead: string): void {
  draft.problems.push(problem('build-library-missing', 'error', spanOf(draft, word), { library, instead }));
}

/** Said once for each file: one line chooses the GPU for all of it. */
export function noteArchitecture(draft: Draft, word: Word): void {
  if (draft.said.has('build-arch-chosen')) return;
  draft.said.add('build-arch-chosen');
  draft.problems.push(
    problem('build-arch-chosen', 'note', spanOf(draft, word), { architecture: defaultArchitecture }),
  );
}

function sayOnce(draft: Draft, code: 'build-device-linking-step', word: Word): void {
  if (draft.said.has(code)) return;
  draft.said.add(code);
  draft.problems.push(problem(code, 'warning', spanOf(draft, word)));
}

export const spanOf = (draft: Draft, { start, end }: Word) => ({ file: draft.path, start, end });
