// A folder or an archive that a visitor gives: bytes by name go in, a program comes out with what belongs beside it, and
// what was left out. And the way back: the ported folder as an archive. Knows neither DOM nor session.
import { unzipSync, type Zippable, zipSync } from 'fflate';
import { applyEdits } from '@/lib/core/edit';
import type { Severity } from '@/lib/core/problem';
import { isSafePath, type Path, type Sources, sourceLimits } from '@/lib/core/sources';
import { lineStarts, placeAt } from '@/lib/core/span';
import { sentence } from '@/lib/messages';
import type { PortedFile } from '@/lib/pipeline';
import { isBuildFile, isSourceFile, portBuildFiles } from '@/lib/targets/build-files';
import type { HipOptions } from '@/lib/targets/options';

export type GivenFile = { readonly path: string; readonly bytes: Uint8Array };

/** What came with a program and is no source: goes into the download, build files ported. */
export type Besides = {
  readonly name: string;
  readonly files: Readonly<Record<Path, Uint8Array>>;
  /** Sources whose bytes are no UTF-8: read, and written again, as Latin-1. */
  readonly latin1: readonly Path[];
};

export type OpenedFolder = {
  readonly sources: Sources;
  readonly besides: Besides;
  /** Said when something was left out. */
  readonly notice?: string;
};

/** One sentence for the visitor; nothing was opened. */
export class FolderRefused extends Error {}

/** Bounds on an archive before it is looked into. */
const archiveLimits = { bytes: 8 * 1024 * 1024, entries: 5000 } as const;

const needless = /(?:^|\/)(?:__MACOSX|\.git|\.hg|\.svn|node_modules)\/|(?:^|\/)\.DS_Store$|\/$/;

/**
 * The files of a .zip; inflates no more than a program may have, whatever the archive says of itself.
 * @throws FolderRefused
 */
export function filesOfArchive(bytes: Uint8Array): GivenFile[] {
  if (bytes.length > archiveLimits.bytes) throw new FolderRefused(sentence('folder-too-large'));
  let entries = 0;
  let inflated = 0;
  let isOver = false;
  try {
    const files = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        entries++;
        const wanted = !needless.test(name) && entries <= archiveLimits.entries;
        if (!wanted) return false;
        const isProgram = isSourceFile(name) || isBuildFile(name);
        if (inflated + originalSize > sourceLimits.bytes) {
          isOver ||= isProgram;
          return false;
        }
        inflated += originalSize;
        return true;
      },
    });
    if (isOver) throw new FolderRefused(sentence('folder-too-large'));
    return Object.entries(files).map(([path, content]) => ({ path, bytes: content }));
  } catch (error) {
    if (error instanceof FolderRefused) throw error;
    throw new FolderRefused(sentence('folder-not-read'));
  }
}

/**
 * Makes a program of files: the folder around all of them becomes its name.
 * @throws FolderRefused when there are no sources, or more than the limits allow.
 */
export function folderOf(given: readonly GivenFile[], called: string): OpenedFolder {
  const wanted = given
    .map(({ path, bytes }) => ({ path: path.replaceAll('\\', '/').replace(/^\.\//, ''), bytes }))
    .filter(({ path }) => !needless.test(path))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const around = commonFolder(wanted.map(({ path }) => path));
  const name =
    (around.slice(0, -1) || called.replace(/\.zip$/i, '')).replace(/[^A-Za-z0-9._+-]/g, '_') || 'folder';
  const inside = wanted.map(({ path, bytes }) => ({ path: path.slice(around.length), bytes }));
  const safe = inside.filter(({ path }) => isSafePath(path) && !/(?:^|\/)__proto__(?:\/|$)/.test(path));

  const texts: [Path, string][] = [];
  const besides: [Path, Uint8Array][] = [];
  const latin1: Path[] = [];
  let size = 0;
  const programFirst = [...safe.filter(isProgram), ...safe.filter((file) => !isProgram(file))];
  let leftOut = wanted.length - safe.length;
  for (const file of programFirst) {
    const fits =
      texts.length + besides.length < sourceLimits.files && size + file.bytes.length <= sourceLimits.bytes;
    if (!fits && isProgram(file)) throw new FolderRefused(sentence('folder-too-large'));
    if (!fits) {
      leftOut++;
      continue;
    }
    size += file.bytes.length;
    if (!isSourceFile(file.path)) besides.push([file.path, file.bytes]);
    else {
      const { text, isLatin1 } = decode(file.bytes);
      texts.push([file.path, text]);
      if (isLatin1) latin1.push(file.path);
    }
  }
  const main = mainOf(texts);
  if (main === undefined) throw new FolderRefused(sentence('folder-without-sources'));
  return {
    sources: { main, files: Object.fromEntries(texts) },
    besides: { name, files: Object.fromEntries(besides), latin1 },
    ...(leftOut > 0 && { notice: sentence('folder-left-out', { count: leftOut }) }),
  };
}

const isProgram = ({ path }: GivenFile) => isSourceFile(path) || isBuildFile(path);

function commonFolder(paths: readonly string[]): string {
  const first = paths[0] ?? '';
  const folder = first.slice(0, first.indexOf('/') + 1);
  return folder !== '' && paths.every((path) => path.startsWith(folder)) ? folder : '';
}

function mainOf(texts: readonly [Path, string][]): Path | undefined {
  const hasMain = ([, text]: readonly [Path, string]) => /\bmain\s*\(/.test(text);
  const isCuda = ([path]: readonly [Path, string]) => path.endsWith('.cu');
  return (texts.find((file) => isCuda(file) && hasMain(file)) ??
    texts.find(hasMain) ??
    texts.find(isCuda) ??
    texts[0])?.[0];
}

function decode(bytes: Uint8Array): { text: string; isLatin1: boolean } {
  try {
    return {
      text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes),
      isLatin1: false,
    };
  } catch {
    return { text: Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''), isLatin1: true };
  }
}

/** As it was read; a character that Latin-1 lacks makes the whole file UTF-8. */
function encode(text: string, isLatin1: boolean): Uint8Array {
  const fits = isLatin1 && [...text].every((c) => (c.codePointAt(0) ?? 0) < 0x100);
  return fits ? Uint8Array.from(text, (c) => c.charCodeAt(0)) : new TextEncoder().encode(text);
}

/** What the port of a build file says. */
export type BuildConcern = {
  readonly file: Path;
  readonly line: number;
  readonly severity: Severity;
  readonly code: string;
  /** One sentence. */
  readonly message: string;
};

/** What the port of the build files says, in order of place; the page lists it with the files. */
export function buildConcerns(
  besides: Besides,
  ported: readonly PortedFile[],
  options: HipOptions,
): readonly BuildConcern[] {
  const { texts, problems } = portedBuildFiles(besides, ported, options);
  return problems
    .map(({ span, severity, code, params }) => ({
      file: span.file,
      line: placeAt(lineStarts(texts.get(span.file) ?? ''), span.start).line,
      severity,
      code,
      message: sentence(code, params),
    }))
    .sort((a, b) => a.line - b.line);
}

function portedBuildFiles({ files }: Besides, ported: readonly PortedFile[], options: HipOptions) {
  const texts = new Map(
    Object.entries(files)
      .filter(([path]) => isBuildFile(path))
      .map(([path, bytes]) => [path, decode(bytes).text]),
  );
  const outPaths = new Map(ported.map(({ path, outPath }) => [path, outPath]));
  return { texts, ...portBuildFiles(texts, outPaths, options) };
}

/**
 * The ported folder as a .zip.
 * @param ported - the newest translation; `own` texts of the visitor's take the place of these.
 */
export function archiveOf(
  ported: readonly PortedFile[],
  own: Sources | undefined,
  besides: Besides | undefined,
  options: HipOptions,
): Uint8Array {
  const name = besides?.name ?? 'port';
  const latin1 = new Set(besides?.latin1);
  const entries: Zippable = {};
  for (const { path, outPath, text } of ported) {
    const shown = own && Object.hasOwn(own.files, path) ? (own.files[path] as string) : text;
    entries[`${name}/${outPath}`] = encode(shown, latin1.has(path));
  }
  if (besides) {
    const { texts, edits } = portedBuildFiles(besides, ported, options);
    for (const [path, bytes] of Object.entries(besides.files)) {
      const text = texts.get(path);
      const own = edits.filter(({ span }) => span.file === path);
      entries[`${name}/${path}`] =
        text === undefined ? bytes : encode(applyEdits(text, own).text, decode(bytes).isLatin1);
    }
  }
  return zipSync(entries);
}
