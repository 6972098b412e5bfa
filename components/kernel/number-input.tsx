'use client';
// A number of the run form: what is typed stays as it is typed, what is a number in its bounds goes on, and what is none is
// said. Knows no plan.
import { useId, useState } from 'react';
import { count } from '@/components/ui/format';
import { boundsWords, type NumberBounds, readNumber } from './number-bounds';

export function NumberInput({
  label,
  id,
  value,
  bounds,
  placeholder,
  onChange,
  className,
}: {
  /** What is said of it, also when what was typed is refused. */
  label: string;
  id?: string;
  /** Undefined: the field is empty. */
  value: number | undefined;
  bounds: NumberBounds;
  placeholder?: string;
  /** Undefined when the field was emptied, where it may be. */
  onChange: (value: number | undefined) => void;
  className: string;
}) {
  const [draft, setDraft] = useState<{ text: string; of: number | undefined }>();
  // Half of what is typed may be a number that nobody meant: what is refused in the end leaves what was there before.
  const [before, setBefore] = useState(value);
  const problem = useId();
  // What was typed belongs to the value that it made: another value from elsewhere shows as it is.
  const typed = draft && draft.of === value ? draft.text : undefined;
  const isWrong = typed !== undefined && readNumber(typed, bounds) === 'wrong';
  return (
    <span className="inline-flex min-w-0 flex-col">
      <input
        aria-label={label}
        id={id}
        inputMode={bounds.whole && (bounds.least ?? -1) >= 0 ? 'numeric' : 'text'}
        autoComplete="off"
        spellCheck={false}
        value={typed ?? (value === undefined ? '' : String(value))}
        placeholder={placeholder}
        aria-invalid={isWrong}
        aria-describedby={isWrong ? problem : undefined}
        onFocus={() => {
          if (!isWrong) setBefore(value);
        }}
        onChange={({ target: { value: typing } }) => {
          const text = typing.slice(0, 40);
          const read = readNumber(text, bounds);
          const next = read === 'wrong' ? before : read;
          setDraft({ text, of: next });
          if (next !== value) onChange(next);
        }}
        onBlur={() => {
          if (!isWrong) setDraft(undefined);
        }}
        className={`${className} ${isWrong ? 'border-bad' : ''}`}
      />
      {isWrong && (
        <span id={problem} role="alert" className="max-w-44 text-2xs text-bad leading-tight">
          {boundsWords(bounds)}; {value === undefined ? 'nothing is set' : `${count(value)} stays`}
        </span>
      )}
    </span>
  );
}
