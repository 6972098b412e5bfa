// The table of names as it travels to the page, and the search in it. Knows no page.

export type NamesTable = {
  readonly libraries: readonly { readonly label: string; readonly counterpart: string }[];
  /** Codes of messages that explain a renaming. */
  readonly rules: readonly string[];
  readonly rows: readonly NameRow[];
};

export type NameRow = readonly [
  cuda: string,
  /** '' where the name stays as it is, null where HIP lacks it. */
  hip: string | null,
  library: number,
  kind: string,
  /** A HIP release, or '' where it is not known. */
  since: string,
  /** When it was deprecated or removed, in words; or ''. */
  ends: string,
  /** Index of the rule that explains the renaming; -1 without one. */
  rule: number,
];

export type NameQuery = {
  readonly text: string;
  /** Index of a library; undefined for all. */
  readonly library?: number | undefined;
  readonly onlyMissing: boolean;
};

/** Rows that a query finds: the name itself first, then names that begin so, then names that hold it, on either side. */
export function findNames(rows: readonly NameRow[], { text, library, onlyMissing }: NameQuery): NameRow[] {
  const wanted = text.trim().toLowerCase();
  const ranked: NameRow[][] = [[], [], []];
  for (const row of rows) {
    const [cuda, hip, of, kind] = row;
    if (library !== undefined && of !== library) continue;
    if (onlyMissing && hip !== null) continue;
    // A qualified name changes by its namespace: `cub::BlockReduce` asks for `cub`.
    const holdsIt = [cuda, hip].some(
      (name) => kind === 'namespace' && name && wanted.startsWith(`${name.toLowerCase()}::`),
    );
    const rank = holdsIt
      ? 1
      : Math.min(rankOf(cuda.toLowerCase(), wanted), rankOf((hip ?? '').toLowerCase(), wanted));
    ranked[rank]?.push(row);
  }
  return ranked.flat();
}

function rankOf(name: string, wanted: string): number {
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  return name.includes(wanted) ? 2 : 3;
}
