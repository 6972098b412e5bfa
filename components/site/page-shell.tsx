// The frame of every page that is read rather than worked in: the bar, the text in one column, a foot.
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Logo } from './logo';
import { Shortcuts } from './shortcuts';
import { ThemeMenu } from './theme-menu';

const pages = [
  { href: '/', label: 'Playground' },
  { href: '/learn', label: 'Learn' },
  { href: '/examples', label: 'Examples' },
  { href: '/explain', label: 'Explanations' },
  { href: '/names', label: 'Names' },
  { href: '/api-reference', label: 'API' },
] as const;

type Current = (typeof pages)[number]['href'];

export function PageShell({ children, current }: { children: ReactNode; current?: Current }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <SiteBar current={current} />
      <Shortcuts />
      <main className="mx-auto w-full max-w-5xl flex-1 px-4 py-8 sm:px-6">{children}</main>
    </div>
  );
}

/** The bar with the site's pages; on a narrow page they are moved sideways. */
export function SiteBar({ current }: { current?: Current | undefined }) {
  return (
    <header className="flex h-12 shrink-0 items-center gap-1 border-line border-b bg-chrome px-3 pointer-coarse:h-14 sm:gap-2">
      <Link href="/" className="shrink-0 rounded-md pr-2" aria-label="Crosswarp, to the playground">
        <Logo />
      </Link>
      <nav aria-label="Pages" className="flex min-w-0 items-center overflow-x-auto">
        {pages.map(({ href, label }) => (
          <Link
            key={href}
            href={href}
            aria-current={href === current ? 'page' : undefined}
            className="rounded-md px-2 py-1 text-muted hover:text-ink aria-[current=page]:font-medium aria-[current=page]:text-ink pointer-coarse:py-3"
          >
            {label}
          </Link>
        ))}
      </nav>
      <span className="ml-auto max-sm:hidden">
        <ThemeMenu />
      </span>
    </header>
  );
}
