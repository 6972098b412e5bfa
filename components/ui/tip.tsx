'use client';
// A short explanation that shows on hover and on keyboard focus.
import { Tooltip } from 'radix-ui';
import type { ReactNode } from 'react';

export function Tip({
  text,
  children,
  side = 'bottom',
}: {
  text: ReactNode;
  /** One element that takes a ref and can be focused. */
  children: ReactNode;
  side?: 'top' | 'bottom' | 'left' | 'right';
}) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>{children}</Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 max-w-72 rounded-md border border-line bg-raised px-2.5 py-1.5 text-xs text-ink shadow-raised"
        >
          {text}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
