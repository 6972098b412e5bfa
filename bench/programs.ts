// Whole programs of a public collection (a checkout of HeCBench or of CUDA's samples): how many build as CUDA and, ported,
// as HIP, and pass their own checks on the CPU runtime; one that checks nothing passes when both ways print the same but
// for times. Run it with `npm run bench -- programs <checkout> [names] [--every 3] [--from 1] [--seconds 60] [--out file.json]`.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Sources } from '@/lib/core/sources';
import { analyze, parse } from '@/lib/cuda';
import { port } from '@/lib/pipeline';
import type { ProcessLimits } from '@/lib/run/job';
import { loadCudaParser } from '@/lib/server/cuda-engine';
import { defaultLimits } from '@/lib/server/limits';
import { findWorkshop, toolsOf } from '@/lib/server/runners';
import { openJobFolder, runSandboxed } from '@/lib/server/sandbox';
import { type BuildTools, buildProgram, type FaceUnit, inside } from '@/lib/server/toolchain';
import { type CpuProgram, cpuProgram } from '@/lib/targets/cpu-program';
import { defaultHipOptions } from '@/lib/targets/options';
import { type Chosen, chooseProgram, folders } from './programs-choice';
import { sizes } from './programs-sizes';

type Verdict = 'passes' | 'not built' | 'fails' | 'too slow' | 'says nothing';
/** @property at which of the sizes to try it was */
type Tried = {
  verdict: Verdict;
  args: readonly string[];
  at: number;
  ms: number;
  what: string;
  said: string;
};
/** @property narrow the port passes with 32 lanes alone */
type Row = { name: string; checks: boolean; narrow: boolean; cuda: Tried; hip: Tried };

const words = process.argv.slice(2);
const outAt = words.indexOf('--out');
const outFile = outAt >= 0 ? words.splice(outAt, 2)[1] : undefined;
const secondsAt = words.indexOf('--seconds');
const seconds = secondsAt >= 0 ? Number(words.splice(secondsAt, 2)[1]) : 60;
const everyAt = words.indexOf('--every');
const every = everyAt >= 0 ? Number(words.splice(everyAt, 2)[1]) : 1;
const fromAt = words.indexOf('--from');
const from = fromAt >= 0 ? Number(words.splice(fromAt, 2)[1]) : 0;
const [checkout, ...only] = words;
if (!checkout) {
  process.stderr.write('name the checkout of HeCBench\n');
  process.exit(2);
}

const cuda: FaceUnit = { face: 'cuda', warp: 32 };
const hip: FaceUnit = { face: 'hip', warp: 64 };
/** For what takes a warp's 32 lanes for granted: wrong on such a device too, and right on AMD's others. */
const narrow: FaceUnit = { face: 'hip', warp: 32 };
const wallMs = 6 * seconds * 1000;
const runLimits: ProcessLimits = {
  ...defaultLimits.run,
  wallMs,
  // On a machine that does other work a second of the clock says little.
  cpuSeconds: seconds,
  memoryBytes: 4 * 1024 ** 3,
  recordingBytes: 0,
};
const buildLimits: ProcessLimits = { ...defaultLimits.build, wallMs: 180_000, cpuSeconds: 120 };
const stop = new AbortController().signal;
const parser = await loadCudaParser();

/** The program for a face as the compiler gets it. */
function prepared(sources: Sources, { face }: FaceUnit): { value?: CpuProgram; why: string } {
  const options = { ...defaultHipOptions, target: 'hip', undone: [] } as const;
  const program = face === 'cuda' ? sources : port(sources, parser, options).output;
  const { value: model } = analyze(parse(program, parser));
  if (!model) return { why: 'could not be read' };
  const { value, problems } = cpuProgram(model, face);
  const worst = problems.find(({ severity }) => severity === 'error');
  return worst ? { why: worst.code } : { ...(value && { value }), why: 'could not be rewritten' };
}

const goesOn = ({ verdict }: Tried) => verdict === 'passes' || verdict === 'says nothing';

/** What a program prints without the lines that tell times and rates, and without the API's name. */
function besidesTimes(stdout: string): string {
  return stdout
    .split('\n')
    .filter(
      (line) =>
        !/time|second|elapsed|\b[mun]?s(ec)?\b|\/s\b|FLOP|bandwidth|throughput|clock|compute capability|Crosswarp/i.test(
          line,
        ),
    )
    .join('\n')
    .replace(/cuda|hip/gi, 'api');
}

/** The program in the first size its own check holds with: from tiny to its own, and where that is too slow smaller still. */
async function attempt(
  chosen: Chosen,
  unit: FaceUnit,
  tools: BuildTools,
  original?: Tried,
  from = 0,
): Promise<Tried> {
  const all = sizes(chosen, chosen.known).map((size, at) => ({ ...size, at }));
  const smallest = all.filter((size) => size.smallest);
  const order = original && goesOn(original) ? all.filter(({ at }) => at === original.at) : all;
  const todo = order === all ? all.filter((size) => !size.smallest) : order;
  let isSmallestTried = order !== all;
  let last: Tried = { verdict: 'fails', args: [], at: -1, ms: 0, what: '', said: '' };
  let unbuilt: Tried | undefined;
  for (let next = todo.shift(); next; next = todo.shift()) {
    const { args, sources, at } = next;
    if (at < from) continue;
    const tried = { ...(await attemptOnce(chosen, sources, args, unit, tools, original)), at };
    if (tried.verdict === 'not built') {
      unbuilt = tried;
      continue;
    }
    // One that came to no end says more than one that was too small for its own check.
    if (goesOn(tried) || last.verdict !== 'too slow') last = tried;
    if (goesOn(last)) return last;
    // Where the original came to no end, the port is only built.
    if (original && !goesOn(original)) return { ...last, verdict: original.verdict, what: original.what };
    if (tried.verdict !== 'too slow') continue;
    if (!isSmallestTried) {
      todo.unshift(...smallest);
      isSmallestTried = true;
    } else if (sources === chosen.sources) break; // Larger arguments take longer.
  }
  return last.at < 0 && unbuilt ? unbuilt : last;
}

async function attemptOnce(
  { tellsByExit }: Chosen,
  program: Sources,
  args: readonly string[],
  unit: FaceUnit,
  tools: BuildTools,
  original: Tried | undefined,
): Promise<Omit<Tried, 'at'>> {
  const { value: sources, why } = prepared(program, unit);
  const unbuilt = (what: string) => ({ verdict: 'not built', args, ms: 0, what, said: '' }) as const;
  if (!sources) return unbuilt(why);
  const folder = await openJobFolder(tools.root);
  try {
    const built = await buildProgram(sources, unit, tools, folder, buildLimits, stop);
    if (!built.program) return unbuilt(built.failure?.detail ?? 'no program');
    if (original && !goesOn(original)) return { ...original };
    const run = await runSandboxed(
      {
        argv: [inside.program, ...args],
        mounts: [{ from: await folder.copyIn(built.program, 'program'), to: inside.program }],
        env: {},
        cwd: '/tmp',
        records: false,
        uid: folder.uid,
        filterFile: tools.filterFile,
      },
      runLimits,
      stop,
    );
    const { ending, stdout, stderr, wallMs: ms } = run;
    const slow = ending.kind === 'failed' && ending.reason === 'timeout';
    const says =
      /\b(pass|passed|success|successful|successfully|correct|matches)\b/i.test(stdout) ||
      /\bOK\b/.test(stdout);
    const denies =
      /\b(fail|failed|fails|failure|mismatch\w*|incorrect|[1-9]\d* (failure|error)s?)\b|\berror:/i.test(
        stdout.replace(/\b(0|no) (errors?|mismatch\w*)|\bfail\w* as expected/gi, ''),
      );
    const ended = ending.kind === 'exited' && ending.exitCode === 0;
    const passes = ended && (says || tellsByExit) && !denies;
    const end = ending.kind === 'exited' ? `exit ${ending.exitCode}` : ending.detail;
    return {
      verdict: passes ? 'passes' : slow ? 'too slow' : ended && !denies ? 'says nothing' : 'fails',
      args,
      ms: Math.round(ms),
      said: besidesTimes(stdout),
      what: passes ? '' : `${end}: ${stdout.slice(-160)} ${stderr.slice(0, 160)}`.replace(/\s+/g, ' '),
    };
  } finally {
    await folder.remove();
  }
}

/** Whether the port prints what the original prints in every line that is the same each time the original runs. */
function isSameBesidesWavering(ported: Tried, ...runs: readonly [Tried, Tried]): boolean {
  const [port, first, second] = [ported, ...runs].map(({ said }) => said.split('\n'));
  if (port?.length !== first?.length || first?.length !== second?.length) return false;
  const steady = first?.flatMap((line, i) => (line.trim() && line === second?.[i] ? [i] : [])) ?? [];
  return steady.length > 0 && steady.every((i) => port?.[i] === first?.[i]);
}

/** The original, its port, and the port with 64 lanes, all in the first size from `from` on that suits the original. */
async function bothWays(chosen: Chosen, tools: BuildTools, from: number): Promise<[Tried, Tried, Tried]> {
  const original = await attempt(chosen, cuda, tools, undefined, from);
  const first = await attempt(chosen, hip, tools, original);
  const isSilent = original.verdict === 'says nothing' && first.verdict === 'says nothing';
  const again = isSilent && original.said !== first.said && (await attempt(chosen, cuda, tools, original));
  const wide =
    again && isSameBesidesWavering(first, original, again) ? { ...first, said: original.said } : first;
  const fell = goesOn(original) && (wide.verdict === 'fails' || original.said !== wide.said);
  const second = fell && wide.verdict !== 'passes' ? await attempt(chosen, narrow, tools, original) : wide;
  return [original, goesOn(second) ? second : wide, wide];
}

const folder = mkdtempSync(join(tmpdir(), 'crosswarp-bench-'));
const rows: Row[] = [];
try {
  const found = await findWorkshop(folder);
  if ('missing' in found) throw new Error(found.missing.ending.detail);
  const tools = await toolsOf(found.workshop);
  const set = folders(checkout)
    .map((name) => chooseProgram(checkout, name))
    .filter((chosen) => chosen !== undefined)
    .filter(({ name }, i) => (only.length === 0 ? i % every === from : only.includes(name)));
  console.log(
    `${set.length} programs: one .cu with local headers, the runtime API alone, no input files; ${set.filter(({ checks }) => checks).length} check themselves`,
  );
  for (const chosen of set) {
    let [original, ported, wide] = await bothWays(chosen, tools, 0);
    // In a size that is too small for either, the first to tell may be the port, or what both print of it.
    const mayBeTooSmall = () =>
      ported.verdict === 'fails' || (ported.verdict === 'says nothing' && ported.said !== original.said);
    for (let at = original.at; goesOn(original) && mayBeTooSmall(); at = original.at) {
      const larger = await bothWays(chosen, tools, at + 1);
      if (!goesOn(larger[0]) || larger[0].at <= at) break;
      [original, ported, wide] = larger;
    }
    const isSame = goesOn(original) && goesOn(ported) && original.said === ported.said;
    const held = (t: Tried): Tried => (isSame ? { ...t, verdict: 'passes', what: '' } : t);
    const row: Row = {
      name: chosen.name,
      checks: chosen.checks,
      narrow: ported !== wide,
      cuda: held(original),
      hip: held(ported),
    };
    rows.push(row);
    const told = (t: Tried) => `${t.verdict}${t.what ? ` (${t.what.slice(0, 200)})` : ''}`;
    const both = row.cuda.verdict === row.hip.verdict && row.cuda.what === row.hip.what;
    console.log(
      `${row.name}${row.checks ? '' : ' (checks nothing)'}${row.narrow ? ' (HIP at 32 lanes)' : ''}: ${told(row.cuda)}${both ? '' : ` | HIP: ${told(row.hip)}`} [${row.cuda.args.join(' ')}] ${row.cuda.ms} ms`,
    );
    if (outFile) writeFileSync(outFile, JSON.stringify(rows, null, 1));
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

const count = (verdict: Verdict, face: 'cuda' | 'hip') =>
  rows.filter((r) => r[face].verdict === verdict).length;
for (const face of ['cuda', 'hip'] as const)
  console.log(
    `${face}: ${count('passes', face)} pass, ${count('fails', face)} fail, ${count('too slow', face)} too slow (${seconds} s of CPU time), ${count('says nothing', face)} say nothing, ${count('not built', face)} not built`,
  );
const checking = rows.filter(({ checks }) => checks);
const passing = ({ cuda, hip }: Row) => cuda.verdict === 'passes' && hip.verdict === 'passes';
const both = rows.filter(passing).length;
const built = rows.filter((r) => r.cuda.verdict !== 'not built' && r.hip.verdict !== 'not built').length;
console.log(
  `of ${rows.length}: ${built} build both ways, ${both} pass both ways (${rows.filter((r) => r.narrow && passing(r)).length} of them with 32 lanes alone); of ${checking.length} that check themselves ${checking.filter(passing).length} do`,
);
