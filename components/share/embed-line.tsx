'use client';
// The words that put a share into a page: a frame, ready to copy.
import { Check, Copy } from 'lucide-react';
import { useId, useState } from 'react';
import { Button } from '@/components/ui/button';

export function EmbedLine({ link }: { link: string }) {
  const id = useId();
  const [copied, setCopied] = useState(false);
  const frame = `<iframe src="${link.replace('/s/', '/embed/')}" title="A CUDA program and its HIP port" width="100%" height="420" loading="lazy" style="border:0"></iframe>`;
  return (
    <div className="mt-3">
      <label htmlFor={id} className="font-medium text-xs">
        For a blog or a course page
      </label>
      <div className="mt-1 flex gap-2">
        <input
          id={id}
          readOnly
          value={frame}
          data-testid="embed-line"
          onFocus={(event) => event.target.select()}
          className="h-8 min-w-0 flex-1 rounded-md border border-line-strong bg-paper px-2 font-mono text-xs"
        />
        <Button
          className="h-8"
          onClick={() => {
            navigator.clipboard.writeText(frame).then(
              () => setCopied(true),
              () => {},
            );
          }}
        >
          {copied ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
          {copied ? 'Copied' : 'Copy'}
        </Button>
      </div>
    </div>
  );
}
