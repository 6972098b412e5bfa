// What a run did wrong, as markers on its lines: in the source for runs of the original and of kernels by themselves, in the
// port for runs of the port; of a race both sides. They go when the text is changed, because lines may have moved.
import { editor, MarkerSeverity, Uri } from 'monaco-editor/editor';
import { type FoundInRuns, findingsIn, laneOf, sideOfLane } from '@/lib/browser/run-view';
import { type SessionState, shownPath, workKey, workOf } from '@/lib/browser/session';
import type { Finding, RunResult } from '@/lib/run/wire';
import type { Models } from './models';

const owner = 'crosswarp-run';

const severities = {
  error: MarkerSeverity.Error,
  warning: MarkerSeverity.Warning,
  note: MarkerSeverity.Info,
} as const;

export function showFindings(models: Models, state: SessionState): void {
  const found = foundNow(state);
  for (const side of ['source', 'port'] as const)
    editor.setModelMarkers(
      models[side],
      owner,
      found
        .filter(({ lanes }) => sideOfLane(lanes[0]) === side)
        .flatMap(({ finding }) => [finding, ...otherSide(finding)])
        .filter(({ file, line }) => line > 0 && (file ?? state.sources.main) === shownPath(state))
        .map((finding) => marker(models[side], finding)),
    );
}

/** The findings of what was run last, of whole programs and of kernels by themselves, while the text is still that one. */
function foundNow(state: SessionState): FoundInRuns[] {
  const { run, kernelRun } = state;
  const any = (results: readonly (RunResult | undefined)[]) =>
    results.some((result) => result && result.findings.length > 0);
  const ofRun = any(run.lanes.map(({ result }) => result));
  const ofKernels = any(kernelRun.outcomes.map(({ result }) => result)) || kernelRun.parting !== undefined;
  if (!ofRun && !ofKernels) return [];
  const key = workKey(workOf(state));
  return [
    ...(ofRun && run.key === key ? findingsIn(run.lanes) : []),
    ...(ofKernels && kernelRun.work === key
      ? findingsIn(kernelRun.outcomes.map(({ result }) => laneOf(withParting(result, kernelRun.parting))))
      : []),
  ];
}

/** The line at which 32 and 64 lanes part belongs to both runs; it is marked with the later one's. */
function withParting(result: RunResult, parting: Finding | undefined): RunResult {
  return parting && result.warp === 64 ? { ...result, findings: [...result.findings, parting] } : result;
}

/** The other access of a race, the other barrier: the same words at its own place. Where memory came from is no fault. */
function otherSide(finding: Finding): Finding[] {
  const { other } = finding;
  if (!other?.thread || other.line === finding.line) return [];
  return [{ ...finding, ...other, other: undefined }];
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
