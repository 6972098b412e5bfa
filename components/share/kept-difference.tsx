'use client';
// A translation as it was kept, against today's: which files differ, and how.
import { X } from 'lucide-react';
import dynamic from 'next/dynamic';
import { Dialog } from 'radix-ui';
import { useState } from 'react';
import { Button, buttonClass } from '@/components/ui/button';
import { useMedia } from '@/components/ui/use-media';

const TextDiff = dynamic(() => import('@/components/editor/text-diff').then((m) => m.TextDiff), {
  ssr: false,
  loading: () => <p className="p-3 text-muted">Loading the editor …</p>,
});

export type FileDifference = { readonly path: string; readonly then: string; readonly now: string };

export function KeptDifference({
  files,
  then,
  today,
  onTake,
}: {
  files: readonly FileDifference[];
  /** Versions of Crosswarp. */
  then: string;
  today: string;
  /** Makes the kept translation the visitor's own port. */
  onTake: () => void;
}) {
  const [open, setOpen] = useState(false);
  const [path, setPath] = useState(files[0]?.path);
  const narrow = useMedia('(max-width: 767px)');
  const file = files.find((one) => one.path === path) ?? files[0];
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger className={buttonClass({ size: 'sm' })} data-testid="kept-difference">
        Show the difference
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-black/35" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed inset-3 z-50 flex flex-col rounded-lg border border-line bg-raised shadow-raised sm:inset-8"
        >
          <div className="flex flex-wrap items-center gap-2 border-line border-b px-4 py-2">
            <Dialog.Title className="mr-auto font-semibold">The translation then and today</Dialog.Title>
            {files.length > 1 && (
              <select
                aria-label="File"
                value={file?.path}
                onChange={({ target }) => setPath(target.value)}
                className="h-7 rounded-md border border-line-strong bg-paper px-2 font-mono text-xs pointer-coarse:h-10"
              >
                {files.map((one) => (
                  <option key={one.path}>{one.path}</option>
                ))}
              </select>
            )}
            <Button
              size="sm"
              data-testid="kept-take"
              onClick={() => {
                onTake();
                setOpen(false);
              }}
            >
              Take the one of then as my port
            </Button>
            <Dialog.Close aria-label="Close" className={buttonClass({ weight: 'quiet', size: 'icon' })}>
              <X size={16} aria-hidden />
            </Dialog.Close>
          </div>
          <p className="border-line border-b bg-chrome px-4 py-1 text-muted text-xs">
            {narrow ? 'Taken away: ' : 'Left: '}translated with version {then}, when it was shared.{' '}
            {narrow ? 'Added: ' : 'Right: '}translated now, with version {today}.
          </p>
          <div className="min-h-0 flex-1 bg-paper">
            {file && (
              <TextDiff
                before={file.then}
                after={file.now}
                label={`The translation of ${file.path}, then and today`}
                sideBySide={!narrow}
              />
            )}
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
