'use client';
// One step of a recording: for a launch its shape, its arguments and the buffers around it; for the others what they moved.
import { useState } from 'react';
import { bytesText, count, counted, duration } from '@/components/ui/format';
import { capital, type RecordingPlace } from '@/lib/browser/api';
import type { RecordingAnswer, RecordingStep } from '@/lib/run/wire-recording';
import { InspectorBuffer } from './inspector-buffer';
import { nameOf, stepWords } from './inspector-timeline';

type Buffers = RecordingAnswer['buffers'];
type LaunchStep = Extract<RecordingStep, { kind: 'launch' }>;

export function InspectorStep({
  step,
  buffers,
  place,
  onLine,
}: {
  step: RecordingStep;
  buffers: Buffers;
  place: RecordingPlace;
  onLine: (line: number) => void;
}) {
  const line = 'line' in step && step.line > 0 ? step.line : undefined;
  return (
    <>
      <header className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 px-4 py-2">
        <h3 className="font-semibold text-base">
          {step.kind === 'launch' ? (
            <>
              Launch {step.launch}: <span className="font-mono text-sm">{step.kernel}</span>
            </>
          ) : (
            sentenceOf(step, buffers)
          )}
        </h3>
        {line !== undefined && (
          <button
            type="button"
            className="rounded-sm text-muted text-xs underline decoration-line-strong hover:text-ink"
            onClick={() => onLine(line)}
          >
            line {line}
          </button>
        )}
      </header>
      {step.kind === 'launch' ? (
        <Launch step={step} buffers={buffers} place={place} />
      ) : (
        <p className="px-4 pb-3 text-muted">
          {details(step, buffers)} Choose a launch to see what memory held before and after it.
        </p>
      )}
    </>
  );
}

function sentenceOf(step: RecordingStep, buffers: Buffers): string {
  const { what } = stepWords(step, buffers);
  return capital(what);
}

function details(step: RecordingStep, buffers: Buffers): string {
  switch (step.kind) {
    case 'alloc': {
      const buffer = buffers[step.buffer];
      return `${bytesText(buffer?.bytes ?? 0)} of ${buffer?.kind ?? 'device'} memory${buffer?.type ? `, read as ${buffer.type}` : ''}, every byte of it 0xcb until somebody writes.`;
    }
    case 'free':
      return 'The memory may be given to a later allocation.';
    case 'write':
    case 'set':
      return `${bytesText(step.bytes)} at byte ${count(step.offset)} of ${nameOf(buffers, step.buffer)}.`;
    case 'move':
      return `${bytesText(step.bytes)} from byte ${count(step.fromOffset)} to byte ${count(step.offset)}.`;
    case 'host':
      return `${counted(step.changed, 'byte')} changed since the last launch.`;
    case 'copy':
      return `${bytesText(step.bytes)} from byte ${count(step.offset)}: this is what the port is compared in.`;
    default:
      return '';
  }
}

/** What of a launch can be looked at: what it wrote first, then what else it was given. */
function buffersOf({ args, wrote }: LaunchStep): number[] {
  const given = args.flatMap(({ buffer }) => (buffer === undefined ? [] : [buffer]));
  return [...new Set([...wrote.map(({ buffer }) => buffer), ...given])];
}

function Launch({ step, buffers, place }: { step: LaunchStep; buffers: Buffers; place: RecordingPlace }) {
  const candidates = buffersOf(step);
  const [chosen, setChosen] = useState(candidates[0]);
  const changed = new Map(step.wrote.map((one) => [one.buffer, one.changed]));
  return (
    <>
      <p className="px-4 text-muted text-xs">
        {count(step.grid[0] * step.grid[1] * step.grid[2])} blocks ({step.grid.join(' × ')}) of{' '}
        {count(step.block[0] * step.block[1] * step.block[2])} threads ({step.block.join(' × ')})
        {step.sharedBytes > 0 && `, ${bytesText(step.sharedBytes)} of dynamic shared memory`},{' '}
        {duration(step.ms)}
      </p>
      <Arguments step={step} buffers={buffers} />
      {candidates.length === 0 ? (
        <p className="px-4 py-3 text-muted">It was given no memory and wrote none.</p>
      ) : (
        <section aria-label="Memory around this launch" className="border-line border-t">
          <div role="radiogroup" aria-label="Buffer" className="flex flex-wrap gap-1.5 px-4 py-2">
            {candidates.map((id) => (
              <label
                key={id}
                className={`inline-flex cursor-pointer items-center gap-1.5 rounded-md border px-2 py-0.5 text-xs pointer-coarse:py-2 has-focus-visible:outline-2 has-focus-visible:outline-warp ${
                  id === chosen ? 'border-ink bg-sunken' : 'border-line-strong hover:border-muted'
                }`}
              >
                <input
                  type="radio"
                  name="buffer"
                  className="sr-only"
                  checked={id === chosen}
                  onChange={() => setChosen(id)}
                />
                <span className="font-medium font-mono">{nameOf(buffers, id)}</span>
                <span className="text-muted">
                  {buffers[id]?.lost
                    ? 'too large to follow'
                    : changed.has(id)
                      ? `${counted(changed.get(id) ?? 0, 'byte')} changed`
                      : 'unchanged'}
                </span>
              </label>
            ))}
          </div>
          {chosen !== undefined && (
            <InspectorBuffer
              key={chosen}
              place={place}
              launch={step}
              buffer={chosen}
              size={buffers[chosen]?.bytes ?? 0}
            />
          )}
        </section>
      )}
    </>
  );
}

function Arguments({ step, buffers }: { step: LaunchStep; buffers: Buffers }) {
  if (step.args.length === 0) return <p className="px-4 py-2 text-muted">It takes no arguments.</p>;
  return (
    <div className="overflow-x-auto px-4 py-2">
      <table className="border-collapse text-left text-xs" data-testid="arguments">
        <caption className="sr-only">Arguments</caption>
        <thead className="text-muted">
          <tr className="[&>th]:pr-6 [&>th]:font-normal">
            <th scope="col">Argument</th>
            <th scope="col">Type</th>
            <th scope="col">Value</th>
          </tr>
        </thead>
        <tbody className="font-mono">
          {step.args.map((arg, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: arguments have their place and nothing else
            <tr key={index} className="[&>td]:pr-6 [&>td]:align-top">
              <td>{arg.name ?? index}</td>
              <td className="text-muted">{arg.type}</td>
              <td className="break-all">
                {arg.buffer === undefined
                  ? arg.value
                  : `${nameOf(buffers, arg.buffer)}${arg.offset ? ` + ${count(arg.offset)} bytes` : ''}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
