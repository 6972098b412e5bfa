// A share as one long sheet: words, verdict and runs, code with line numbers, problems, edits. Light whatever the theme, since
// it is made for paper.
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Logo } from '@/components/site/logo';
import { buttonClass } from '@/components/ui/button';
import { counted, duration } from '@/components/ui/format';
import { asSentence } from '@/lib/browser/api';
import { textOf } from '@/lib/core/sources';
import { machineSentence } from '@/lib/run/machines';
import { runners } from '@/lib/run/runner';
import type { Comparison, RunAnswer, RunResult, SharedState } from '@/lib/run/wire';
import type { ShownPort } from '@/lib/server/share-port';
import { PrintButton } from './print-button';
import { PrintCode } from './print-code';

type Edit = {
  readonly file: string;
  readonly span: { readonly line: number };
  readonly before: string;
  readonly after: string;
  readonly message: string;
};
type Problem = {
  readonly file: string;
  readonly line: number;
  readonly severity: string;
  readonly code: string;
  readonly message: string;
};

export type Explained = {
  readonly edits: readonly Edit[];
  readonly problems: readonly Problem[];
  /** Whether they are those of the port that is shown; else those of today's translation. */
  readonly isOfShown: boolean;
};

/** Edits that are printed, each on a line of its own. */
const editsAtMost = 1_000;

const verdictWords = {
  agrees: 'Proven: everything that was compared agrees.',
  differs: 'The port differs from the original.',
  'not-compared': 'It ran, and nothing could be compared.',
} as const;

export function PrintSheet({
  state,
  url,
  port,
  today,
  explained,
}: {
  state: SharedState;
  url: string;
  port: ShownPort;
  today: string;
  /** Absent for programs that are too large to explain here. */
  explained: Explained | undefined;
}) {
  const newest = state.evidence.at(-1);
  const paths = [...new Set([...Object.keys(state.sources.files), ...Object.keys(port.port.files)])].sort(
    (a, b) => Number(b === state.sources.main) - Number(a === state.sources.main) || (a < b ? -1 : 1),
  );
  return (
    <div className="sheet min-h-dvh bg-paper text-ink">
      <div className="mx-auto max-w-4xl px-6 py-6 print:max-w-none print:p-0">
        <div className="mb-6 flex items-center gap-3 print:hidden">
          <Link href={url} className={buttonClass()}>
            Back to the share
          </Link>
          <PrintButton />
        </div>
        <main>
          <header className="border-ink border-b-2 pb-3">
            <Logo short />
            <h1 className="mt-2 font-semibold text-xl">{state.title ?? 'A shared port'}</h1>
            <p className="mt-1 break-all font-mono text-xs">{url}</p>
            <p className="mt-1 text-muted text-xs">
              Shared {state.createdAt.slice(0, 10)}; {madeWords(port)}; options: ROCm {state.options.rocm},{' '}
              {state.options.launch}, {state.options.libraries}.
            </p>
            {state.description && <p className="mt-3 whitespace-pre-wrap">{state.description}</p>}
          </header>
          <Section title="Verdict">
            <p className="font-medium" data-testid="print-verdict">
              {newest ? verdictWords[newest.proof.verdict] : 'It was not run when it was shared.'}
            </p>
            {newest && <Runs answer={newest} />}
          </Section>
          <Section title="Code">
            <p className="text-muted text-xs">
              Lines marked − are the original’s, lines marked + the port’s; all others are the same in both.
            </p>
            {paths.map((path) => (
              <PrintCode
                key={path}
                path={path}
                original={textOf(state.sources, path)}
                port={
                  Object.hasOwn(port.port.files, path) ? textOf(port.port, path) : textOf(state.sources, path)
                }
              />
            ))}
          </Section>
          {explained ? (
            <Explanations explained={explained} today={today} own={port.made === 'own'} />
          ) : (
            <Section title="Edits and problems">
              <p>The program is too large to explain here; the share explains every edit.</p>
            </Section>
          )}
        </main>
      </div>
    </div>
  );
}

function madeWords({ made, crosswarp }: ShownPort): string {
  if (made === 'own') return `the port was written by hand, beside Crosswarp ${crosswarp}`;
  if (made === 'then') return `translated by Crosswarp ${crosswarp} when it was shared`;
  return `translated by Crosswarp ${crosswarp} now, because no translation was kept when it was shared`;
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="mt-6">
      <h2 className="mb-2 break-after-avoid font-semibold text-lg">{title}</h2>
      {children}
    </section>
  );
}

const label = ({ runner, warp }: Pick<RunResult, 'runner' | 'warp'>) =>
  `${runners[runner].label}, ${warp} lanes`;
const cell = 'border-line border-b py-1 pr-3 text-left align-top';

function Runs({ answer }: { answer: RunAnswer }) {
  return (
    <>
      <table className="mt-2 w-full border-collapse text-xs" data-testid="print-runs">
        <caption className="sr-only">Runs</caption>
        <thead className="text-muted">
          <tr>
            <th className={cell}>Where</th>
            <th className={cell}>Ended</th>
            <th className={cell}>Median time</th>
            <th className={cell}>Compared with the original</th>
          </tr>
        </thead>
        <tbody>
          {answer.runs.map((run) => (
            <tr key={label(run)} className="break-inside-avoid">
              <td className={cell}>{label(run)}</td>
              <td className={cell}>{run.reason ?? run.status}</td>
              <td className={`${cell} tabular`}>{run.status === 'done' ? duration(run.runMs) : '–'}</td>
              <td className={cell}>{compared(answer.proof.comparisons, run)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {machineSentence(answer.runs) && (
        <p className="mt-1 text-muted text-xs">{machineSentence(answer.runs)}</p>
      )}
      {answer.proof.digest && (
        <p className="mt-1 break-all text-muted text-xs">
          Digest of the proof: <span className="font-mono">{answer.proof.digest}</span>
        </p>
      )}
    </>
  );
}

function compared(all: readonly Comparison[], run: RunResult): string {
  const mine = all.filter((one) => one.runner === run.runner && one.warp === run.warp);
  if (mine.length === 0)
    return all.some((one) => one.against === run.runner) ? 'the original' : 'not compared';
  const differing = mine.filter((one) => one.mismatches > 0);
  if (differing.length === 0) return `${counted(mine.length, 'comparison')}, all agree`;
  return `${differing.length} of ${counted(mine.length, 'comparison')} differ: ${differing
    .slice(0, 3)
    .map((one) => one.buffer)
    .join(', ')}`;
}

function Explanations({ explained, today, own }: { explained: Explained; today: string; own: boolean }) {
  const { edits, problems, isOfShown } = explained;
  const ofToday = !isOfShown && (
    <p className="mb-2 text-muted text-xs">
      These are of the translation by today’s version ({today}),{' '}
      {own ? 'beside which the port above was written.' : 'which is no longer the one above.'}
    </p>
  );
  return (
    <>
      <Section title={counted(problems.length, 'problem')}>
        {ofToday}
        {problems.length === 0 && <p>Nothing was found that means something else on other hardware.</p>}
        <ul data-testid="print-problems">
          {problems.map((one, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a still page
            <li key={i} className="break-inside-avoid border-line border-b py-1 text-xs">
              <span className="font-mono">
                {one.file}:{one.line}
              </span>{' '}
              <strong className="font-medium">{one.severity}</strong>: {asSentence(one.message)}{' '}
              <span className="text-muted">({one.code})</span>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={counted(edits.length, 'edit')}>
        {ofToday}
        <ul data-testid="print-edits">
          {edits.slice(0, editsAtMost).map((one, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a still page
            <li key={i} className="break-inside-avoid border-line border-b py-1 text-xs">
              <span className="font-mono">
                {one.file}:{one.span.line}
              </span>{' '}
              <code className="break-all bg-warp-wash px-0.5 font-mono">
                {short(one.before) || '(nothing)'}
              </code>{' '}
              →{' '}
              <code className="break-all bg-weft-wash px-0.5 font-mono">
                {short(one.after) || '(nothing)'}
              </code>{' '}
              {asSentence(one.message)}
            </li>
          ))}
        </ul>
        {edits.length > editsAtMost && <p>{edits.length - editsAtMost} more edits are not printed.</p>}
      </Section>
    </>
  );
}

const short = (text: string) => (text.length > 120 ? `${text.slice(0, 119)}…` : text);
