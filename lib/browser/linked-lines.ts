// A text that was made of the source, and which of its lines come from where: what a compiler's assembly and our own
// emitted kernels have in common. Values only.
import type { LineMark } from '@/lib/pipeline';

/** A line of a file of the source, from 1. */
export type SourceLine = { readonly file: string; readonly line: number };

export type MadeText = {
  readonly text: string;
  /** `[from, to, file, line]`: lines from..to of the text (from 1, both included) come from this line of this file. */
  readonly marks: readonly (readonly [from: number, to: number, file: string, line: number])[];
};

/** Neighbouring lines of one origin become one stretch. */
export function stretchesOf(marks: readonly LineMark[]): MadeText['marks'] {
  const out: [number, number, string, number][] = [];
  for (const { line, file, sourceLine } of [...marks].sort((a, b) => a.line - b.line)) {
    const last = out.at(-1);
    if (last && last[1] + 1 === line && last[2] === file && last[3] === sourceLine) last[1] = line;
    else out.push([line, line, file, sourceLine]);
  }
  return out;
}

export function sameLine(a: SourceLine | undefined, b: SourceLine | undefined): boolean {
  return a?.file === b?.file && a?.line === b?.line;
}
