'use client';
// Sharing: a short link kept by the server with the evidence of its runs, or a private one that carries everything.
import { useMutation } from '@tanstack/react-query';
import { Check, Copy, LoaderCircle, Lock, Share2, X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { useId, useState } from 'react';
import { Button, buttonClass } from '@/components/ui/button';
import { count } from '@/components/ui/format';
import { ApiError, apiSentence, askShare } from '@/lib/browser/api';
import { workToFragment } from '@/lib/browser/fragment';
import { type Session, workKey, workOf } from '@/lib/browser/session';

/** Addresses longer than this are cut by some programs for mail and chat. */
const safeAddress = 8_000;

type Link = { readonly url: string; readonly copied: boolean; readonly evidence: number };

export function ShareDialog({ session }: { session: Session }) {
  const [open, setOpen] = useState(false);
  const [privately, setPrivately] = useState<Link>();
  const sharing = useMutation({
    mutationFn: async (): Promise<Link> => {
      const state = session.store.get();
      const work = workOf(state);
      const key = workKey(work);
      const runIds = state.runs.filter((run) => run.key === key).map((run) => run.id);
      const { url, evidence } = await askShare({
        sources: work.sources,
        ...(work.port && { port: work.port }),
        options: work.options,
        ...(work.tolerance && { tolerance: work.tolerance }),
        ...(work.plan && { plan: work.plan }),
        ...(work.title !== undefined && { title: work.title }),
        runIds: runIds.slice(-20),
      });
      const whole = new URL(url, location.origin).href;
      return { url: whole, copied: await copy(whole), evidence };
    },
  });

  const begin = (isOpen: boolean) => {
    setOpen(isOpen);
    setPrivately(undefined);
    if (isOpen) sharing.mutate();
    else sharing.reset();
  };

  const makePrivate = async () => {
    const url = `${location.origin}/${workToFragment(workOf(session.store.get()))}`;
    setPrivately({ url, copied: await copy(url), evidence: 0 });
  };

  return (
    <Dialog.Root open={open} onOpenChange={begin}>
      <Dialog.Trigger className={buttonClass()} data-testid="share">
        <Share2 size={14} aria-hidden />
        <span className="max-sm:sr-only">Share</span>
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-black/35" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed top-1/2 left-1/2 z-50 max-h-[90dvh] w-[min(34rem,calc(100vw-1.5rem))] -translate-x-1/2 -translate-y-1/2 overflow-auto rounded-lg border border-line bg-raised p-5 shadow-raised"
        >
          <div className="flex items-center justify-between">
            <Dialog.Title className="font-semibold text-lg">Share</Dialog.Title>
            <Dialog.Close aria-label="Close" className={buttonClass({ weight: 'quiet', size: 'icon' })}>
              <X size={16} aria-hidden />
            </Dialog.Close>
          </div>

          <div className="mt-2 min-h-24">
            {sharing.isPending && (
              <p role="status" className="flex items-center gap-2 py-3 text-muted">
                <LoaderCircle size={15} aria-hidden className="animate-spin" /> Storing it at the server …
              </p>
            )}
            {sharing.data && (
              <>
                <LinkField link={sharing.data} label="Link" testId="share-url" />
                <p className="mt-2 text-muted text-xs">
                  Holds the source, {session.store.get().port ? 'your port, ' : ''}the options
                  {sharing.data.evidence > 0
                    ? ' and the runs of this text, from the server’s own records'
                    : '. Run it first to share the proof with it'}
                  . The same state always gives the same link. Everybody who has it can open it.
                </p>
              </>
            )}
            {sharing.error && (
              <div role="alert" className="rounded-md bg-bad-wash px-3 py-2" data-testid="share-error">
                <p>
                  {sharing.error instanceof ApiError
                    ? apiSentence(sharing.error.problem)
                    : 'The link could not be made.'}
                </p>
                <Button size="sm" className="mt-2" onClick={() => sharing.mutate()}>
                  Try again
                </Button>
              </div>
            )}
          </div>

          <div className="mt-4 border-line border-t pt-4">
            <h3 className="flex items-center gap-1.5 font-medium">
              <Lock size={14} aria-hidden /> Private link
            </h3>
            <p className="mt-0.5 text-muted text-xs">
              Carries the text, your port and the options in the address itself, compressed. The server never
              sees or stores it; runs are not part of it.
            </p>
            {privately ? (
              <>
                <LinkField link={privately} label="Private link" testId="private-url" />
                {privately.url.length > safeAddress && (
                  <p className="mt-1 text-warn text-xs">
                    This address has {count(privately.url.length)} characters; some programs cut such long
                    ones off.
                  </p>
                )}
              </>
            ) : (
              <Button size="sm" className="mt-2" onClick={() => void makePrivate()}>
                Make and copy a private link
              </Button>
            )}
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function LinkField({ link, label, testId }: { link: Link; label: string; testId: string }) {
  const id = useId();
  const [copied, setCopied] = useState(link.copied);
  return (
    <div className="mt-2">
      <label htmlFor={id} className="sr-only">
        {label}
      </label>
      <div className="flex gap-2">
        <input
          id={id}
          readOnly
          value={link.url}
          data-testid={testId}
          onFocus={(event) => event.target.select()}
          className="h-8 min-w-0 flex-1 rounded-md border border-line-strong bg-paper px-2 font-mono text-xs"
        />
        <Button
          className="h-8"
          onClick={() => {
            void copy(link.url).then(setCopied);
          }}
        >
          {copied ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
          {copied ? 'Copied' : 'Copy'}
        </Button>
      </div>
    </div>
  );
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
