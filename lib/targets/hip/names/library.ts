// The form of one CUDA library's table: which names HIP has, since when, what they are called there, and which it lacks.
// A prefix or shape rule says what a name would be called; only a row says that HIP has it.

export type NameKind = 'function' | 'type' | 'enum' | 'macro' | 'device';

/** `5.2` stands for the HIP release 5.2; compared by number, not by letter. */
export type HipVersion = `${number}.${number}`;

export type LibraryNames = {
  readonly library: string;
  /** How people call it. */
  readonly label: string;
  /** First match turns a CUDA name into its HIP name; none: the name stays as it is. */
  readonly shapes: readonly (readonly [pattern: RegExp, replacement: string])[];
  /** Names whose HIP name no shape gives. */
  readonly exceptions: Readonly<Record<string, string>>;
  /** Names that HIP has, by kind and by the release that brought them, separated by white space. */
  readonly supported: NamesByRelease;
  /** Names of CUDA that HIP lacks, though a shape would invent one. */
  readonly missing: Partial<Readonly<Record<NameKind, string>>>;
  /** Hazards that speak of a name, where its release alone would say too little. */
  readonly toldBy?: Readonly<Record<string, string>>;
};

export type NamesByRelease = Partial<
  Readonly<Record<NameKind, Partial<Readonly<Record<HipVersion, string>>>>>
>;

export type NameEntry = {
  readonly cuda: string;
  readonly library: string;
  readonly kind: NameKind;
  /** Undefined: HIP has no counterpart. Equal to `cuda`: the name is the same in HIP. */
  readonly hip?: string;
  readonly since?: HipVersion;
  readonly toldBy?: string;
};

const wordsOf = (names: string): string[] => names.split(/\s+/).filter((word) => word !== '');

/** What the library's rules and exceptions make of a name that HIP has. */
export function hipNameOf(library: LibraryNames, cuda: string): string {
  if (Object.hasOwn(library.exceptions, cuda)) return library.exceptions[cuda] as string;
  for (const [pattern, replacement] of library.shapes)
    if (pattern.test(cuda)) return cuda.replace(pattern, replacement);
  return cuda;
}

/** All rows of a library, one per CUDA name. */
export function entriesOf(library: LibraryNames): NameEntry[] {
  const entries: NameEntry[] = [];
  for (const [kind, releases] of Object.entries(library.supported) as [
    NameKind,
    Record<HipVersion, string>,
  ][])
    for (const [since, names] of Object.entries(releases) as [HipVersion, string][])
      for (const cuda of wordsOf(names)) {
        const toldBy = library.toldBy?.[cuda];
        entries.push({
          cuda,
          library: library.library,
          kind,
          hip: hipNameOf(library, cuda),
          since,
          ...(toldBy !== undefined && { toldBy }),
        });
      }
  for (const [kind, names] of Object.entries(library.missing) as [NameKind, string][])
    for (const cuda of wordsOf(names)) entries.push({ cuda, library: library.library, kind });
  return entries;
}
