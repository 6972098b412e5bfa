// Everything that crosses the network or is stored, each as one zod schema, with a version. Types are made from them.
// Knows no transport. Both sides and the command line import from here.
import { z } from 'zod';
import { isSafePath, sourceLimits } from '@/lib/core/sources';
import { launchForms, libraryFlavours, rocmVersions } from '@/lib/targets/options';
import { targetIds } from '@/lib/targets/target';
import { architectureIds, runnerOf } from './architectures';
import { failureReasons } from './job';
import { planSchema } from './plan';
import { runnerIds } from './runner';
import { buildReportSchema } from './wire-build';

export { type Plan, planSchema } from './plan';

/** Raised when a stored or shared shape changes; state-versions.ts goes from each version to the next. */
export const wireVersion = 2;

const utf8 = (text: string) => {
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    bytes += c < 0x80 ? 1 : c < 0x800 || (c >= 0xd800 && c < 0xe000) ? 2 : 3;
  }
  return bytes;
};

const path = z.string().refine(isSafePath, 'a path is relative, made of letters, digits and . _ + / -');

export const sourcesSchema = z
  .strictObject({ main: path, files: z.record(path, z.string()) })
  .refine((s) => Object.hasOwn(s.files, s.main), 'main names one of the files')
  .refine(
    (s) => Object.keys(s.files).length <= sourceLimits.files,
    `at most ${sourceLimits.files} files are taken`,
  )
  .refine(
    (s) => Object.values(s.files).reduce((sum, text) => sum + utf8(text), 0) <= sourceLimits.bytes,
    'at most 4 MB of text is taken',
  );

/** Options of a translation, each with its default; `undone` names edits the user took back, `taken` fixes they took. */
export const portOptionsSchema = z
  .strictObject({
    rocm: z.enum(rocmVersions),
    launch: z.enum(launchForms),
    libraries: z.enum(libraryFlavours),
    applyFixes: z.boolean(),
    undone: z.array(z.string().max(400)).max(10_000),
    taken: z.array(z.string().max(400)).max(10_000),
  })
  .partial();
export type WirePortOptions = z.infer<typeof portOptionsSchema>;

/** Options of a run: those of its translation, and what real compilers build for and show. */
export const runOptionsSchema = portOptionsSchema.extend({
  /** At most one architecture of each vendor; see architectures.ts. */
  arch: z
    .array(z.enum(architectureIds))
    .max(2)
    .refine((ids) => new Set(ids.map(runnerOf)).size === ids.length, 'one architecture of each vendor')
    .optional(),
  /** Texts beside the assembly that are made on demand. */
  views: z
    .array(z.enum(['llvm-ir']))
    .max(1)
    .optional(),
});
export type WireRunOptions = z.infer<typeof runOptionsSchema>;

const warpSize = z.union([z.literal(32), z.literal(64)]);
const dim3 = z.tuple([z.number().int(), z.number().int(), z.number().int()]);

// ---- requests ----

export const translateRequestSchema = z.strictObject({
  sources: sourcesSchema,
  target: z.enum(targetIds).optional(),
  options: portOptionsSchema.optional(),
});
/** A value agrees within `absolute + relative * |expected|`; one that is left out is 0. */
export const askedToleranceSchema = z
  .strictObject({ absolute: z.number().nonnegative(), relative: z.number().min(0).max(1) })
  .partial();
export type AskedTolerance = z.infer<typeof askedToleranceSchema>;

export const runRequestSchema = z.strictObject({
  sources: sourcesSchema,
  /** A port the user wrote or edited, proven instead of ours. */
  port: sourcesSchema.optional(),
  on: z.array(z.enum(runnerIds)).min(1).max(runnerIds.length).optional(),
  warp: z.array(warpSize).min(1).max(2).optional(),
  plan: planSchema.optional(),
  options: runOptionsSchema.optional(),
  /** Watch every access to memory: several times slower, and nothing is timed. */
  check: z.boolean().optional(),
  /** False: nothing is timed, which takes the repetitions away. */
  timed: z.boolean().optional(),
  /** How far floats may lie apart, instead of what is measured. */
  tolerance: askedToleranceSchema.optional(),
});
export type RunRequest = z.infer<typeof runRequestSchema>;

export const runIdSchema = z.string().regex(/^[0-9a-f]{32}$/);
export const shareIdSchema = z.string().regex(/^[0-9a-f]{32}$/);

/** What a visitor says of a share, in characters. */
export const shareTextLimits = { title: 200, description: 4_000 } as const;
export const shareTitleSchema = z
  .string()
  .max(shareTextLimits.title, `a title has at most ${shareTextLimits.title} characters`);
export const shareDescriptionSchema = z
  .string()
  .max(shareTextLimits.description, `a description has at most ${shareTextLimits.description} characters`);

export const shareRequestSchema = z.strictObject({
  sources: sourcesSchema,
  port: sourcesSchema.optional(),
  options: portOptionsSchema.default({}),
  plan: planSchema.optional(),
  tolerance: askedToleranceSchema.optional(),
  title: shareTitleSchema.optional(),
  /** Plain text; lines are kept. */
  description: shareDescriptionSchema.optional(),
  /** The share that this state was made from; not part of the id. */
  forkedFrom: shareIdSchema.optional(),
  /** Of an earlier answer for this state: its title and description become these, and no new token is made. */
  token: z.string().max(100).optional(),
  runIds: z.array(runIdSchema).max(20).default([]),
});
export type ShareRequest = z.infer<typeof shareRequestSchema>;

// ---- answers: translation ----

export const editSchema = z.object({
  span: z.object({ start: z.number(), end: z.number(), line: z.number(), column: z.number() }),
  before: z.string(),
  after: z.string(),
  rule: z.string(),
  message: z.string(),
});
export const problemSchema = z.object({
  file: z.string(),
  code: z.string(),
  severity: z.enum(['error', 'warning', 'note']),
  line: z.number(),
  column: z.number(),
  message: z.string(),
  fix: z
    .array(z.object({ file: z.string(), start: z.number(), end: z.number(), after: z.string() }))
    .optional(),
});
export const statsSchema = z.object({
  files: z.number(),
  lines: z.number(),
  edits: z.number(),
  errors: z.number(),
  warnings: z.number(),
  notes: z.number(),
});
export const translationSchema = z.object({
  target: z.enum(targetIds),
  /** The main file's text and its edits; `problems` are those of all files. */
  output: z.string(),
  edits: z.array(editSchema),
  problems: z.array(problemSchema),
  stats: statsSchema,
  /** Every file, of a program that has more than one. */
  files: z
    .array(
      z.object({
        path: z.string(),
        outPath: z.string(),
        output: z.string(),
        edits: z.array(editSchema),
        problems: z.array(problemSchema),
      }),
    )
    .optional(),
});

// ---- answers: runs ----

export const launchTimingSchema = z.object({
  kernel: z.string(),
  grid: dim3,
  block: dim3,
  medianMs: z.number(),
  iqrMs: z.number(),
  repeats: z.number(),
  noisy: z.boolean(),
  /** So many such launches one run of the program makes; absent in what earlier versions stored. */
  launches: z.number().optional(),
});
export type LaunchTiming = z.infer<typeof launchTimingSchema>;

export const findingSchema = z.object({
  code: z.string(),
  severity: z.enum(['error', 'warning', 'note']),
  /** Absent: the main file. */
  file: z.string().optional(),
  /** 0 when not known. */
  line: z.number(),
  column: z.number(),
  message: z.string(),
  kernel: z.string(),
  launch: z.number(),
  block: dim3,
  thread: dim3,
  /** The second access of a race, or where memory was allocated or freed. */
  other: z
    .object({
      did: z.string(),
      file: z.string().optional(),
      line: z.number(),
      column: z.number(),
      block: dim3.optional(),
      thread: dim3.optional(),
    })
    .optional(),
});

export type Finding = z.infer<typeof findingSchema>;

const count = z.number();
export const countsSchema = z.object({
  operations: count,
  flops: z.object({ add: count, multiply: count, divide: count, fma: count, special: count, compare: count }),
  integer: z.object({ simple: count, multiply: count, divide: count }),
  bytes: z.object({
    globalRead: count,
    globalWritten: count,
    sharedRead: count,
    sharedWritten: count,
    localRead: count,
    localWritten: count,
    constantRead: count,
  }),
  global: z.object({ accesses: count, sectors: count, leastSectors: count }),
  shared: z.object({
    accesses: count,
    conflicts32: count,
    conflicts64: count,
    /** Runs that were stored before this was counted lack it. */
    perBlock: count.optional(),
  }),
  branches: z.object({ all: count, divergent: count }),
  barriers: count,
  warpOperations: count,
  atomics: z.object({ all: count, contended: count }),
});
export const growthSchema = z.object({
  buffer: z.string(),
  /** Elements with a shadow. */
  elements: count,
  /** Largest and mean distance from the shadow, in units in the last place of the element's type. */
  maxUlp: z.number(),
  meanUlp: z.number(),
  maxRelative: z.number(),
  maxAbsolute: z.number(),
  /** A tolerance that rounding alone does not exceed, and the same in words. */
  tolerance: z.number(),
  advice: z.string(),
});

export const runStatuses = ['done', 'built', 'failed', 'unavailable'] as const;
export const runResultSchema = z.object({
  runner: z.enum(runnerIds),
  warp: warpSize,
  status: z.enum(runStatuses),
  reason: z.enum(failureReasons).optional(),
  /** One sentence for people: which limit was met, what is missing and how to get it. */
  detail: z.string().optional(),
  exitCode: z.number().optional(),
  stdout: z.string(),
  stderr: z.string(),
  /** Wall time of the build; 0 with `cached` when an earlier build served. */
  buildMs: z.number(),
  cached: z.boolean(),
  /** Median wall time of the whole program over the repeats after the warm-up. */
  runMs: z.number(),
  runIqrMs: z.number(),
  repeats: z.number(),
  noisy: z.boolean(),
  launches: z.array(launchTimingSchema),
  findings: z.array(findingSchema),
  version: z.string().optional(),
  /** What it was timed on: processors or a GPU, by name. Times of two machines say nothing about each other. */
  machine: z.string().optional(),
  /** What a real compiler made of it, from runners that have one. */
  build: buildReportSchema.optional(),
  /** With a plan: the final contents of every out and inout buffer, as base64, little-endian. */
  buffers: z.record(z.string(), z.string()).optional(),
  /** What the interpreter counted: operations, bytes, transactions, divergence, bank conflicts. */
  counts: countsSchema.optional(),
  /** How far each output's floats are from what double precision gives, where the interpreter kept shadows. */
  growth: z.array(growthSchema).optional(),
});
export type RunResult = z.infer<typeof runResultSchema>;

export const toleranceSchema = z.object({
  absolute: z.number(),
  relative: z.number(),
  /** Why this tolerance, in words. */
  reason: z.string(),
  /** Somebody set it by hand. */
  adjusted: z.literal(true).optional(),
});
export type Tolerance = z.infer<typeof toleranceSchema>;

/** Numbers that JSON cannot say (NaN, infinities) are written as these words. */
export const anyNumber = z.union([z.number(), z.enum(['nan', 'inf', '-inf'])]);

export const comparisonSchema = z.object({
  runner: z.enum(runnerIds),
  warp: warpSize,
  against: z.enum(runnerIds),
  /** Index of the last launch before the copy, from 0; -1 before any launch, and for printed output. */
  launch: z.number(),
  /** `a0 d_out`: order of allocation plus the host variable's name; `stdout` for printed output. */
  buffer: z.string(),
  /** Element type as CUDA writes it; `bytes` when unknown; `text` for printed output. */
  type: z.string(),
  /** Compared elements; lines for printed output. */
  elements: z.number(),
  /** Elements that carry information: not zero, not constant, not unchanged since allocation. */
  informative: z.number(),
  mismatches: z.number(),
  maxAbs: anyNumber,
  /** Largest distance in units in the last place; 0 for types without. */
  maxUlp: anyNumber,
  tolerance: toleranceSchema,
  firstMismatch: z.object({ index: z.number(), expected: z.string(), actual: z.string() }).optional(),
  /** Line of the source on which the copy was made, where known. */
  line: z.number().optional(),
  /** Elements not compared, because two runs of the original differ in them. */
  setAside: z.number().optional(),
});
export type Comparison = z.infer<typeof comparisonSchema>;

export const verdicts = ['agrees', 'differs', 'not-compared'] as const;
export const proofSchema = z.object({
  verdict: z.enum(verdicts),
  comparisons: z.array(comparisonSchema),
  /** Sentences about what was set aside or could not be compared: message codes with their values. */
  notes: z.array(
    z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) }),
  ),
  /**
   * What the original draws random inputs from (`rand`, `time`, `random_device`, `curand`), and with how many seeds all
   * programs ran, its own among them; `engines` have a seed in its text, which nobody varied. Absent where it is not known.
   */
  seeds: z
    .object({ tried: z.number(), sources: z.array(z.string()), engines: z.array(z.string()).optional() })
    .optional(),
  /** SHA-256 over canonical JSON of verdict, comparisons, programs and tool versions, hexadecimal. */
  digest: z.string(),
});
export type Proof = z.infer<typeof proofSchema>;

export const runReportSchema = z.object({ runs: z.array(runResultSchema), proof: proofSchema });
export type RunReport = z.infer<typeof runReportSchema>;

/** Answer of `POST /api/v1/runs`. */
export const runStartedSchema = z.object({ id: runIdSchema });

export const runStates = ['queued', 'running', 'finished', 'cancelled'] as const;
/** Answer of `GET /api/v1/runs/:id`; `runs` and `proof` hold what is known so far. */
export const runAnswerSchema = runReportSchema.extend({
  id: runIdSchema,
  state: z.enum(runStates),
  /** Jobs before this one while it is queued. */
  position: z.number(),
  startedAt: z.string().optional(),
  finishedAt: z.string().optional(),
});
export type RunAnswer = z.infer<typeof runAnswerSchema>;

/** What one runner streams; exactly one `done` or `failed` ends it. */
export const runEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('queued'), position: z.number() }),
  z.object({ type: z.literal('building'), text: z.string() }),
  z.object({ type: z.literal('stdout'), text: z.string() }),
  z.object({ type: z.literal('stderr'), text: z.string() }),
  z.object({ type: z.literal('launches'), launches: z.array(launchTimingSchema) }),
  z.object({ type: z.literal('buffers'), buffers: z.number(), copies: z.number() }),
  z.object({ type: z.literal('done'), result: runResultSchema }),
  z.object({
    type: z.literal('failed'),
    reason: z.enum(failureReasons),
    detail: z.string(),
    result: runResultSchema,
  }),
]);
export type RunEvent = z.infer<typeof runEventSchema>;

/** One server-sent event of `GET /api/v1/runs/:id/events`; `seq` is also its SSE id, so that a lost line resumes. */
export const runUpdateSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('queued'), seq: z.number(), position: z.number() }),
  z.object({
    kind: z.literal('event'),
    seq: z.number(),
    runner: z.enum(runnerIds),
    warp: warpSize,
    event: runEventSchema,
  }),
  /** The stream's last event. */
  z.object({ kind: z.literal('finished'), seq: z.number(), answer: runAnswerSchema }),
]);
export type RunUpdate = z.infer<typeof runUpdateSchema>;

export const runnerStateSchema = z.object({
  id: z.enum(runnerIds),
  label: z.string(),
  about: z.string(),
  place: z.enum(['browser', 'server']),
  available: z.boolean(),
  version: z.string().optional(),
  warps: z.array(warpSize),
  /** Architectures that its compiler builds for. */
  archs: z.array(z.enum(architectureIds)).optional(),
  /** It compiles, and there is no device here to run on. */
  buildsOnly: z.boolean().optional(),
  /** What is not as it could be, in one sentence. */
  note: z.string().optional(),
  /** What is missing, in one sentence, and the command that installs it. */
  missing: z.string().optional(),
  install: z.string().optional(),
});
export const runnersAnswerSchema = z.object({ runners: z.array(runnerStateSchema) });
export type RunnerState = z.infer<typeof runnerStateSchema>;

// ---- shares ----

/** A port as it was translated when it was shared: the server's own work, never text from a page. */
export const keptTranslationSchema = z.object({
  /** Crosswarp's version that translated. */
  crosswarp: z.string(),
  /** The whole text of every file, under its path in the sources. */
  files: z.record(path, z.string()),
  kernels: z.array(z.string()),
});
export type KeptTranslation = z.infer<typeof keptTranslationSchema>;

/** What `/s/:id` shows and `GET /api/v1/shares/:id` answers. */
export const sharedStateSchema = z.object({
  version: z.literal(wireVersion),
  sources: sourcesSchema,
  port: sourcesSchema.optional(),
  options: portOptionsSchema,
  plan: planSchema.optional(),
  tolerance: askedToleranceSchema.optional(),
  title: z.string().optional(),
  description: z.string().optional(),
  /** The share that this one was made from; it may be gone. */
  forkedFrom: shareIdSchema.optional(),
  /** Runs of the server's own records, newest last. */
  evidence: z.array(runAnswerSchema),
  createdAt: z.string(),
  /** Crosswarp's version when it was first shared. */
  crosswarp: z.string(),
  /** Absent where it was shared by a version that kept none. */
  translation: keptTranslationSchema.optional(),
});
export type SharedState = z.infer<typeof sharedStateSchema>;
export const shareAnswerSchema = z.object({
  id: shareIdSchema,
  url: z.string(),
  /** How many of the named runs were attached: those on record that ran exactly this state. */
  evidence: z.number(),
  /** Takes this creator's claim back (DELETE); told this once, and not when the request had a token that holds. */
  token: z.string().optional(),
});

/** Answer of `DELETE /api/v1/shares/:id`: `gone` when no other creator holds the state. */
export const shareDeletedSchema = z.object({ id: shareIdSchema, gone: z.boolean() });

/** One share that another was made from. */
export const ancestorSchema = z.object({
  id: shareIdSchema,
  /** False for one that was deleted: nothing but its id is known. */
  here: z.boolean(),
  title: z.string().optional(),
  createdAt: z.string().optional(),
});
export type Ancestor = z.infer<typeof ancestorSchema>;
/** Answer of `GET /api/v1/shares/:id/history`: what it was made from, nearest first. */
export const shareHistorySchema = z.object({ history: z.array(ancestorSchema) });

/** `application/problem+json` (RFC 9457); `code` is a key of the message catalogue. */
export const errorAnswerSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  code: z.string(),
  detail: z.string().optional(),
});
export type ErrorAnswer = z.infer<typeof errorAnswerSchema>;
