'use client';
// A share in other forms: as Markdown with its badge, as a patch, as a page to print.
import { FileDiff, Printer } from 'lucide-react';
import { buttonClass } from '@/components/ui/button';
import { badgeMarkdown, type Described, issueMarkdown } from '@/lib/browser/markdown';
import { LinkField } from './link-field';

export function SharePaste({ share }: { share: Described }) {
  return (
    <div className="flex flex-col gap-2">
      <LinkField
        text={issueMarkdown(share)}
        label="Markdown for an issue: link, badge, description"
        showLabel
        testId="share-markdown"
      />
      <div className="flex items-end gap-3">
        <div className="min-w-0 flex-1">
          <LinkField
            text={badgeMarkdown(share)}
            label="Badge with the newest verdict, as Markdown"
            showLabel
            testId="share-badge"
          />
        </div>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        {/* biome-ignore lint/performance/noImgElement: a picture of a few hundred bytes that says its own size */}
        <img src={`${share.url}/badge.svg`} alt="The badge" height={20} className="mr-1" />
        <a
          href={`${share.url}/port.patch`}
          target="_blank"
          rel="noreferrer"
          className={buttonClass({ size: 'sm' })}
          data-testid="share-patch"
        >
          <FileDiff size={14} aria-hidden /> Patch
        </a>
        <a
          href={`${share.url}/print`}
          target="_blank"
          rel="noreferrer"
          className={buttonClass({ size: 'sm' })}
          data-testid="share-print"
        >
          <Printer size={14} aria-hidden /> Page to print
        </a>
      </div>
    </div>
  );
}
