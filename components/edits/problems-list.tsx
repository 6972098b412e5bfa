'use client';
// The problems of the source, worst first: each shows its place on a click, and mends itself where it can.
import { CircleAlert, Info, TriangleAlert, Wrench } from 'lucide-react';
import Link from 'next/link';
import { Button } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { count } from '@/components/ui/format';
import { asSentence } from '@/lib/browser/api';
import type { ExplainedProblem } from '@/lib/pipeline';

const looks = {
  error: { icon: CircleAlert, color: 'text-bad', order: 0, word: 'Error' },
  warning: { icon: TriangleAlert, color: 'text-warn', order: 1, word: 'Warning' },
  note: { icon: Info, color: 'text-muted', order: 2, word: 'Note' },
} as const;

/** Rows drawn at most, worst first; what is beyond appears when these are mended. */
const shownProblems = 500;

export function ProblemsList({
  problems,
  named = false,
  label = 'Problems',
  testId = 'problems',
  onReveal,
  onFix,
}: {
  problems: readonly ExplainedProblem[] | undefined;
  /** Whether each says which file it is in. */
  named?: boolean;
  label?: string;
  testId?: string;
  onReveal: (problem: ExplainedProblem) => void;
  /** Takes a fix into the port; absent while the visitor's own port is shown, which fixes can't reach. */
  onFix: ((problem: ExplainedProblem) => void) | undefined;
}) {
  if (!problems) return <Empty title="No translation yet">Problems appear with it.</Empty>;
  if (problems.length === 0)
    return (
      <Empty title="No problems">
        Nothing was found that would mean something else on other hardware.{' '}
        <Link href="/examples?theme=care" className="underline decoration-line-strong hover:text-ink">
          Programs that have some
        </Link>{' '}
        are among the examples.
      </Empty>
    );
  const sorted = [...problems].sort(
    (a, b) => looks[a.severity].order - looks[b.severity].order || a.span.start - b.span.start,
  );
  return (
    <ul aria-label={label} data-testid={testId} className="h-full overflow-auto">
      {sorted.slice(0, shownProblems).map((problem) => {
        const { icon: Icon, color, word } = looks[problem.severity];
        return (
          <li
            key={`${problem.code}:${problem.span.file}:${problem.span.start}:${problem.span.end}:${problem.message}`}
            className="flex items-start gap-2 border-line border-b px-3 py-2"
          >
            <Icon size={15} aria-hidden className={`mt-0.5 shrink-0 ${color}`} />
            <div className="min-w-0 flex-1">
              <button
                type="button"
                onClick={() => onReveal(problem)}
                className="rounded-sm text-left hover:underline"
              >
                <span className="sr-only">{word}, </span>
                {asSentence(problem.message)}
              </button>
              <p className="text-muted text-xs">
                <span className="tabular">
                  {named && `${problem.span.file}, `}line {problem.line}, column {problem.column}
                </span>
                {' · '}
                <Link
                  className="underline decoration-line-strong hover:text-ink"
                  href={`/explain/${problem.code}`}
                >
                  {problem.code}
                </Link>
                {problem.howToFix && <> · {asSentence(problem.howToFix)}</>}
              </p>
            </div>
            {problem.fixId !== undefined && onFix && (
              <Button
                size="sm"
                onClick={() => onFix(problem)}
                aria-label={`Fix in the port: ${problem.message}`}
              >
                <Wrench size={13} aria-hidden /> Fix in the port
              </Button>
            )}
          </li>
        );
      })}
      {sorted.length > shownProblems && (
        <li className="px-3 py-2 text-muted">and {count(sorted.length - shownProblems)} more</li>
      )}
    </ul>
  );
}
