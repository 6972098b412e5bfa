'use client';
// All examples with their pictures, to be searched by words and by theme. The wish stands in the address.
import { Search } from 'lucide-react';
import Link from 'next/link';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { counted } from '@/components/ui/format';
import { fitting, type GalleryCard, queryOf, type Wish } from './found';
import { ExamplePicture } from './picture';

export function Gallery({ cards, first }: { cards: readonly GalleryCard[]; first: Wish }) {
  const [wish, setWish] = useState(first);
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const saying = useRef<ReturnType<typeof setTimeout>>(undefined);
  const themes = useMemo(
    () => [...new Map(cards.map((card) => [card.theme, card.themeTitle] as const))],
    [cards],
  );
  const found = fitting(cards, wish);

  // Browsers allow few changes of the address: it follows when the typing pauses.
  useEffect(() => {
    clearTimeout(saying.current);
    saying.current = setTimeout(() => {
      const address = `/examples${queryOf(wish)}`;
      if (address !== location.pathname + location.search) history.replaceState(null, '', address);
    }, 250);
    return () => clearTimeout(saying.current);
  }, [wish]);

  // A slash goes to the search, as it does in many places.
  useEffect(() => {
    const listen = (event: globalThis.KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof HTMLElement && event.target.matches('input, textarea, select')) return;
      event.preventDefault();
      field.current?.focus();
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);

  const links = () => [...(list.current?.querySelectorAll<HTMLElement>('a[data-card]') ?? [])];
  const inField = (event: KeyboardEvent) => {
    if (event.key === 'Escape') setWish({ ...wish, words: '' });
    else if (event.key === 'ArrowDown') links()[0]?.focus();
    else if (event.key === 'Enter') links()[0]?.click();
    else return;
    event.preventDefault();
  };
  const inList = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const all = links();
    const at = all.indexOf(document.activeElement as HTMLElement);
    if (by === undefined || at < 0) return;
    event.preventDefault();
    if (at + by < 0) field.current?.focus();
    else all[at + by]?.focus();
  };

  return (
    <>
      <search className="mt-5 flex flex-col gap-3">
        <label className="relative block max-w-md">
          <span className="sr-only">Search the examples</span>
          <Search size={15} aria-hidden className="absolute top-1/2 left-2.5 -translate-y-1/2 text-muted" />
          <input
            ref={field}
            type="search"
            value={wish.words}
            onChange={({ target }) => setWish({ ...wish, words: target.value })}
            onKeyDown={inField}
            placeholder="Words, or a name like atomicAdd"
            data-testid="gallery-search"
            className="h-9 w-full rounded-md border border-line-strong bg-paper pr-2 pl-8 text-base placeholder:text-muted pointer-coarse:h-11"
          />
        </label>
        <fieldset className="flex flex-wrap gap-1.5">
          <legend className="sr-only">Theme</legend>
          {[['', 'All'] as const, ...themes].map(([theme, title]) => (
            <label
              key={theme}
              className="inline-flex h-7 cursor-pointer items-center rounded-full border border-line-strong px-3 text-muted text-xs hover:text-ink has-checked:border-ink has-checked:bg-ink has-checked:text-paper has-focus-visible:outline-2 has-focus-visible:outline-warp has-focus-visible:outline-offset-2 pointer-coarse:h-10"
            >
              <input
                type="radio"
                name="theme"
                value={theme}
                checked={wish.theme === theme}
                onChange={() => setWish({ ...wish, theme })}
                className="sr-only"
              />
              {title}
            </label>
          ))}
        </fieldset>
        <p role="status" className="text-muted text-xs" data-testid="gallery-count">
          {counted(found.length, 'example')}
        </p>
      </search>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrow keys go from link to link, as Tab does */}
      <div
        ref={list}
        onKeyDown={inList}
        // The address of the list must not take the place of the page that is on its way.
        onClickCapture={() => clearTimeout(saying.current)}
      >
        {found.length === 0 ? (
          <div className="mt-6">
            <Empty
              title="No example fits"
              action={<Button onClick={() => setWish({ words: '', theme: '' })}>Show all of them</Button>}
            >
              Fewer words find more. Names of CUDA are looked for in the programs themselves.
            </Empty>
          </div>
        ) : (
          themes
            .map(([theme, title]) => ({ theme, title, inside: found.filter((card) => card.theme === theme) }))
            .filter(({ inside }) => inside.length > 0)
            .map(({ theme, title, inside }) => (
              <section key={theme} aria-labelledby={`theme-${theme}`} className="mt-7">
                <h2 id={`theme-${theme}`} className="font-semibold text-lg tracking-tight">
                  {title}
                </h2>
                <ul className="mt-2 grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
                  {inside.map((card) => (
                    <Card key={card.slug} card={card} />
                  ))}
                </ul>
              </section>
            ))
        )}
      </div>
    </>
  );
}

function Card({ card }: { card: GalleryCard }) {
  const { slug, title, summary, runs, lines, shown, bug, care, recorded } = card;
  return (
    <li className="relative flex flex-col rounded-lg border border-line bg-paper transition-colors focus-within:border-line-strong hover:border-line-strong">
      {shown && <ExamplePicture picture={shown} />}
      <div className="flex flex-1 flex-col p-4">
        <h3 className="font-semibold text-base">
          {/* The whole card can be clicked; the link's name is the title alone. */}
          <Link
            href={`/?example=${slug}`}
            data-card={slug}
            className="after:absolute after:inset-0 after:rounded-lg hover:underline"
          >
            {title}
          </Link>
        </h3>
        <p className="mt-1 flex-1 text-muted">{summary}</p>
        {bug && <p className="mt-2 text-warn text-xs">The interpreter finds it. Will you?</p>}
        {care && (
          <p className={`mt-2 text-xs ${care.at64 === 'differs' ? 'text-bad' : 'text-good'}`}>
            At 64 lanes the port {care.at64}: {care.words}.
          </p>
        )}
        <p className="tabular mt-3 font-mono text-2xs text-muted">
          {slug}.cu · {lines} lines · {runs === 'kernels' ? 'runs in this page' : 'runs at the server'}
        </p>
        {recorded && (
          <p className="mt-1 text-2xs text-muted">
            recorded on {recorded.device}, {recorded.date}
          </p>
        )}
      </div>
    </li>
  );
}
