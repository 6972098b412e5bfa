// The assembly that LLVM writes for AMD GPUs, read: what each kernel uses, and the instructions tied to source lines.
// In comes the text of one architecture, out come kernels and a view. Pure; what it cannot read is left out.
import { type ArchitectureId, architectures } from '@/lib/run/architectures';
import { occupancies } from '@/lib/run/occupancy';
import type { KernelBuild, View } from '@/lib/run/wire-build';
import { lineOf, type Origin, type Plain, userPath, ViewLines } from './view-lines';

/** Values of the metadata at the end of the text, one group per kernel (LLVM, AMDGPUUsage, code object V5 metadata). */
function metadataOf(text: string): ReadonlyMap<string, string>[] {
  const block = /\t\.amdgpu_metadata\n([\s\S]*?)\t\.end_amdgpu_metadata/.exec(text)?.[1] ?? '';
  const kernels: Map<string, string>[] = [];
  for (const line of block.split('\n')) {
    // Two spaces and `- ` begin a kernel; four spaces go on with it; deeper lines tell of its arguments.
    const [, begins, key = '', value = ''] = /^ {2}(?:(- )| {2})\.(\w+):\s+'?([^\s']*)'?$/.exec(line) ?? [];
    const opens = begins ?? /^ {2}- /.test(line);
    if (opens) kernels.push(new Map());
    if (key) kernels.at(-1)?.set(key, value);
  }
  return kernels;
}

/** Ranges of labels that were inlined from a call in the user's files, outer calls before inner ones. */
type Inlined = { readonly from: string; readonly to: string; readonly origin: Origin };

/** Reads the comments beside LLVM's debugging entries: with line tables alone these tell calls that were inlined. */
function inlinedCalls(lines: readonly string[], files: ReadonlyMap<string, string | undefined>): Inlined[] {
  const addresses: string[] = [];
  const ranges = new Map<string, [string, string][]>();
  const lists: string[] = [];
  let list: string | undefined;
  let start: string | undefined;
  let inAddresses = false;
  for (const line of lines) {
    if (/^\.Laddr_table_base\d+:/.test(line)) inAddresses = true;
    else if (/^\.Ldebug_addr_end/.test(line)) inAddresses = false;
    else if (inAddresses) addresses.push(/^\t\.quad\t(\S+)/.exec(line)?.[1] ?? '');
    const label = /^(\.Ldebug_ranges\d+):/.exec(line)?.[1];
    if (label !== undefined) {
      list = label;
      lists.push(label);
      ranges.set(label, []);
    } else if (list !== undefined) {
      const pair = /^\t\.uleb128 (\S+)-\S+\s+; +(starting|ending) offset/.exec(line);
      if (pair?.[2] === 'starting') start = pair[1];
      else if (pair && start !== undefined) ranges.get(list)?.push([start, pair[1] ?? '']);
    }
  }
  const found: Inlined[] = [];
  type Entry = { low?: string; high?: string; list?: string; file?: string; line?: number };
  let entry: Entry | undefined;
  const close = () => {
    const file = entry?.file === undefined ? undefined : files.get(entry.file);
    if (entry && file !== undefined && entry.line !== undefined) {
      const origin = { file, line: entry.line };
      if (entry.low !== undefined && entry.high !== undefined)
        found.push({ from: entry.low, to: entry.high, origin });
      for (const [from, to] of ranges.get(entry.list ?? '') ?? []) found.push({ from, to, origin });
    }
    entry = undefined;
  };
  for (const line of lines) {
    const [, value = '', what = ''] = /^\t\.(?:byte|short|long|uleb128)\s+(\S+)\s+; (.+)$/.exec(line) ?? [];
    if (what.startsWith('Abbrev [') || what === 'End Of Children Mark') {
      close();
      if (what.endsWith('DW_TAG_inlined_subroutine')) entry = {};
    } else if (entry) {
      if (what === 'DW_AT_low_pc') entry.low = addresses[Number(value)];
      else if (what === 'DW_AT_high_pc') entry.high = value.split('-')[0];
      else if (what === 'DW_AT_ranges') entry.list = lists[Number(value)];
      else if (what === 'DW_AT_call_file') entry.file = value;
      else if (what === 'DW_AT_call_line') entry.line = Number(value);
    }
  }
  close();
  return found;
}

function filesOf(lines: readonly string[]): Map<string, string | undefined> {
  const files = new Map<string, string | undefined>();
  for (const line of lines) {
    const [, number, first = '', second] = /^\t\.file\t(\d+) "([^"]*)"(?: "([^"]*)")?/.exec(line) ?? [];
    if (number !== undefined)
      files.set(number, second === undefined ? userPath(undefined, first) : userPath(first, second));
  }
  return files;
}

/** Directives that say nothing to a reader of instructions. */
const silent = /^\t\.(?!amdgcn_target)/;

function viewOf(lines: readonly string[], plain: Plain): View {
  const files = filesOf(lines);
  const begins = Map.groupBy(inlinedCalls(lines, files), ({ from }) => from);
  const out = new ViewLines('assembly', plain);
  let open: Inlined[] = [];
  let symbol: string | undefined;
  let loc: Origin | undefined;
  let isForeign = false;
  for (const line of lines) {
    const label = /^([^\s:;]+):/.exec(line)?.[1];
    if (label !== undefined) {
      open = open.filter(({ to }) => to !== label);
      open.push(...(begins.get(label) ?? []));
    }
    const begun = /; -- Begin function (\S+)/.exec(line)?.[1];
    if (begun !== undefined) {
      symbol = begun;
      open = [];
      loc = undefined;
      isForeign = false;
      out.beginFunction(symbol);
      continue;
    }
    if (symbol === undefined) continue;
    if (/^\.Lfunc_end\d+:/.test(line)) {
      out.add('');
      symbol = undefined;
      continue;
    }
    const place = /^\t\.loc\t(\d+) (\d+) /.exec(line);
    if (place) {
      const file = files.get(place[1] ?? '');
      isForeign = file === undefined;
      // Line 0 is the compiler's own word for "of no line in particular".
      loc = file === undefined || place[2] === '0' ? undefined : { file, line: Number(place[2]) };
      continue;
    }
    if (label === symbol) out.add(`${plain(symbol)}:`);
    else if (/^\.L(?:tmp|func_begin)\d+:/.test(line) || silent.test(line)) continue;
    else if (/^\t\.section/.test(line)) continue;
    else if (/^\t/.test(line))
      out.add(line.replace(/^\t/, '  ').replace('\t', ' ').trimEnd(), isForeign ? open.at(-1)?.origin : loc);
    else if (line.trim() !== '') out.add(line.replace(/\s{2,};\s+/, '  ; '));
  }
  return out.view();
}

/** @param plain a symbol as the source writes it */
export function readAmdAssembly(
  text: string,
  arch: ArchitectureId,
  plain: Plain,
): { kernels: KernelBuild[]; view: View } {
  const lines = text.split('\n');
  const view = viewOf(lines, plain);
  const architecture = architectures[arch];
  const kernels = metadataOf(text).flatMap((values): KernelBuild[] => {
    const symbol = values.get('name');
    if (symbol === undefined) return [];
    const number = (key: string) => Number(values.get(key) ?? 0);
    const accumulation = number('agpr_count');
    // Where they share a file (gfx90a and later), `.vgpr_count` counts both kinds.
    const registers = number('vgpr_count');
    const scalars = number('sgpr_count');
    const sharedBytes = number('group_segment_fixed_size');
    const mostThreads = number('max_flat_workgroup_size') || 1024;
    const kernel = plain(symbol);
    return [
      {
        kernel,
        symbol,
        ...lineOf(view, kernel),
        registers,
        ...(accumulation > 0 && { accumulationRegisters: accumulation }),
        scalarRegisters: scalars,
        spilledRegisters: number('vgpr_spill_count') + number('sgpr_spill_count'),
        sharedBytes,
        scratchBytes: number('private_segment_fixed_size'),
        maxThreads: mostThreads,
        occupancy: occupancies(architecture, { registers, scalars, sharedBytes }, mostThreads),
      },
    ];
  });
  return { kernels, view };
}
