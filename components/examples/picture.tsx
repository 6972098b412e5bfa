// The picture of an example, in the colours of the theme: dots or bars, and in red what is marked.
import type { CSSProperties } from 'react';
import { barsPath, type ShownPicture } from './shown-picture';

export function ExamplePicture({ picture }: { picture: ShownPicture }) {
  return (
    <div
      role="img"
      aria-label={picture.words}
      className="grid h-36 place-items-center overflow-hidden rounded-t-lg border-line border-b bg-sunken p-3 forced-colors:bg-[Canvas]"
    >
      {picture.kind === 'grid' ? <Dots picture={picture} /> : <Bars picture={picture} />}
    </div>
  );
}

function Dots({ picture }: { picture: Extract<ShownPicture, { kind: 'grid' }> }) {
  const { columns, rows, shades, marks } = picture;
  return (
    <span
      className="relative block max-h-full max-w-full bg-paper forced-color-adjust-none"
      // As large as fits into the frame, with whole dots.
      style={{
        aspectRatio: `${columns} / ${rows}`,
        ...(columns > 2 * rows ? { width: '100%' } : { height: '100%' }),
      }}
    >
      <span className="absolute inset-0 bg-warp [image-rendering:pixelated]" style={mask(shades)} />
      {marks && <span className="absolute inset-0 bg-bad [image-rendering:pixelated]" style={mask(marks)} />}
    </span>
  );
}

function mask(address: string): CSSProperties {
  const image = `url("${address}")`;
  return {
    maskImage: image,
    maskSize: '100% 100%',
    maskRepeat: 'no-repeat',
  };
}

function Bars({ picture }: { picture: Extract<ShownPicture, { kind: 'bars' }> }) {
  return (
    <svg
      viewBox="0 0 100 100"
      preserveAspectRatio="none"
      aria-hidden="true"
      className="h-full w-full forced-color-adjust-none"
    >
      <path d={barsPath(picture, 'plain')} className="fill-warp" />
      <path d={barsPath(picture, 'marked')} className="fill-bad" />
      <path
        d={`M0 ${100 - 100 * picture.ground}h100`}
        className="stroke-line-strong"
        strokeWidth="1"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
