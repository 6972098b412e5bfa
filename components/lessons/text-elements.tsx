// The elements of a lesson's text: headings, paragraphs, lists, code, tables and links as the house shows them.
import Link from 'next/link';
import type { ComponentProps } from 'react';
import { codePieces } from './code-pieces';

const linkClass = 'underline decoration-line-strong underline-offset-3 hover:decoration-ink';

/** Markdown has no heading of the first rank in a lesson: that is its title. */
export const elements = {
  h1: () => {
    throw new Error('the title of a lesson is its first heading; the text begins with ##');
  },
  h2: ({ children }: ComponentProps<'h2'>) => (
    <h2 className="mt-7 mb-1 font-semibold text-lg tracking-tight">{children}</h2>
  ),
  h3: ({ children }: ComponentProps<'h3'>) => <h3 className="mt-5 mb-1 font-semibold">{children}</h3>,
  p: ({ children }: ComponentProps<'p'>) => <p className="my-2.5 text-base">{children}</p>,
  ul: ({ children }: ComponentProps<'ul'>) => (
    <ul className="my-2.5 list-disc space-y-1 pl-5 text-base">{children}</ul>
  ),
  ol: ({ children }: ComponentProps<'ol'>) => (
    <ol className="my-2.5 list-decimal space-y-1 pl-5 text-base">{children}</ol>
  ),
  strong: ({ children }: ComponentProps<'strong'>) => <strong className="font-semibold">{children}</strong>,
  blockquote: ({ children }: ComponentProps<'blockquote'>) => (
    <blockquote className="my-3 border-line-strong border-l-2 pl-3 text-muted">{children}</blockquote>
  ),
  hr: () => <hr className="my-6 border-line" />,
  code: ({ children }: ComponentProps<'code'>) => (
    <code className="rounded-sm bg-sunken px-1 py-px font-mono text-[0.875em]">{children}</code>
  ),
  pre: ({ children }: ComponentProps<'pre'>) => {
    const code = (children as { props?: { children?: unknown; className?: string } } | undefined)?.props;
    return <Code text={String(code?.children ?? '')} language={code?.className?.replace('language-', '')} />;
  },
  table: ({ children }: ComponentProps<'table'>) => (
    <figure
      // A wide table is moved sideways by its keys.
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
      tabIndex={0}
      aria-label="Table"
      className="my-3 overflow-x-auto rounded-lg border border-line bg-paper"
    >
      <table className="w-full border-collapse text-left">{children}</table>
    </figure>
  ),
  th: ({ children }: ComponentProps<'th'>) => (
    <th scope="col" className="border-line border-b px-3 py-1.5 font-medium text-muted text-xs">
      {children}
    </th>
  ),
  td: ({ children }: ComponentProps<'td'>) => (
    <td className="border-line border-b px-3 py-1.5 [tr:last-child>&]:border-b-0">{children}</td>
  ),
  a: ({ href = '', children }: ComponentProps<'a'>) =>
    href.startsWith('/') ? (
      <Link href={href} className={linkClass}>
        {children}
      </Link>
    ) : (
      <a href={href} rel="noreferrer" className={linkClass}>
        {children}
      </a>
    ),
  img: () => {
    throw new Error('lessons draw their pictures; they load none');
  },
};

const colors = {
  comment: 'text-(--code-comment) italic',
  keyword: 'font-medium text-(--code-keyword)',
  string: 'text-(--code-string)',
  number: 'text-(--code-number)',
  plain: '',
} as const;

/** Code within the text, in the colours of the editor. */
export function Code({ text, language = 'cuda' }: { text: string; language?: string | undefined }) {
  const shown = text.replace(/\n$/, '');
  return (
    <figure
      // A long line is moved sideways by its keys.
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
      tabIndex={0}
      aria-label="Code"
      className="my-3 overflow-x-auto rounded-lg border border-line bg-paper px-3 py-2"
    >
      <pre className="font-mono text-sm leading-5">
        {language === 'text'
          ? shown
          : codePieces(shown).map(({ kind, text: piece }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: still text
              <span key={index} className={colors[kind]}>
                {piece}
              </span>
            ))}
      </pre>
    </figure>
  );
}
