'use client';
// For who has never been here: what the page does, in three sentences, and the way to a first result. Nothing lies over the page.
import { Play, X } from 'lucide-react';
import { Button, buttonClass } from '@/components/ui/button';
import { Term } from '@/components/ui/term';

export function WelcomeStrip({
  onRun,
  onTour,
  onDismiss,
}: {
  onRun: () => void;
  onTour: () => void;
  onDismiss: () => void;
}) {
  return (
    <section
      aria-label="Welcome"
      data-testid="welcome"
      className="cw-welcome relative flex shrink-0 flex-wrap items-center gap-x-4 gap-y-2 border-line border-b bg-raised py-2 pr-11 pl-3 pointer-coarse:pr-14"
    >
      <p className="min-w-0 flex-1 basis-64">
        <strong className="font-semibold">New here?</strong> Programs for NVIDIA’s graphics cards are written
        in <Term word="cuda">CUDA</Term>, those for AMD’s in <Term word="hip">HIP</Term>. This page turns the
        first into the second, says why it changed what it changed, and proves by running both that they
        compute the same. You need no graphics card.
      </p>
      <div className="flex flex-wrap items-center gap-2">
        <Button weight="strong" onClick={onRun} data-testid="welcome-run">
          <Play size={13} aria-hidden fill="currentColor" /> Try it with this example
        </Button>
        <Button onClick={onTour} data-testid="welcome-tour">
          Show me around
        </Button>
      </div>
      <button
        type="button"
        aria-label="Don’t show this again"
        onClick={onDismiss}
        className={`${buttonClass({ weight: 'quiet', size: 'icon' })} absolute top-1.5 right-2`}
        data-testid="welcome-dismiss"
      >
        <X size={16} aria-hidden />
      </button>
    </section>
  );
}
