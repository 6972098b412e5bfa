'use client';
// An address at GitHub that was pasted instead of a program: offered to be opened, never opened by itself.
import { useEffect, useState } from 'react';
import { Notice } from '@/components/ui/notice';
import { type ImportLink, importLinkIn, type RefusedLink } from '@/lib/browser/import-link';
import { type OnImport, useImport } from './use-import';

export function LinkOffer({ onImport }: { onImport: OnImport }) {
  const importing = useImport(onImport);
  const [link, setLink] = useState<ImportLink | RefusedLink>();
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const { target } = event;
      // Fields of dialogs and forms are for their own words; the editor and the bare page are for programs.
      const isField = target instanceof Element && target.matches('input, select, [role="dialog"] *');
      if (isField) return;
      setLink(importLinkIn(event.clipboardData?.getData('text/plain') ?? ''));
    };
    addEventListener('paste', paste, { capture: true });
    return () => removeEventListener('paste', paste, { capture: true });
  }, []);
  if (!link) return null;
  const dismiss = () => {
    importing.forget();
    setLink(undefined);
  };
  if (importing.refusal)
    return (
      <Notice tone="bad" testId="link-offer" onDismiss={dismiss}>
        {importing.refusal}
      </Notice>
    );
  return (
    <Notice
      tone="plain"
      testId="link-offer"
      onDismiss={dismiss}
      action={{
        label: importing.isBusy ? 'Opening …' : 'Open it',
        onClick: () =>
          void importing.open(link).then((opened) => {
            if (opened) setLink(undefined);
          }),
      }}
    >
      You pasted the address of {link.kind === 'gist' ? 'a gist' : 'a file'} at GitHub. Your browser can fetch
      it from there and open it in place of this text.
    </Notice>
  );
}
