'use client';
// Sharing: a short link kept by the server with the evidence of its runs, with words and other forms of it, or a private one
// that carries everything. What was shared from this browser can be deleted here.
import { useMutation } from '@tanstack/react-query';
import { LoaderCircle, Lock, Share2, X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { type ReactNode, useState } from 'react';
import { Button, buttonClass } from '@/components/ui/button';
import { count } from '@/components/ui/format';
import { ApiError, apiSentence, askShare, asSentence } from '@/lib/browser/api';
import { longestPrivateLink, workToFragment } from '@/lib/browser/fragment';
import { keepOwnShare, ownToken } from '@/lib/browser/own-shares';
import { type Session, workKey, workOf } from '@/lib/browser/session';
import { sentence } from '@/lib/messages';
import { shareIdOf } from '@/lib/run/share-id';
import { EmbedLine } from './embed-line';
import { copyText, LinkField } from './link-field';
import { OwnSharesList } from './own-shares-list';
import { SharePaste } from './share-paste';
import { ShareWords, type Words } from './share-words';

/** Addresses longer than this are cut by some programs for mail and chat. */
const safeAddress = 8_000;

type Made = {
  readonly id: string;
  readonly url: string;
  readonly evidence: number;
  readonly words: Words;
  /** Whether its token is here, so that it can be deleted from this browser. */
  readonly isOwn: boolean;
};

export function ShareDialog({ session }: { session: Session }) {
  const [open, setOpen] = useState(false);
  /** Stays in sight while other words for it are being saved. */
  const [made, setMade] = useState<Made>();
  const [copied, setCopied] = useState<string>();
  const [turn, setTurn] = useState(0);
  const sharing = useMutation({
    mutationFn: (words: Words | undefined): Promise<Made> => {
      if (words) session.describe(words);
      return shareNow(session);
    },
    onSuccess: (now) => {
      setMade(now);
      setTurn((n) => n + 1);
      session.wasShared(now.id);
    },
  });

  const begin = (isOpen: boolean) => {
    setOpen(isOpen);
    setMade(undefined);
    if (isOpen)
      sharing.mutate(undefined, {
        onSuccess: ({ url }) => void copyText(url).then((did) => setCopied(did ? url : undefined)),
      });
    else sharing.reset();
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
          className="fixed top-1/2 left-1/2 z-50 max-h-[92dvh] w-[min(36rem,calc(100vw-1.5rem))] -translate-x-1/2 -translate-y-1/2 overflow-auto rounded-lg border border-line bg-raised p-5 shadow-raised max-sm:p-4"
        >
          <div className="flex items-center justify-between">
            <Dialog.Title className="font-semibold text-lg">Share</Dialog.Title>
            <Dialog.Close aria-label="Close" className={buttonClass({ weight: 'quiet', size: 'icon' })}>
              <X size={16} aria-hidden />
            </Dialog.Close>
          </div>

          <div className="mt-2">
            {sharing.isPending && !made && (
              <p role="status" className="flex h-24 items-start gap-2 py-3 text-muted">
                <LoaderCircle size={15} aria-hidden className="animate-spin" /> Storing it at the server …
              </p>
            )}
            {made && (
              <>
                <LinkField text={made.url} label="Link" copied={copied === made.url} testId="share-url" />
                <p className="mt-2 text-muted text-xs">
                  Holds the source, {session.store.get().port ? 'your port, ' : ''}today’s translation, the
                  options
                  {made.evidence > 0
                    ? ' and the runs of this text, from the server’s own records'
                    : '. Run it first to share the proof with it'}
                  . The same state always gives the same link. Everybody who has it can open it.
                </p>
                <div className="mt-3">
                  <ShareWords
                    key={made.id}
                    words={made.words}
                    saving={sharing.isPending}
                    onSave={(words) => sharing.mutate(words)}
                  />
                </div>
              </>
            )}
            {sharing.error && (
              <div role="alert" className="mt-2 rounded-md bg-bad-wash px-3 py-2" data-testid="share-error">
                <p>
                  {sharing.error instanceof ApiError
                    ? apiSentence(sharing.error.problem)
                    : 'The link could not be made.'}
                </p>
                <Button size="sm" className="mt-2" onClick={() => sharing.mutate(undefined)}>
                  Try again
                </Button>
              </div>
            )}
          </div>

          <div className="mt-4 flex flex-col border-line border-t">
            {made && (
              <Fold title="To paste elsewhere, and to print" testId="share-more">
                <SharePaste
                  share={{
                    url: made.url,
                    ...(made.words.title && { title: made.words.title }),
                    ...(made.words.description && { description: made.words.description }),
                  }}
                />
                <EmbedLine link={made.url} />
              </Fold>
            )}
            <Fold
              title={
                <>
                  <Lock size={13} aria-hidden className="mr-1.5 inline" />
                  Private link
                </>
              }
              testId="share-private"
              isOpen
            >
              <PrivateLink session={session} />
            </Fold>
            {(made || !sharing.isPending) && (
              <Fold title="Shared from this browser" testId="share-own">
                {made && !made.isOwn && (
                  <p className="mb-2 text-warn text-xs">
                    This browser stores nothing, so this share cannot be deleted from here later.
                  </p>
                )}
                <OwnSharesList
                  key={turn}
                  current={made?.id}
                  onDeleted={(id) => id === made?.id && setMade(undefined)}
                />
              </Fold>
            )}
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** Shares what the session holds, under the claim that this browser has to it, if any. */
async function shareNow(session: Session): Promise<Made> {
  const state = session.store.get();
  const { title, description, ...work } = workOf(state);
  const key = workKey(work);
  const runIds = state.runs.filter((run) => run.key === key).map((run) => run.id);
  const held = ownToken(localStorage, shareIdOf(work));
  const { id, url, evidence, token } = await askShare({
    ...work,
    ...(title && { title }),
    ...(description && { description }),
    ...(held && { token: held }),
    runIds: runIds.slice(-20),
  });
  const mine = token ?? held;
  const isOwn =
    mine !== undefined &&
    keepOwnShare(localStorage, { id, token: mine, ...(title && { title }), at: new Date().toISOString() });
  const words = { title: title ?? '', description: description ?? '' };
  return { id, url: new URL(url, location.origin).href, evidence, words, isOwn };
}

function Fold({
  title,
  testId,
  isOpen = false,
  children,
}: {
  title: ReactNode;
  testId: string;
  isOpen?: boolean;
  children: ReactNode;
}) {
  return (
    <details className="border-line border-b py-2 last:border-b-0" open={isOpen} data-testid={testId}>
      <summary className="py-1 font-medium">{title}</summary>
      <div className="pt-1 pb-2">{children}</div>
    </details>
  );
}

function PrivateLink({ session }: { session: Session }) {
  const [link, setLink] = useState<{ url: string; copied: boolean }>();
  const make = async () => {
    const url = `${location.origin}/${workToFragment(workOf(session.store.get()))}`;
    setLink({ url, copied: url.length <= longestPrivateLink && (await copyText(url)) });
  };
  return (
    <>
      <p className="text-muted text-xs">
        Carries the text, your port and the options in the address itself, compressed. The server never sees
        or stores it; runs are not part of it.
      </p>
      {!link && (
        <Button size="sm" className="mt-2" onClick={() => void make()}>
          Make and copy a private link
        </Button>
      )}
      {link && link.url.length > longestPrivateLink && (
        <p role="alert" className="mt-2 rounded-md bg-bad-wash px-3 py-2" data-testid="private-too-long">
          {asSentence(sentence('link-too-long', { characters: count(link.url.length) }))} Use the short link
          instead.
        </p>
      )}
      {link && link.url.length <= longestPrivateLink && (
        <div className="mt-2">
          <LinkField text={link.url} label="Private link" copied={link.copied} testId="private-url" />
          {link.url.length > safeAddress && (
            <p className="mt-1 text-warn text-xs">
              This address has {count(link.url.length)} characters; some programs cut such long ones off.
            </p>
          )}
        </div>
      )}
    </>
  );
}
