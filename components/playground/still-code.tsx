// Code as still text, in the editor's own measures: what is there before the editor is, and without scripts.

export function StillCode({ text, label }: { text: string; label: string }) {
  const lines = text.split(/\r\n|\r|\n/);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a part of the section around it, not one more
    <div
      role="group"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard
      tabIndex={0}
      className="cw-still h-full overflow-auto bg-paper py-2 font-mono text-sm leading-5"
    >
      <div className="flex min-w-max">
        <div aria-hidden className="w-[51px] shrink-0 pr-3 text-right text-muted select-none">
          {lines.map((_, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other identity
            <div key={index}>{index + 1}</div>
          ))}
        </div>
        <pre className="m-0 font-mono">{text}</pre>
      </div>
    </div>
  );
}
