'use client';
// What the runs did wrong: each finding with who did it and where, worst first; a click shows the line.
import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import { counted } from '@/components/ui/format';
import { asSentence } from '@/lib/browser/api';
import { type FoundInRuns, findingsIn, type RunView } from '@/lib/browser/run-view';
import { laneLabel } from './run-table';

const looks = {
  error: { icon: CircleAlert, color: 'text-bad', word: 'Error' },
  warning: { icon: TriangleAlert, color: 'text-warn', word: 'Warning' },
  note: { icon: Info, color: 'text-muted', word: 'Note' },
} as const;

export function FindingsList({ run, onShow }: { run: RunView; onShow: (one: FoundInRuns) => void }) {
  const found = findingsIn(run.lanes);
  if (found.length === 0)
    return run.check && run.phase === 'finished' ? (
      <p className="border-line border-b px-3 py-2 text-muted" data-testid="findings-none">
        Every access to memory was watched, and nothing was found.
      </p>
    ) : null;
  return (
    <section aria-label="Findings" className="shrink-0 border-line border-b" data-testid="findings">
      <h2 className="px-3 pt-2 font-semibold">{counted(found.length, 'finding')}</h2>
      <ul className="max-h-72 overflow-auto">
        {found.map((one) => {
          const { finding, lanes } = one;
          const { icon: Icon, color, word } = looks[finding.severity];
          const { code, file, line, kernel, block, thread } = finding;
          return (
            <li
              key={`${code}:${file}:${line}:${finding.other?.line}:${lanes[0]?.runner}`}
              className="flex items-start gap-2 px-3 py-1.5"
            >
              <Icon size={15} aria-hidden className={`mt-0.5 shrink-0 ${color}`} />
              <div className="min-w-0 flex-1">
                <button
                  type="button"
                  disabled={line === 0}
                  onClick={() => onShow(one)}
                  className="rounded-sm text-left enabled:hover:underline"
                >
                  <span className="sr-only">{word}, </span>
                  {asSentence(finding.message)}
                </button>
                <p className="text-muted text-xs">
                  {line > 0 && (
                    <span className="tabular">
                      {file && `${file}, `}line {line} ·{' '}
                    </span>
                  )}
                  {kernel && (
                    <span className="tabular">
                      <code className="font-mono">{kernel}</code>, block ({block.join(',')}), thread (
                      {thread.join(',')}) ·{' '}
                    </span>
                  )}
                  {lanes.map(laneLabel).join(', ')} ·{' '}
                  <Link className="underline decoration-line-strong hover:text-ink" href={`/explain/${code}`}>
                    {code}
                  </Link>
                </p>
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
