'use client';
// Chooses which line of the code a picture shows, and which time round where a loop comes there often.
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { fieldClass } from '@/components/kernel/plan-form';
import { Button } from '@/components/ui/button';
import { type LaneMoment, momentLabel } from '@/lib/browser/lesson-lanes';

export function MomentPicker({
  moments,
  moment,
  at,
  onMoment,
  onAt,
}: {
  moments: readonly LaneMoment[];
  moment: LaneMoment;
  /** Which of the moment's steps is shown. */
  at: number;
  onMoment: (key: string) => void;
  onAt: (at: number) => void;
}) {
  const many = moment.steps.length;
  return (
    <div className="flex flex-wrap items-center gap-2 pb-2 text-xs">
      <select
        aria-label="Line of the code"
        value={moment.key}
        onChange={(event) => onMoment(event.target.value)}
        className={`${fieldClass} min-w-0 max-w-full`}
      >
        {moments.map((one) => (
          <option key={one.key} value={one.key}>
            {momentLabel(one)}
          </option>
        ))}
      </select>
      {many > 1 && (
        <span className="inline-flex items-center gap-1">
          <Button
            size="sm"
            weight="quiet"
            aria-label="The time before"
            disabled={at === 0}
            onClick={() => onAt(at - 1)}
          >
            <ChevronLeft size={14} aria-hidden />
          </Button>
          <span className="tabular text-muted">
            time {at + 1} of {many}
          </span>
          <Button
            size="sm"
            weight="quiet"
            aria-label="The next time"
            disabled={at === many - 1}
            onClick={() => onAt(at + 1)}
          >
            <ChevronRight size={14} aria-hidden />
          </Button>
        </span>
      )}
    </div>
  );
}
