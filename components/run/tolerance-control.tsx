'use client';
// How far floats may lie apart: as measured, or as set by hand for the next run.
import { Popover } from 'radix-ui';
import { useId, useState } from 'react';
import { Button, buttonClass } from '@/components/ui/button';
import { Term } from '@/components/ui/term';
import type { AskedTolerance } from '@/lib/run/wire';

export function ToleranceControl({
  tolerance,
  onTolerance,
}: {
  tolerance: AskedTolerance | undefined;
  onTolerance: (tolerance: AskedTolerance | undefined) => void;
}) {
  const [open, setOpen] = useState(false);
  const choose = (asked: AskedTolerance | undefined) => {
    setOpen(false);
    onTolerance(asked);
  };
  return (
    <p className="flex flex-wrap items-center gap-2 px-3 py-2 text-muted">
      <span>
        <Term word="tolerance">Tolerance</Term> of floats:{' '}
        {tolerance ? words(tolerance) : 'as measured of the original'}
      </span>
      <Popover.Root open={open} onOpenChange={setOpen}>
        <Popover.Trigger className={buttonClass({ size: 'sm' })} data-testid="adjust-tolerance">
          Adjust
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Content
            align="start"
            sideOffset={4}
            collisionPadding={8}
            aria-label="Tolerance of floats"
            className="z-50 w-80 rounded-lg border border-line bg-raised p-3 text-ink shadow-raised"
          >
            <Fields tolerance={tolerance} onChoose={choose} />
          </Popover.Content>
        </Popover.Portal>
      </Popover.Root>
    </p>
  );
}

function words({ absolute = 0, relative = 0 }: AskedTolerance): string {
  return `set by hand to ${absolute} absolute and ${relative} of the value`;
}

function Fields({
  tolerance,
  onChoose,
}: {
  tolerance: AskedTolerance | undefined;
  onChoose: (tolerance: AskedTolerance | undefined) => void;
}) {
  const [relative, setRelative] = useState(String(tolerance?.relative ?? 1e-5));
  const [absolute, setAbsolute] = useState(String(tolerance?.absolute ?? 0));
  const id = useId();
  const asked = { relative: Number(relative), absolute: Number(absolute) };
  const isWrong =
    relative.trim() === '' ||
    absolute.trim() === '' ||
    !(asked.relative >= 0 && asked.relative <= 1 && asked.absolute >= 0 && Number.isFinite(asked.absolute));
  const field = 'tabular h-7 w-full rounded-md border border-line-strong bg-paper px-2 pointer-coarse:h-10';
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isWrong) onChoose(asked);
      }}
    >
      <label>
        Part of the expected value, 0 to 1
        <input
          inputMode="decimal"
          value={relative}
          onChange={(event) => setRelative(event.target.value)}
          aria-describedby={id}
          className={field}
        />
      </label>
      <label>
        And on top, as it is
        <input
          inputMode="decimal"
          value={absolute}
          onChange={(event) => setAbsolute(event.target.value)}
          className={field}
        />
      </label>
      <p id={id} className={`text-xs ${isWrong ? 'text-bad' : 'text-muted'}`}>
        {isWrong
          ? 'Both are numbers from 0 on, the first at most 1.'
          : 'The proof says that it was set by hand. Values that it hardly tells from anything else carry no information.'}
      </p>
      <div className="flex justify-between gap-2">
        <Button size="sm" onClick={() => onChoose(undefined)}>
          As measured
        </Button>
        <button type="submit" disabled={isWrong} className={buttonClass({ size: 'sm', weight: 'strong' })}>
          Run with it
        </button>
      </div>
    </form>
  );
}
