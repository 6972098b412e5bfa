'use client';
// A tour of five stops. Each points at a part of the page that stays usable meanwhile; Escape or Skip ends it.
import { X } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Button, buttonClass } from '@/components/ui/button';

type Stop = {
  readonly title: string;
  readonly text: string;
  /** Where it points: the first of these that is to be seen. */
  readonly at: readonly string[];
  readonly side: 'top' | 'bottom' | 'left' | 'right';
};

const stops: readonly Stop[] = [
  {
    title: 'What you write',
    text: 'A program in CUDA. Functions with __global__ in front are kernels: the graphics card runs them thousands of times at once. Type here, paste your own program, or take another example.',
    at: ['[data-tour="source"]', '[data-tour="views"]'],
    side: 'right',
  },
  {
    title: 'What it becomes',
    text: 'The same program in HIP, made anew with every key you press. What changed is underlined; point at it to read why.',
    at: ['[data-tour="port"]', '[data-tour="views"]'],
    side: 'left',
  },
  {
    title: 'The proof',
    text: 'Run starts the original and the port on processors that behave like cards of both makers, and compares everything they compute. It takes a few seconds.',
    at: ['[data-testid="run"]', '[data-testid="stop"]'],
    side: 'bottom',
  },
  {
    title: 'What came of it',
    text: 'Results and times; every edit with its reason; and problems: what would not mean the same on other hardware. A kernel without a main function runs right here, thread by thread.',
    at: ['[data-tour="results"]', '[data-tour="views"]'],
    side: 'top',
  },
  {
    title: 'Where to go from here',
    text: 'Lessons and all examples are in this menu, and so is this tour. Share, beside it, makes a link that shows a colleague what you see. Press ? to see what the keyboard can do.',
    at: ['[data-tour="more"]'],
    side: 'bottom',
  },
];

/** Where views are tabs, a pane takes all of the page's width: there is no room beside it, but below its tab. */
const isNarrow = () => innerWidth < 768;

function placeOf(stop: Stop): HTMLElement | undefined {
  for (const selector of isNarrow() ? stop.at.toReversed() : stop.at) {
    const found = document.querySelector<HTMLElement>(selector);
    if (found && found.getClientRects().length > 0) return found;
  }
  return undefined;
}

export function Tour({ onEnd }: { onEnd: () => void }) {
  const [at, setAt] = useState(0);
  const [box, setBox] = useState<DOMRect>();
  const place = useRef<HTMLElement | null>(null);
  const next = useRef<HTMLButtonElement>(null);
  const opener = useRef<Element | null>(null);
  const stop = stops[at] as Stop;
  const isLast = at === stops.length - 1;

  // Nobody stays without focus when the tour goes.
  useEffect(() => {
    opener.current = document.activeElement;
  }, []);

  useLayoutEffect(() => {
    const measure = () => {
      place.current = placeOf(stop) ?? document.body;
      setBox(place.current.getBoundingClientRect());
    };
    measure();
    addEventListener('resize', measure);
    return () => removeEventListener('resize', measure);
  }, [stop]);

  return (
    <Popover.Root open onOpenChange={(open) => !open && onEnd()}>
      <Popover.Anchor virtualRef={place as React.RefObject<HTMLElement>} />
      <Popover.Portal>
        <Popover.Content
          side={isNarrow() ? 'bottom' : stop.side}
          sideOffset={10}
          collisionPadding={10}
          aria-label={`Tour, ${at + 1} of ${stops.length}: ${stop.title}`}
          data-testid="tour"
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            next.current?.focus();
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            const back = opener.current?.isConnected ? opener.current : placeOf(stops[2] as Stop);
            if (back instanceof HTMLElement) back.focus();
          }}
          // The page can be used during the tour.
          onInteractOutside={(event) => event.preventDefault()}
          className="z-50 w-[min(22rem,calc(100vw-1.25rem))] rounded-lg border border-line-strong bg-raised p-4 shadow-raised"
        >
          <Popover.Arrow className="fill-line-strong" />
          {/* Read out at each stop: the focus stays on the button. */}
          <div className="flex items-start gap-2">
            <h2 className="flex-1 font-semibold text-base" aria-live="polite">
              {stop.title}
            </h2>
            <button
              type="button"
              aria-label="End the tour"
              onClick={onEnd}
              className={`${buttonClass({ weight: 'quiet', size: 'icon' })} -mt-1 -mr-1`}
            >
              <X size={16} aria-hidden />
            </button>
          </div>
          <p className="mt-1" aria-live="polite">
            {stop.text}
          </p>
          <div className="mt-3 flex items-center gap-2">
            <span className="tabular mr-auto text-muted text-xs">
              {at + 1} of {stops.length}
            </span>
            {at > 0 ? (
              <Button weight="quiet" onClick={() => setAt(at - 1)}>
                Back
              </Button>
            ) : (
              <Button weight="quiet" onClick={onEnd} data-testid="tour-skip">
                Skip
              </Button>
            )}
            <button
              ref={next}
              type="button"
              onClick={() => (isLast ? onEnd() : setAt(at + 1))}
              className={buttonClass({ weight: 'strong' })}
              data-testid="tour-next"
            >
              {isLast ? 'Done' : 'Next'}
            </button>
          </div>
        </Popover.Content>
      </Popover.Portal>
      {box && (
        <div
          aria-hidden
          className="pointer-events-none fixed z-40 rounded-md outline-2 outline-warp outline-offset-[-2px]"
          style={{ left: box.left, top: box.top, width: box.width, height: box.height }}
        />
      )}
    </Popover.Root>
  );
}
