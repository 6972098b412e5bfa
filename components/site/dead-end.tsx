// A page that leads nowhere, said plainly, with the ways on.
import type { ReactNode } from 'react';

export function DeadEnd({
  sign,
  title,
  children,
  ways,
}: {
  /** Two or three characters, large. */
  sign: string;
  title: string;
  children: ReactNode;
  ways: ReactNode;
}) {
  return (
    <div className="relative grid min-h-[60vh] place-items-center">
      <div aria-hidden className="weave absolute inset-0" />
      <div className="relative max-w-lg text-center">
        <p aria-hidden className="font-mono font-semibold text-2xl text-muted tracking-widest">
          {sign}
        </p>
        <h1 className="mt-2 font-semibold text-xl tracking-tight">{title}</h1>
        <div className="mt-2 text-base text-muted">{children}</div>
        <div className="mt-5 flex flex-wrap justify-center gap-2">{ways}</div>
      </div>
    </div>
  );
}
