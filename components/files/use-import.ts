'use client';
// Opening what a link at GitHub names: asked for once, said when it could not be.
import { useRef, useState } from 'react';
import { asSentence } from '@/lib/browser/api';
import { FolderRefused, type OpenedFolder } from '@/lib/browser/folder';
import { fetchImport, type ImportLink, ImportRefused, type RefusedLink } from '@/lib/browser/import-link';
import { sentence } from '@/lib/messages';

export type OnImport = (opened: OpenedFolder, title: string) => void;

export type Importing = {
  readonly isBusy: boolean;
  /** Why the last one could not be opened. */
  readonly refusal: string | undefined;
  /** @returns whether it was opened */
  readonly open: (link: ImportLink | RefusedLink) => Promise<boolean>;
  readonly forget: () => void;
};

export function useImport(onImport: OnImport): Importing {
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  /** What was asked for last: an answer that comes after the visitor turned away changes nothing. */
  const turn = useRef(0);
  return {
    isBusy,
    refusal,
    async open(link) {
      if (link.kind === 'refused') {
        setRefusal(asSentence(sentence(link.code)));
        return false;
      }
      const mine = ++turn.current;
      setBusy(true);
      setRefusal(undefined);
      try {
        const opened = await fetchImport(link);
        if (mine !== turn.current) return false;
        onImport(opened, `${opened.sources.main} from ${link.from}`.slice(0, 200));
        return true;
      } catch (error) {
        if (mine !== turn.current) return false;
        const isSaid = error instanceof ImportRefused || error instanceof FolderRefused;
        setRefusal(asSentence(isSaid ? error.message : sentence('import-unreachable')));
        return false;
      } finally {
        if (mine === turn.current) setBusy(false);
      }
    },
    forget() {
      turn.current++;
      setBusy(false);
      setRefusal(undefined);
    },
  };
}
