// A file or a gist on GitHub by its address: text goes in, where it would be fetched comes out; and the fetching itself, by the
// visitor's browser alone, bounded in size and time. Whatever keeps it from working is one sentence.
import { z } from 'zod';
import { sourceLimits } from '@/lib/core/sources';
import { sentence } from '@/lib/messages';
import { folderOf, type GivenFile, type OpenedFolder } from './folder';
import { importOrigins } from './import-origins';

export type ImportLink =
  | { readonly kind: 'file'; readonly fetch: string; readonly name: string; readonly from: string }
  | { readonly kind: 'gist'; readonly fetch: string; readonly name: string; readonly from: string };

/** A link that was meant for here and cannot be opened, with the code of its sentence. */
export type RefusedLink = { readonly kind: 'refused'; readonly code: 'import-not-a-file' };

/** One sentence for the visitor; nothing was opened. */
export class ImportRefused extends Error {}

const gistId = /^[0-9a-f]{20,40}$/;
const part = /^[A-Za-z0-9_.-]{1,100}$/;

/** What a text is when all of it is one address at GitHub; undefined for any other text. */
export function importLinkIn(text: string): ImportLink | RefusedLink | undefined {
  const address = text.trim();
  if (address.length > 2000 || !/^https?:\/\/\S+$/.test(address) || !URL.canParse(address)) return undefined;
  const { hostname, pathname, port, username } = new URL(address);
  if (port !== '' || username !== '') return undefined;
  const steps = pathname
    .split('/')
    .slice(1)
    .filter((step, at, all) => step !== '' || at < all.length - 1);
  const isPlain = steps.every((step) => step !== '' && !/^(?:\.|%2e){1,2}$/i.test(step));
  switch (hostname) {
    case 'github.com':
    case 'www.github.com': {
      const [owner = '', repo = '', view, ...rest] = steps;
      if (!part.test(owner) || !part.test(repo)) return undefined;
      const isFile = (view === 'blob' || view === 'raw') && rest.length >= 2 && isPlain;
      return isFile ? rawFile([owner, repo, ...rest]) : { kind: 'refused', code: 'import-not-a-file' };
    }
    case 'raw.githubusercontent.com':
      return steps.length >= 4 && isPlain ? rawFile(steps) : { kind: 'refused', code: 'import-not-a-file' };
    case 'gist.github.com': {
      const at = steps.findIndex((step) => gistId.test(step));
      if (at < 0 || at > 1 || !isPlain) return { kind: 'refused', code: 'import-not-a-file' };
      if (steps[at + 1] === 'raw' && at === 1) return rawGist(steps);
      const id = steps[at] as string;
      return {
        kind: 'gist',
        fetch: `https://api.github.com/gists/${id}`,
        name: 'gist',
        from: at === 1 ? `gist of ${steps[0]}` : 'gist',
      };
    }
    case 'gist.githubusercontent.com':
      return steps.length >= 3 && isPlain ? rawGist(steps) : { kind: 'refused', code: 'import-not-a-file' };
    default:
      return undefined;
  }
}

const lastOf = (steps: readonly string[]) => decoded(steps.at(-1) ?? '');

function decoded(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}

/** @param steps owner, repository, branch and path; a branch may have slashes, which the address does not tell apart */
function rawFile(steps: readonly string[]): ImportLink {
  // Addresses of raw files also come with the branch written in full.
  const plain =
    steps[2] === 'refs' && steps[3] === 'heads' ? [...steps.slice(0, 2), ...steps.slice(4)] : steps;
  return {
    kind: 'file',
    fetch: `https://raw.githubusercontent.com/${plain.join('/')}`,
    name: lastOf(plain),
    from: `${steps[0]}/${steps[1]}`,
  };
}

function rawGist(steps: readonly string[]): ImportLink {
  return {
    kind: 'file',
    fetch: `https://gist.githubusercontent.com/${steps.join('/')}`,
    name: steps.at(-1) === 'raw' || gistId.test(steps.at(-1) ?? '') ? 'main.cu' : lastOf(steps),
    from: `gist of ${steps[0]}`,
  };
}

/** A gist's answer carries its files as JSON, which costs some more than the files. */
const limits = { bytes: sourceLimits.bytes, json: 2 * sourceLimits.bytes, ms: 20_000 } as const;

const gistSchema = z.object({
  files: z.record(
    z.string(),
    z.object({
      filename: z.string(),
      size: z.number(),
      truncated: z.boolean().optional(),
      raw_url: z.string(),
      content: z.string().optional(),
    }),
  ),
});

/**
 * Fetches what a link names, without cookies and without saying where from.
 * @throws ImportRefused, FolderRefused
 */
export async function fetchImport(link: ImportLink, ask: typeof fetch = fetch): Promise<OpenedFolder> {
  if (link.kind === 'file') {
    const bytes = await bytesAt(link.fetch, limits.bytes, ask);
    return programOf([{ path: link.name, bytes }], link.name);
  }
  const json = new TextDecoder().decode(await bytesAt(link.fetch, limits.json, ask));
  const gist = gistSchema.safeParse(parsed(json));
  if (!gist.success) throw new ImportRefused(sentence('import-not-read'));
  const files: GivenFile[] = [];
  let left: number = limits.bytes;
  for (const file of Object.values(gist.data.files).slice(0, sourceLimits.files)) {
    if (file.size > left) throw new ImportRefused(sentence('import-too-large', { limit: megabytes }));
    // A long file comes cut off, with the address of the whole; that must be where such files are.
    const isCut = file.truncated || file.content === undefined;
    if (isCut && !file.raw_url.startsWith(`${importOrigins[1]}/`))
      throw new ImportRefused(sentence('import-not-read'));
    const bytes = isCut ? await bytesAt(file.raw_url, left, ask) : new TextEncoder().encode(file.content);
    left -= bytes.length;
    files.push({ path: file.filename, bytes });
  }
  return programOf(files, link.name);
}

const megabytes = limits.bytes / 1024 / 1024;

/** One file is a program whatever its name; of several, those that are sources. */
function programOf(files: readonly GivenFile[], called: string): OpenedFolder {
  const given = files.map(({ path, bytes }) => {
    if (bytes.includes(0)) throw new ImportRefused(sentence('import-not-text'));
    const safe = path.replace(/[^A-Za-z0-9._+-]/g, '_').replace(/^\.+/, '');
    const isNamed = files.length > 1 || /\.(?:cu|cuh|c|cc|cpp|cxx|h|hh|hpp|hxx|inl)$/i.test(safe);
    return { path: isNamed ? safe : `${safe.replace(/\.[^.]*$/, '') || 'main'}.cu`, bytes };
  });
  const { sources, besides, notice } = folderOf(given, called);
  return { sources, besides, ...(notice !== undefined && { notice }) };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

async function bytesAt(address: string, limit: number, ask: typeof fetch): Promise<Uint8Array> {
  let response: Response;
  const signal = AbortSignal.timeout(limits.ms);
  try {
    response = await ask(address, { credentials: 'omit', referrerPolicy: 'no-referrer', signal });
  } catch {
    throw new ImportRefused(sentence(signal.aborted ? 'import-too-slow' : 'import-unreachable'));
  }
  if (!response.ok) throw new ImportRefused(refusalOf(response));
  try {
    return await readBounded(response, limit);
  } catch (error) {
    if (error instanceof ImportRefused) throw error;
    throw new ImportRefused(sentence(signal.aborted ? 'import-too-slow' : 'import-unreachable'));
  }
}

function refusalOf({ status, headers }: Response): string {
  if (status === 429 || (status === 403 && headers.get('x-ratelimit-remaining') === '0'))
    return sentence('import-rate-limit');
  if (status === 404 || status === 403 || status === 401 || status === 451)
    return sentence('import-not-found');
  return sentence('import-refused', { status });
}

/** Piece by piece, so that a file without end is given up at the bound. */
async function readBounded(response: Response, limit: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  if (!reader) return new Uint8Array();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > limit) {
      await reader.cancel();
      throw new ImportRefused(sentence('import-too-large', { limit: megabytes }));
    }
    pieces.push(value);
  }
  const out = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    out.set(piece, at);
    at += piece.length;
  }
  return out;
}
