// A place with nothing in it yet: what will be here, and how to get it.
import type { ReactNode } from 'react';

export function Empty({
  title,
  children,
  action,
}: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="relative grid h-full min-h-28 place-items-center overflow-hidden p-4 text-center">
      <div aria-hidden className="weave absolute inset-0" />
      <div className="relative max-w-md">
        <p className="font-medium">{title}</p>
        {children && <div className="mt-0.5 text-muted">{children}</div>}
        {action && <div className="mt-3 flex justify-center gap-2">{action}</div>}
      </div>
    </div>
  );
}
