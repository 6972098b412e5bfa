'use client';
// One argument of a launch: a number, or a buffer with its length, its first contents and whether the kernel writes it.
import type { Init, PlanArgument } from '@/lib/run/plan';
import { NumberInput } from './number-input';
import { fieldClass } from './plan-form';

/** What the kinds of contents are called, and what each begins as. */
const kinds = {
  zeros: { label: 'zeros', make: (): Init => ({ kind: 'zeros' }) },
  constant: { label: 'all the same', make: (): Init => ({ kind: 'constant', value: 1 }) },
  iota: { label: 'counting up', make: (): Init => ({ kind: 'iota', min: 0, step: 1 }) },
  random: { label: 'random', make: (): Init => ({ kind: 'random', seed: 1, min: 0, max: 1 }) },
  data: { label: 'given bytes', make: (): Init => ({ kind: 'data', base64: '' }) },
} as const satisfies Record<Init['kind'], unknown>;

const roles = { in: 'read', out: 'written', inout: 'read and written' } as const;

export function ArgumentRow({
  argument,
  onChange,
}: {
  argument: PlanArgument;
  onChange: (argument: PlanArgument) => void;
}) {
  const { name, type, kind, init, texture } = argument;
  const setInit = (next: Init) => onChange({ ...argument, init: next });
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1 py-1.5" data-testid={`argument-${name}`}>
      <span className="w-28 min-w-0 shrink-0 truncate font-mono text-xs" title={`${type} ${name}`}>
        <span className="text-ink">{name}</span>{' '}
        <span className="text-muted">
          {type}
          {kind === 'buffer' && !texture && ' *'}
        </span>
      </span>
      {texture && (
        <span
          className="text-muted text-xs"
          title="To change its size or how it is read, write the plan into the source and edit the // run: comment there."
        >
          texture, {texture.size.join(' × ')}
        </span>
      )}
      {kind === 'buffer' && !texture && (
        <span className="inline-flex items-center gap-1 text-muted text-xs">
          length
          <NumberInput
            label={`Length of ${name}`}
            value={argument.length ?? 0}
            bounds={{ whole: true, least: 0, most: 1 << 26 }}
            onChange={(length = 0) => onChange({ ...argument, length })}
            className={`${fieldClass} w-20`}
          />
        </span>
      )}
      {kind === 'buffer' ? (
        <select
          aria-label={`First contents of ${name}`}
          value={init.kind}
          onChange={(event) => setInit(kinds[event.target.value as Init['kind']].make())}
          className={fieldClass}
        >
          {Object.entries(kinds).map(([value, { label }]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      ) : (
        <span className="text-muted text-xs">=</span>
      )}
      <InitFields name={name} init={init} onChange={setInit} />
      {kind === 'buffer' && (
        <select
          aria-label={`Whether ${name} is read or written`}
          value={argument.role}
          onChange={(event) => onChange({ ...argument, role: event.target.value as PlanArgument['role'] })}
          className={`${fieldClass} ml-auto`}
        >
          {Object.entries(roles).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}

function NumberField({
  label,
  value,
  whole,
  onChange,
}: {
  label: string;
  value: number;
  whole?: boolean;
  onChange: (value: number) => void;
}) {
  return (
    <NumberInput
      label={label}
      value={value}
      bounds={whole ? { whole } : {}}
      onChange={(next = 0) => onChange(next)}
      className={`${fieldClass} w-16`}
    />
  );
}

function InitFields({ name, init, onChange }: { name: string; init: Init; onChange: (init: Init) => void }) {
  switch (init.kind) {
    case 'zeros':
      return null;
    case 'constant':
      return (
        <input
          aria-label={`Value of ${name}`}
          value={String(init.value)}
          onChange={(event) => {
            const text = event.target.value.slice(0, 100);
            const value = Number(text);
            // What a double cannot hold exactly stays as it was typed.
            const exact = text.trim() !== '' && Number.isFinite(value) && String(value) === text.trim();
            onChange({ ...init, value: exact ? value : text });
          }}
          className={`${fieldClass} w-24`}
        />
      );
    case 'iota':
      return (
        <span className="inline-flex items-center gap-1 text-muted text-xs">
          from
          <NumberField
            label={`First value of ${name}`}
            value={init.min}
            onChange={(min) => onChange({ ...init, min })}
          />
          by
          <NumberField
            label={`Step of ${name}`}
            value={init.step}
            onChange={(step) => onChange({ ...init, step })}
          />
        </span>
      );
    case 'random':
      return (
        <span className="inline-flex items-center gap-1 text-muted text-xs">
          from
          <NumberField
            label={`Least value of ${name}`}
            value={init.min}
            onChange={(min) => onChange({ ...init, min })}
          />
          to
          <NumberField
            label={`Largest value of ${name}`}
            value={init.max}
            onChange={(max) => onChange({ ...init, max })}
          />
          seed
          <NumberField
            label={`Seed of ${name}`}
            value={init.seed}
            whole
            onChange={(seed) => onChange({ ...init, seed })}
          />
        </span>
      );
    case 'data':
      return (
        <input
          aria-label={`Bytes of ${name}, in base64`}
          value={init.base64}
          placeholder="base64"
          onChange={(event) => onChange({ ...init, base64: event.target.value.trim() })}
          className={`${fieldClass} w-32`}
        />
      );
  }
}
