// The translation that a page shows until its own translator is there. Small programs only: a page must not cost more.

import { fromWire } from '@/lib/browser/settings';
import { mainText, type Sources } from '@/lib/core/sources';
import { type PortResult, port } from '@/lib/pipeline';
import type { WirePortOptions } from '@/lib/run/wire';
import { loadCudaParser } from '@/lib/server/cuda-engine';

/** Characters. Larger programs wait for the page's translator. */
const atMost = 100_000;

/** The port with its edits, or nothing when it is not worth the wait. */
export async function firstPort(sources: Sources, options: WirePortOptions): Promise<PortResult | undefined> {
  const size = Object.values(sources.files).reduce((sum, text) => sum + text.length, 0);
  if (size > atMost) return undefined;
  const { settings, ...chosen } = fromWire(options);
  return port(sources, await loadCudaParser(), { ...settings, ...chosen, target: 'hip' });
}

/** The main file's port. */
export async function firstTranslation(
  sources: Sources,
  options: WirePortOptions,
): Promise<string | undefined> {
  const result = await firstPort(sources, options);
  return result && mainText(result.output);
}
