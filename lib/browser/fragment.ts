// A private link: a Work in the URL fragment, which browsers never send to a server. JSON, deflated, in base64url,
// behind a version. A fragment comes from anywhere: its size is bounded before and after inflation, and whatever is
// wrong with it is one of three reasons.
import { deflateSync, Inflate, strFromU8, strToU8 } from 'fflate';
import { type Work, workFromJson, workToJson } from './saved-work';

/** `#w1=<base64url>`: the name says what it is, the digit is the version of the packing; what is packed has its own. */
const prefix = '#w1=';
const anyVersion = /^#w(\d+)=/;

/** Bounds, in characters of the fragment and in bytes after inflation. Sources may have 4 MB; escapes cost some more. */
export const fragmentLimits = { characters: 3_000_000, bytes: 9_000_000 } as const;

/** Browsers open addresses of up to 2 MiB; a longer one is not made, whatever some would take. */
export const longestPrivateLink = 2_000_000;

export type FragmentProblem = 'link-damaged' | 'link-too-large' | 'link-of-newer-version';
export type FragmentResult =
  | { readonly work: Work }
  | { readonly problem: FragmentProblem }
  /** The fragment is no private link at all. */
  | undefined;

export function workToFragment(work: Work): string {
  return prefix + toBase64Url(deflateSync(strToU8(workToJson(work)), { level: 9 }));
}

export function workFromFragment(fragment: string): FragmentResult {
  const version = anyVersion.exec(fragment);
  if (!version) return undefined;
  if (version[1] !== '1') return { problem: 'link-of-newer-version' };
  if (fragment.length > fragmentLimits.characters) return { problem: 'link-too-large' };
  const packed = fromBase64Url(fragment.slice(prefix.length));
  if (!packed) return { problem: 'link-damaged' };
  const json = inflateBounded(packed, fragmentLimits.bytes);
  if (json === 'too-large') return { problem: 'link-too-large' };
  const work = json === undefined ? 'damaged' : workFromJson(strFromU8(json));
  if (work === 'newer') return { problem: 'link-of-newer-version' };
  return work === 'damaged' ? { problem: 'link-damaged' } : { work };
}

/** Inflates piece by piece and stops at the bound, so that a small bomb cannot fill the memory. */
function inflateBounded(packed: Uint8Array, limit: number): Uint8Array | 'too-large' | undefined {
  const pieces: Uint8Array[] = [];
  let size = 0;
  let ended = false;
  const inflate = new Inflate((piece, final) => {
    size += piece.length;
    if (size <= limit) pieces.push(piece);
    ended = final;
  });
  // A piece of 4 kB inflates to 4 MB at most: that is how far past the bound one step can go.
  const step = 4096;
  try {
    for (let at = 0; at < packed.length && size <= limit; at += step)
      inflate.push(packed.subarray(at, at + step), at + step >= packed.length);
  } catch {
    return undefined;
  }
  if (size > limit) return 'too-large';
  if (!ended) return undefined;
  const out = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    out.set(piece, at);
    at += piece.length;
  }
  return out;
}

function toBase64Url(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 0x8000)
    binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function fromBase64Url(text: string): Uint8Array | undefined {
  if (!/^[A-Za-z0-9_-]+$/.test(text)) return undefined;
  try {
    return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
  } catch {
    return undefined;
  }
}
