// What a run did wrong, as markers on its lines: in the source for runs of the original, in the port for runs of the
// port. They go when the text is changed, because lines may have moved.
import { editor, MarkerSeverity, Uri } from 'monaco-editor/editor';
import { findingsIn, sideOfLane } from '@/lib/browser/run-view';
import { type SessionState, shownPath, workKey, workOf } from '@/lib/browser/session';
import type { Finding } from '@/lib/run/wire';
import type { Models } from './models';

const owner = 'crosswarp-run';

const severities = {
  error: MarkerSeverity.Error,
  warning: MarkerSeverity.Warning,
  note: MarkerSeverity.Info,
} as const;

export function showFindings(models: Models, state: SessionState): void {
  const { run } = state;
  const found = run.lanes.some(({ result }) => result && result.findings.length > 0)
    ? findingsIn(run.lanes)
    : [];
  const isOld = found.length > 0 && run.key !== workKey(workOf(state));
  for (const side of ['source', 'port'] as const)
    editor.setModelMarkers(
      models[side],
      owner,
      isOld
        ? []
        : found
            .filter(({ lanes }) => sideOfLane(lanes[0]) === side)
            .map(({ finding }) => finding)
            .filter(({ file, line }) => line > 0 && (file ?? state.sources.main) === shownPath(state))
            .map((finding) => marker(models[side], finding)),
    );
}

function marker(model: editor.ITextModel, finding: Finding): editor.IMarkerData {
  const line = Math.min(finding.line, model.getLineCount());
  const { kernel, block, thread } = finding;
  return {
    startLineNumber: line,
    startColumn: model.getLineFirstNonWhitespaceColumn(line) || 1,
    endLineNumber: line,
    endColumn: model.getLineMaxColumn(line),
    severity: severities[finding.severity],
    message: kernel
      ? `${finding.message}\n${kernel}, block (${block.join(',')}), thread (${thread.join(',')})`
      : finding.message,
    code: {
      value: finding.code,
      target: Uri.parse(`${location.origin}/explain/${encodeURIComponent(finding.code)}`),
    },
    source: 'Run',
  };
}
