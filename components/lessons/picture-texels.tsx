// Where the pixels of a texture lie, and where a kernel that enlarges it asks: from the numbers of the text.
import { Picture } from './picture';

const pixels = [0, 5, 3, 1];
const zoom = 4;
const unit = 120;
const left = 110;
const width = left + pixels.length * unit + 10;
const at = (u: number) => left + u * unit;

export function Texels() {
  const wanted = Array.from({ length: pixels.length * zoom }, (_, i) => (i + 0.5) / zoom);
  return (
    <Picture
      title="Four pixels of a texture, and sixteen places to ask"
      live={false}
      says="Pixel n goes from n to n + 1, and its middle is at n + 0.5. The right places lie at 0.125, 0.375, 0.625 and so on; with the half taken away, every one of them slips half a pixel to the left, and the first two fall off the edge."
    >
      <svg viewBox={`0 0 ${width} 178`} className="w-full min-w-96" aria-hidden="true">
        {pixels.map((value, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a pixel is its place
          <g key={i}>
            <rect
              x={at(i)}
              y={30}
              width={unit}
              height={52}
              className="stroke-line-strong"
              fill="var(--warp)"
              fillOpacity={0.06 + value * 0.09}
            />
            <line
              x1={at(i + 0.5)}
              x2={at(i + 0.5)}
              y1={30}
              y2={82}
              className="stroke-line-strong"
              strokeDasharray="3 3"
            />
            <text x={at(i + 0.5)} y={22} textAnchor="middle" className="fill-ink text-2xs">
              pixel {i}: middle at {i}.5
            </text>
          </g>
        ))}
        {[0, 1, 2, 3, 4].map((u) => (
          <text key={u} x={at(u)} y={98} textAnchor="middle" className="fill-muted text-2xs">
            {u}
          </text>
        ))}
        <text x={0} y={122} className="fill-good text-2xs">
          right
        </text>
        {wanted.map((u) => (
          <circle key={u} cx={at(u)} cy={118} r={5} className="fill-good" />
        ))}
        <text x={0} y={152} className="fill-bad text-2xs">
          start
        </text>
        {wanted.map((u) => (
          <circle
            key={u}
            cx={at(u - 0.5)}
            cy={148}
            r={5}
            className={u < 0.5 ? 'fill-paper stroke-bad' : 'fill-bad'}
          />
        ))}
        <text x={at(0)} y={172} className="fill-muted text-2xs">
          each row: what a kernel asks for, small pixel by small pixel
        </text>
      </svg>
    </Picture>
  );
}
