// The cases of tests/corpus, read strictly: a folder each with input.cu, case.json, the program's own headers and goldens.
// A stray file, an unknown key or an unlisted header is an error. Knows nothing of how a case is checked.
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { parseRecord } from '@/lib/content';
import type { Sources } from '@/lib/core/sources';
import { portOptionsSchema } from '@/lib/run/wire';

const lines = z.array(z.string());

/** The three ways in which a program runs on the CPU. */
export const runForms = ['cuda', 'hip64', 'hip32'] as const;
export type RunForm = (typeof runForms)[number];

const caseSchema = z.strictObject({
  /** What this case is there for, in one sentence. */
  about: z.string().min(1),
  options: portOptionsSchema.optional(),
  /** Files of the program beside input.cu. */
  headers: z.array(z.string()).optional(),
  /** Every problem that the translation reports, by place. */
  problems: z.array(
    z.strictObject({
      code: z.string(),
      severity: z.enum(['error', 'warning', 'note']),
      line: z.number().int().positive(),
      file: z.string().optional(),
    }),
  ),
  runs: z.union([
    /** What the program prints, line by line, the same in all three forms. */
    z.strictObject({ stdout: lines, exit: z.number().int().optional() }),
    /** Different things; null: in this form it must not compile. */
    z.strictObject({
      stdout: z.strictObject({
        cuda: lines.nullable(),
        hip64: lines.nullable(),
        hip32: lines.nullable(),
      }),
      exit: z.number().int().optional(),
    }),
    /** It compiles but cannot run; the reason. */
    z.strictObject({ compiles: z.string().min(1) }),
  ]),
  /** Compilers of others that cannot take it, each with the reason. */
  notBuiltBy: z
    .strictObject({ nvcc: z.string().min(1).optional(), hipcc: z.string().min(1).optional() })
    .optional(),
});

export type Case = z.infer<typeof caseSchema> & {
  readonly name: string;
  readonly folder: string;
  readonly sources: Sources;
};

export const corpusFolder = join(import.meta.dirname, 'corpus');

/** Text that is not UTF-8 is read as Latin-1, as the command line does; a byte order mark is kept. */
export function readText(path: string): string {
  const bytes = readFileSync(path);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return bytes.toString('latin1');
  }
}

/** Writes text back in the encoding in which `like` was read. */
function writeText(path: string, text: string, like: string): void {
  const isUtf8 = Buffer.from(readText(like), 'utf8').equals(readFileSync(like));
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text, isUtf8 ? 'utf8' : 'latin1');
}

/** Every file below a folder, as relative paths. */
function filesBelow(folder: string, prefix = ''): string[] {
  return readdirSync(join(folder, prefix))
    .flatMap((name) => {
      const path = prefix === '' ? name : `${prefix}/${name}`;
      return statSync(join(folder, path)).isDirectory() ? filesBelow(folder, path) : [path];
    })
    .sort();
}

export function goldenPath(file: string): string {
  return file === 'input.cu' ? 'golden/hip.cpp' : `golden/hip/${file}`;
}

/** Reads one case. @throws on a missing or stray file, or on a case.json that does not fit. */
export function readCase(name: string, root = corpusFolder): Case {
  const folder = join(root, name);
  const found = new Set(filesBelow(folder));
  for (const needed of ['input.cu', 'case.json'])
    if (!found.has(needed)) throw new Error(`tests/corpus/${name}: ${needed} is missing`);

  const parsed = caseSchema.safeParse(JSON.parse(readText(join(folder, 'case.json'))));
  if (!parsed.success) throw new Error(`tests/corpus/${name}/case.json: ${z.prettifyError(parsed.error)}`);
  const inputs = ['input.cu', ...(parsed.data.headers ?? [])];
  for (const input of inputs)
    if (!found.has(input)) throw new Error(`tests/corpus/${name}: ${input} is missing`);
  const known = new Set([
    'case.json',
    'out.json',
    ...inputs,
    ...inputs.map(goldenPath),
    ...Object.values(cppGolden),
  ]);
  for (const file of found)
    if (!known.has(file)) throw new Error(`tests/corpus/${name}: ${file} belongs to nothing`);

  if (found.has('out.json'))
    parseRecord(
      readText(join(folder, 'out.json')),
      Object.fromEntries(inputs.map((input) => [input, readFileSync(join(folder, input))])),
    );
  const files = Object.fromEntries(inputs.map((input) => [input, readText(join(folder, input))]));
  return { ...parsed.data, name, folder, sources: { main: 'input.cu', files } };
}

export function caseNames(root = corpusFolder): string[] {
  return readdirSync(root).sort();
}

/** What the port of one file should be; undefined while there is no golden. */
export function readGolden(test: Case, file: string): string | undefined {
  const path = join(test.folder, goldenPath(file));
  return statSync(path, { throwIfNoEntry: false }) ? readText(path) : undefined;
}

export function writeGolden(test: Case, file: string, text: string): void {
  writeText(join(test.folder, goldenPath(file)), text, join(test.folder, file));
}

/** The case's kernels as C++, and what that refuses: `input.cu:15 barrier-missed`, by place. */
export type CppGolden = { readonly text: string | undefined; readonly refusals: readonly string[] };
const cppGolden = { text: 'golden/kernels.cpp', refusals: 'golden/kernels.cpp.refused' } as const;

export function readCppGolden({ folder }: Case): CppGolden {
  const read = (path: string) =>
    statSync(join(folder, path), { throwIfNoEntry: false }) ? readText(join(folder, path)) : undefined;
  return {
    text: read(cppGolden.text),
    refusals: (read(cppGolden.refusals) ?? '').split('\n').filter((line) => line !== ''),
  };
}

export function writeCppGolden({ folder }: Case, { text, refusals }: CppGolden): void {
  const write = (path: string, content: string | undefined) => {
    if (content === undefined) rmSync(join(folder, path), { force: true });
    else writeFileSync(join(folder, path), content);
  };
  mkdirSync(join(folder, 'golden'), { recursive: true });
  write(cppGolden.text, text);
  write(cppGolden.refusals, refusals.length > 0 ? `${refusals.join('\n')}\n` : undefined);
}

/** Puts the problems into case.json, for a person to review. */
export function writeProblems(test: Case, problems: Case['problems']): void {
  const path = join(test.folder, 'case.json');
  writeFileSync(path, `${JSON.stringify({ ...JSON.parse(readText(path)), problems }, null, 2)}\n`);
}

/** What a form of the program prints; null when it must not compile; undefined when it cannot run. */
export function expectedLines(test: Case, form: RunForm): readonly string[] | null | undefined {
  if ('compiles' in test.runs) return undefined;
  return Array.isArray(test.runs.stdout) ? test.runs.stdout : test.runs.stdout[form];
}
