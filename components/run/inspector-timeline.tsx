'use client';
// The steps of a recording as a list that arrow keys walk through.
import {
  ArrowDownToLine,
  ArrowRightLeft,
  ArrowUpFromLine,
  Eraser,
  Minus,
  PenLine,
  Play,
  Plus,
} from 'lucide-react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { bytesText, duration } from '@/components/ui/format';
import type { RecordingAnswer, RecordingStep } from '@/lib/run/wire-recording';

type Buffers = RecordingAnswer['buffers'];

const icons = {
  alloc: Plus,
  free: Minus,
  write: ArrowDownToLine,
  set: Eraser,
  move: ArrowRightLeft,
  host: PenLine,
  launch: Play,
  copy: ArrowUpFromLine,
} as const satisfies Record<RecordingStep['kind'], typeof Play>;

export const nameOf = (buffers: Buffers, id: number) =>
  buffers[id]?.name ?? (id < 0 ? 'unknown memory' : `a${id}`);

/** A step in a few words, and its size or time. */
export function stepWords(step: RecordingStep, buffers: Buffers): { what: string; size: string } {
  switch (step.kind) {
    case 'alloc':
      return {
        what: `allocate ${nameOf(buffers, step.buffer)}`,
        size: bytesText(buffers[step.buffer]?.bytes ?? 0),
      };
    case 'free':
      return { what: `free ${nameOf(buffers, step.buffer)}`, size: '' };
    case 'write':
      return {
        what: `${step.how === 'initial' ? 'first contents of' : 'host to'} ${nameOf(buffers, step.buffer)}`,
        size: bytesText(step.bytes),
      };
    case 'set':
      return { what: `fill ${nameOf(buffers, step.buffer)} with ${step.value}`, size: bytesText(step.bytes) };
    case 'move':
      return {
        what: `${nameOf(buffers, step.from)} to ${nameOf(buffers, step.buffer)}`,
        size: bytesText(step.bytes),
      };
    case 'host':
      return {
        what: `${buffers[step.buffer]?.kind === 'device' ? 'a library' : 'the host'} writes ${nameOf(buffers, step.buffer)}`,
        size: bytesText(step.changed),
      };
    case 'launch':
      return { what: step.kernel, size: duration(step.ms) };
    case 'copy':
      return { what: `${nameOf(buffers, step.buffer)} to host`, size: bytesText(step.bytes) };
  }
}

const moves: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at, last) => Math.min(last, at + 1),
  ArrowUp: (at) => Math.max(0, at - 1),
  PageDown: (at, last) => Math.min(last, at + 10),
  PageUp: (at) => Math.max(0, at - 10),
  Home: () => 0,
  End: (_, last) => last,
};

export function InspectorTimeline({
  steps,
  buffers,
  selected,
  onSelect,
  more,
}: {
  steps: readonly RecordingStep[];
  buffers: Buffers;
  selected: number;
  onSelect: (step: number) => void;
  more: ReactNode;
}) {
  const [launchesOnly, setLaunchesOnly] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const shown = launchesOnly ? steps.filter(({ kind }) => kind === 'launch') : steps;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is selected is brought into view, whatever else changes
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  const onKey = (event: KeyboardEvent) => {
    const move = moves[event.key];
    if (!move || shown.length === 0) return;
    event.preventDefault();
    const at = Math.max(
      0,
      shown.findIndex(({ step }) => step === selected),
    );
    onSelect(shown[move(at, shown.length - 1)]?.step ?? selected);
  };
  return (
    <>
      <label className="flex shrink-0 items-center gap-2 border-line border-b px-3 py-1.5 text-muted text-xs">
        <input
          type="checkbox"
          checked={launchesOnly}
          onChange={(event) => setLaunchesOnly(event.target.checked)}
        />
        Launches only
      </label>
      <div
        ref={list}
        role="listbox"
        aria-label="Steps"
        tabIndex={0}
        aria-activedescendant={`step-${selected}`}
        onKeyDown={onKey}
        className="min-h-0 flex-1 overflow-auto"
        data-testid="timeline"
      >
        {shown.map((step) => {
          const Icon = icons[step.kind];
          const { what, size } = stepWords(step, buffers);
          const isSelected = step.step === selected;
          return (
            <div
              key={step.step}
              id={`step-${step.step}`}
              role="option"
              tabIndex={-1}
              aria-selected={isSelected}
              data-testid={`step-${step.kind}`}
              onClick={() => onSelect(step.step)}
              onKeyDown={() => {}}
              className={`flex cursor-pointer items-center gap-2 px-3 py-1 pointer-coarse:py-2.5 [content-visibility:auto] ${
                isSelected ? 'bg-sunken' : 'hover:bg-chrome'
              } ${step.kind === 'launch' ? 'font-medium' : 'text-muted'}`}
            >
              <Icon size={13} aria-hidden className="shrink-0" />
              <span
                className={`min-w-0 flex-1 truncate text-xs ${step.kind === 'launch' ? 'font-mono' : ''}`}
              >
                {what}
              </span>
              <span className="tabular shrink-0 text-muted text-xs">{size}</span>
            </div>
          );
        })}
        {more}
      </div>
    </>
  );
}
