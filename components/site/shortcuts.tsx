'use client';
// What the keyboard can do, as a list that a question mark opens anywhere but where one types.
import { X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { Fragment, useEffect, useRef, useState } from 'react';
import { buttonClass } from '@/components/ui/button';

const opened = 'crosswarp-shortcuts';

/** Opens the list, from a menu for example. */
export function showShortcuts(): void {
  document.dispatchEvent(new Event(opened));
}

/** Keys of one combination stand together; combinations that do the same stand one after the other. */
const groups = [
  {
    title: 'Everywhere',
    rows: [
      { keys: [['?']], does: 'This list' },
      { keys: [['Tab'], ['Shift', 'Tab']], does: 'To the next thing, and back' },
      { keys: [['Esc']], does: 'Close what is open' },
    ],
  },
  {
    title: 'Playground',
    rows: [
      {
        keys: [
          ['Ctrl', 'Enter'],
          ['⌘', 'Enter'],
        ],
        does: 'Run and compare',
      },
      { keys: [['←'], ['→']], does: 'From tab to tab, when one of them has the focus' },
      { keys: [['↑'], ['↓']], does: 'From edit to edit, in the list of edits' },
    ],
  },
  {
    title: 'In the code',
    rows: [
      {
        keys: [
          ['Ctrl', 'M'],
          ['Ctrl', 'Shift', 'M'],
        ],
        does: 'Let Tab leave the code instead of indenting it (the second on a Mac)',
      },
      { keys: [['F8'], ['Shift', 'F8']], does: 'To the next problem, and back' },
      { keys: [['Ctrl', 'F']], does: 'Find' },
      { keys: [['Ctrl', 'Z']], does: 'Undo' },
      { keys: [['F1']], does: 'Everything else that the editor can do' },
    ],
  },
  {
    title: 'Examples',
    rows: [
      { keys: [['/']], does: 'To the search' },
      { keys: [['↓'], ['↑']], does: 'From the search to the examples, and back' },
    ],
  },
] as const;

export function Shortcuts() {
  const [open, setOpen] = useState(false);
  /** Where the keyboard was: no button opens the list, so nothing else knows where to go back to. */
  const before = useRef<Element>(null);
  useEffect(() => {
    const show = () => {
      before.current = document.activeElement;
      setOpen(true);
    };
    const listen = (event: KeyboardEvent) => {
      if (event.key !== '?' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
        return;
      event.preventDefault();
      show();
    };
    addEventListener('keydown', listen);
    document.addEventListener(opened, show);
    return () => {
      removeEventListener('keydown', listen);
      document.removeEventListener(opened, show);
    };
  }, []);
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-black/35" />
        <Dialog.Content
          aria-describedby={undefined}
          data-testid="shortcuts"
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (before.current instanceof HTMLElement) before.current.focus();
          }}
          className="fixed top-1/2 left-1/2 z-50 max-h-[90dvh] w-[min(34rem,calc(100vw-1.5rem))] -translate-x-1/2 -translate-y-1/2 overflow-auto rounded-lg border border-line bg-raised p-5 shadow-raised"
        >
          <div className="flex items-center justify-between">
            <Dialog.Title className="font-semibold text-lg">What the keyboard can do</Dialog.Title>
            <Dialog.Close aria-label="Close" className={buttonClass({ weight: 'quiet', size: 'icon' })}>
              <X size={16} aria-hidden />
            </Dialog.Close>
          </div>
          {groups.map(({ title, rows }) => (
            <section key={title} className="mt-4">
              <h3 className="font-medium text-muted text-xs">{title}</h3>
              <dl className="mt-1 grid gap-x-4 gap-y-1.5 sm:grid-cols-[12rem_1fr]">
                {rows.map(({ keys, does }) => (
                  <Fragment key={does}>
                    <dt className="flex flex-wrap items-center gap-x-1.5 gap-y-1">
                      {keys.map((combination, i) => (
                        <Fragment key={combination.join()}>
                          {i > 0 && <span className="text-muted text-xs">or</span>}
                          <span className="inline-flex gap-0.5">
                            {combination.map((key) => (
                              <kbd
                                key={key}
                                className="rounded-sm border border-line-strong bg-sunken px-1.5 font-sans text-xs"
                              >
                                {key}
                              </kbd>
                            ))}
                          </span>
                        </Fragment>
                      ))}
                    </dt>
                    <dd className="max-sm:mb-1.5">{does}</dd>
                  </Fragment>
                ))}
              </dl>
            </section>
          ))}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** In a field, or in the code. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest('input, textarea, select, .monaco-editor') !== null)
  );
}
