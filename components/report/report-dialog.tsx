'use client';
// A difference, or a translation that seems wrong, made into a case that others can work on: made small first where something
// differs, then downloaded.
import { Download, LoaderCircle, Square, X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { useEffect, useId, useState } from 'react';
import { StillCode } from '@/components/playground/still-code';
import { Button, buttonClass } from '@/components/ui/button';
import { counted } from '@/components/ui/format';
import { Notice } from '@/components/ui/notice';
import { useStore } from '@/components/ui/use-store';
import { asSentence } from '@/lib/browser/api';
import { createInterpreter } from '@/lib/browser/interpreter';
import {
  createReduction,
  endingOf,
  phraseOfSubject,
  type Reduction,
  type Subject,
  subjectOf,
} from '@/lib/browser/reduction';
import { type Session, workOf } from '@/lib/browser/session';
import { mainText } from '@/lib/core/sources';
import { spawnInterpreter } from '@/workers/interpreter';

export function ReportDialog({ session }: { session: Session }) {
  const open = useStore(session.store, (s) => s.reporting ?? false);
  return (
    <Dialog.Root open={open} onOpenChange={(reporting) => session.show({ reporting })}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-black/35" />
        <Dialog.Content
          aria-describedby={undefined}
          data-testid="report"
          className="fixed top-1/2 left-1/2 z-50 flex max-h-[90dvh] w-[min(44rem,calc(100vw-1.5rem))] -translate-x-1/2 -translate-y-1/2 flex-col overflow-auto rounded-lg border border-line bg-raised p-5 shadow-raised"
        >
          <div className="flex items-center justify-between">
            <Dialog.Title className="font-semibold text-lg">Report a difference</Dialog.Title>
            <Dialog.Close aria-label="Close" className={buttonClass({ weight: 'quiet', size: 'icon' })}>
              <X size={16} aria-hidden />
            </Dialog.Close>
          </div>
          {open && <Report session={session} />}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** Lives as long as the dialog is open: what differs is that of the moment at which it was opened. */
function Report({ session }: { session: Session }) {
  const [subject] = useState(() => subjectOf(session.store.get()));
  const [hasOwnPort] = useState(() => session.store.get().port !== undefined);
  const [reduction] = useState(() => createReduction(session, createInterpreter(spawnInterpreter)));
  useEffect(() => () => reduction.end(), [reduction]);
  return (
    <>
      {subject ? (
        <p className="mt-2" data-testid="report-subject">
          The port differs from its original on {phraseOfSubject(subject)}. A small program that still shows
          it says more than a long one.
        </p>
      ) : (
        <p className="mt-2" data-testid="report-subject">
          {hasOwnPort
            ? 'The port beside this source is your own. A case holds the source and what the translation makes of it.'
            : 'No run of this text has shown a difference yet. Run it first, and the program can be made small here while the difference stays; or download it as it is, with a word on what seems wrong.'}
        </p>
      )}
      {subject && <Smaller reduction={reduction} subject={subject} session={session} />}
      <SaveCase reduction={reduction} subject={subject} />
    </>
  );
}

function Smaller({
  reduction,
  subject,
  session,
}: {
  reduction: Reduction;
  subject: Subject;
  session: Session;
}) {
  const { phase, step, smallest } = useStore(reduction.store, (s) => s);
  const state = useStore(reduction.store, (s) => s);
  return (
    <section aria-label="Minimal case" className="mt-3 flex min-h-0 flex-col gap-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        {phase === 'running' ? (
          <Button weight="danger" onClick={reduction.stop} data-testid="reduce-stop">
            <Square size={13} aria-hidden fill="currentColor" /> Stop
          </Button>
        ) : (
          <Button
            weight={phase === 'idle' ? 'strong' : 'plain'}
            onClick={() => void reduction.start(subject)}
            data-testid="reduce-start"
          >
            {phase === 'idle' ? 'Make a minimal case' : 'Make it again'}
          </Button>
        )}
        <p role="status" data-testid="reduce-progress" className="tabular flex items-center gap-2 text-muted">
          {phase === 'running' && <LoaderCircle size={15} aria-hidden className="animate-spin" />}
          {phase === 'idle' &&
            (subject.kind === 'run'
              ? 'Leaves out statements and lines, and runs what is left on the server, one run after the other. Takes minutes.'
              : 'Leaves out statements and lines, and runs what is left in this page.')}
          {step && (
            <span>
              {counted(step.linesBefore, 'line')} became {step.lines}; {counted(step.tests, 'run')} of at most{' '}
              {step.limit}
            </span>
          )}
        </p>
      </div>
      {phase === 'running' && step && (
        <progress
          aria-label="Runs that were used"
          max={step.limit}
          value={step.tests}
          className="h-1.5 w-full accent-(--ink)"
        />
      )}
      {phase === 'ended' && (
        <Notice tone={state.trouble === undefined ? 'plain' : 'bad'} testId="reduce-ended">
          {asSentence(endingOf(state))}
        </Notice>
      )}
      {smallest && (
        <>
          <div
            className="max-h-72 min-h-24 overflow-auto rounded-md border border-line"
            data-testid="smallest"
          >
            <StillCode text={mainText(smallest)} label="The smallest program so far" />
          </div>
          <div>
            <Button
              size="sm"
              onClick={() => {
                reduction.stop();
                const { port: _, ...work } = workOf(session.store.get());
                session.open({ work: { ...work, sources: smallest }, origin: { kind: 'own' } });
                session.show({ reporting: false });
              }}
            >
              Open it in the editor
            </Button>
          </div>
        </>
      )}
    </section>
  );
}

function SaveCase({ reduction, subject }: { reduction: Reduction; subject: Subject | undefined }) {
  const id = useId();
  const [note, setNote] = useState('');
  const [trouble, setTrouble] = useState('');
  const isRunning = useStore(reduction.store, (s) => s.phase === 'running');
  const isSmall = useStore(reduction.store, (s) => s.smallest !== undefined);
  const save = async () => {
    setTrouble('');
    try {
      const { name, bytes } = await reduction.archive(subject, note);
      const address = URL.createObjectURL(new Blob([bytes], { type: 'application/zip' }));
      const link = document.createElement('a');
      link.href = address;
      link.download = `${name}.zip`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(address), 10_000);
    } catch (error) {
      setTrouble(asSentence(error instanceof Error ? error.message : String(error)));
    }
  };
  return (
    <section aria-label="Download" className="mt-4 border-line border-t pt-3">
      <label htmlFor={id} className="font-medium">
        What seems wrong (if you like)
      </label>
      <input
        id={id}
        value={note}
        maxLength={300}
        onChange={({ target }) => setNote(target.value)}
        className="mt-1 h-8 w-full rounded-md border border-line-strong bg-paper px-2"
      />
      <div className="mt-2 flex flex-wrap items-center gap-3">
        <Button onClick={() => void save()} disabled={isRunning} data-testid="save-case">
          <Download size={14} aria-hidden /> Download {isSmall ? 'the minimal case' : 'it as it is'}
        </Button>
        <p className="text-muted text-xs">
          A .zip with input.cu, case.json and what differed. Nothing is sent anywhere: attach it where you
          report it.
        </p>
      </div>
      {trouble && (
        <p role="alert" className="mt-2 rounded-md bg-bad-wash px-3 py-2">
          {trouble}
        </p>
      )}
    </section>
  );
}
