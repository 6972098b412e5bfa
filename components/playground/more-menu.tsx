'use client';
// What does not fit into the bar: other pages always; the difference and the theme where the page is narrow.
import {
  ArrowRightLeft,
  BookOpen,
  Braces,
  Diff,
  Flag,
  Footprints,
  GraduationCap,
  Keyboard,
  LayoutGrid,
  MoreHorizontal,
} from 'lucide-react';
import Link from 'next/link';
import { DropdownMenu } from 'radix-ui';
import { showShortcuts } from '@/components/site/shortcuts';
import { ThemeItems } from '@/components/site/theme-menu';
import { buttonClass } from '@/components/ui/button';
import { useStore } from '@/components/ui/use-store';
import type { Session } from '@/lib/browser/session';

const itemClass =
  'flex h-8 cursor-pointer items-center gap-2 rounded-md px-2 outline-none data-highlighted:bg-sunken pointer-coarse:h-11';

export function MoreMenu({ session, onTour }: { session: Session; onTour: () => void }) {
  const isDiff = useStore(session.store, (s) => s.view !== 'split');
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger
        aria-label="More"
        data-tour="more"
        data-testid="more"
        className={buttonClass({ weight: 'quiet', size: 'icon' })}
      >
        <MoreHorizontal size={16} aria-hidden />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={4}
          collisionPadding={8}
          className="z-50 min-w-48 rounded-lg border border-line bg-raised p-1 shadow-raised"
        >
          <DropdownMenu.Item
            className={`${itemClass} sm:hidden`}
            onSelect={() => session.show({ view: isDiff ? 'split' : 'diff' })}
          >
            <Diff size={15} aria-hidden /> {isDiff ? 'Both sides again' : 'Difference'}
          </DropdownMenu.Item>
          <DropdownMenu.Item asChild>
            <Link href="/learn" className={itemClass}>
              <GraduationCap size={15} aria-hidden /> Learn
            </Link>
          </DropdownMenu.Item>
          <DropdownMenu.Item asChild>
            <Link href="/examples" className={itemClass}>
              <LayoutGrid size={15} aria-hidden /> All examples
            </Link>
          </DropdownMenu.Item>
          <DropdownMenu.Item asChild>
            <Link href="/explain" className={itemClass}>
              <BookOpen size={15} aria-hidden /> All explanations
            </Link>
          </DropdownMenu.Item>
          <DropdownMenu.Item asChild>
            <Link href="/names" className={itemClass}>
              <ArrowRightLeft size={15} aria-hidden /> All names of CUDA
            </Link>
          </DropdownMenu.Item>
          <DropdownMenu.Item asChild>
            <Link href="/api-reference" className={itemClass}>
              <Braces size={15} aria-hidden /> For scripts: the API
            </Link>
          </DropdownMenu.Item>
          <DropdownMenu.Separator className="my-1 border-line border-t" />
          <DropdownMenu.Item className={itemClass} onSelect={onTour}>
            <Footprints size={15} aria-hidden /> Show me around
          </DropdownMenu.Item>
          <DropdownMenu.Item className={itemClass} onSelect={showShortcuts}>
            <Keyboard size={15} aria-hidden /> What the keyboard can do
            <kbd
              aria-hidden
              className="ml-auto rounded-sm border border-line-strong px-1.5 font-sans text-muted text-xs"
            >
              ?
            </kbd>
          </DropdownMenu.Item>
          <DropdownMenu.Item
            className={itemClass}
            data-testid="report-wrong"
            onSelect={() => session.show({ reporting: true })}
          >
            <Flag size={15} aria-hidden /> Report a wrong translation
          </DropdownMenu.Item>
          <div className="mt-1 border-line border-t pt-1 sm:hidden">
            <ThemeItems />
          </div>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
