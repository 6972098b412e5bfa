// Builds a program with a GPU's compiler, inside the sandbox, or takes it from the cache. In come the program in its own
// language and the tools, out come what each kernel uses, the texts to show, and the program where a device can run it.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sources } from '@/lib/core/sources';
import { sentence } from '@/lib/messages';
import { architectures } from '@/lib/run/architectures';
import type { ProcessLimits, Stop } from '@/lib/run/job';
import type { BuildReport, KernelBuild, View } from '@/lib/run/wire-build';
import { buildReportSchema } from '@/lib/run/wire-build';
import { fixedBounds } from '../limits';
import { type Failed, type JobFolder, runSandboxed, type SandboxRun } from '../sandbox';
import { readAmdAssembly } from './assembly-amd';
import { readLlvmIr, readPtx, readPtxasWords } from './assembly-ptx';
import type { BuildTools } from './build';
import { cacheKey, evict, keep, kept } from './build-cache';
import { buildFailure, cleanMessages } from './build-failure';
import type { DeviceTools, DeviceUnit } from './device-tools';
import { needsCpp20 } from './libraries';
import { inside } from './toolchain';
import { joinViews, type Plain, plainName } from './view-lines';

export type DeviceBuilt = {
  readonly report?: BuildReport;
  /** The program in the cache; only where it can be run. */
  readonly program?: string;
  readonly failure?: Failed;
  readonly messages: string;
  readonly buildMs: number;
  readonly cached: boolean;
};

/** Of each text, more than is ever shown; debugging entries make up most of it. */
const textBytes = 32 * 1024 * 1024;

const textOf = (index: number) => `/tmp/text${index}`;
const irOf = (index: number) => `/tmp/ir${index}`;

/**
 * Runs commands, each `may|must`, what it writes, its number of words and the words; those that may fail leave nothing. Then
 * bundles what they wrote: `name size`, a line end, the bytes. Symbols are made readable by c++filt, inside, because they
 * are the user's text.
 */
const bundle = `
while [ $# -gt 0 ]; do
  must=$1; output=$2; count=$3; shift 3
  if [ $must = must ]; then "\${@:1:$count}" || exit $?
  else "\${@:1:$count}" 2>/dev/null || rm -f $output; fi
  shift $count
done
{ cat /tmp/text* | grep -oE '_Z[A-Za-z0-9_.$]+' | sort -u | head -n 5000; } >/tmp/symbols
c++filt </tmp/symbols >/tmp/names
for path in /tmp/text* /tmp/ir* /tmp/symbols /tmp/names; do
  [ -f $path ] || continue
  head -c ${textBytes} $path >/tmp/part
  printf '%s %s\\n' \${path#/tmp/} $(stat -c %s /tmp/part)
  cat /tmp/part
done >/tmp/bundle`;

/** The commands for the texts of each file of a program. Where files are many, all must fit into the bounds of one build. */
function viewCommands(device: DeviceTools, unit: DeviceUnit, withIr: boolean): string[] {
  const command = (need: 'may' | 'must', output: string, words: readonly string[]) =>
    words.length > 0 ? [need, output, String(words.length), ...words] : [];
  return [unit.main, ...(unit.others ?? [])].flatMap((main, index) => {
    const one = { ...unit, main };
    // Without the whole program nothing else says whether a file besides the main one is good: clang may lack its headers.
    const need = index === 0 || device.program ? 'must' : 'may';
    return [
      ...command(need, textOf(index), device.text(one, textOf(index))),
      ...command('may', irOf(index), (withIr && device.ir?.(one, irOf(index))) || []),
    ];
  });
}

/** Compiles the recorder (as many words as `$1` says), then the program. */
const recordedProgram = `
count=$1; shift
"\${@:1:$count}" || exit $?
shift $count
exec "$@"`;

function recorded(device: DeviceTools, unit: DeviceUnit): string[] {
  const recorder = '/tmp/recorder.o';
  const first = [
    ...['g++', '-std=c++17', '-O2', `-DCROSSWARP_WARP=${architectures[unit.arch].warp}`],
    ...(device.id === 'hipcc' ? ['-DCROSSWARP_HIP'] : []),
    ...['-c', `${inside.device}/recorder.cpp`, '-o', recorder],
  ];
  const second = device.program?.(unit, recorder) ?? [];
  return ['bash', '-c', recordedProgram, 'bash', String(first.length), ...first, ...second];
}

function unbundle(bytes: Buffer): Map<string, string> {
  const parts = new Map<string, string>();
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(10, at);
    const [, name, size] = /^(\w+) (\d+)$/.exec(bytes.subarray(at, end).toString()) ?? [];
    if (end < 0 || name === undefined) break;
    at = end + 1 + Number(size);
    parts.set(name, bytes.subarray(end + 1, at).toString());
  }
  return parts;
}

function plainNames(parts: ReadonlyMap<string, string>): Plain {
  const names = (parts.get('names') ?? '').split('\n');
  const known = new Map(
    (parts.get('symbols') ?? '').split('\n').map((symbol, i) => [symbol, plainName(names[i] ?? symbol)]),
  );
  return (symbol) => known.get(symbol) ?? symbol;
}

function reportOf(
  tools: DeviceTools,
  unit: DeviceUnit,
  withIr: boolean,
  collected: Buffer,
  words: string,
): { report: BuildReport; rest: string } {
  const parts = unbundle(collected);
  const plain = plainNames(parts);
  const { uses, rest } = readPtxasWords(words);
  const files = [unit.main, ...(unit.others ?? [])];
  const partsOf = (kind: 'text' | 'ir') =>
    files.flatMap((file, index) => {
      const text = parts.get(`${kind}${index}`);
      return text === undefined ? [] : [{ file, text }];
    });
  const texts = partsOf('text').map(({ file, text }) => ({
    file,
    ...(tools.id === 'hipcc'
      ? readAmdAssembly(text, unit.arch, plain)
      : readPtx(text, unit.arch, uses, plain)),
  }));
  const irs = partsOf('ir').map(({ file, text }) => ({ file, view: readLlvmIr(text, plain) }));
  const views = [joinViews(texts), joinViews(irs)].filter((view) => view !== undefined);
  const notes = [
    tools.note,
    texts.length < files.length ? 'text-not-made' : undefined,
    withIr && irs.length < texts.length ? 'ir-not-made' : undefined,
  ];
  const kernels = texts.flatMap((one) => one.kernels);
  return { report: summary(unit, kernels, views, notes), rest };
}

function summary(
  unit: DeviceUnit,
  kernels: KernelBuild[],
  views: View[],
  notes: (string | undefined)[],
): BuildReport {
  const said = notes.filter((code) => code !== undefined).map((code) => sentence(code));
  const largest = (of: (kernel: KernelBuild) => number | undefined) => {
    const values = kernels.map(of).filter((value) => value !== undefined);
    return values.length > 0 ? Math.max(...values) : undefined;
  };
  const shares = kernels
    .map(({ occupancy }) => occupancy.find(({ threads }) => threads === 256) ?? occupancy.at(-1))
    .filter((one) => one !== undefined)
    .map(({ warps, most }) => warps / most);
  return {
    arch: unit.arch,
    registers: largest(({ registers }) => registers),
    sharedBytes: largest(({ sharedBytes }) => sharedBytes),
    scratchBytes: largest(({ scratchBytes }) => scratchBytes),
    ...(shares.length > 0 && { occupancy: Math.min(...shares) }),
    ...(said.length > 0 && { note: said.join('; ') }),
    kernels,
    views,
  };
}

const isGood = ({ ending, collected }: SandboxRun) =>
  ending.kind === 'exited' && ending.exitCode === 0 && collected.length > 0;

/**
 * @param withIr also makes LLVM IR, where the tools can
 * @param units what is compiled, the main file first
 * @param tools root, filter and runtime; its C++ compiler has no part in this
 */
export async function buildForDevice(
  sources: Sources,
  {
    arch,
    withIr,
    units,
    linked,
  }: Pick<DeviceUnit, 'arch' | 'linked'> & {
    readonly withIr: boolean;
    readonly units: readonly string[];
  },
  device: DeviceTools,
  tools: Pick<BuildTools, 'root' | 'filterFile' | 'runtime'>,
  folder: JobFolder,
  limits: ProcessLimits,
  stop: Stop,
): Promise<DeviceBuilt> {
  const [main = '', ...others] = units.map((path) => (path.startsWith('-') ? `./${path}` : path));
  const unit = { main, others, arch, cpp20: needsCpp20(sources), ...(linked && { linked }) };
  const view = ['bash', '-c', bundle, 'bash', ...viewCommands(device, unit, withIr)];
  const canRun = device.program !== undefined && device.devices !== undefined;
  const program = device.program && (canRun ? recorded(device, unit) : device.program(unit));
  const files = Object.entries(sources.files).sort(([a], [b]) => (a < b ? -1 : 1));
  const key = cacheKey(device.id, device.version, view, program, tools.runtime.hash, files);
  const there = await fromCache(tools.root.cache, key, canRun);
  if (there) return there;

  const began = performance.now();
  for (const [path, content] of files) await folder.put(`src/${path}`, content);
  const compile = (argv: readonly string[], collect: string) =>
    runSandboxed(
      {
        argv,
        mounts: [
          ...device.mounts,
          { from: tools.runtime.path, to: inside.runtime },
          { from: join(folder.path, 'src'), to: inside.sources },
        ],
        env: { HIP_PLATFORM: 'amd' },
        cwd: inside.sources,
        collect,
        records: false,
        uid: folder.uid,
        filterFile: tools.filterFile,
      },
      limits,
      stop,
    );
  const [shown, whole] = await Promise.all([
    compile(view, '/tmp/bundle'),
    program && compile(program, inside.built),
  ]);
  const buildMs = performance.now() - began;
  // The whole program's messages are those of both sides.
  const failing = [whole, shown].find((run) => run && !isGood(run));
  const words = (run: SandboxRun) => cleanMessages(run.stderr + run.stdout);
  const { report, rest } = reportOf(
    device,
    unit,
    withIr,
    shown.collected,
    whole ? words(whole) : words(shown),
  );
  if (failing) {
    const messages = readPtxasWords(words(failing)).rest;
    return { failure: buildFailure(failing, messages, limits), messages, buildMs, cached: false };
  }
  await keep(tools.root.cache, `${key}.json`, JSON.stringify({ report, messages: rest }), 0o600);
  const made = canRun && whole ? await keep(tools.root.cache, key, whole.collected, 0o600) : undefined;
  await evict(tools.root.cache, fixedBounds.cacheBytes);
  return { report, messages: rest, buildMs, cached: false, ...(made !== undefined && { program: made }) };
}

async function fromCache(
  cache: string,
  key: string,
  needsProgram: boolean,
): Promise<DeviceBuilt | undefined> {
  const told = await kept(cache, `${key}.json`);
  const program = needsProgram ? await kept(cache, key) : undefined;
  if (told === undefined || (needsProgram && program === undefined)) return undefined;
  try {
    const { report, messages } = JSON.parse(await readFile(told, 'utf8'));
    return {
      report: buildReportSchema.parse(report),
      messages: String(messages),
      buildMs: 0,
      cached: true,
      ...(program !== undefined && { program }),
    };
  } catch {
    // Half written by a server that was killed: it is built again.
    return undefined;
  }
}
