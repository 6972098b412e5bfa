// The form of one CUDA library's table: which names HIP has, since when, what they are called there, and which it lacks.
// A prefix or shape rule says what a name would be called; only a row says that HIP has it.

export type NameKind = 'function' | 'type' | 'enum' | 'macro' | 'device' | 'namespace';

/** `5.2` stands for the HIP release 5.2; compared by number, not by letter. */
export type HipVersion = `${number}.${number}`;

/** First match turns a CUDA name into its HIP name; none: the name stays as it is. */
export type Shapes = readonly (readonly [
  pattern: RegExp,
  replacement: string | ((match: string, ...groups: string[]) => string),
])[];

/**
 * Rows in packed words, separated by white space: `cublas: Create Destroy` is `cublasCreate cublasDestroy` (a word that
 * ends in a colon begins all words behind it, up to the next such word), and `cublas{S,D}gemm{,_v2}` is four names.
 */
export type LibraryRows = {
  /** Names that HIP has, by kind and by the release that brought them; `any` where that is not known. */
  readonly supported: NamesByRelease;
  /** Names of CUDA that HIP lacks, though a shape would invent one. */
  readonly missing: Partial<Readonly<Record<NameKind, string>>>;
  /** Names that are on their way out or gone, by the release that said so. */
  readonly lifetimes?: Partial<Readonly<Record<LifetimeEvent, Readonly<Record<string, string>>>>>;
};

export type LifetimeEvent = 'cudaDeprecated' | 'cudaRemoved' | 'hipDeprecated';

export type NamesByRelease = Partial<
  Readonly<Record<NameKind, Partial<Readonly<Record<HipVersion | 'any', string>>>>>
>;

export type LibraryNames = {
  readonly library: string;
  /** How people call it. */
  readonly label: string;
  /** What it is called on AMD's side; absent where that is HIP itself. */
  readonly counterpart?: string;
  readonly shapes: Shapes;
  /** Names whose HIP name no shape gives; packed as `cuda=hip`, braces on the left. */
  readonly exceptions: Readonly<Record<string, string>> | string;
  readonly rows: readonly LibraryRows[];
  /** All names of the library have this form, so that its rows are read only for such a name; absent: they are read at once. */
  readonly begins?: RegExp;
  /** Names of this form that no row has are called unknown, never passed over. */
  readonly looksLike?: RegExp;
  /** Hazards that speak of a name, where its release alone would say too little. */
  readonly toldBy?: Readonly<Record<string, string>>;
  /** HIP names that a later release changed: from that release on, the pattern is replaced. */
  readonly later?: readonly { readonly from: HipVersion; readonly shape: Shapes[number] }[];
};

export type NameEntry = {
  readonly cuda: string;
  readonly library: string;
  readonly kind: NameKind;
  /** Undefined: HIP has no counterpart. Equal to `cuda`: the name is the same in HIP. */
  readonly hip?: string;
  readonly since?: HipVersion;
  readonly toldBy?: string;
};

/** The words of a packed list, in order. */
export function unpack(names: string): string[] {
  const words: string[] = [];
  let stem = '';
  for (const word of names.split(/\s+/)) {
    if (word === '') continue;
    if (word.endsWith(':')) stem = word.slice(0, -1);
    else unfold(stem + word, words);
  }
  return words;
}

function unfold(word: string, into: string[]): void {
  const open = word.indexOf('{');
  if (open < 0) {
    into.push(word);
    return;
  }
  const close = word.indexOf('}', open);
  const tail = word.slice(close + 1);
  for (const choice of word.slice(open + 1, close).split(','))
    unfold(word.slice(0, open) + choice + tail, into);
}

/** Exceptions as a map from the CUDA name to the HIP name. */
export function exceptionsOf({ exceptions }: LibraryNames): ReadonlyMap<string, string> {
  return typeof exceptions === 'string' ? pairsOf(exceptions) : new Map(Object.entries(exceptions));
}

/** `cuda=hip` pairs, separated by white space; choices in braces on the left. */
export function pairsOf(pairs: string): ReadonlyMap<string, string> {
  return new Map(
    pairs
      .trim()
      .split(/\s+/)
      .flatMap((pair) => {
        const at = pair.indexOf('=');
        return unpack(pair.slice(0, at)).map((cuda): [string, string] => [cuda, pair.slice(at + 1)]);
      }),
  );
}

/** What shapes make of a name. */
export function shaped(shapes: Shapes, name: string): string {
  for (const [pattern, replacement] of shapes) {
    if (!pattern.test(name)) continue;
    return typeof replacement === 'string'
      ? name.replace(pattern, replacement)
      : name.replace(pattern, replacement);
  }
  return name;
}
