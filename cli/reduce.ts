// crosswarp reduce: makes a program whose port differs as small as it can be while it still differs in the same way, and writes
// it as a case of tests/corpus.
import { join } from 'node:path';
import { corpusCase, phraseOf, type Step } from '@/lib/reduce';
import type { RunnerId, WarpSize } from '@/lib/run/runner';
import { filledOptions } from '@/lib/run/share-id';
import type { AskedTolerance } from '@/lib/run/wire';
import { reduceProgram } from '@/lib/server/reduce-program';
import { RequestProblem } from '@/lib/server/requests-problem';
import { serverTools } from '@/lib/server/run-program-tools';
import { crosswarpVersion } from '@/lib/server/settings';
import type { HipOptions } from '@/lib/targets/options';
import { readProgram } from './read-sources';
import { print, writeText } from './write-output';

export type ReduceFlags = {
  readonly on?: readonly RunnerId[];
  readonly warp?: readonly WarpSize[];
  readonly tolerance?: AskedTolerance;
  /** The most runs that it takes. */
  readonly limit: number;
  /** Folder in which the case is written; without it the smallest program goes to stdout. */
  readonly out?: string;
  readonly rocm: HipOptions['rocm'];
};

/** @returns 0 when a smaller program was found or none can be, 1 when nothing differs. */
export async function reduce(path: string, flags: ReduceFlags): Promise<number> {
  const { sources } = readProgram(path);
  const tools = serverTools((error) => {
    process.stderr.write(`crosswarp: ${error instanceof Error ? error.message : String(error)}\n`);
  });
  const stop = new AbortController();
  // What was found until then is still written.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const options = { rocm: flags.rocm };
  const request = {
    sources,
    on: [...(flags.on ?? (['cuda-on-cpu', 'hip-on-cpu'] as const))],
    warp: [...(flags.warp ?? ([32, 64] as const))],
    options,
    ...(flags.tolerance && { tolerance: flags.tolerance }),
  };
  let last = '';
  const tell = ({ tests, limit, lines, linesBefore }: Step) => {
    const line = `${linesBefore} lines became ${lines}; ${tests} of at most ${limit} runs\n`;
    if (line !== last) process.stderr.write(line);
    last = line;
  };
  try {
    const found = await reduceProgram(request, tools, flags.limit, stop.signal, tell);
    if (!found.difference) {
      process.stderr.write(
        `crosswarp: the port does not differ from its original (${found.report.proof.verdict}), so there is nothing to make smaller\n`,
      );
      return 1;
    }
    const { difference, report, ended } = found;
    const words = {
      minimal: 'no single statement and no single line can go',
      limit: 'stopped at the bound of runs',
      stopped: 'stopped',
    } as const;
    process.stderr.write(`differs on ${phraseOf(difference)}; ${words[ended]}\n`);
    if (flags.out === undefined) {
      print(found.sources.files[found.sources.main] ?? '');
      return 0;
    }
    const { problems } = await tools.port(found.sources, { target: 'hip', ...filledOptions(options) });
    const { files } = corpusCase({
      sources: found.sources,
      options: flags.rocm === '6.4' ? {} : options,
      problems: problems.map(({ code, severity, span, line }) => ({ code, severity, file: span.file, line })),
      difference: phraseOf(difference),
      report,
      version: crosswarpVersion,
    });
    for (const [name, text] of Object.entries(files)) writeText(join(flags.out, name), text, 'utf8');
    return 0;
  } catch (error) {
    if (!(error instanceof RequestProblem)) throw error;
    process.stderr.write(`crosswarp: ${error.message}\n`);
    return 1;
  }
}
