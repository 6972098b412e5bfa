// From a file or a folder on disk to Sources: follows includes of local headers, reads bytes that aren't UTF-8 as
// Latin-1 and remembers it. Knows nothing of what the text means.
import { lstatSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { isSafePath, type Path, type Sources, sourceLimits } from '@/lib/core/sources';
import { isSourceFile } from '@/lib/targets/build-files';
import { WrongUsage } from './wrong-usage';

export type ReadProgram = {
  readonly sources: Sources;
  /** How the bytes of each file were read, and are to be written again. */
  readonly encodings: Readonly<Record<Path, BufferEncoding>>;
  /** The path as the user would write it, for messages. */
  readonly shownPaths: Readonly<Record<Path, string>>;
  readonly isFolder: boolean;
};

const include = /^[ \t]*#[ \t]*include[ \t]*(["<])([^">\r\n]+)[">]/gm;
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Text of a file; Latin-1 keeps every byte that UTF-8 can't read. */
export function decode(bytes: Uint8Array): { text: string; encoding: BufferEncoding } {
  try {
    return { text: strictUtf8.decode(bytes), encoding: 'utf8' };
  } catch {
    return { text: Buffer.from(bytes).toString('latin1'), encoding: 'latin1' };
  }
}

/** Every `#include` of a text, whether it is compiled or not. */
export function includesIn(text: string): { path: string; form: 'quote' | 'angle' }[] {
  return [...text.matchAll(include)].map(([, open, path]) => ({
    path: path as string,
    form: open === '"' ? 'quote' : 'angle',
  }));
}

/** The text of one file. @throws WrongUsage when it can't be read */
export function readText(path: string): string {
  try {
    return decode(readFileSync(path)).text;
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new WrongUsage(`${path} can't be read${missing ? ': there is no such file' : ''}`);
  }
}

/**
 * Reads a program: a file with the local headers it includes, or all sources of a folder.
 * @throws WrongUsage when there is nothing there to read, or more than the limits allow.
 */
export function readProgram(path: string): ReadProgram {
  let isFolder: boolean;
  try {
    isFolder = statSync(path).isDirectory();
  } catch {
    throw new WrongUsage(`${path} can't be read: there is no such file or folder`);
  }
  return isFolder ? readFolder(path) : readFileWithHeaders(path);
}

function readFileWithHeaders(path: string): ReadProgram {
  const main = resolve(path);
  const found = new Map<string, { text: string; encoding: BufferEncoding }>();
  const waiting = [main];
  while (waiting.length > 0) {
    const file = waiting.pop() as string;
    if (found.has(file)) continue;
    const read = readOne(file, file === main ? path : undefined);
    if (!read) continue;
    found.set(file, read);
    if (found.size > sourceLimits.files) throw tooMany(path);
    for (const { path: wanted } of includesIn(read.text)) {
      const header = resolve(dirname(file), wanted);
      if (!found.has(header) && isFile(header)) waiting.push(header);
    }
  }
  return assemble(main, commonFolder([...found.keys()]), found, (file) => shown(path, main, file), false);
}

function readFolder(path: string): ReadProgram {
  const root = realpathSync(path);
  const found = new Map<string, { text: string; encoding: BufferEncoding }>();
  const walk = (folder: string) => {
    for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) =>
      a.name < b.name ? -1 : 1,
    )) {
      const file = join(folder, entry.name);
      if (entry.name.startsWith('.')) continue;
      // A symbolic link may lead out of the tree: it is not followed.
      if (lstatSync(file).isSymbolicLink()) continue;
      if (entry.isDirectory()) walk(file);
      else if (entry.isFile() && isSourceFile(entry.name)) {
        const read = readOne(file);
        if (read) found.set(file, read);
        if (found.size > sourceLimits.files) throw tooMany(path);
      }
    }
  };
  walk(root);
  const files = [...found.keys()];
  const main =
    files.find((file) => file.endsWith('.cu') && hasMain(found.get(file)?.text ?? '')) ??
    files.find((file) => hasMain(found.get(file)?.text ?? '')) ??
    files.find((file) => file.endsWith('.cu')) ??
    files[0];
  if (!main) throw new WrongUsage(`${path} holds no CUDA or C++ sources`);
  return assemble(main, root, found, (file) => join(path, relative(root, file)), true);
}

const hasMain = (text: string) => /\bint\s+main\s*\(/.test(text);

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function readOne(file: string, required?: string): { text: string; encoding: BufferEncoding } | undefined {
  try {
    if (statSync(file).size > sourceLimits.bytes)
      throw new WrongUsage(`${required ?? file} is larger than 4 MB`);
    return decode(readFileSync(file));
  } catch (error) {
    if (error instanceof WrongUsage) throw error;
    if (required) throw new WrongUsage(`${required} can't be read`);
    return undefined;
  }
}

const tooMany = (path: string) => new WrongUsage(`${path} has more than ${sourceLimits.files} source files`);

function commonFolder(files: readonly string[]): string {
  const parts = files.map((file) => dirname(file).split(sep));
  const first = parts[0] as string[];
  let length = first.length;
  for (const other of parts)
    for (let i = 0; i < length; i++)
      if (other[i] !== first[i]) {
        length = i;
        break;
      }
  return first.slice(0, length).join(sep) || sep;
}

function shown(given: string, main: string, file: string): string {
  return file === main ? given : join(dirname(given), relative(dirname(main), file));
}

function assemble(
  main: string,
  root: string,
  found: ReadonlyMap<string, { text: string; encoding: BufferEncoding }>,
  show: (file: string) => string,
  isFolder: boolean,
): ReadProgram {
  const files: Record<Path, string> = {};
  const encodings: Record<Path, BufferEncoding> = {};
  const shownPaths: Record<Path, string> = {};
  const names = new Map<string, Path>();
  let bytes = 0;
  for (const [file, read] of found) {
    const path = safeName(relative(root, file).split(sep).join('/') || basename(file), files);
    names.set(file, path);
    files[path] = read.text;
    encodings[path] = read.encoding;
    shownPaths[path] = show(file);
    bytes += Buffer.byteLength(read.text);
  }
  if (bytes > sourceLimits.bytes)
    throw new WrongUsage(`${show(main)} and its headers are larger than 4 MB together`);
  return { sources: { main: names.get(main) as Path, files }, encodings, shownPaths, isFolder };
}

/** Paths with characters that Sources doesn't take (a space, an umlaut) get `_` for each. */
function safeName(path: string, taken: Readonly<Record<Path, string>>): Path {
  if (isSafePath(path)) return path;
  const plain = path.replace(/[^A-Za-z0-9._+/-]/g, '_').slice(-sourceLimits.pathLength);
  let name = plain;
  for (let n = 2; Object.hasOwn(taken, name); n++) name = `${n}_${plain}`;
  return name;
}
