'use client';
// Opening a folder or a .zip: by a menu, or dropped anywhere on the page; or a file by its link. What it holds goes out as one
// program.
import { FolderOpen } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useEffect, useRef, useState } from 'react';
import { buttonClass } from '@/components/ui/button';
import { asSentence } from '@/lib/browser/api';
import { FolderRefused, folderOf, type OpenedFolder } from '@/lib/browser/folder';
import { sentence } from '@/lib/messages';
import { filesChosen, filesDropped } from './given-files';
import { LinkDialog } from './link-dialog';
import type { OnImport } from './use-import';

type Given = ReturnType<typeof filesChosen>;

export function FolderDrop({
  onOpen,
  onImport,
  onTrouble,
}: {
  onOpen: (folder: OpenedFolder) => void;
  onImport: OnImport;
  onTrouble: (sentence: string) => void;
}) {
  const folder = useRef<HTMLInputElement>(null);
  const archive = useRef<HTMLInputElement>(null);
  const [linking, setLinking] = useState(false);
  const take = async (given: Given) => {
    try {
      const { files, called } = await given;
      const opened = folderOf(files, called);
      onOpen(opened);
      if (opened.notice) onTrouble(asSentence(opened.notice));
    } catch (error) {
      onTrouble(asSentence(error instanceof FolderRefused ? error.message : sentence('folder-not-read')));
    }
  };
  const isOver = useDrop(take);
  const onChosen = (input: HTMLInputElement) => {
    const list = [...(input.files ?? [])];
    input.value = '';
    if (list.length > 0) void take(filesChosen(list));
  };
  return (
    <>
      <DropdownMenu.Root>
        <DropdownMenu.Trigger
          data-testid="open-folder"
          aria-label="Open a folder"
          className={buttonClass({ weight: 'quiet', size: 'icon' })}
        >
          <FolderOpen size={15} aria-hidden />
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content
            align="start"
            sideOffset={4}
            collisionPadding={8}
            className="z-50 min-w-48 rounded-lg border border-line bg-raised p-1 shadow-raised"
          >
            <DropdownMenu.Item className={itemClass} onSelect={() => folder.current?.click()}>
              Open a folder
            </DropdownMenu.Item>
            <DropdownMenu.Item className={itemClass} onSelect={() => archive.current?.click()}>
              Open a .zip archive
            </DropdownMenu.Item>
            <DropdownMenu.Item
              className={itemClass}
              data-testid="open-link"
              onSelect={() => setLinking(true)}
            >
              Open from a link
            </DropdownMenu.Item>
            <p className="px-2 pt-1 pb-1 text-muted text-xs">Or drop a folder anywhere on the page.</p>
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      <LinkDialog open={linking} onOpenChange={setLinking} onImport={onImport} />
      <input
        ref={folder}
        type="file"
        hidden
        data-testid="folder-input"
        onChange={({ target }) => onChosen(target)}
        {...{ webkitdirectory: '' }}
      />
      <input
        ref={archive}
        type="file"
        hidden
        accept=".zip"
        data-testid="archive-input"
        onChange={({ target }) => onChosen(target)}
      />
      {isOver && (
        <div className="pointer-events-none fixed inset-0 z-50 grid place-items-center bg-paper/85">
          <p className="rounded-lg border border-line-strong border-dashed bg-raised px-6 py-4 font-medium">
            Drop the folder or .zip to port all of it
          </p>
        </div>
      )}
    </>
  );
}

const itemClass =
  'flex h-8 cursor-pointer items-center rounded-md px-2 outline-none data-highlighted:bg-sunken pointer-coarse:h-11';

/** Takes files that are dropped on the page, before the editor does. @returns whether some hover over it. */
function useDrop(take: (given: Given) => Promise<void>): boolean {
  const [isOver, setOver] = useState(false);
  const taker = useRef(take);
  useEffect(() => {
    taker.current = take;
  });
  useEffect(() => {
    const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const over = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      event.stopPropagation();
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      setOver(false);
      if (!event.dataTransfer || !holdsFiles(event)) return;
      event.preventDefault();
      event.stopPropagation();
      void taker.current(filesDropped(event.dataTransfer));
    };
    addEventListener('dragover', over, { capture: true });
    addEventListener('dragleave', leave, { capture: true });
    addEventListener('drop', drop, { capture: true });
    return () => {
      removeEventListener('dragover', over, { capture: true });
      removeEventListener('dragleave', leave, { capture: true });
      removeEventListener('drop', drop, { capture: true });
    };
  }, []);
  return isOver;
}
