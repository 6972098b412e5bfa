'use client';
// A buffer before a launch and after it: as numbers, or as a picture where it has rows.
import { useQuery } from '@tanstack/react-query';
import { LoaderCircle } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Button } from '@/components/ui/button';
import { count } from '@/components/ui/format';
import { Notice } from '@/components/ui/notice';
import { ApiError, apiSentence, askContents, type RecordingPlace } from '@/lib/browser/api';
import { elementsOf, guessWidth, type LaunchStep as Shape } from '@/lib/browser/recorded';
import { type RecordedContents, type RecordingStep, recordingLimits } from '@/lib/run/wire-recording';
import { BufferNumbers } from './buffer-numbers';
import { BufferPicture } from './buffer-picture';

type LaunchStep = Extract<RecordingStep, { kind: 'launch' }>;

export function InspectorBuffer({
  place,
  launch,
  buffer,
  size,
}: {
  place: RecordingPlace;
  launch: LaunchStep;
  buffer: number;
  size: number;
}) {
  const part = recordingLimits.bytes;
  const [offset, setOffset] = useState(0);
  const query = useQuery({
    queryKey: ['contents', place, launch.launch, buffer, offset],
    queryFn: () => askContents(place, { launch: launch.launch, buffer, offset, bytes: part }),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (query.isPending)
    return (
      <p role="status" className="flex items-center gap-2 px-4 py-3 text-muted">
        <LoaderCircle size={15} aria-hidden className="animate-spin" /> Putting the buffer together …
      </p>
    );
  if (query.isError) {
    const problem =
      query.error instanceof ApiError ? query.error.problem : ({ kind: 'unreachable' } as const);
    return (
      <Notice tone="bad" action={{ label: 'Try again', onClick: () => void query.refetch() }}>
        {apiSentence(problem)}
      </Notice>
    );
  }
  if (query.data.unknown)
    return (
      <p className="px-4 py-3 text-muted" data-testid="contents-unknown">
        {query.data.unknown === 'large'
          ? 'The buffer is too large to be followed, so what it held is not known.'
          : 'The recording met its bound before this launch, so what the buffer held is not known.'}
      </p>
    );
  return (
    <>
      {size > part && (
        <div className="flex items-center gap-2 px-4 pb-1 text-muted text-xs">
          Part {Math.floor(offset / part) + 1} of {Math.ceil(size / part)}
          <Button size="sm" disabled={offset === 0} onClick={() => setOffset(offset - part)}>
            Previous
          </Button>
          <Button size="sm" disabled={offset + part >= size} onClick={() => setOffset(offset + part)}>
            Next
          </Button>
        </div>
      )}
      <Contents contents={query.data} launch={launch} />
    </>
  );
}

export function Contents({ contents, launch }: { contents: RecordedContents; launch: Shape }) {
  const elements = useMemo(() => elementsOf(contents), [contents]);
  const guessed = useMemo(() => guessWidth(elements.count, launch), [elements, launch]);
  const [view, setView] = useState<'numbers' | 'picture'>('numbers');
  const [width, setWidth] = useState(guessed ?? Math.max(1, Math.round(Math.sqrt(elements.count))));
  if (elements.count === 0) return <p className="px-4 py-3 text-muted">The buffer is empty.</p>;
  return (
    <div className="px-4 pb-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 pb-2 text-xs">
        <div
          role="radiogroup"
          aria-label="Show as"
          className="inline-flex rounded-md border border-line-strong"
        >
          {(['numbers', 'picture'] as const).map((one) => (
            <label
              key={one}
              className={`cursor-pointer rounded-md px-2 py-0.5 pointer-coarse:py-2 has-focus-visible:outline-2 has-focus-visible:outline-warp ${view === one ? 'bg-ink text-paper' : 'text-muted hover:text-ink'}`}
            >
              <input
                type="radio"
                name="view"
                className="sr-only"
                checked={view === one}
                onChange={() => setView(one)}
              />
              {one === 'numbers' ? 'Numbers' : 'Picture'}
            </label>
          ))}
        </div>
        <span className="text-muted">
          {count(elements.all)} × <span className="font-mono">{elements.type}</span>
        </span>
        {view === 'picture' && (
          <label className="inline-flex items-center gap-1.5 text-muted">
            Row width
            <input
              type="number"
              min={1}
              max={elements.count}
              value={width}
              onChange={(event) =>
                setWidth(Math.max(1, Math.min(elements.count, Number(event.target.value) || 1)))
              }
              className="tabular h-6 w-20 rounded-md border border-line-strong bg-paper px-1.5 text-ink pointer-coarse:h-9"
              data-testid="picture-width"
            />
            {guessed === undefined ? 'elements: a guess, nothing tells it' : 'elements'}
          </label>
        )}
      </div>
      {view === 'numbers' ? (
        <BufferNumbers elements={elements} />
      ) : (
        <BufferPicture elements={elements} width={width} />
      )}
    </div>
  );
}
