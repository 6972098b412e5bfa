'use client';
// The elements of a buffer as pixels, row by row: before a launch, after it, and where it wrote. Arrow keys move a cursor.
import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import { count, magnitude } from '@/components/ui/format';
import { type Elements, greyOf, rangeOf } from '@/lib/browser/recorded';

/** Larger pictures would take more memory than a page should. */
const mostPixels = 4_194_304;

export function BufferPicture({ elements, width }: { elements: Elements; width: number }) {
  const [cursor, setCursor] = useState(0);
  const [marks, setMarks] = useState(true);
  const rows = Math.ceil(elements.count / width);
  const range = useMemo(() => rangeOf(elements), [elements]);
  if (elements.count > mostPixels)
    return <p className="py-3 text-muted">This part has too many elements for a picture.</p>;
  const at = Math.min(cursor, elements.count - 1);
  const move = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: width, ArrowUp: -width }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    setCursor(Math.max(0, Math.min(elements.count - 1, at + by)));
  };
  const said = (side: 'before' | 'after') =>
    elements.fresh(side, at) ? 'not written' : elements.text(side, at);
  return (
    <>
      <div className="flex flex-wrap gap-4">
        {(['before', 'after'] as const).map((side) => (
          <figure key={side}>
            <figcaption className="pb-1 text-muted text-xs">
              {side === 'before' ? 'Before' : 'After'}
            </figcaption>
            <Canvas
              elements={elements}
              side={side}
              width={width}
              rows={rows}
              range={range}
              marks={marks && side === 'after'}
              cursor={at}
              onCursor={setCursor}
              onKey={move}
            />
          </figure>
        ))}
      </div>
      <p className="tabular pt-2 font-mono text-xs" role="status" data-testid="picture-value">
        row {count(Math.floor(at / width))}, column {count(at % width)}: {said('before')} → {said('after')}
      </p>
      <p className="flex flex-wrap items-center gap-x-3 pt-1 text-muted text-xs">
        <span>
          black is {magnitude(range.low)}, white is {magnitude(range.high)}, red is no number, hatched was
          never written
        </span>
        <label className="inline-flex items-center gap-1.5">
          <input type="checkbox" checked={marks} onChange={(event) => setMarks(event.target.checked)} />
          mark what changed
        </label>
      </p>
    </>
  );
}

function Canvas({
  elements,
  side,
  width,
  rows,
  range,
  marks,
  cursor,
  onCursor,
  onKey,
}: {
  elements: Elements;
  side: 'before' | 'after';
  width: number;
  rows: number;
  range: { low: number; high: number };
  marks: boolean;
  cursor: number;
  onCursor: (index: number) => void;
  onKey: (event: KeyboardEvent) => void;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const image = context.createImageData(width, rows);
    for (let i = 0; i < elements.count; i++) {
      const grey = greyOf(elements.number(side, i), range);
      const hatch = ((i % width) + Math.floor(i / width)) % 2 === 0 ? 150 : 110;
      const changed = marks && elements.changed(i);
      const [r, g, b] = elements.fresh(side, i)
        ? [hatch, hatch, hatch]
        : grey === undefined
          ? [200, 40, 50]
          : changed
            ? [Math.min(255, grey * 0.8 + 70), grey * 0.75 + 35, grey * 0.6]
            : [grey, grey, grey];
      image.data.set([r, g, b, 255], 4 * i);
    }
    context.putImageData(image, 0, 0);
  }, [elements, side, width, rows, range, marks]);
  // Pixels as large as fit: a picture of 16 × 16 is shown at 16 times its size.
  const scale = Math.max(320 / Math.max(width, rows), 0.01);
  const shown = { width: Math.max(24, width * scale), height: Math.max(24, rows * scale) };
  const place = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const x = Math.floor(((event.clientX - box.left) / box.width) * width);
    const y = Math.floor(((event.clientY - box.top) / box.height) * rows);
    const index = y * width + x;
    if (x >= 0 && x < width && index >= 0 && index < elements.count) onCursor(index);
  };
  return (
    <div
      role="img"
      aria-label={`${side}: ${count(rows)} rows of ${count(width)} elements`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys move the cursor
      tabIndex={0}
      onKeyDown={onKey}
      onPointerMove={place}
      onPointerDown={place}
      className="relative cursor-crosshair border border-line"
      style={shown}
    >
      <canvas
        ref={canvas}
        width={width}
        height={rows}
        data-testid={`picture-${side}`}
        className="h-full w-full [image-rendering:pixelated]"
      />
      <span
        aria-hidden
        className="pointer-events-none absolute border-2 border-warp"
        style={{
          left: `${((cursor % width) / width) * 100}%`,
          top: `${(Math.floor(cursor / width) / rows) * 100}%`,
          width: `max(5px, ${100 / width}%)`,
          height: `max(5px, ${100 / rows}%)`,
        }}
      />
    </div>
  );
}
