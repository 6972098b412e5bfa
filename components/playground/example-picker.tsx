'use client';
// The examples in a menu. Choosing one fetches its text and opens it.
import { useMutation } from '@tanstack/react-query';
import { ChevronDown, LayoutGrid, LoaderCircle } from 'lucide-react';
import Link from 'next/link';
import { DropdownMenu } from 'radix-ui';
import { buttonClass } from '@/components/ui/button';
import type { ExampleCard } from '@/lib/content';

export function ExamplePicker({
  examples,
  current,
  onPick,
  onTrouble,
}: {
  examples: readonly ExampleCard[];
  current: string | undefined;
  onPick: (card: ExampleCard, text: string) => void;
  onTrouble: (sentence: string) => void;
}) {
  const fetching = useMutation({
    mutationFn: async (card: ExampleCard) => {
      const response = await fetch(`/examples/${card.slug}/source`);
      if (!response.ok) throw new Error(String(response.status));
      return response.text();
    },
    onSuccess: (text, card) => onPick(card, text),
    onError: (_, card) => onTrouble(`The example “${card.title}” could not be fetched from the server.`),
  });
  const themes = [...new Set(examples.map((card) => card.theme))];
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger data-testid="examples" className={buttonClass()}>
        <LayoutGrid size={15} aria-hidden className="sm:hidden" />
        <span className="max-sm:sr-only">Examples</span>
        {fetching.isPending ? (
          <LoaderCircle size={14} aria-hidden className="animate-spin" />
        ) : (
          <ChevronDown size={14} aria-hidden />
        )}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="start"
          sideOffset={4}
          collisionPadding={8}
          className="z-50 max-h-(--radix-dropdown-menu-content-available-height) w-[min(26rem,calc(100vw-1rem))] overflow-auto rounded-lg border border-line bg-raised p-1 shadow-raised"
        >
          <DropdownMenu.Item asChild>
            <Link
              href="/examples"
              className="flex items-center gap-2 rounded-md px-2 py-1.5 font-medium outline-none data-highlighted:bg-sunken"
            >
              <LayoutGrid size={14} aria-hidden /> All examples, with pictures of what they compute
            </Link>
          </DropdownMenu.Item>
          {themes.map((theme) => (
            <DropdownMenu.Group key={theme}>
              <DropdownMenu.Label className="px-2 pt-2 pb-1 font-medium text-2xs text-muted uppercase tracking-wider">
                {examples.find((card) => card.theme === theme)?.themeTitle}
              </DropdownMenu.Label>
              {examples
                .filter((card) => card.theme === theme)
                .map((card) => (
                  <DropdownMenu.Item
                    key={card.slug}
                    onSelect={() => fetching.mutate(card)}
                    className="block cursor-pointer rounded-md px-2 py-1.5 outline-none data-highlighted:bg-sunken"
                  >
                    <span className="flex items-baseline gap-2">
                      <span className="font-medium">{card.title}</span>
                      {card.slug === current && <span className="text-2xs text-muted">shown now</span>}
                    </span>
                    <span className="block text-muted text-xs">{card.summary}</span>
                  </DropdownMenu.Item>
                ))}
            </DropdownMenu.Group>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
