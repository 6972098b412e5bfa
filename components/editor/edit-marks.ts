// The edits of a translation shown in the editors: underlined on both sides, the active one highlighted with its
// partner, and each explained on hover. In come models, panes and edits, out comes which edit is under the pointer.
import { editor, type IDisposable, type IMarkdownString, languages, type Range } from 'monaco-editor/editor';
import type { ExplainedEdit } from '@/lib/pipeline';
import { languageIds } from './languages';
import type { Models, Ruler } from './models';

export type Side = 'source' | 'port';

type Place = { readonly lineNumber: number; readonly column: number };

export type Marks = {
  readonly edits: readonly ExplainedEdit[];
  readonly rulers: { readonly source: Ruler; readonly port: Ruler };
  /** False while the port is the visitor's own: edits are then shown on the source alone. */
  readonly onPort: boolean;
};

/** Edits are marked this far down a list; beyond it, marks would slow the editor more than they help. */
const markedEdits = 5_000;

const look = { source: 'warp', port: 'weft' } as const;

function decoration(edit: ExplainedEdit, side: Side, active: boolean): editor.IModelDecorationOptions {
  const plain = edit.undone ? 'cw-edit-undone' : `cw-edit-${look[side]}`;
  return {
    className: active ? `cw-edit-${look[side]}-active` : plain,
    linesDecorationsClassName: edit.undone ? null : `cw-gutter-${look[side]}`,
    stickiness: editor.TrackedRangeStickiness.NeverGrowsWhenTypingAtEdges,
    zIndex: active ? 10 : 1,
  };
}

/** Draws the marks of one model; an empty text (a pure insertion) is marked by its gutter alone. */
export class EditMarks {
  private readonly ids: Record<Side, string[]> = { source: [], port: [] };
  private marks: Marks | undefined;
  private ranges: Record<Side, ReadonlyMap<string, Range>> = { source: new Map(), port: new Map() };
  private active: string | undefined;

  constructor(private readonly models: Models) {}

  show(marks: Marks, active: string | undefined): void {
    this.marks = marks;
    const { edits, rulers } = marks;
    this.ranges = {
      source: new Map(edits.map(({ id, span }) => [id, rulers.source.range(span.start, span.end)])),
      port: new Map(edits.map(({ id, outSpan }) => [id, rulers.port.range(outSpan.start, outSpan.end)])),
    };
    this.active = active;
    this.draw('source');
    this.draw('port');
  }

  highlight(active: string | undefined): void {
    if (active === this.active) return;
    this.active = active;
    this.draw('source');
    this.draw('port');
  }

  editAt(side: Side, position: Place): ExplainedEdit | undefined {
    if (!this.marks || (side === 'port' && !this.marks.onPort)) return undefined;
    return this.marks.edits.find((edit) => this.rangeOf(edit.id, side)?.containsPosition(position));
  }

  /** Where an edit stood when the marks were last shown. */
  rangeOf(id: string, side: Side): Range | undefined {
    return this.ranges[side].get(id);
  }

  private draw(side: Side): void {
    const model = this.models[side];
    if (model.isDisposed()) return;
    const { marks } = this;
    const shown = marks && (side === 'source' || marks.onPort) ? marks.edits.slice(0, markedEdits) : [];
    this.ids[side] = model.deltaDecorations(
      this.ids[side],
      shown.map((edit) => ({
        range: this.rangeOf(edit.id, side) as Range,
        options: decoration(edit, side, edit.id === this.active),
      })),
    );
  }
}

/** Explanations on hover, in both languages. */
export function explainOnHover(models: Models, marks: EditMarks): IDisposable {
  const provide = (side: Side): languages.HoverProvider => ({
    provideHover(model, position) {
      if (model !== models[side]) return null;
      const edit = marks.editAt(side, position);
      if (!edit) return null;
      return { range: marks.rangeOf(edit.id, side), contents: editHover(edit) };
    },
  });
  const ends = [
    languages.registerHoverProvider(languageIds.source, provide('source')),
    languages.registerHoverProvider(languageIds.port, provide('port')),
  ];
  return { dispose: () => ends.map((end) => end.dispose()) };
}

function editHover(edit: ExplainedEdit): IMarkdownString[] {
  const contents: IMarkdownString[] = [{ value: `**${escapeMarkdown(sentenceCase(edit.message))}**` }];
  if (edit.before || edit.after)
    contents.push({
      value: fenced(`${edit.undone ? '(undone) ' : ''}${edit.before || '∅'}  →  ${edit.after || '∅'}`),
    });
  contents.push({ value: escapeMarkdown(edit.why) });
  if (edit.watch) contents.push({ value: `**Watch for:** ${escapeMarkdown(edit.watch)}` });
  contents.push({
    value: `Rule [${escapeMarkdown(edit.rule)}](${location.origin}/explain/${encodeURIComponent(edit.rule)})`,
  });
  return contents;
}

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A fence longer than any run of backticks in the text, so that the user's text stays text. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${text}\n${fence}`;
}

function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-!|<>~&]/g, '\\$&');
}
