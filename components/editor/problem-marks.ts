// Problems as markers in the source, with their fixes as quick fixes of the editor.
import { editor, type IDisposable, languages, MarkerSeverity, Uri } from 'monaco-editor/editor';
import type { ExplainedProblem } from '@/lib/pipeline';
import { languageIds } from './languages';
import type { Models, Ruler } from './models';

const owner = 'crosswarp';

const severities = {
  error: MarkerSeverity.Error,
  warning: MarkerSeverity.Warning,
  note: MarkerSeverity.Info,
} as const;

export function showProblems(models: Models, problems: readonly ExplainedProblem[], ruler: Ruler): void {
  editor.setModelMarkers(
    models.source,
    owner,
    problems.slice(0, 1000).map((problem) => ({
      ...ruler.range(problem.span.start, Math.max(problem.span.end, problem.span.start + 1)),
      severity: severities[problem.severity],
      message: problem.howToFix ? `${problem.message}\nTo fix: ${problem.howToFix}` : problem.message,
      code: {
        value: problem.code,
        target: Uri.parse(`${location.origin}/explain/${encodeURIComponent(problem.code)}`),
      },
      source: 'Crosswarp',
    })),
  );
}

/** Fixes under the light bulb and Ctrl+. */
export function offerFixes(
  models: Models,
  problems: () => readonly ExplainedProblem[],
  ruler: () => Ruler | undefined,
): IDisposable {
  return languages.registerCodeActionProvider(languageIds.source, {
    provideCodeActions(model, range) {
      const measure = ruler();
      if (model !== models.source || !measure) return { actions: [], dispose() {} };
      const actions = problems()
        .filter(({ fix, span }) => fix && measure.range(span.start, span.end).intersectRanges(range))
        .map((problem) => ({
          title: `Fix: ${problem.howToFix ?? problem.message}`,
          kind: 'quickfix',
          edit: {
            edits: (problem.fix ?? []).map((edit) => ({
              resource: model.uri,
              versionId: model.getVersionId(),
              textEdit: { range: measure.range(edit.span.start, edit.span.end), text: edit.after },
            })),
          },
        }));
      return { actions, dispose() {} };
    },
  });
}
