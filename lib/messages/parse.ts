// Messages of the parser and the analysis.
import type { MessageTable } from './message';

export const parseMessages = {
  'empty-source': {
    text: 'this file holds no code',
    why: 'There is nothing but space or comments in it, so there is nothing to port or to run.',
    fix: 'Paste a CUDA kernel or a whole program, or pick one of the examples.',
  },
  'binary-text': {
    text: 'this file holds bytes that no source text has',
    why: 'A zero byte stands here. Object files, archives and UTF-16 text look like this; they are passed through unread.',
    fix: 'Give the source text itself, saved as UTF-8.',
  },
  'unterminated-comment': {
    text: 'this comment is never closed',
    why: 'Everything after `/*` counts as comment until `*/`, so the rest of the file is not code to any compiler, and it is not translated.',
    fix: 'Close the comment with `*/`.',
  },
  'unterminated-string': {
    text: 'this literal is not closed',
    why: 'A quote opens a string or character literal that does not end on its line (a raw string: that does not end at all). Translation goes on after it, and what was meant as code inside it stays as it is.',
    fix: 'Close the literal, or remove the stray quote.',
  },
  'nested-too-deep': {
    text: 'brackets nest deeper than {limit} levels here',
    why: 'Compilers give up at about this depth too (clang by default at 256). What is that deep is not checked for syntax, and its translation is not to be trusted.',
    fix: 'Split the expression or the block.',
  },
  'unbalanced-bracket': {
    text: 'this `{bracket}` has no partner',
    why: 'Brackets do not balance here, so a compiler will stop. Translation goes on around the place as far as it can be told what was meant.',
    watch: 'Kernels and launches near this place may be cut short or missed.',
    fix: 'Add or remove the bracket.',
  },
  'syntax-error': {
    text: 'this could not be read as CUDA C++',
    why: 'The grammar lost its way here. Most often a macro stands here whose definition is not among the files: a compiler that knows the macro may have no trouble at all. Names and launches here are still found and translated.',
    watch: 'Compare this place in the port with the original by eye.',
    fix: 'If a macro is the cause, add the header that defines it. Otherwise mend the syntax.',
  },
  'syntax-not-checked': {
    text: 'the syntax of this file was not checked',
    why: 'Reading it with the grammar would have taken far more work than any ordinary program does. Functions, launches and names were found by their tokens alone, and the translation rests on these.',
    watch: 'Syntax errors in this file are not marked; a compiler will find them.',
  },
  'missing-token': {
    text: 'a `{token}` seems to be missing here',
    why: 'The grammar could go on only by assuming it. A macro that brings its own does not need one; anything else will not compile.',
    fix: 'Add it, or ignore this when a macro provides it.',
  },
  'include-not-given': {
    text: 'the header {path} is not among the files',
    why: 'It is included in quotes and is none of the headers that come with CUDA or the system, so it is likely your own. What it declares is unknown here: a name that it defines may be taken for one of CUDA, and running the program will stop at this line.',
    fix: 'Add the header to the files.',
  },
} as const satisfies MessageTable;
