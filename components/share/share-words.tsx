'use client';
// Title and description of a share: what its page, its picture and pasted links say of it.
import { useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { shareTextLimits } from '@/lib/run/wire';

export type Words = { readonly title: string; readonly description: string };

const fieldClass =
  'w-full rounded-md border border-line-strong bg-paper px-2 py-1 text-sm pointer-coarse:py-2';

export function ShareWords({
  words,
  saving,
  onSave,
}: {
  words: Words;
  saving: boolean;
  onSave: (words: Words) => void;
}) {
  const id = useId();
  const [title, setTitle] = useState(words.title);
  const [description, setDescription] = useState(words.description);
  const changed = title.trim() !== words.title || description.trim() !== words.description;
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        onSave({ title: title.trim(), description: description.trim() });
      }}
    >
      <label htmlFor={`${id}-title`}>
        <span className="mb-0.5 block text-muted text-xs">Title</span>
        <input
          id={`${id}-title`}
          value={title}
          maxLength={shareTextLimits.title}
          placeholder="What it is, in a few words"
          data-testid="share-title"
          onChange={({ target }) => setTitle(target.value)}
          className={fieldClass}
        />
      </label>
      <label htmlFor={`${id}-description`}>
        <span className="mb-0.5 block text-muted text-xs">Description</span>
        <textarea
          id={`${id}-description`}
          value={description}
          rows={2}
          maxLength={shareTextLimits.description}
          placeholder="What to look at; plain text"
          data-testid="share-description"
          onChange={({ target }) => setDescription(target.value)}
          className={fieldClass}
        />
      </label>
      <div className="flex items-center gap-3">
        <Button size="sm" type="submit" disabled={!changed || saving} data-testid="share-save">
          {saving ? 'Saving …' : 'Save'}
        </Button>
        <p className="text-muted text-xs">
          Everybody with the link can read them. Where several people shared exactly the same, the first one’s
          are shown.
        </p>
      </div>
    </form>
  );
}
