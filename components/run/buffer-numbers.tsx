'use client';
// The elements of a buffer before and after a launch, a row each; only the rows in view are drawn.
import { type KeyboardEvent, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { count } from '@/components/ui/format';
import { type Elements, nextChange } from '@/lib/browser/recorded';

const rowHeight = 22;
const shownRows = 14;
/** Browsers stop at some ten million pixels; longer lists are walked by going to an element. */
const mostRows = 400_000;

export function BufferNumbers({ elements }: { elements: Elements }) {
  const box = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [mark, setMark] = useState<number>();
  const rows = Math.min(elements.count, mostRows);
  const height = Math.min(shownRows, rows) * rowHeight;
  const first = Math.max(0, Math.min(rows - 1, Math.floor(top / rowHeight) - 4));
  const last = Math.min(rows, first + shownRows + 10);
  const show = (i: number) => {
    setMark(i);
    box.current?.scrollTo({ top: Math.max(0, i * rowHeight - height / 2) });
  };
  const step = (event: KeyboardEvent) => {
    if (event.key !== 'n' && event.key !== 'N') return;
    const next = nextChange(elements, mark ?? -1);
    if (next !== undefined && next < rows) show(next);
  };
  const some = nextChange(elements, -1);
  const text = (side: 'before' | 'after', i: number) => {
    if (elements.fresh(side, i)) return <span className="text-muted italic">not written</span>;
    return elements.text(side, i);
  };
  return (
    <>
      <div className="flex flex-wrap items-center gap-2 pb-2 text-muted text-xs">
        <label className="inline-flex items-center gap-1.5">
          Element
          <input
            type="number"
            min={elements.first}
            max={elements.first + rows - 1}
            placeholder={String(elements.first)}
            onChange={(event) => {
              const i = Number(event.target.value) - elements.first;
              if (event.target.value !== '' && i >= 0 && i < rows) show(Math.floor(i));
            }}
            className="tabular h-6 w-24 rounded-md border border-line-strong bg-paper px-1.5 text-ink pointer-coarse:h-9"
          />
        </label>
        {some === undefined ? (
          <span>No element of this buffer changed.</span>
        ) : (
          <Button
            size="sm"
            data-testid="next-change"
            onClick={() => show(nextChange(elements, mark ?? -1) ?? some)}
          >
            Next change
          </Button>
        )}
        {rows < elements.count && <span>The first {count(rows)} are listed.</span>}
      </div>
      <section
        ref={box}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        tabIndex={0}
        aria-label="Elements before and after; n goes to the next change"
        onScroll={(event) => setTop(event.currentTarget.scrollTop)}
        onKeyDown={step}
        className="overflow-auto rounded-md border border-line"
        style={{ height: height + 27 }}
        data-testid="numbers"
      >
        <table
          className="w-full border-collapse text-right font-mono text-xs"
          style={{ height: rows * rowHeight }}
        >
          <thead className="sticky top-0 z-10 bg-chrome font-sans text-muted">
            <tr className="h-[26px] [&>th]:px-3 [&>th]:font-normal">
              <th scope="col">Element</th>
              <th scope="col">Before</th>
              <th scope="col">After</th>
              <th scope="col" className="w-8">
                <span className="sr-only">Changed</span>
              </th>
            </tr>
          </thead>
          <tbody className="tabular">
            {first > 0 && (
              <tr aria-hidden>
                <td colSpan={4} style={{ height: first * rowHeight, padding: 0 }} />
              </tr>
            )}
            {Array.from({ length: last - first }, (_, k) => {
              const i = first + k;
              const changed = elements.changed(i);
              return (
                <tr
                  key={i}
                  style={{ height: rowHeight }}
                  data-testid={changed ? 'changed-element' : 'element'}
                  className={`[&>td]:px-3 ${changed ? 'bg-warn-wash' : ''} ${i === mark ? 'outline-1 outline-warn -outline-offset-1' : ''}`}
                >
                  <td className="text-muted">{count(elements.first + i)}</td>
                  <td className={changed ? '' : 'text-muted'}>{text('before', i)}</td>
                  <td className={changed ? 'font-medium' : 'text-muted'}>{text('after', i)}</td>
                  <td className="text-left font-sans text-warn">{changed ? '●' : ''}</td>
                </tr>
              );
            })}
            {last < rows && (
              <tr aria-hidden>
                <td colSpan={4} style={{ height: (rows - last) * rowHeight, padding: 0 }} />
              </tr>
            )}
          </tbody>
        </table>
      </section>
      <p className="pt-1 text-muted text-xs">
        ● changed by this launch. Vectors are listed value by value, as the comparison counts them.
      </p>
    </>
  );
}
