'use client';
// Kernels by themselves: a plan on the left, what came of it on the right. Everything happens in this browser.
import { Download, Play, RotateCcw } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { Notice } from '@/components/ui/notice';
import { saveText } from '@/components/ui/save-file';
import { Tip } from '@/components/ui/tip';
import { useStore } from '@/components/ui/use-store';
import { asSentence } from '@/lib/browser/api';
import { type KernelControl, kernelKey } from '@/lib/browser/kernel-control';
import type { Session } from '@/lib/browser/session';
import type { PlanOffer } from '@/lib/browser/translator';
import { mainText } from '@/lib/core/sources';
import { launchesOf, type Plan, type PlanLaunch, planOf } from '@/lib/run/plan';
import type { WarpSize } from '@/lib/run/runner';
import { KernelResults } from './kernel-results';
import { PlanForm } from './plan-form';

/** What the source offers, asked again a moment after the text has changed. */
function useOffer(session: Session): PlanOffer | undefined {
  const sources = useStore(session.store, (s) => s.sources);
  const ready = useStore(session.store, (s) => s.translator.phase === 'ready');
  const [offer, setOffer] = useState<PlanOffer>();
  useEffect(() => {
    if (!ready) return;
    let gone = false;
    const timer = setTimeout(() => {
      void session.planFor().then((made) => {
        if (!gone && made && session.store.get().sources === sources) setOffer(made);
      });
    }, 250);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [session, sources, ready]);
  return offer;
}

const choices = { '32': [32], '64': [64], both: [32, 64] } as const satisfies Record<
  string,
  readonly WarpSize[]
>;

export function KernelPanel({
  session,
  kernels,
  canReport = false,
}: {
  session: Session;
  kernels: KernelControl;
  /** Whether the page has the dialog that makes cases. */
  canReport?: boolean;
}) {
  const offer = useOffer(session);
  const own = useStore(session.store, (s) => s.plan);
  const run = useStore(session.store, (s) => s.kernelRun);
  const isOutdated = useStore(
    session.store,
    (s) =>
      s.kernelRun.plan !== undefined &&
      s.kernelRun.phase !== 'running' &&
      s.kernelRun.key !== kernelKey(s, s.plan ?? offer?.plan ?? s.kernelRun.plan),
  );
  const [lanes, setLanes] = useState<keyof typeof choices>('both');
  const [at, setAt] = useState(0);
  const [unsaved, setUnsaved] = useState<{ of: Plan; problems: readonly string[] }>();
  const plan = own ?? offer?.plan;
  if (!plan)
    return (
      <Empty title={offer?.kernels.length === 0 ? 'There is no kernel here' : 'Run a kernel by itself'}>
        {offer
          ? offer.problems.map(asSentence).join(' ') ||
            'A kernel is a function with __global__ in front. Paste one, and it can be run here without a main function.'
          : 'Its arguments are guessed from its signature; you change them, and it runs in this browser.'}
      </Empty>
    );
  const launches = launchesOf(plan);
  const index = Math.min(at, launches.length - 1);
  const launch = launches[index] as PlanLaunch;
  const change = (changed: PlanLaunch) =>
    session.setPlan(planOf(launches.map((one, i) => (i === index ? changed : one))));
  const save = async (chosen: Plan) => {
    const { sources, problems } = await session.writeProgram(chosen);
    setUnsaved(sources ? undefined : { of: chosen, problems });
    if (sources) saveText(sources.main.split('/').at(-1) as string, mainText(sources));
  };
  const start = (chosen: Plan) => void kernels.start(chosen, choices[lanes]);
  return (
    <div className="@container h-full min-h-0" data-testid="kernel-panel">
      <div className="h-full min-h-0 overflow-auto @4xl:grid @4xl:grid-cols-[26rem_1fr] @4xl:overflow-hidden">
        <div className="flex min-h-0 flex-col border-line @max-4xl:border-b @4xl:overflow-auto @4xl:border-r">
          <div className="flex shrink-0 flex-wrap items-center gap-1.5 border-line border-b px-3 py-1.5">
            <Button
              weight="strong"
              size="sm"
              onClick={() => start(plan)}
              disabled={run.phase === 'running'}
              data-testid="kernel-run"
            >
              <Play size={13} aria-hidden /> Run here
            </Button>
            <select
              aria-label="Lanes of a warp"
              value={lanes}
              onChange={(event) => setLanes(event.target.value as keyof typeof choices)}
              className="h-6 rounded-md border border-line-strong bg-paper px-1 text-xs pointer-coarse:h-9"
            >
              <option value="both">at 32 and 64 lanes</option>
              <option value="32">at 32 lanes</option>
              <option value="64">at 64 lanes</option>
            </select>
            <span className="ml-auto flex gap-1">
              {own && (
                <Button weight="quiet" size="sm" onClick={() => session.setPlan(undefined)}>
                  <RotateCcw size={13} aria-hidden />{' '}
                  {offer?.from === 'comments' ? 'As in the source' : 'Guess again'}
                </Button>
              )}
              <Button weight="quiet" size="sm" onClick={() => session.writePlan(plan)}>
                Write into the source
              </Button>
              <Tip text="Saves the kernels with a complete main function that does what this form says">
                <Button weight="quiet" size="sm" data-testid="save-program" onClick={() => void save(plan)}>
                  <Download size={13} aria-hidden /> Save as a program
                </Button>
              </Tip>
            </span>
          </div>
          {unsaved?.of === plan && (
            <Notice tone="warn" testId="program-unsaved">
              {unsaved.problems.map(asSentence).join(' ')}
            </Notice>
          )}
          {offer?.problems.map((problem) => (
            <Notice key={problem} tone="warn">
              {asSentence(problem)}
            </Notice>
          ))}
          <p className="px-3 pt-2 text-muted text-xs">
            {own
              ? 'Set by you; kept in links.'
              : offer?.from === 'comments'
                ? 'Read from the // run: lines of the source.'
                : 'Guessed from the signature: change what does not fit.'}
          </p>
          {launches.length > 1 && (
            <label className="flex items-center gap-2 px-3 pt-2">
              Launch
              <select
                value={index}
                onChange={(event) => setAt(Number(event.target.value))}
                className="h-7 rounded-md border border-line-strong bg-paper px-1.5 text-xs"
              >
                {launches.map((one, i) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: launches have their order
                  <option key={i} value={i}>
                    {i + 1}: {one.kernel}
                  </option>
                ))}
              </select>
            </label>
          )}
          <PlanForm
            launch={launch}
            kernels={offer?.kernels ?? []}
            onChange={change}
            onKernel={(kernel) =>
              void session.planFor(kernel).then((made) => {
                const [guess] = made?.plan ? launchesOf(made.plan) : [];
                if (guess) change(guess);
              })
            }
          />
        </div>
        <div className="min-h-0 @4xl:overflow-auto">
          {isOutdated && (
            <Notice tone="plain" action={{ label: 'Run again', onClick: () => start(plan) }}>
              These results belong to an earlier text or plan.
            </Notice>
          )}
          {run.phase === 'idle' ? (
            <Empty title="Every thread, one after the other">
              The interpreter runs the kernel in this browser, at 32 and at 64 lanes, and watches each access:
              races, places outside of buffers, values that nobody wrote, barriers that some threads miss.
            </Empty>
          ) : (
            <KernelResults
              run={run}
              onStop={kernels.stop}
              {...(canReport && !isOutdated && { onReport: () => session.show({ reporting: true }) })}
              onLine={(file, line) => {
                if (file) session.showFile(file);
                session.reveal({ kind: 'line', side: 'source', line });
              }}
            />
          )}
        </div>
      </div>
    </div>
  );
}
