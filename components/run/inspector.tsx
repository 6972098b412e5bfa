'use client';
// What one runner did on the device, step by step: a timeline of copies and launches, and what the chosen one did to memory.
import { useInfiniteQuery } from '@tanstack/react-query';
import { LoaderCircle, ScanSearch, X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { useState } from 'react';
import { Button, buttonClass } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { counted } from '@/components/ui/format';
import { Notice } from '@/components/ui/notice';
import { ApiError, apiSentence, askRecording, type RecordingPlace } from '@/lib/browser/api';
import type { RecordingAnswer, RecordingStep } from '@/lib/run/wire-recording';
import { InspectorStep } from './inspector-step';
import { InspectorTimeline } from './inspector-timeline';

export function Inspector({
  place,
  label,
  onLine,
}: {
  place: RecordingPlace;
  /** Of the runner: `CUDA on CPU, 32 lanes`. */
  label: string;
  onLine: (line: number) => void;
}) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger className={buttonClass({ size: 'sm' })} data-testid="inspect">
        <ScanSearch size={13} aria-hidden /> Inspect memory
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-black/35" />
        <Dialog.Content
          data-testid="inspector"
          className="fixed top-1/2 left-1/2 z-50 flex h-[min(52rem,94dvh)] w-[min(84rem,calc(100vw-1rem))] -translate-x-1/2 -translate-y-1/2 flex-col overflow-hidden rounded-lg border border-line bg-paper shadow-raised"
        >
          <div className="flex items-start gap-3 border-line border-b bg-chrome px-4 py-2">
            <div className="min-w-0">
              <Dialog.Title className="font-semibold text-base">What happened on the device</Dialog.Title>
              <Dialog.Description className="truncate text-muted text-xs">
                {label}: its first run, step by step
              </Dialog.Description>
            </div>
            <Dialog.Close
              aria-label="Close"
              className={`ml-auto ${buttonClass({ weight: 'quiet', size: 'icon' })}`}
            >
              <X size={16} aria-hidden />
            </Dialog.Close>
          </div>
          {open && (
            <Loaded
              place={place}
              onLine={(line) => {
                setOpen(false);
                onLine(line);
              }}
            />
          )}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Loaded({ place, onLine }: { place: RecordingPlace; onLine: (line: number) => void }) {
  const query = useInfiniteQuery({
    queryKey: ['recording', place],
    queryFn: ({ pageParam }) => askRecording(place, pageParam),
    initialPageParam: 0,
    getNextPageParam: (last) => {
      const next = last.from + last.steps.length;
      return next < last.total && last.steps.length > 0 ? next : undefined;
    },
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (query.isPending)
    return (
      <p role="status" className="flex items-center gap-2 p-4 text-muted">
        <LoaderCircle size={15} aria-hidden className="animate-spin" /> Reading the recording …
      </p>
    );
  const [head] = query.data?.pages ?? [];
  if (query.isError && !head) {
    const problem =
      query.error instanceof ApiError ? query.error.problem : ({ kind: 'unreachable' } as const);
    return (
      <Empty
        title="There is no recording to look at"
        action={<Button onClick={() => query.refetch()}>Try again</Button>}
      >
        <span data-testid="inspector-problem">{apiSentence(problem)}</span>
      </Empty>
    );
  }
  if (!head || head.total === 0)
    return (
      <Empty title="Nothing happened on the device">
        The program neither allocated memory there nor launched a kernel.
      </Empty>
    );
  const steps = query.data?.pages.flatMap((page) => page.steps) ?? [];
  return (
    <>
      {head.cut && (
        <Notice tone="warn" testId="inspector-cut">
          {head.cut.why === 'bytes'
            ? 'The recording grew to its bound'
            : 'Recording took more time than it may'}
          : from step {head.cut.step} on, what happened to memory is not known. Smaller inputs are recorded
          whole.
        </Notice>
      )}
      <Steps
        head={head}
        steps={steps}
        place={place}
        onLine={onLine}
        more={
          query.hasNextPage ? (
            <Button
              size="sm"
              className="m-2"
              disabled={query.isFetchingNextPage}
              onClick={() => void query.fetchNextPage()}
            >
              Show more of {counted(head.total, 'step')}
            </Button>
          ) : null
        }
      />
    </>
  );
}

function Steps({
  head,
  steps,
  place,
  more,
  onLine,
}: {
  head: RecordingAnswer;
  steps: readonly RecordingStep[];
  place: RecordingPlace;
  more: React.ReactNode;
  onLine: (line: number) => void;
}) {
  const firstLaunch = steps.find(({ kind }) => kind === 'launch') ?? steps[0];
  const [chosen, setChosen] = useState(firstLaunch?.step ?? 0);
  const selected = steps.find(({ step }) => step === chosen) ?? firstLaunch;
  return (
    <div className="flex min-h-0 flex-1 flex-col md:grid md:grid-cols-[20rem_1fr]">
      <div className="flex max-h-[34%] shrink-0 flex-col border-line max-md:border-b md:max-h-none md:min-h-0 md:border-r">
        <InspectorTimeline
          steps={steps}
          buffers={head.buffers}
          selected={selected?.step ?? -1}
          onSelect={setChosen}
          more={more}
        />
      </div>
      <div className="min-h-0 min-w-0 flex-1 overflow-auto" data-testid="inspector-step">
        {selected && (
          <InspectorStep
            key={selected.step}
            step={selected}
            buffers={head.buffers}
            place={place}
            onLine={onLine}
          />
        )}
      </div>
    </div>
  );
}
