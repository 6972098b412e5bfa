// Text being written, line by line, with the span each line comes from. Knows no language.
import type { Span } from '@/lib/core/span';
import { headersFile } from '@/lib/ir';
import type { SourceMark } from '../target';

export class Lines {
  private readonly lines: string[] = [];
  private readonly marks: SourceMark[] = [];
  private depth = 0;

  add(text: string, span?: Span): void {
    for (const line of text.split('\n')) {
      this.lines.push(this.indented(line));
      // What stands in our headers is no line of the user's.
      if (span && span.file !== headersFile) this.marks.push({ line: this.lines.length, span });
    }
  }

  /** A line of the preprocessor, at the margin. */
  pragma(text: string): void {
    this.lines.push(text);
  }

  blank(): void {
    if (this.lines.length > 0 && this.lines.at(-1) !== '') this.lines.push('');
  }

  inside(write: () => void): void {
    this.depth++;
    write();
    this.depth--;
  }

  /** `head {`, what is inside, `}`. */
  braced(head: string, write: () => void, span?: Span, foot = '}'): void {
    this.add(head === '' ? '{' : `${head} {`, span);
    this.inside(write);
    this.add(foot);
  }

  /** Lines of the preprocessor stay at the margin. */
  private indented(line: string): string {
    return line === '' || line.startsWith('#') ? line : '  '.repeat(this.depth) + line;
  }

  append(other: Lines): void {
    const before = this.lines.length;
    this.lines.push(...other.lines.map((line) => this.indented(line)));
    this.marks.push(...other.marks.map(({ line, span }) => ({ line: line + before, span })));
  }

  done(): { text: string; marks: SourceMark[] } {
    return { text: `${this.lines.join('\n')}\n`, marks: this.marks };
  }
}
