// How an embed is asked for: what stands behind the question mark of /embed/:id, read and written. Anything that is not
// understood counts as not said, so that an old snippet never breaks a page.
import { isSafePath, type Path } from '@/lib/core/sources';

export const embedThemes = ['auto', 'light', 'dark'] as const;
export type EmbedTheme = (typeof embedThemes)[number];
export const embedPanes = ['both', 'cuda', 'hip'] as const;
export type EmbedPane = (typeof embedPanes)[number];

export type EmbedQuery = {
  readonly theme: EmbedTheme;
  readonly edit: boolean;
  readonly pane: EmbedPane;
  /** Lines of the CUDA source, from 1, both included. */
  readonly lines?: { readonly from: number; readonly to: number };
  /** A file of the program other than its main one. */
  readonly file?: Path;
};

export function embedQueryOf(search: URLSearchParams): EmbedQuery {
  const lines = /^(\d{1,6})(?:-(\d{1,6}))?$/.exec(search.get('lines') ?? '');
  const from = Number(lines?.[1]);
  const to = Number(lines?.[2] ?? lines?.[1]);
  const file = search.get('file') ?? '';
  return {
    theme: embedThemes.find((theme) => theme === search.get('theme')) ?? 'auto',
    edit: search.get('edit') === '1',
    pane: embedPanes.find((pane) => pane === search.get('pane')) ?? 'both',
    ...(lines && from >= 1 && to >= from && { lines: { from, to } }),
    ...(isSafePath(file) && { file }),
  };
}

/** What is not as by default, for an address; empty, or beginning with `?`. */
export function embedSearch({ theme, edit, pane, lines, file }: EmbedQuery): string {
  const said = new URLSearchParams({
    ...(theme !== 'auto' && { theme }),
    ...(edit && { edit: '1' }),
    ...(pane !== 'both' && { pane }),
    ...(lines && { lines: `${lines.from}-${lines.to}` }),
    ...(file !== undefined && { file }),
  }).toString();
  return said && `?${said}`;
}
