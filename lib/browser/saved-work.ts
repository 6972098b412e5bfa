// A visitor's work as it is kept in this browser (localStorage), as carried by a private link and as opened from a
// share: one shape with a version. In comes untrusted text, out comes a Work or nothing.
import { z } from 'zod';
import { isSafePath, type Sources } from '@/lib/core/sources';
import { base64Of, bytesOfBase64 } from '@/lib/run/base64';
import { type Plan, planSchema } from '@/lib/run/plan';
import { migrateState } from '@/lib/run/state-versions';
import {
  type AskedTolerance,
  askedToleranceSchema,
  portOptionsSchema,
  shareDescriptionSchema,
  shareIdSchema,
  shareTitleSchema,
  sourcesSchema,
  type WirePortOptions,
  wireVersion,
} from '@/lib/run/wire';
import type { Besides } from './folder';

export const workSchema = z.object({
  v: z.literal(wireVersion),
  sources: sourcesSchema,
  port: sourcesSchema.optional(),
  options: portOptionsSchema,
  tolerance: askedToleranceSchema.optional(),
  plan: planSchema.optional(),
  title: shareTitleSchema.optional(),
  description: shareDescriptionSchema.optional(),
  forkedFrom: shareIdSchema.optional(),
});

/** Sources, the visitor's own port and plan if there are any, and the options: all that a translation and a run depend on. */
export type Work = {
  readonly sources: Sources;
  readonly port?: Sources;
  readonly options: WirePortOptions;
  /** Set by hand; absent: as measured. */
  readonly tolerance?: AskedTolerance;
  readonly plan?: Plan;
  readonly title?: string;
  readonly description?: string;
  /** The share that it was made from. */
  readonly forkedFrom?: string;
};

const currentKey = 'crosswarp.work';
const previousKey = 'crosswarp.work.previous';

type KeyValue = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export function workToJson(work: Work): string {
  const { sources, port, options, tolerance, plan, title, description, forkedFrom } = work;
  return JSON.stringify({
    v: wireVersion,
    sources,
    ...(port && { port }),
    options,
    ...(tolerance && { tolerance }),
    ...(plan && { plan }),
    ...(title && { title }),
    ...(description && { description }),
    ...(forkedFrom && { forkedFrom }),
  });
}

/** Reads a Work of this version or an earlier one. */
export function workFromJson(json: string): Work | 'newer' | 'damaged' {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return 'damaged';
  }
  const migrated = migrateState(value, 'v');
  if ('problem' in migrated) return migrated.problem;
  const parsed = workSchema.safeParse(migrated.document);
  if (!parsed.success) return 'damaged';
  const { v: _, ...work } = parsed.data;
  return work;
}

/** Files of the folder a program came in, beside their work. */
const besidesSuffix = '.besides';

const besidesSchema = z.object({
  name: z.string().max(255),
  latin1: z.array(z.string()),
  files: z.record(z.string(), z.string()),
});

/** Storage may be missing, full or forbidden: every access says whether it worked instead of throwing. */
export function keepWork(storage: KeyValue, work: Work): boolean {
  return put(storage, currentKey, workToJson(work));
}

/** What came in one folder with the kept work; apart from it, because it is large and does not change as one types. */
export function keepBesides(storage: KeyValue, besides: Besides | undefined): boolean {
  try {
    // What belonged to the work before must not stand beside this one, whether there is room or not.
    storage.removeItem(currentKey + besidesSuffix);
  } catch {
    return false;
  }
  return !besides || put(storage, currentKey + besidesSuffix, besidesToJson(besides));
}

function put(storage: KeyValue, key: string, value: string): boolean {
  try {
    storage.setItem(key, value);
    return true;
  } catch {
    return false;
  }
}

export function keptWork(storage: KeyValue): Work | undefined {
  return read(storage, currentKey);
}

export function keptBesides(storage: KeyValue): Besides | undefined {
  return readBesides(storage, currentKey);
}

/** Puts the kept work aside, because something else takes its place; `previousWork` still gives it back. */
export function setAside(storage: KeyValue): void {
  try {
    const now = storage.getItem(currentKey);
    if (now === null) return;
    const besides = storage.getItem(currentKey + besidesSuffix);
    storage.removeItem(previousKey + besidesSuffix);
    storage.setItem(previousKey, now);
    if (besides !== null) storage.setItem(previousKey + besidesSuffix, besides);
  } catch {
    // Without storage nothing was kept, and nothing can be put aside.
  }
}

export function previousWork(storage: KeyValue): Work | undefined {
  return read(storage, previousKey);
}

export function previousBesides(storage: KeyValue): Besides | undefined {
  return readBesides(storage, previousKey);
}

export function forgetWork(storage: KeyValue): void {
  try {
    for (const key of [currentKey, previousKey]) {
      storage.removeItem(key);
      storage.removeItem(key + besidesSuffix);
    }
  } catch {
    // Nothing was kept.
  }
}

function read(storage: KeyValue, key: string): Work | undefined {
  try {
    const json = storage.getItem(key);
    const work = json === null ? undefined : workFromJson(json);
    return typeof work === 'object' ? work : undefined;
  } catch {
    return undefined;
  }
}

function besidesToJson({ name, latin1, files }: Besides): string {
  const packed = Object.entries(files).map(([path, bytes]) => [path, base64Of(bytes)]);
  return JSON.stringify({ name, latin1, files: Object.fromEntries(packed) });
}

function readBesides(storage: KeyValue, key: string): Besides | undefined {
  try {
    const json = storage.getItem(key + besidesSuffix);
    if (json === null) return undefined;
    const { name, latin1, files } = besidesSchema.parse(JSON.parse(json));
    const unpacked = Object.entries(files).flatMap(([path, text]) => {
      const bytes = isSafePath(path) ? bytesOfBase64(text) : undefined;
      return bytes ? [[path, bytes] as const] : [];
    });
    return { name, latin1, files: Object.fromEntries(unpacked) };
  } catch {
    return undefined;
  }
}
