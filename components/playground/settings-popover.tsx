'use client';
// The settings of the translation, and the way back to a clean desk.
import { SlidersHorizontal } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useId } from 'react';
import { Button, buttonClass } from '@/components/ui/button';
import { type Settings, settingChoices } from '@/lib/browser/settings';

export function SettingsPopover({
  settings,
  onChange,
  onBringBack,
  onReset,
}: {
  settings: Settings;
  onChange: (settings: Settings) => void;
  onBringBack: () => void;
  onReset: () => void;
}) {
  return (
    <Popover.Root>
      <Popover.Trigger className={buttonClass({ weight: 'quiet' })} data-testid="options">
        <SlidersHorizontal size={15} aria-hidden />
        <span className="max-sm:sr-only">ROCm {settings.rocm}</span>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="end"
          sideOffset={4}
          collisionPadding={8}
          aria-label="Options"
          className="z-50 w-80 rounded-lg border border-line bg-raised p-3 shadow-raised"
        >
          <div className="flex flex-col gap-3">
            <Choice name="rocm" settings={settings} onChange={onChange} />
            <Choice name="launch" settings={settings} onChange={onChange} />
            <Choice name="libraries" settings={settings} onChange={onChange} />
            <label className="flex cursor-pointer items-start gap-2">
              <input
                type="checkbox"
                className="mt-1 accent-(--warp)"
                checked={settings.applyFixes}
                onChange={(event) => onChange({ ...settings, applyFixes: event.target.checked })}
              />
              <span>
                Apply the fixes it needs to build
                <span className="block text-muted text-xs">
                  Where the text would not compile for the chosen ROCm version, the safe fix is part of the
                  port.
                </span>
              </span>
            </label>
            <p className="border-line border-t pt-3 text-muted text-xs">
              Your text is kept in this browser; what something else was opened over is kept once more.
            </p>
            <div className="flex justify-between gap-2">
              <Popover.Close asChild>
                <Button size="sm" onClick={onBringBack}>
                  Bring earlier text back
                </Button>
              </Popover.Close>
              <Popover.Close asChild>
                <Button size="sm" weight="danger" onClick={onReset}>
                  Start over
                </Button>
              </Popover.Close>
            </div>
          </div>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Choice<N extends keyof typeof settingChoices>({
  name,
  settings,
  onChange,
}: {
  name: N;
  settings: Settings;
  onChange: (settings: Settings) => void;
}) {
  const id = useId();
  const { label, hint, choices } = settingChoices[name];
  return (
    <div>
      <label htmlFor={id} className="flex items-center justify-between gap-3">
        {label}
        <select
          id={id}
          value={settings[name]}
          onChange={(event) => onChange({ ...settings, [name]: event.target.value })}
          className="h-7 rounded-md border border-line-strong bg-paper px-1.5 font-mono text-xs pointer-coarse:h-10"
        >
          {choices.map(({ value, label: words }) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      </label>
      <p className="mt-0.5 text-muted text-xs">{hint}</p>
    </div>
  );
}
