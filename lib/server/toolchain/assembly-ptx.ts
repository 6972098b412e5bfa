// PTX and LLVM IR, read: PTX tied to source lines, with what ptxas says of each kernel; IR with its debugging marks.
// In come the compilers' texts, out come kernels and views. Pure; what it cannot read is left out.
import { type ArchitectureId, architectures } from '@/lib/run/architectures';
import { occupancies } from '@/lib/run/occupancy';
import type { KernelBuild, View } from '@/lib/run/wire-build';
import { lineOf, type Origin, type Plain, userPath, ViewLines } from './view-lines';

/** What `ptxas -v` prints per kernel (CUDA's nvcc manual, --resource-usage). */
export type PtxasUse = {
  readonly registers: number;
  readonly stackBytes: number;
  readonly spillBytes: number;
  readonly sharedBytes: number;
};

const ptxasLine = /^(?:ptxas info\s*:|\s+\d+ bytes stack frame)/;

/** Splits what nvcc printed into uses by symbol and the messages that are for people. */
export function readPtxasWords(words: string): { uses: Map<string, PtxasUse>; rest: string } {
  const uses = new Map<string, PtxasUse>();
  const rest: string[] = [];
  let symbol: string | undefined;
  let frame = { stackBytes: 0, spillBytes: 0 };
  for (const line of words.split('\n')) {
    if (!ptxasLine.test(line)) {
      rest.push(line);
      continue;
    }
    symbol = /Compiling entry function '([^']+)'/.exec(line)?.[1] ?? symbol;
    const spills = /(\d+) bytes stack frame, (\d+) bytes spill stores, (\d+) bytes spill loads/.exec(line);
    if (spills) frame = { stackBytes: Number(spills[1]), spillBytes: Number(spills[2]) + Number(spills[3]) };
    const used = /Used (\d+) registers/.exec(line);
    if (used && symbol !== undefined) {
      const sharedBytes = Number(/(\d+) bytes smem/.exec(line)?.[1] ?? 0);
      uses.set(symbol, { registers: Number(used[1]), ...frame, sharedBytes });
      symbol = undefined;
      frame = { stackBytes: 0, spillBytes: 0 };
    }
  }
  return { uses, rest: rest.join('\n') };
}

type Entry = { readonly symbol: string; mostThreads: number };

function filesOf(lines: readonly string[]): Map<string, string | undefined> {
  const files = new Map<string, string | undefined>();
  for (const line of lines) {
    const [, number, first = '', second] = /^\s*\.file\s+(\d+) "([^"]*)"(?:,? "([^"]*)")?/.exec(line) ?? [];
    if (number !== undefined)
      files.set(number, second === undefined ? userPath(undefined, first) : userPath(first, second));
  }
  return files;
}

/** Where an instruction comes from: its own place, else the call in the user's files that brought it here. */
function originOf(line: string, files: ReadonlyMap<string, string | undefined>): Origin | undefined {
  const place = (number = '', at = '0') => {
    const file = files.get(number);
    return file === undefined || at === '0' ? undefined : { file, line: Number(at) };
  };
  const [, own, at] = /^\s*\.loc\s+(\d+) (\d+)/.exec(line) ?? [];
  const [, caller, callAt] = /inlined_at (\d+) (\d+)/.exec(line) ?? [];
  return place(own, at) ?? place(caller, callAt);
}

function readText(text: string, plain: Plain): { view: View; entries: Entry[] } {
  const lines = text.split('\n');
  const files = filesOf(lines);
  const out = new ViewLines('ptx', plain);
  const entries: Entry[] = [];
  let isCode = false;
  let isDebug = false;
  let loc: Origin | undefined;
  for (const line of lines) {
    if (/^\s*\.section\s+\.debug/.test(line)) isDebug = true;
    if (isDebug) {
      if (/^\s*\}/.test(line)) isDebug = false;
      continue;
    }
    const head = /^(?:\.(?:visible|weak|extern|common)\s+)*\.(entry|func)\s+(?:\([^)]*\)\s*)?([\w$.]+)/.exec(
      line,
    );
    // What another file defines is only declared here.
    if (head && !/^\.extern\b/.test(line)) {
      loc = undefined;
      out.beginFunction(head[2] ?? '');
      if (head[1] === 'entry') entries.push({ symbol: head[2] ?? '', mostThreads: 1024 });
    }
    const bound = /^\s*\.maxntid\s+(\d+)(?:,\s*(\d+))?(?:,\s*(\d+))?/.exec(line);
    const last = entries.at(-1);
    if (bound && last)
      last.mostThreads = bound.slice(1).reduce((product, side) => product * Number(side ?? 1), 1);
    if (/^\{/.test(line)) isCode = true;
    if (/^\s*\.loc\s/.test(line)) {
      loc = originOf(line, files);
      continue;
    }
    if (/^\s*\.file\s|^\/\/|^\s*\/\/ \.(?:globl|weak)|has been demoted|demoted variable/.test(line)) continue;
    if (/^\$?L(?:tmp|func_begin|func_end)\d+:/.test(line)) continue;
    const said = line.replace(/\t/g, '  ').trimEnd();
    if (said !== '' || isCode) out.add(said, isCode && /^\s+[a-z@]/.test(said) ? loc : undefined);
    if (/^\}/.test(line)) {
      isCode = false;
      loc = undefined;
    }
  }
  return { view: out.view(), entries };
}

/** @param uses what ptxas said; empty where only PTX was made, and then no number is given */
export function readPtx(
  text: string,
  arch: ArchitectureId,
  uses: ReadonlyMap<string, PtxasUse>,
  plain: Plain,
): { kernels: KernelBuild[]; view: View } {
  const { view, entries } = readText(text, plain);
  const kernels = entries.map(({ symbol, mostThreads }): KernelBuild => {
    const kernel = plain(symbol);
    const use = uses.get(symbol);
    return {
      kernel,
      symbol,
      ...lineOf(view, kernel),
      maxThreads: mostThreads,
      ...(use && {
        registers: use.registers,
        spillBytes: use.spillBytes,
        sharedBytes: use.sharedBytes,
        scratchBytes: use.stackBytes,
      }),
      occupancy: use ? occupancies(architectures[arch], use, mostThreads) : [],
    };
  });
  return { kernels, view };
}

/** LLVM IR: functions, tied to lines through `!dbg` and the DILocations at its end; attributes and metadata are left out. */
export function readLlvmIr(text: string, plain: Plain): View {
  const lines = text.split('\n');
  const node = (line: string, kind: string) => {
    const [, id = '', fields] = new RegExp(`^!(\\d+) = (?:distinct )?!${kind}\\((.*)\\)$`).exec(line) ?? [];
    return fields === undefined ? undefined : { id, fields };
  };
  const fieldOf = (fields: string, name: string) =>
    new RegExp(`\\b${name}: (?:!(\\d+)|"([^"]*)"|(\\d+))`)
      .exec(fields)
      ?.slice(1)
      .find((value) => value !== undefined);
  const files = new Map<string, string | undefined>();
  const scopes = new Map<string, string>();
  const places = new Map<string, { line: number; scope: string; caller?: string }>();
  for (const line of lines) {
    const file = node(line, 'DIFile');
    if (file)
      files.set(file.id, userPath(fieldOf(file.fields, 'directory'), fieldOf(file.fields, 'filename') ?? ''));
    const scope = node(line, '(?:DISubprogram|DILexicalBlock|DILexicalBlockFile)');
    if (scope) scopes.set(scope.id, fieldOf(scope.fields, 'file') ?? '');
    const place = node(line, 'DILocation');
    if (place) {
      const caller = fieldOf(place.fields, 'inlinedAt');
      places.set(place.id, {
        line: Number(fieldOf(place.fields, 'line') ?? 0),
        scope: fieldOf(place.fields, 'scope') ?? '',
        ...(caller !== undefined && { caller }),
      });
    }
  }
  const originOfNode = (id: string | undefined): Origin | undefined => {
    for (let at = id, steps = 0; at !== undefined && steps < 64; steps++) {
      const place = places.get(at);
      if (!place) return undefined;
      const file = files.get(scopes.get(place.scope) ?? '');
      if (file !== undefined && place.line > 0) return { file, line: place.line };
      at = place.caller;
    }
    return undefined;
  };
  const out = new ViewLines('llvm-ir', plain);
  let isCode = false;
  for (const line of lines) {
    const name = /^define\b.*?@"?([\w$.]+)"?\(/.exec(line)?.[1];
    if (name !== undefined) {
      out.beginFunction(name);
      isCode = true;
    }
    if (!isCode) continue;
    const origin = originOfNode(/!dbg !(\d+)/.exec(line)?.[1]);
    out.add(
      line
        .replace(
          /,? !(?:dbg|tbaa|srcloc|range|noundef|invariant\.load|alias\.scope|noalias|nosanitize) !\d+/g,
          '',
        )
        .trimEnd(),
      name === undefined ? origin : undefined,
    );
    if (line === '}') {
      out.add('');
      isCode = false;
    }
  }
  return out.view();
}
