// The picture that programs show where a share is linked: title, kernels, verdict. Drawn on the server from plain boxes, with
// the one typeface that comes with the framework: nothing is loaded from anywhere, so what it cannot draw is left out.
import type { ReactElement } from 'react';

export const pictureSize = { width: 1200, height: 630 } as const;

export type PictureFacts = {
  readonly title: string;
  readonly kernels: readonly string[];
  /** Words and colour of the verdict. */
  readonly verdict: { readonly words: string; readonly color: string };
};

/** What the typeface has for sure; for anything else the drawing program would ask other servers. */
const drawable =
  /[\u0020-\u007e\u00a1-\u00ac\u00ae-\u0113\u0116-\u012b\u012e-\u0137\u0139-\u013e\u0141-\u0148\u014a-\u014d\u0150-\u017e\u2013\u2014\u2018\u2019\u201c\u201d\u2026]/;

/** A text of what can be drawn, cut to a length; undefined when not even half of it is left. */
export function drawn(text: string, most: number): string | undefined {
  const all = [...text.normalize('NFC')];
  const kept = all.filter((c) => drawable.test(c));
  if (kept.length === 0 || kept.length * 2 < all.length) return undefined;
  const line = kept.join('').replace(/\s+/g, ' ').trim();
  return line.length <= most ? line : `${line.slice(0, most - 1).trimEnd()}…`;
}

const ink = '#14171c';
const muted = '#535c68';
const warp = '#1d4ed8';
const weft = '#a3177c';
const kernelsShown = 4;

export function SharePicture({ title, kernels, verdict }: PictureFacts): ReactElement {
  const heading = drawn(title, 90) ?? 'A shared port';
  const names = kernels.slice(0, kernelsShown).map((name) => drawn(name, 34) ?? '…');
  const more = kernels.length - names.length;
  return (
    <div
      style={{
        width: '100%',
        height: '100%',
        display: 'flex',
        flexDirection: 'column',
        justifyContent: 'space-between',
        padding: '64px 72px',
        background: '#ffffff',
        color: ink,
      }}
    >
      <div style={{ display: 'flex', alignItems: 'center', fontSize: 34 }}>
        <Weave />
        <span style={{ marginLeft: 20 }}>Crosswarp</span>
        <div style={{ display: 'flex', marginLeft: 'auto', alignItems: 'center', fontSize: 30 }}>
          <Tag color={warp} wash="#dfe8ff" text="CUDA" />
          <Arrow />
          <Tag color={weft} wash="#fbe3f3" text="HIP" />
        </div>
      </div>
      <div style={{ display: 'flex', flexDirection: 'column' }}>
        <div
          style={{
            display: 'flex',
            fontSize: heading.length > 44 ? 58 : 76,
            lineHeight: 1.12,
            letterSpacing: '-0.02em',
          }}
        >
          {heading}
        </div>
        {names.length > 0 && (
          <div style={{ display: 'flex', flexWrap: 'wrap', marginTop: 32, fontSize: 30, color: muted }}>
            {names.map((name, i) => (
              <div
                // Names may repeat where what could not be drawn was left out.
                // biome-ignore lint/suspicious/noArrayIndexKey: a still picture
                key={i}
                style={{
                  display: 'flex',
                  marginRight: 14,
                  marginBottom: 12,
                  padding: '4px 16px',
                  border: '2px solid #c2c8d1',
                  borderRadius: 8,
                }}
              >
                {name}
              </div>
            ))}
            {more > 0 && <div style={{ display: 'flex', padding: '6px 0' }}>{`and ${more} more`}</div>}
          </div>
        )}
      </div>
      <div style={{ display: 'flex', alignItems: 'center', fontSize: 34 }}>
        <div
          style={{
            display: 'flex',
            padding: '10px 26px',
            borderRadius: 10,
            background: verdict.color,
            color: '#ffffff',
          }}
        >
          {verdict.words}
        </div>
        <span style={{ marginLeft: 24, fontSize: 28, color: muted }}>
          the code, its port, and every edit explained
        </span>
      </div>
    </div>
  );
}

function Tag({ color, wash, text }: { color: string; wash: string; text: string }) {
  return (
    <div style={{ display: 'flex', padding: '4px 18px', borderRadius: 8, color, background: wash }}>
      {text}
    </div>
  );
}

function Arrow() {
  return (
    <svg width="64" height="24" viewBox="0 0 64 24" style={{ margin: '0 8px' }} role="presentation">
      <path d="M8 12h44M42 4l10 8-10 8" fill="none" stroke={muted} strokeWidth="3" />
    </svg>
  );
}

/** The mark of the house: threads over and under. */
function Weave() {
  return (
    <svg width="44" height="44" viewBox="0 0 44 44" role="presentation">
      <path d="M12 2v40M32 2v40" stroke={warp} strokeWidth="8" />
      <path d="M2 12h20M30 12h12M2 32h4M18 32h24" stroke={weft} strokeWidth="8" />
    </svg>
  );
}
