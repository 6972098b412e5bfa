// A compiler's text on its way to people: lines that are kept, each tied to the line of the user's source that it comes
// from. In come lines one by one, out comes a view. Knows no assembly language. Pure.
import type { View, ViewKind } from '@/lib/run/wire-build';
import { inside } from './toolchain';

/** More is neither read by people nor shown well; it keeps a run's record small. */
const viewBytes = 1 << 20;

/** Makes of a symbol what the source writes. */
export type Plain = (symbol: string) => string;

/** A place in the user's files. */
export type Origin = { readonly file: string; readonly line: number };

/** The user's own path of a file that a compiler names, from the parts of a `.file` directive; undefined for headers. */
export function userPath(folder: string | undefined, name: string): string | undefined {
  const whole = name.startsWith('/') || folder === undefined ? name : `${folder}/${name}`;
  const parts: string[] = [];
  for (const part of whole.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  const path = whole.startsWith('/') ? `/${parts.join('/')}` : `${inside.sources}/${parts.join('/')}`;
  return path.startsWith(`${inside.sources}/`) ? path.slice(inside.sources.length + 1) : undefined;
}

export class ViewLines {
  private readonly lines: string[] = [];
  private readonly marks: View['marks'] = [];
  private readonly functions: View['functions'] = [];
  private bytes = 0;
  private cut = 0;

  constructor(
    private readonly kind: ViewKind,
    /** A symbol as the source writes it. */
    private readonly plain: Plain,
  ) {}

  add(line: string, origin?: Origin) {
    this.bytes += line.length + 1;
    if (this.bytes > viewBytes) {
      this.cut++;
      return;
    }
    this.lines.push(line);
    if (!origin || origin.line === 0) return;
    const at = this.lines.length;
    const last = this.marks.at(-1);
    if (last && last[1] === at - 1 && last[2] === origin.file && last[3] === origin.line) last[1] = at;
    else this.marks.push([at, at, origin.file, origin.line]);
  }

  beginFunction(symbol: string) {
    if (this.cut === 0) this.functions.push({ name: this.plain(symbol), line: this.lines.length + 1 });
  }

  view(): View {
    const { kind, lines, marks, functions, cut } = this;
    return { kind, text: `${lines.join('\n')}\n`, ...(cut > 0 && { cutLines: cut }), marks, functions };
  }
}

/** `void poly<4>(float*, int)` as the source writes the kernel: `poly<4>`. */
export function plainName(demangled: string): string {
  let depth = 0;
  let end = demangled.length;
  if (demangled.endsWith(')'))
    for (let at = demangled.length - 1; at >= 0; at--) {
      if (demangled[at] === ')') depth++;
      else if (demangled[at] === '(' && --depth === 0) {
        end = at;
        break;
      }
    }
  const name = demangled.slice(0, end);
  depth = 0;
  for (let at = name.length - 1; at >= 0; at--) {
    const c = name[at];
    if (c === '>' || c === ')') depth++;
    else if (c === '<' || c === '(') depth--;
    else if (c === ' ' && depth === 0) return name.slice(at + 1);
  }
  return name;
}

/** The first source line that a function's text is tied to, in the file of its first instruction. */
export function lineOf(view: View, name: string): { file?: string; line?: number } {
  const index = view.functions.findIndex((one) => one.name === name);
  const begins = view.functions[index]?.line;
  if (begins === undefined) return {};
  const ends = view.functions[index + 1]?.line ?? Number.POSITIVE_INFINITY;
  const within = view.marks.filter(([from]) => from >= begins && from < ends);
  const file = within[0]?.[2];
  const lines = within.flatMap(([, , of, line]) => (of === file ? [line] : []));
  return file === undefined ? {} : { file, line: Math.min(...lines) };
}

const comments: Record<ViewKind, string> = { assembly: ';', ptx: '//', 'llvm-ir': ';' };

/** The texts of a program's files as one, each under its file's name; those without a function are left out. */
export function joinViews(
  views: readonly { readonly file: string; readonly view: View }[],
): View | undefined {
  const first = views[0]?.view;
  if (!first || views.length === 1) return first;
  const lines: string[] = [];
  const marks: View['marks'] = [];
  const functions: View['functions'] = [];
  let bytes = 0;
  let cutLines = 0;
  for (const { file, view } of views) {
    if (view.functions.length === 0) continue;
    const all = [`${comments[view.kind]} ${file}`, ...view.text.split('\n').slice(0, -1)];
    // Once a text does not fit, none after it is shown: what is there is whole up to one place.
    const fitting = cutLines > 0 ? 0 : fittingLines(all, viewBytes - bytes);
    const before = lines.length + 1;
    lines.push(...all.slice(0, fitting));
    bytes += all.slice(0, fitting).reduce((sum, line) => sum + line.length + 1, 0);
    cutLines += all.length - fitting + (view.cutLines ?? 0);
    for (const [from, to, of, line] of view.marks)
      if (to + before <= lines.length) marks.push([from + before, to + before, of, line]);
    for (const { name, line } of view.functions)
      if (line + before <= lines.length) functions.push({ name, line: line + before });
  }
  const text = lines.map((line) => `${line}\n`).join('');
  return { kind: first.kind, text, ...(cutLines > 0 && { cutLines }), marks, functions };
}

function fittingLines(lines: readonly string[], bytes: number): number {
  let used = 0;
  for (const [index, line] of lines.entries()) {
    used += line.length + 1;
    if (used > bytes) return index;
  }
  return lines.length;
}
