// Request bodies: a stream goes in, a value that fits its schema comes out, within a bound on bytes.
import type { z } from 'zod';
import { RequestProblem } from './requests-problem';

const MB = 1024 * 1024;

/** Bounds on bodies in bytes. A program has 4 MB of text; as JSON it is longer, and a run has two of them and a plan. */
export const bodyLimits = { translate: 6 * MB, run: 12 * MB, share: 12 * MB } as const;

/**
 * Reads a JSON body. Reading stops at the bound, whatever Content-Length says.
 * @throws RequestProblem body-…, request-invalid
 */
export async function readJson<T>(request: Request, schema: z.ZodType<T>, limit: number): Promise<T> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') throw new RequestProblem('body-not-json');
  const parsed = schema.safeParse(jsonOf(await readBytes(request, limit)));
  if (!parsed.success)
    throw new RequestProblem('request-invalid', {}, { detail: describeIssues(parsed.error.issues) });
  return parsed.data;
}

async function readBytes(request: Request, limit: number): Promise<Uint8Array> {
  const tooLarge = () => new RequestProblem('body-too-large', { limit: limit / MB });
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge();
  const reader = request.body?.getReader();
  if (!reader) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const step = await reader.read().catch(() => {
      throw new RequestProblem('body-cut');
    });
    if (step.done) return Buffer.concat(chunks);
    size += step.value.byteLength;
    if (size > limit) {
      await reader.cancel().catch(() => {});
      throw tooLarge();
    }
    chunks.push(step.value);
  }
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new RequestProblem('body-malformed');
  }
}

/** The first three places where a value differs from its schema, for the one who sent it. */
export function describeIssues(issues: readonly z.core.$ZodIssue[]): string {
  const shown = issues.slice(0, 3).map(({ path, message }) => {
    const place = path.map(String).join('.');
    return `${(place || 'the body').slice(0, 120)}: ${message.slice(0, 200)}`;
  });
  const more = issues.length - shown.length;
  return shown.join('; ') + (more > 0 ? `; and ${more} more` : '');
}
