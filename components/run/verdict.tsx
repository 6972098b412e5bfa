// A verdict in one word with its colour and sign; signs differ too, so that colour is not all there is.
import { Check, Equal, Minus, X } from 'lucide-react';
import type { LaneVerdict } from '@/lib/browser/run-view';

const looks = {
  agrees: { word: 'agrees', icon: Check, className: 'bg-good-wash text-good' },
  differs: { word: 'differs', icon: X, className: 'bg-bad-wash text-bad' },
  'not-compared': { word: 'not compared', icon: Minus, className: 'bg-sunken text-muted' },
  reference: { word: 'reference', icon: Equal, className: 'bg-warp-wash text-warp' },
  unknown: { word: '…', icon: Minus, className: 'bg-sunken text-muted' },
} as const satisfies Record<LaneVerdict, unknown>;

export function VerdictBadge({ verdict, large = false }: { verdict: LaneVerdict; large?: boolean }) {
  const { word, icon: Icon, className } = looks[verdict];
  return (
    <span
      data-verdict={verdict}
      className={`inline-flex items-center gap-1 whitespace-nowrap rounded-sm px-1.5 font-medium ${large ? 'py-0.5 text-sm' : 'text-xs'} ${className}`}
    >
      <Icon size={large ? 15 : 12} strokeWidth={2.5} aria-hidden /> {word}
    </span>
  );
}
