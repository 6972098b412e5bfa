// What makes two shared states the same, and the id made from it. Title, evidence and time are no part of it. Pure: the
// page finds by it which of its own shares a state is, and the server files states and runs under it.
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson } from '@/lib/core/canonical-json';
import type { Sources } from '@/lib/core/sources';
import { defaultHipOptions } from '@/lib/targets/options';
import type { Plan, RunRequest, WirePortOptions } from './wire';

/** What is shared and run, as far as it decides results. */
export type SharedProgram = {
  readonly sources: Sources;
  readonly port?: Sources;
  readonly options?: WirePortOptions;
  readonly plan?: Plan;
  readonly tolerance?: RunRequest['tolerance'];
};

/** All options of a translation with their defaults, and no others; edits taken back and fixes taken are sets, so their order and repetition mean nothing. */
export function filledOptions(options: WirePortOptions = {}): FilledOptions {
  const { rocm, launch, libraries, applyFixes } = { ...defaultHipOptions, ...options };
  const taken = [...new Set(options.taken)].sort();
  return {
    rocm,
    launch,
    libraries,
    applyFixes,
    undone: [...new Set(options.undone)].sort(),
    // Left out where there are none: ids from before there were any stay what they were.
    ...(taken.length > 0 && { taken }),
  };
}

export type FilledOptions = Required<Omit<WirePortOptions, 'taken'>> & Pick<WirePortOptions, 'taken'>;

/** 128 bits of the SHA-256 over canonical JSON, as 32 hexadecimal digits. Runs are stored under the same key. */
export function shareIdOf({ sources, port, options, plan, tolerance }: SharedProgram): string {
  const text = canonicalJson({ sources, port, options: filledOptions(options), plan, tolerance });
  return bytesToHex(sha256(utf8ToBytes(text))).slice(0, 32);
}
