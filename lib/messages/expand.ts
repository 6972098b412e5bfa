// Messages of the preprocessor that the kernel compiler reads through.
import type { MessageTable } from './message';

export const expandMessages = {
  'expand-error-directive': {
    text: 'this `#error` is reached when the file is read as device code',
    why: 'The conditions around it hold with the macros that nvcc defines for compute capability 8.0. A compiler would stop here; the rest of the file is read all the same.',
    fix: 'Define the macro that it asks for, with `-D` or in the source.',
  },
  'expand-bad-condition': {
    text: 'this condition is no expression of whole numbers',
    why: 'The condition of an `#if` may hold numbers, macros and operators only. It was taken for false, and what stands under it was left out.',
    fix: 'Mend the condition, or use `#ifdef`.',
  },
  'expand-include-depth': {
    text: 'includes nest more than 100 deep here',
    why: 'A header that includes itself without a guard never ends. It was not read again.',
    fix: 'Put `#pragma once` at its top.',
  },
  'expand-too-large': {
    text: 'this program grows beyond two million tokens when its macros are replaced',
    why: 'Macros that use each other twice over grow exponentially. Reading stopped there.',
    fix: 'Make the macros smaller.',
  },
} as const satisfies MessageTable;
