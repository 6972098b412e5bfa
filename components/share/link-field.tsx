'use client';
// One line of text to be copied, with its button.
import { Check, Copy } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import { Button } from '@/components/ui/button';

export function LinkField({
  text,
  label,
  copied: copiedAlready = false,
  showLabel = false,
  testId,
}: {
  text: string;
  label: string;
  copied?: boolean;
  showLabel?: boolean;
  testId: string;
}) {
  const id = useId();
  const [copied, setCopied] = useState(copiedAlready);
  // Another text was not copied yet.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text is what the mark belongs to
  useEffect(() => setCopied(copiedAlready), [text, copiedAlready]);
  return (
    <div>
      <label htmlFor={id} className={showLabel ? 'mb-0.5 block text-muted text-xs' : 'sr-only'}>
        {label}
      </label>
      <div className="flex gap-2">
        <input
          id={id}
          readOnly
          value={text}
          data-testid={testId}
          onFocus={(event) => event.target.select()}
          className="h-8 min-w-0 flex-1 rounded-md border border-line-strong bg-paper px-2 font-mono text-xs pointer-coarse:h-10"
        />
        <Button
          className="h-8"
          aria-label={`Copy: ${label}`}
          onClick={() => {
            void copyText(text).then(setCopied);
          }}
        >
          {copied ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
          {copied ? 'Copied' : 'Copy'}
        </Button>
      </div>
    </div>
  );
}

export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
