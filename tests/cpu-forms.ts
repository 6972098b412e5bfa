// A program built and run on this machine's CPU in one of its three forms: CUDA, HIP with wavefronts of 64, HIP with 32.
// Straight through the compiler, without the server and its sandbox. Programs are kept in .cache/tests by what they
// were made of. Knows nothing of cases and examples.
import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Sources } from '@/lib/core/sources';
import { analyze, type CudaParser, parse } from '@/lib/cuda';
import { sentence } from '@/lib/messages';
import { cpuProgram } from '@/lib/targets/cpu-program';
import type { RunForm } from './corpus-cases';

const project = join(import.meta.dirname, '..');
const include = join(project, 'runtime', 'include');
const engineSource = join(project, 'runtime', 'engine.cpp');
/** Programs are linked with the engine, as the server does it. */
const linked = '-DCROSSWARP_ENGINE_LINKED';
const cache = join(project, '.cache', 'tests');

type Ended = { readonly code: number; readonly stdout: string; readonly stderr: string };

/** What became of a program. `code` is -1 for an end without one: a signal, or more than a minute. */
export type FormResult = Ended & {
  /** Problems of the rewriting for a C++ compiler, as sentences. */
  readonly problems: readonly string[];
  /** False: `stderr` is what the compiler said. */
  readonly built: boolean;
};

function execute(command: string, args: readonly string[], cwd: string): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(command, args, { cwd, timeout: 60_000, maxBuffer: 1 << 24 }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ code, stdout, stderr });
    });
  });
}

/** At most as many compilers at once as there are cores. */
let free = availableParallelism();
const waiting: (() => void)[] = [];
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (free > 0) free--;
  else await new Promise<void>((resolve) => waiting.push(resolve));
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else free++;
  }
}

const headerHash = createHash('sha256');
for (const name of readdirSync(include, { recursive: true, encoding: 'utf8' }).sort())
  if (name.endsWith('.h')) headerHash.update(`${name}\0`).update(readFileSync(join(include, name)));
const headers = headerHash.digest('hex');

const hashOf = (...parts: readonly unknown[]): string =>
  createHash('sha256')
    .update(JSON.stringify([headers, parts]))
    .digest('hex')
    .slice(0, 32);

function flagsOf(form: RunForm): string[] {
  const warp = form === 'cuda' ? [] : [`-DCROSSWARP_WARP_SIZE=${form === 'hip64' ? 64 : 32}`];
  return [
    '-std=c++17',
    '-O1',
    '-pthread',
    '-ffp-contract=off',
    '-fno-strict-aliasing',
    '-w',
    `-I${include}`,
    ...warp,
  ];
}

/**
 * The runtime's header and engine, compiled once per form: every program has them in front. That makes a build five times as fast.
 * Whether a port includes what it needs is therefore not seen here; hipcc in strangers.test.ts sees it.
 */
type Face = { readonly header: string; readonly engine: string };
const faces = new Map<RunForm, Promise<Face>>();
function faceOf(form: RunForm): Promise<Face> {
  const making = faces.get(form) ?? makeFace(form);
  faces.set(form, making);
  return making;
}
async function makeFace(form: RunForm): Promise<Face> {
  const text = form === 'cuda' ? '#include <cuda_runtime.h>\n' : '#include <hip/hip_runtime.h>\n';
  const folder = join(cache, `face-${hashOf(form, flagsOf(form), text, readFileSync(engineSource, 'utf8'))}`);
  const face = { header: join(folder, 'face.h'), engine: join(folder, 'engine.o') };
  if (existsSync(face.header)) return face;
  const fresh = `${folder}-${randomBytes(4).toString('hex')}`;
  mkdirSync(fresh, { recursive: true });
  writeFileSync(join(fresh, 'face.h'), text);
  const hip = form === 'cuda' ? [] : ['-DCROSSWARP_ENGINE_HIP'];
  for (const words of [
    [linked, '-x', 'c++-header', '-o', 'face.h.gch', 'face.h'],
    [...hip, '-c', '-o', 'engine.o', engineSource],
  ]) {
    const made = await execute('g++', [...flagsOf(form), ...words], fresh);
    if (made.code !== 0) throw new Error(`the runtime does not compile as ${form}: ${made.stderr}`);
  }
  // Another test process may have been quicker.
  if (existsSync(face.header)) rmSync(fresh, { recursive: true });
  else renameSync(fresh, folder);
  return face;
}

/**
 * Compiles a program and, when `link` is true, runs it.
 * @param program - in its own language: CUDA for `cuda`, HIP for the others
 */
export async function runForm(
  program: Sources,
  form: RunForm,
  parser: CudaParser,
  link: boolean,
): Promise<FormResult> {
  const api = form === 'cuda' ? 'cuda' : 'hip';
  const analyzed = analyze(parse(program, parser));
  if (!analyzed.value) throw new Error('a program without a Model');
  const rewritten = cpuProgram(analyzed.value, api);
  if (!rewritten.value) throw new Error('a program that was not rewritten');
  const problems = rewritten.problems.map(({ code, params }) => sentence(code, params));
  const { units, files } = rewritten.value;
  const built = await inTurn(async () => {
    const face = await faceOf(form);
    const folder = mkdtempSync(join(tmpdir(), 'form-'));
    const into = link ? [face.engine] : ['-c'];
    const args = [...flagsOf(form), linked, ...into, '-include', face.header, '-x', 'c++', ...units];
    const kept = join(cache, hashOf(args, files));
    if (existsSync(kept)) return { path: kept, said: { code: 0, stdout: '', stderr: '' }, folder };
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const said = await execute('g++', ['-o', 'built', ...args], folder);
    if (said.code === 0) {
      mkdirSync(cache, { recursive: true });
      writeFileSync(`${kept}-${process.pid}`, readFileSync(join(folder, 'built')), { mode: 0o755 });
      renameSync(`${kept}-${process.pid}`, kept);
    }
    return { path: kept, said, folder };
  });
  try {
    if (built.said.code !== 0) return { ...built.said, problems, built: false };
    if (!link) return { ...built.said, problems, built: true };
    return { ...(await inTurn(() => execute(built.path, [], built.folder))), problems, built: true };
  } finally {
    rmSync(built.folder, { recursive: true, force: true });
  }
}
