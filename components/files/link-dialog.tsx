'use client';
// A field for the address of a file or a gist at GitHub.
import { LoaderCircle, X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { type FormEvent, useId, useState } from 'react';
import { Button, buttonClass } from '@/components/ui/button';
import { asSentence } from '@/lib/browser/api';
import { importLinkIn } from '@/lib/browser/import-link';
import { sentence } from '@/lib/messages';
import { type OnImport, useImport } from './use-import';

export function LinkDialog({
  open,
  onOpenChange,
  onImport,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onImport: OnImport;
}) {
  const importing = useImport(onImport);
  const [address, setAddress] = useState('');
  const [unknown, setUnknown] = useState(false);
  const id = useId();
  const change = (isOpen: boolean) => {
    importing.forget();
    setUnknown(false);
    if (isOpen) setAddress('');
    onOpenChange(isOpen);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const link = importLinkIn(address);
    setUnknown(!link);
    if (link && (await importing.open(link))) onOpenChange(false);
  };
  const refusal = unknown ? asSentence(sentence('import-not-known')) : importing.refusal;
  return (
    <Dialog.Root open={open} onOpenChange={change}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-black/35" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed top-1/2 left-1/2 z-50 w-[min(34rem,calc(100vw-1.5rem))] -translate-x-1/2 -translate-y-1/2 rounded-lg border border-line bg-raised p-5 shadow-raised"
        >
          <div className="flex items-center justify-between">
            <Dialog.Title className="font-semibold text-lg">Open from a link</Dialog.Title>
            <Dialog.Close aria-label="Close" className={buttonClass({ weight: 'quiet', size: 'icon' })}>
              <X size={16} aria-hidden />
            </Dialog.Close>
          </div>
          <form onSubmit={(event) => void submit(event)} className="mt-3">
            <label htmlFor={id} className="font-medium">
              Address of a file or a gist at GitHub
            </label>
            <div className="mt-1.5 flex gap-2">
              <input
                id={id}
                value={address}
                onChange={({ target }) => setAddress(target.value)}
                placeholder="https://github.com/…/blob/…/kernel.cu"
                autoComplete="off"
                spellCheck={false}
                data-testid="link-address"
                className="h-8 min-w-0 flex-1 rounded-md border border-line-strong bg-paper px-2 font-mono text-xs"
              />
              <Button
                type="submit"
                weight="strong"
                className="h-8"
                disabled={importing.isBusy || address.trim() === ''}
              >
                {importing.isBusy && <LoaderCircle size={14} aria-hidden className="animate-spin" />} Open
              </Button>
            </div>
            {refusal && (
              <p role="alert" data-testid="link-refused" className="mt-2 rounded-md bg-bad-wash px-3 py-2">
                {refusal}
              </p>
            )}
            <p className="mt-3 text-muted text-xs">
              Your browser fetches it from GitHub itself, without cookies; this server is not told. What you
              have in the editor is put aside and can be brought back from the settings.
            </p>
          </form>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
