// A plan: what is run of a source that has kernels and no program: launches in order, with buffers and scalars and their
// first contents. Its one schema, and the `// run:` comments that carry it in a source. Knows no runner and no bytes.
import { z } from 'zod';
import type { Problem } from '@/lib/core/problem';
import { mainText, type Sources } from '@/lib/core/sources';
import { textureAddress } from '@/lib/ir';
import { problem } from '@/lib/messages';

const dim3 = z.tuple([
  z.number().int().min(1).max(2147483647),
  z.number().int().min(1).max(65535),
  z.number().int().min(1).max(65535),
]);

/**
 * First contents, element by element (a vector's or struct's scalars one after the other):
 * `iota`: min, min + step, …; `random`: xorshift32 from the seed, floats `min + (max - min) * (s >>> 8) / 2^24`, integers
 * `min + s mod (max - min + 1)`; `data`: little-endian bytes in CUDA's layout.
 */
export const initSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('zeros') }),
  z.strictObject({ kind: z.literal('constant'), value: z.union([z.number(), z.string().max(100)]) }),
  z.strictObject({ kind: z.literal('iota'), min: z.number(), step: z.number() }),
  z.strictObject({
    kind: z.literal('random'),
    seed: z.number().int(),
    min: z.number(),
    max: z.number(),
  }),
  z.strictObject({ kind: z.literal('data'), base64: z.string() }),
]);
export type Init = z.infer<typeof initSchema>;

/** What a texture object reads: texels in rows, then slices, with how they are asked for. */
export const planTextureSchema = z.strictObject({
  /** Width, height, depth (or layers): as many as it has dimensions. */
  size: z.array(z.number().int().min(1).max(65536)).min(1).max(3),
  filter: z.enum(['point', 'linear']).optional(),
  /** Of all dimensions. */
  address: z.enum(textureAddress).optional(),
  /** Coordinates run from 0 to 1. */
  normalized: z.boolean().optional(),
  /** Numbers of 8 or 16 bits are read as fractions of the largest, as floats. */
  fractions: z.boolean().optional(),
  border: z.array(z.number()).length(4).optional(),
});
export type PlanTexture = z.infer<typeof planTextureSchema>;

export const planArgumentSchema = z.strictObject({
  name: z.string().max(200),
  /** Element type as CUDA writes it: `float`, `unsigned int`, `uchar4`, `struct Particle`. */
  type: z.string().max(200),
  kind: z.enum(['buffer', 'scalar']),
  /** Elements of a buffer; may be left out where `data` says it. */
  length: z.number().int().nonnegative().optional(),
  role: z.enum(['in', 'out', 'inout']),
  init: initSchema,
  /** Of a buffer that a texture object is made of; `type` is a texel's. Absent: one row, read as it is. */
  texture: planTextureSchema.optional(),
});
export type PlanArgument = z.infer<typeof planArgumentSchema>;

export const planLaunchSchema = z.strictObject({
  /** A name, with template arguments where needed: `poly<4>`. */
  kernel: z.string().max(500),
  grid: dim3,
  block: dim3,
  sharedBytes: z.number().int().nonnegative().optional(),
  args: z.array(planArgumentSchema).max(100),
  tolerance: z.number().nonnegative().optional(),
});
export type PlanLaunch = z.infer<typeof planLaunchSchema>;

/** One launch, or several in which buffers of one name are one buffer. */
export const planSchema = z.union([
  planLaunchSchema,
  z.strictObject({ launches: z.array(planLaunchSchema).min(1).max(1000) }),
]);
export type Plan = z.infer<typeof planSchema>;

export function launchesOf(plan: Plan): readonly PlanLaunch[] {
  return 'launches' in plan ? plan.launches : [plan];
}

/** The sizes of blocks with which a plan launches each kernel: the first few of each. */
export function blocksOfPlan(plan: Plan): Record<string, [number, number, number][]> {
  const found: Record<string, [number, number, number][]> = {};
  for (const { kernel, block } of launchesOf(plan)) {
    const sizes = found[kernel] ?? [];
    if (sizes.length < 2 && !sizes.some((size) => size.join() === block.join())) sizes.push([...block]);
    found[kernel] = sizes;
  }
  return found;
}

const headerLine = /^[ \t]*\/\/ run:[ \t]*(.*)$/gm;

/**
 * The plan in the `// run:` comments of the main file: each line the JSON of one launch, in order.
 * @returns no plan when there are none; problems for lines that are not a launch, which are left out.
 */
export function planInSource(sources: Sources): { readonly plan?: Plan; readonly problems: Problem[] } {
  const problems: Problem[] = [];
  const launches: PlanLaunch[] = [];
  for (const match of mainText(sources).matchAll(headerLine)) {
    const text = (match[1] ?? '').trim();
    const end = match.index + match[0].length;
    const span = { file: sources.main, start: end - (match[1] ?? '').length, end };
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch {
      problems.push(problem('plan-header-malformed', 'error', span, { what: 'it is not JSON' }));
      continue;
    }
    const launch = planLaunchSchema.safeParse(json);
    if (launch.success) launches.push(launch.data);
    else problems.push(problem('plan-header-malformed', 'error', span, { what: wordsOf(launch.error) }));
  }
  return { ...(launches.length > 0 && { plan: planOf(launches) }), problems };
}

/** What a schema found wrong, as a few words with the place in the value. */
export function wordsOf(error: z.ZodError): string {
  const issue = ownIssue(error.issues);
  if (!issue) return 'it has the wrong shape';
  const at = issue.path
    .map((key, i) => (typeof key === 'number' ? `[${key}]` : `${i > 0 ? '.' : ''}${String(key)}`))
    .join('');
  return `${at ? `${at}: ` : ''}${issueWords(issue)}`;
}

/** Of a shape that may be one or another: what is wrong with the one that was most likely meant, the deepest place. */
function ownIssue(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue | undefined {
  const [first] = issues;
  if (first?.code !== 'invalid_union') return first;
  const [nearest] = first.errors
    .flatMap((branch) => ownIssue(branch) ?? [])
    .toSorted((a, b) => b.path.length - a.path.length);
  return nearest && { ...nearest, path: [...first.path, ...nearest.path] };
}

const kindsOfValues: Readonly<Record<string, string>> = {
  int: 'a whole number',
  number: 'a number',
  string: 'a string',
  array: 'a list',
  object: 'an object',
  boolean: 'true or false',
};

/** What a schema asks for, in words for people who write JSON by hand. */
function issueWords(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'too_small':
      return issue.origin === 'number' || issue.origin === 'int'
        ? `it has to be at least ${issue.minimum}`
        : 'it is too short';
    case 'too_big':
      return issue.origin === 'number' || issue.origin === 'int'
        ? `it can be at most ${issue.maximum}`
        : 'it is too long';
    case 'invalid_type':
      return issue.input === undefined && /received undefined/.test(issue.message)
        ? 'it is missing'
        : `it has to be ${kindsOfValues[issue.expected] ?? `of type ${issue.expected}`}`;
    case 'unrecognized_keys':
      return `it has a key that is not known: ${issue.keys.join(', ')}`;
    case 'invalid_value':
      return `it has to be one of ${issue.values.map((value) => JSON.stringify(value)).join(', ')}`;
    default:
      return `${issue.message.charAt(0).toLowerCase()}${issue.message.slice(1)}`;
  }
}

export function planOf(launches: readonly PlanLaunch[]): Plan {
  return launches.length === 1 ? (launches[0] as PlanLaunch) : { launches: [...launches] };
}

/** The plan as `// run:` lines, each with its line end. */
export function planHeader(plan: Plan): string {
  return launchesOf(plan)
    .map((launch) => `// run: ${JSON.stringify(launch)}\n`)
    .join('');
}

/** The source with the plan as its `// run:` lines: in the place of those it has, or at its start. */
export function withPlanHeader(text: string, plan: Plan): string {
  const first = new RegExp(headerLine.source, 'm').exec(text)?.index ?? 0;
  const without = (part: string) => part.replace(/^[ \t]*\/\/ run:[ \t]*.*\r?\n?/gm, '');
  return text.slice(0, first) + planHeader(plan) + without(text.slice(first));
}
