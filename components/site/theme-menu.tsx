'use client';
// Light, dark, or as the system has it.
import { Check, Monitor, Moon, Sun } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useSyncExternalStore } from 'react';
import { buttonClass } from '@/components/ui/button';
import { chosenTheme, setTheme, type Theme, themes } from './theme-script';

const looks = {
  system: { icon: Monitor, label: 'As the system' },
  light: { icon: Sun, label: 'Light' },
  dark: { icon: Moon, label: 'Dark' },
} as const;

function subscribe(listener: () => void) {
  document.addEventListener('crosswarp-theme', listener);
  return () => document.removeEventListener('crosswarp-theme', listener);
}

export function ThemeMenu() {
  const { icon: Icon, label } = looks[useTheme()];
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger
        aria-label={`Theme: ${label}`}
        className={buttonClass({ weight: 'quiet', size: 'icon' })}
        data-testid="theme"
      >
        <Icon size={16} aria-hidden />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={4}
          className="z-50 min-w-40 rounded-lg border border-line bg-raised p-1 shadow-raised"
        >
          <ThemeItems />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

/** The three choices, for any menu. */
export function ThemeItems() {
  const theme = useTheme();
  return (
    <DropdownMenu.RadioGroup value={theme} onValueChange={(value) => setTheme(value as Theme)}>
      {themes.map((choice) => {
        const { icon: Icon, label } = looks[choice];
        return (
          <DropdownMenu.RadioItem
            key={choice}
            value={choice}
            className="flex h-8 cursor-pointer items-center gap-2 rounded-md px-2 outline-none data-highlighted:bg-sunken data-[state=checked]:font-medium pointer-coarse:h-11"
          >
            <Icon size={15} aria-hidden /> {label}
            <DropdownMenu.ItemIndicator className="ml-auto">
              <Check size={14} aria-hidden />
            </DropdownMenu.ItemIndicator>
          </DropdownMenu.RadioItem>
        );
      })}
    </DropdownMenu.RadioGroup>
  );
}

function useTheme(): Theme {
  return useSyncExternalStore<Theme>(subscribe, chosenTheme, () => 'system');
}
