// Whether a program seems to write files: what is in them is no part of any comparison, and the proof says so. In comes text.
import type { Sources } from '@/lib/core/sources';

const writing = /\bfopen(?:64)?\s*\([^;]*"[wa][^"]*"|\bofstream\b|\bO_(?:WRONLY|RDWR)\b/;

/** By its words: a call behind a macro or in a library is not seen. */
export function writesFiles({ files }: Sources): boolean {
  return Object.values(files).some((text) => writing.test(text));
}
