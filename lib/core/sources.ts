// The input of everything: one program as files by relative path. One file is the case of size one.
// Knows nothing of CUDA, of file systems or of the page.

/** A relative path inside the user's program, with forward slashes: `src/reduce.cuh`. */
export type Path = string;

/** A program: its files, and which of them is compiled. `main` is always a key of `files`. */
export type Sources = { readonly main: Path; readonly files: Readonly<Record<Path, string>> };

/** Bounds on what a user may send (design section 9). Sizes in UTF-8 bytes. */
export const sourceLimits = { files: 200, bytes: 4 * 1024 * 1024, pathLength: 200 } as const;

const allowedPath = /^[A-Za-z0-9._+/-]+$/;

/** True for a relative path of letters, digits and `. _ + / -` that stays inside its folder. */
export function isSafePath(path: Path): boolean {
  if (path.length === 0 || path.length > sourceLimits.pathLength || !allowedPath.test(path)) return false;
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}

export function singleSource(text: string, path: Path = 'main.cu'): Sources {
  return { main: path, files: { [path]: text } };
}

/** The text of one file; empty when there is no such file. */
export function textOf(sources: Sources, path: Path): string {
  return Object.hasOwn(sources.files, path) ? (sources.files[path] as string) : '';
}

export function mainText(sources: Sources): string {
  return textOf(sources, sources.main);
}
