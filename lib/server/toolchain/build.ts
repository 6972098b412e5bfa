// Makes a program out of C++ text, inside the sandbox, or takes it from the cache. In come files that a compiler can
// read and the tools, out come the program's path or why there is none, with the compiler's own words.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sources } from '@/lib/core/sources';
import type { ProcessLimits, Stop } from '@/lib/run/job';
import { fixedBounds } from '../limits';
import {
  type Failed,
  failed,
  type JobFolder,
  readableBytes,
  runSandboxed,
  type SandboxRun,
  type WorkRoot,
} from '../sandbox';
import { cacheKey, evict, keep, kept } from './build-cache';
import { faceFolder } from './face-header';
import type { RuntimeHeaders } from './runtime-headers';
import { type BuildUnit, type FoundToolchain, inside } from './toolchain';

export type BuildTools = {
  readonly root: WorkRoot;
  readonly filterFile: string;
  readonly found: FoundToolchain;
  readonly headers: RuntimeHeaders;
};

export type Built = {
  /** Path of the program in the cache; absent when the build failed. */
  readonly program?: string;
  /** Why it failed. */
  readonly failure?: Failed;
  /** What the compiler said, in the user's own file names and lines. */
  readonly messages: string;
  readonly buildMs: number;
  readonly cached: boolean;
};

/** What the compiler said without the names of its own passing files. */
export function cleanMessages(text: string): string {
  return text
    .replace(/\/tmp\/cc\w+\.[os]\b/g, 'program')
    .replaceAll(`${inside.sources}/`, '')
    .replace(/^\.\//gm, '')
    .replace(/(\/usr\/bin\/|\/usr\/lib\/llvm-\d+\/bin\/)(?=(\w+-linux-gnu-)?(ld|g\+\+|clang))/g, '');
}

const limitCodes = {
  'wall-limit': 'timeout',
  'cpu-limit': 'timeout',
  'memory-limit': 'memory',
  'output-limit': 'output',
  'file-limit': 'output',
  'files-limit': 'output',
} as const;

/** How a compiler's end is told: a limit is the compiler's, not the program's. */
export function buildFailure(
  run: Pick<SandboxRun, 'ending' | 'peakBytes' | 'cpuMs'>,
  messages: string,
  limits: ProcessLimits,
): Failed {
  const { ending } = run;
  const byLimit = (reason: 'timeout' | 'memory' | 'output') => {
    if (reason === 'memory')
      return failed('memory', 'compiler-memory', { limit: readableBytes(limits.memoryBytes) });
    if (reason === 'output')
      return failed('output', 'compiler-output', { limit: readableBytes(limits.fileBytes) });
    return failed('timeout', 'compiler-time', { seconds: Math.min(limits.wallMs / 1000, limits.cpuSeconds) });
  };
  if (ending.kind === 'failed') {
    const { code } = ending;
    if (code === 'output-limit')
      return failed('output', 'compiler-output', { limit: readableBytes(limits.outputBytes) });
    if (code in limitCodes) return byLimit(limitCodes[code as keyof typeof limitCodes]);
    if (ending.reason === 'crash')
      return failed('compile', 'compiler-crashed', { why: ending.detail.slice(0, 300) });
    return ending;
  }
  // The driver outlives its compiler and tells in words how that ended.
  if (/CPU time limit exceeded/.test(messages)) return byLimit('timeout');
  if (/File size limit exceeded|No space left on device/.test(messages)) return byLimit('output');
  if (/out of memory|virtual memory exhausted|[Cc]annot allocate memory|bad_alloc/.test(messages))
    return byLimit('memory');
  const first = /(?:^|\n)([^\n]*\b(?:[Ee]rror|undefined reference)\b[^\n]*)/.exec(messages)?.[1];
  const abnormal = /internal compiler error|signal terminated program|PLEASE submit a bug report/.exec(
    messages,
  );
  if (abnormal && run.peakBytes > limits.memoryBytes * 0.6) return byLimit('memory');
  if (abnormal) return failed('compile', 'compiler-crashed', { why: (first ?? abnormal[0]).slice(0, 300) });
  return failed('compile', 'compile-failed', {
    first: (first ?? `it ended with ${ending.exitCode}`).slice(0, 300),
  });
}

/** Builds `sources` (already C++) as a job of `folder`'s user. Failures of the build are results, not exceptions. */
export async function buildProgram(
  sources: Sources,
  unit: Omit<BuildUnit, 'main'>,
  tools: BuildTools,
  folder: JobFolder,
  limits: ProcessLimits,
  stop: Stop,
): Promise<Built> {
  const { toolchain, version } = tools.found;
  // A name that begins with a minus would be read as an option.
  const main = sources.main.startsWith('-') ? `./${sources.main}` : sources.main;
  const argv = toolchain.build({ ...unit, main });
  const files = Object.entries(sources.files).sort(([a], [b]) => (a < b ? -1 : 1));
  const key = cacheKey(version, argv, tools.headers.hash, files);
  const program = await kept(tools.root.cache, key);
  if (program) {
    const messages = await readFile(join(tools.root.cache, `${key}.txt`), 'utf8').catch(() => '');
    return { program, messages, buildMs: 0, cached: true };
  }

  const began = performance.now();
  const face = await faceFolder(unit, tools);
  for (const [path, text] of files) await folder.put(`src/${path}`, text);
  const run = await runSandboxed(
    {
      argv,
      mounts: [
        { from: tools.headers.path, to: inside.include },
        { from: face, to: inside.face },
        { from: join(folder.path, 'src'), to: inside.sources },
      ],
      env: {},
      cwd: inside.sources,
      collect: inside.built,
      records: false,
      uid: folder.uid,
      filterFile: tools.filterFile,
    },
    limits,
    stop,
  );
  const messages = cleanMessages(run.stderr + run.stdout);
  const buildMs = performance.now() - began;
  if (run.ending.kind !== 'exited' || run.ending.exitCode !== 0 || run.collected.length === 0)
    return { failure: buildFailure(run, messages, limits), messages, buildMs, cached: false };
  await keep(tools.root.cache, `${key}.txt`, messages, 0o600);
  const made = await keep(tools.root.cache, key, run.collected, 0o600);
  await evict(tools.root.cache, fixedBounds.cacheBytes);
  return { program: made, messages, buildMs, cached: false };
}
