'use client';
// The form of a launch: kernel, grid, block, shared memory, and each argument with its size, its first contents and its role.
import { useId } from 'react';
import { Term } from '@/components/ui/term';
import type { PlanArgument, PlanLaunch } from '@/lib/run/plan';
import { ArgumentRow } from './argument-row';
import { NumberInput } from './number-input';

type Size = readonly [number, number, number];
const axes = ['x', 'y', 'z'] as const;

export const fieldClass =
  'tabular h-7 min-w-0 rounded-md border border-line-strong bg-paper px-1.5 font-mono text-xs text-ink pointer-coarse:h-10';

export function PlanForm({
  launch,
  kernels,
  onChange,
  onKernel,
}: {
  launch: PlanLaunch;
  kernels: readonly string[];
  onChange: (launch: PlanLaunch) => void;
  /** Another kernel was chosen: its arguments are guessed anew. */
  onKernel: (kernel: string) => void;
}) {
  const id = useId();
  const named = launch.kernel.replace(/<.*$/s, '');
  const setArgument = (index: number, argument: PlanArgument) =>
    onChange({ ...launch, args: launch.args.map((one, i) => (i === index ? argument : one)) });
  return (
    <div className="flex flex-col gap-3 p-3" data-testid="plan-form">
      <div className="grid grid-cols-[5.5rem_1fr] items-center gap-x-3 gap-y-1.5">
        <label htmlFor={`${id}-kernel`}>
          <Term word="kernel">Kernel</Term>
        </label>
        <div className="flex min-w-0 gap-1.5">
          <select
            id={`${id}-kernel`}
            value={kernels.includes(named) ? named : ''}
            onChange={(event) => onKernel(event.target.value)}
            className={`${fieldClass} max-w-40 flex-1`}
          >
            {!kernels.includes(named) && <option value="">{named}</option>}
            {kernels.map((kernel) => (
              <option key={kernel} value={kernel}>
                {kernel}
              </option>
            ))}
          </select>
          {launch.kernel.includes('<') && (
            <input
              aria-label="Kernel with its template arguments"
              value={launch.kernel}
              onChange={(event) => onChange({ ...launch, kernel: event.target.value.slice(0, 500) })}
              className={`${fieldClass} flex-1`}
            />
          )}
        </div>
        <SizeFields
          label="Grid"
          word="grid"
          size={launch.grid}
          onChange={(grid) => onChange({ ...launch, grid })}
        />
        <SizeFields
          label="Block"
          word="block"
          size={launch.block}
          onChange={(block) => onChange({ ...launch, block })}
        />
        <label htmlFor={`${id}-shared`}>
          <Term word="dynamic_shared">Shared bytes</Term>
        </label>
        <NumberInput
          label="Shared bytes"
          id={`${id}-shared`}
          value={launch.sharedBytes ?? 0}
          bounds={{ whole: true, least: 0, most: 1 << 20 }}
          onChange={(sharedBytes = 0) => onChange({ ...launch, sharedBytes })}
          className={`${fieldClass} w-28`}
        />
        <label htmlFor={`${id}-tolerance`}>
          <Term word="tolerance">Tolerance</Term>
        </label>
        <NumberInput
          label="Tolerance"
          id={`${id}-tolerance`}
          value={launch.tolerance}
          bounds={{ least: 0, optional: true }}
          placeholder="by type"
          onChange={(tolerance) => {
            const { tolerance: _, ...rest } = launch;
            onChange(tolerance === undefined ? rest : { ...rest, tolerance });
          }}
          className={`${fieldClass} w-28`}
        />
      </div>
      <fieldset className="min-w-0">
        <legend className="pb-1 font-semibold">Arguments</legend>
        {launch.args.length === 0 && <p className="text-muted">This kernel takes none.</p>}
        <ul className="flex flex-col divide-y divide-line border-line border-y">
          {launch.args.map((argument, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: arguments have their places
            <li key={index}>
              <ArgumentRow argument={argument} onChange={(changed) => setArgument(index, changed)} />
            </li>
          ))}
        </ul>
      </fieldset>
    </div>
  );
}

/** CUDA's own bounds. */
function mostOf(word: 'grid' | 'block', axis: (typeof axes)[number]): number {
  if (word === 'grid') return axis === 'x' ? 2147483647 : 65535;
  return axis === 'z' ? 64 : 1024;
}

function SizeFields({
  label,
  word,
  size,
  onChange,
}: {
  label: string;
  word: 'grid' | 'block';
  size: Size;
  onChange: (size: [number, number, number]) => void;
}) {
  return (
    <>
      <span>
        <Term word={word}>{label}</Term>
      </span>
      <div className="flex gap-1.5">
        {axes.map((axis, i) => (
          <NumberInput
            key={axis}
            label={`${label} ${axis}`}
            value={size[i]}
            bounds={{ whole: true, least: 1, most: mostOf(word, axis) }}
            onChange={(value = 1) => {
              const next: [number, number, number] = [size[0], size[1], size[2]];
              next[i] = value;
              onChange(next);
            }}
            className={`${fieldClass} w-20`}
          />
        ))}
      </div>
    </>
  );
}
