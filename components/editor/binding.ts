// A session and its editors, held together: what is typed goes to the session, what the session holds goes into the
// models, marks and problems are drawn, places come into view. Knows no component.
import type { editor, IDisposable } from 'monaco-editor/editor';
import {
  type Focus,
  isCurrent,
  portText,
  type Session,
  type SessionState,
  shownPath,
  sourceText,
} from '@/lib/browser/session';
import { textOf } from '@/lib/core/sources';
import { EditMarks, explainOnHover, type Side } from './edit-marks';
import { showFindings } from './finding-marks';
import { createModels, disposeModels, type Models, modelText, replaceText, rulerFor } from './models';
import { offerFixes, showProblems } from './problem-marks';

const sides = ['source', 'port'] as const;

export type LineListener = (side: Side, line: number | undefined) => void;

export type Binding = {
  readonly models: Models;
  /** Tells which pane shows a side now; undefined when none does. */
  readonly attach: (side: Side, pane: editor.IStandaloneCodeEditor | undefined) => void;
  /** Tells which line of a side is pointed at; undefined when none is. @returns what ends it. */
  readonly watchLines: (listener: LineListener) => () => void;
  /** Lights lines of one side; none when empty. */
  readonly light: (side: Side, lines: readonly number[]) => void;
  readonly end: () => void;
};

export function createBinding(session: Session): Binding {
  const { store } = session;
  const first = store.get();
  const models = createModels(sourceText(first), portText(first) ?? '');
  const marks = new EditMarks(models);
  const panes: Partial<Record<Side, editor.IStandaloneCodeEditor>> = {};
  const listeners: Partial<Record<Side, IDisposable[]>> = {};
  const views: Partial<Record<Side, editor.ICodeEditorViewState | null>> = {};
  /** Which wish to see a place each side has fulfilled. */
  const shownTurn: Partial<Record<Side, number>> = {};
  const lineListeners = new Set<LineListener>();
  const lit: Record<Side, string[]> = { source: [], port: [] };
  let quiet = false;
  let seen: SessionState | undefined;

  const quietly = (change: () => void) => {
    quiet = true;
    try {
      change();
    } finally {
      quiet = false;
    }
  };

  const rulers = (state: SessionState) => ({
    source: rulerFor(sourceText(state)),
    port: rulerFor(state.translated ? textOf(state.translated.result.output, shownPath(state)) : ''),
  });
  let ruled: ReturnType<typeof rulers> | undefined;

  const sync = () => {
    const state = store.get();
    const before = seen;
    seen = state;
    const turned = before !== undefined && shownPath(before) !== shownPath(state);
    // Undoing must not bring the text of another file into this one.
    if (turned) quietly(() => models.source.setValue(sourceText(state)));
    else if (before?.sourceTurn !== state.sourceTurn)
      quietly(() => replaceText(models.source, sourceText(state), 'undoable'));
    syncPort(state, before, turned);
    if (state.view === 'compare' && state.translated)
      quietly(() =>
        replaceText(
          models.translation,
          textOf(state.translated?.result.output ?? state.sources, shownPath(state)),
          'silent',
        ),
      );
    const redraw = turned || before?.translated !== state.translated || before?.port !== state.port;
    if (redraw && state.translated && isCurrent(state)) {
      ruled = rulers(state);
      const { result } = state.translated;
      const edits = result.files.find((file) => file.path === shownPath(state))?.edits ?? [];
      marks.show({ edits, rulers: ruled, onPort: !state.port }, state.activeEdit);
      showProblems(models, inShown(state), ruled.source);
    } else marks.highlight(state.activeEdit);
    if (
      turned ||
      before?.run !== state.run ||
      before?.kernelRun.outcomes !== state.kernelRun.outcomes ||
      before?.kernelRun.parting !== state.kernelRun.parting ||
      before?.sources !== state.sources ||
      before?.port !== state.port
    )
      showFindings(models, state);
    if (state.focus && state.focus !== before?.focus)
      for (const side of sides) bringIntoView(side, state.focus);
  };

  const syncPort = (state: SessionState, before: SessionState | undefined, turned: boolean) => {
    const text = portText(state);
    if (text === undefined) return;
    const follows = !state.port;
    if (turned) quietly(() => models.port.setValue(text));
    else if (before && follows !== !before.port && before.portTurn !== state.portTurn)
      quietly(() => models.port.setValue(text));
    else if (follows || before?.portTurn !== state.portTurn)
      quietly(() => replaceText(models.port, text, 'silent'));
  };

  const bringIntoView = (side: Side, { at, turn }: Focus) => {
    const pane = panes[side];
    if (!pane || shownTurn[side] === turn) return;
    shownTurn[side] = turn;
    if (at.kind === 'line') {
      if (at.side !== side) return;
      pane.setPosition({ lineNumber: at.line, column: 1 });
      pane.revealLineInCenterIfOutsideViewport(at.line);
      flash(pane, at.line);
      return;
    }
    if (at.kind === 'span' && side === 'port') return;
    const range = at.kind === 'edit' ? marks.rangeOf(at.id, side) : ruled?.source.range(at.start, at.end);
    if (!range) return;
    pane.setPosition(range.getStartPosition());
    pane.revealRangeInCenterIfOutsideViewport(range);
    if (at.kind === 'span') pane.focus();
  };

  const ends: IDisposable[] = [
    models.source.onDidChangeContent(() => {
      if (!quiet) session.editSource(modelText(models.source));
    }),
    models.port.onDidChangeContent(() => {
      if (!quiet) session.editPort(modelText(models.port));
    }),
    explainOnHover(models, marks),
    offerFixes(
      models,
      // Fixes can't reach a port of the visitor's own.
      () => (store.get().port ? [] : inShown(store.get())),
      () => ruled?.source,
      session.takeFix,
    ),
  ];
  const unsubscribe = store.subscribe(sync);
  sync();

  return {
    models,
    attach(side, pane) {
      for (const listener of listeners[side] ?? []) listener.dispose();
      if (!pane) views[side] = panes[side]?.saveViewState() ?? null;
      panes[side] = pane;
      listeners[side] = pane
        ? [
            ...watch(side, pane, panes, marks, session),
            ...watchLine(pane, (line) => {
              for (const listener of lineListeners) listener(side, line);
            }),
          ]
        : [];
      const view = views[side];
      if (pane && view) pane.restoreViewState(view);
      const { focus } = store.get();
      if (pane && focus) bringIntoView(side, focus);
    },
    watchLines(listener) {
      lineListeners.add(listener);
      return () => lineListeners.delete(listener);
    },
    light(side, lines) {
      if (models[side].isDisposed()) return;
      lit[side] = models[side].deltaDecorations(
        lit[side],
        lines.map((line) => ({
          range: { startLineNumber: line, startColumn: 1, endLineNumber: line, endColumn: 1 },
          options: { isWholeLine: true, className: 'cw-line-linked' },
        })),
      );
      const [first] = lines;
      const pane = panes[side];
      if (first !== undefined && pane && !pane.getDomNode()?.matches(':hover'))
        pane.revealLineInCenterIfOutsideViewport(first);
    },
    end() {
      unsubscribe();
      for (const end of ends) end.dispose();
      for (const side of sides) for (const listener of listeners[side] ?? []) listener.dispose();
      disposeModels(models);
    },
  };
}

function inShown(state: SessionState) {
  return state.translated?.result.problems.filter(({ span }) => span.file === shownPath(state)) ?? [];
}

/** Pointer and cursor choose the active edit; scrolling one side moves the other, whose lines are nearly the same. */
function watch(
  side: Side,
  pane: editor.IStandaloneCodeEditor,
  panes: Partial<Record<Side, editor.IStandaloneCodeEditor>>,
  marks: EditMarks,
  session: Session,
): IDisposable[] {
  const activate = (position: { lineNumber: number; column: number } | null) => {
    const id = position ? marks.editAt(side, position)?.id : undefined;
    if (id !== session.store.get().activeEdit) session.show({ activeEdit: id });
    return id;
  };
  return [
    pane.onMouseMove(({ target }) => activate(target.position)),
    pane.onMouseLeave(() => activate(pane.hasTextFocus() ? pane.getPosition() : null)),
    pane.onDidChangeCursorPosition(({ position }) => {
      if (pane.hasTextFocus()) activate(position);
    }),
    pane.onDidScrollChange(({ scrollTopChanged, scrollTop }) => {
      const other = panes[side === 'source' ? 'port' : 'source'];
      if (!scrollTopChanged || !other || other.getScrollTop() === scrollTop) return;
      const farther = Math.min(scrollTop, other.getScrollHeight() - other.getLayoutInfo().height);
      if (Math.abs(other.getScrollTop() - farther) > 1 && isDriving(pane, other)) other.setScrollTop(farther);
    }),
  ];
}

/** The line under the pointer, or that of the cursor when it moves. */
function watchLine(
  pane: editor.IStandaloneCodeEditor,
  tell: (line: number | undefined) => void,
): IDisposable[] {
  return [
    pane.onMouseMove(({ target }) => tell(target.position?.lineNumber)),
    pane.onMouseLeave(() => tell(undefined)),
    pane.onDidChangeCursorPosition(({ position }) => {
      if (pane.hasTextFocus()) tell(position.lineNumber);
    }),
  ];
}

/** Of two panes that scroll together, the one under the pointer or with the focus leads. */
function isDriving(pane: editor.IStandaloneCodeEditor, other: editor.IStandaloneCodeEditor): boolean {
  const host = pane.getDomNode();
  const otherHost = other.getDomNode();
  if (otherHost?.matches(':hover')) return false;
  return Boolean(host?.matches(':hover')) || pane.hasTextFocus() || !other.hasTextFocus();
}

function flash(pane: editor.IStandaloneCodeEditor | undefined, line: number): void {
  const model = pane?.getModel();
  if (!pane || !model) return;
  const collection = pane.createDecorationsCollection([
    {
      range: { startLineNumber: line, startColumn: 1, endLineNumber: line, endColumn: 1 },
      options: { isWholeLine: true, className: 'cw-line-flash' },
    },
  ]);
  setTimeout(() => collection.clear(), 1700);
}
