// The checks that HIPIFY's tests carry in their comments, by the rules of LLVM's FileCheck: in come a test and the text
// that was made of it, out comes the first check that fails.

export type Failure = {
  /** Of the check in the test, from 1. */
  readonly line: number;
  readonly wanted: string;
  /** The line of the output that comes nearest, for people. */
  readonly found: string;
};

/** Ways in which the port may differ from HIPIFY's on purpose. */
export type Leniency = {
  /** A check that wants `hipLaunchKernelGGL` is met by the launch as it stood. */
  readonly launches: boolean;
  /** `hipblas.h` is met by `hipblas/hipblas.h`: the paths without a folder went with ROCm 6. */
  readonly headers: boolean;
};

type Check = { readonly line: number; readonly kind: string; readonly pattern: string };

/** `// CHECK: text`, `// CHECK-NEXT: text`, `// CHECK-NOT: text`. */
function checksOf(test: string): Check[] {
  return test.split('\n').flatMap((text, index) => {
    const match = /\bCHECK(-NEXT|-NOT|-SAME|-EMPTY|-DAG)?:(.*)$/.exec(text);
    return match
      ? [{ line: index + 1, kind: match[1] ?? '', pattern: squeezed((match[2] as string).trim()) }]
      : [];
  });
}

/** FileCheck takes any run of spaces and tabs for one. */
const squeezed = (text: string): string => text.replace(/[ \t]+/g, ' ').replace(/\r/g, '');

/** `{{...}}` is a regular expression, all else is text. */
function matcher(pattern: string): RegExp {
  const parts = pattern.split(/\{\{(.*?)\}\}/);
  return new RegExp(
    parts
      .map((part, index) => (index % 2 ? `(?:${part})` : part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')))
      .join(''),
    'g',
  );
}

/** The test runner cuts comments out of the output, so that no check finds itself. */
const withoutComments = (text: string): string => text.replace(/\/\/.+/g, '// ');

const folders = /(["<])(hip(?:blas|blaslt|sparse|solver))\.h([">])/;

/**
 * @param besides - checks with this in them are left out: what the port does otherwise on purpose.
 * @returns the first check that fails.
 */
export function failureOf(
  test: string,
  output: string,
  leniency: Leniency,
  besides?: RegExp,
): Failure | undefined {
  const text = squeezed(withoutComments(output));
  const macros = leniency.launches ? launchingMacros(test) : [];
  let at = 0;
  let forbidden: Check[] = [];
  for (const check of checksOf(test)) {
    if (besides?.test(check.pattern)) continue;
    if (check.kind === '-NOT') {
      forbidden.push(check);
      continue;
    }
    const found = find(text, at, check, leniency, macros);
    const until = found?.start ?? text.length;
    for (const not of forbidden) {
      const here = matcher(not.pattern).exec(text.slice(at, until));
      if (here) return { line: not.line, wanted: `no ${not.pattern}`, found: lineAt(text, at + here.index) };
    }
    forbidden = [];
    if (!found) return { line: check.line, wanted: check.pattern, found: nearest(text, at, check.pattern) };
    at = found.end;
  }
  for (const not of forbidden) {
    const here = matcher(not.pattern).exec(text.slice(at));
    if (here) return { line: not.line, wanted: `no ${not.pattern}`, found: lineAt(text, at + here.index) };
  }
  return undefined;
}

function find(
  text: string,
  from: number,
  { kind, pattern }: Check,
  leniency: Leniency,
  macros: readonly string[],
): { start: number; end: number } | undefined {
  const candidates = [matcher(pattern)];
  if (leniency.headers && folders.test(pattern))
    candidates.push(matcher(pattern.replace(folders, '$1$2/$2.h$3')));
  const launch = leniency.launches ? launchPattern(pattern, macros) : undefined;
  if (launch) candidates.push(launch);
  const lineEnd = text.indexOf('\n', from);
  for (const candidate of candidates) {
    candidate.lastIndex = kind === '-NEXT' ? lineEnd + 1 : from;
    const match = candidate.exec(text);
    if (!match) continue;
    const end = match.index + match[0].length;
    if (kind === '-NEXT' && text.slice(lineEnd + 1, match.index).includes('\n')) continue;
    if (kind === '-SAME' && text.slice(from, match.index).includes('\n')) continue;
    return { start: match.index, end };
  }
  return undefined;
}

/**
 * The launch as it stood: `k<<<...>>>` for `hipLaunchKernelGGL(k, ...)`, and nothing for one that a macro of the test
 * makes where it is used (HIPIFY writes those out, the port leaves the macro).
 */
function launchPattern(pattern: string, macros: readonly string[]): RegExp | undefined {
  const match = /hipLaunchKernelGGL\(\(?(?:HIP_KERNEL_NAME\()?((?:::)?\w[\w:]*)/.exec(pattern);
  if (!match) return undefined;
  const name = (match[1] as string).replace(/^::/, '');
  const written = `\\b${name}\\b[^;\\n]*<<<[^;]*?>>>`;
  return new RegExp([written, ...macros.map((macro) => `\\b${macro}\\(`)].join('|'), 'g');
}

/** Macros of a test with a launch in them. */
function launchingMacros(test: string): string[] {
  return [...test.matchAll(/^#define (\w+)(?:[^\n]*\\\n)*[^\n]*<<</gm)].map(([, name]) => name as string);
}

function lineAt(text: string, at: number): string {
  return text
    .slice(text.lastIndexOf('\n', at - 1) + 1, (text.indexOf('\n', at) + 1 || text.length + 1) - 1)
    .trim();
}

/** The line behind `from` that shares most words with a pattern. */
function nearest(text: string, from: number, pattern: string): string {
  const words = new Set(pattern.match(/\w+/g) ?? []);
  let best = '';
  let most = 0;
  for (const line of text.slice(from).split('\n')) {
    const shared = (line.match(/\w+/g) ?? []).filter((word) => words.has(word)).length;
    if (shared <= most) continue;
    most = shared;
    best = line.trim();
  }
  return best;
}
