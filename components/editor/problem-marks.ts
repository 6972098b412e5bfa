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

const takeFix = 'crosswarp.takeFix';

/** Fixes under the light bulb and Ctrl+.: the source stays CUDA, so they go into the port. */
export function offerFixes(
  models: Models,
  problems: () => readonly ExplainedProblem[],
  ruler: () => Ruler | undefined,
  take: (fixId: string) => void,
): IDisposable {
  const command = editor.registerCommand(takeFix, (_: unknown, fixId: string) => take(fixId));
  const provider = languages.registerCodeActionProvider(languageIds.source, {
    provideCodeActions(model, range) {
      const measure = ruler();
      if (model !== models.source || !measure) return { actions: [], dispose() {} };
      const actions = problems().flatMap((problem) => {
        const { fixId, span, howToFix, message } = problem;
        if (fixId === undefined || !measure.range(span.start, span.end).intersectRanges(range)) return [];
        const title = `Fix in the port: ${howToFix ?? message}`;
        return [{ title, kind: 'quickfix', command: { id: takeFix, title, arguments: [fixId] } }];
      });
      return { actions, dispose() {} };
    },
  });
  return {
    dispose() {
      command.dispose();
      provider.dispose();
    },
  };
}
