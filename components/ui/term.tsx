'use client';
// A word of the trade: dotted underline, its meaning one hover or one tab away.
import type { ReactNode } from 'react';
import { glossary, type Word } from './glossary';
import { Tip } from './tip';

export function Term({ word, children }: { word: Word; children: ReactNode }) {
  return (
    <Tip text={glossary[word]}>
      <button
        type="button"
        className="cursor-help rounded-sm underline decoration-line-strong decoration-dotted underline-offset-3 [font:inherit]"
      >
        {children}
      </button>
    </Tip>
  );
}
