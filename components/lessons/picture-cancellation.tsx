// How many digits survive: expf(r) - 1 and expm1f(r) in single precision beside the exact value, computed here, for rates
// from 1 down to a ten-millionth.
import { Picture } from './picture';

const rates = Array.from({ length: 29 }, (_, i) => 10 ** (-i / 4));
const float = Math.fround;

/** Relative error of a float beside the exact value; half a step at least, so that a logarithm exists. */
function errorOf(found: number, exact: number): number {
  return Math.max(Math.abs(found - exact) / exact, 2 ** -26);
}

const errors = rates.map((rate) => {
  const r = float(rate);
  const exact = Math.expm1(r);
  return {
    rate,
    subtracted: errorOf(float(float(Math.exp(r)) - 1), exact),
    direct: errorOf(float(Math.expm1(r)), exact),
  };
});

const width = 560;
const height = 190;
const box = { left: 62, right: 12, top: 10, bottom: 34 };
const x = (rate: number) => box.left + ((Math.log10(rate) + 7) / 7) * (width - box.left - box.right);
const y = (error: number) => box.top + (-Math.log10(error) / 8) * (height - box.top - box.bottom);

const errorMarks = [
  { power: 0, words: '100 %' },
  { power: -2, words: '1 %' },
  { power: -4, words: '10⁻⁴' },
  { power: -6, words: '10⁻⁶' },
  { power: -8, words: '10⁻⁸' },
] as const;

export function Cancellation() {
  const path = (of: 'subtracted' | 'direct') =>
    errors
      .map((one, i) => `${i === 0 ? 'M' : 'L'}${x(one.rate).toFixed(1)} ${y(one[of]).toFixed(1)}`)
      .join('');
  return (
    <Picture
      title="How far off the gain is, by the size of the rate"
      live={false}
      says="With the subtraction, the error grows as the rate shrinks: for each digit that the rate gets smaller, the gain loses one of its seven. Without it, the error is half a step at every rate."
    >
      <svg viewBox={`0 0 ${width} ${height}`} className="w-full min-w-80" aria-hidden="true">
        {errorMarks.map(({ power, words }) => (
          <g key={power}>
            <line
              x1={box.left}
              x2={width - box.right}
              y1={y(10 ** power)}
              y2={y(10 ** power)}
              className="stroke-line"
            />
            <text x={box.left - 6} y={y(10 ** power) + 4} textAnchor="end" className="fill-muted text-2xs">
              {words}
            </text>
          </g>
        ))}
        {[-7, -6, -5, -4, -3, -2, -1, 0].map((power) => (
          <text
            key={power}
            x={x(10 ** power)}
            y={height - 18}
            textAnchor="middle"
            className="fill-muted text-2xs"
          >
            {power === 0 ? '1' : (10 ** power).toFixed(-power)}
          </text>
        ))}
        <text x={width / 2} y={height - 4} textAnchor="middle" className="fill-muted text-2xs">
          rate
        </text>
        <path d={path('subtracted')} className="fill-none stroke-bad" strokeWidth="2" />
        <path d={path('direct')} className="fill-none stroke-good" strokeWidth="2" />
        <text x={x(3e-6)} y={y(0.12) - 6} className="fill-bad text-2xs">
          expf(r) - 1.0f
        </text>
        <text x={x(2e-5)} y={y(5e-8) - 8} className="fill-good text-2xs">
          expm1f(r)
        </text>
      </svg>
    </Picture>
  );
}
