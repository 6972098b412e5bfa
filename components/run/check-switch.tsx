'use client';
// Whether runs watch every access to memory, and what that costs.
import { Term } from '@/components/ui/term';

export function CheckSwitch({
  checked,
  onChange,
}: {
  checked: boolean;
  onChange: (checked: boolean) => void;
}) {
  return (
    <span className="inline-flex items-center gap-1.5 text-muted text-xs">
      <label className="inline-flex cursor-pointer items-center gap-1.5">
        <input
          type="checkbox"
          className="accent-(--warp)"
          checked={checked}
          onChange={(event) => onChange(event.target.checked)}
          data-testid="check"
        />
        Check memory
      </label>
      <Term word="check">what it costs</Term>
    </span>
  );
}
