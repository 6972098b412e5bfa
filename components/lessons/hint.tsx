// A hint: closed until it is asked for.
import { Lightbulb } from 'lucide-react';
import type { ReactNode } from 'react';

export function Hint({ title = 'Hint', children }: { title?: string; children: ReactNode }) {
  return (
    <details className="group my-3 rounded-lg border border-line bg-paper" data-testid="hint">
      <summary className="flex list-none items-center gap-2 rounded-lg px-3 py-2 font-medium hover:bg-chrome pointer-coarse:py-3 [&::-webkit-details-marker]:hidden">
        <Lightbulb size={15} aria-hidden className="text-warn" /> {title}
        <span aria-hidden className="ml-auto text-muted text-xs group-open:hidden">
          show
        </span>
      </summary>
      <div className="border-line border-t px-3 pb-1">{children}</div>
    </details>
  );
}
