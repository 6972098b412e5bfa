// What a program did wrong, as the CPU runtime saw it (frames of its recording), and what people are told of it. In come
// frames and the lines that places in the program belong to, out come findings with their sentences. Pure.
import { z } from 'zod';
import type { Params, Severity } from '@/lib/core/problem';
import { type Sources, textOf } from '@/lib/core/sources';
import { lineStarts } from '@/lib/core/span';
import { type FindingCode, sentence } from '@/lib/messages';
import type { Finding } from './wire';

/** Errors are what no device forgives; warnings work on some, or by luck; notes are worth knowing. */
export const findingSeverities = {
  'check-bounds': 'error',
  'check-after-free': 'error',
  'check-unwritten': 'error',
  'check-copies-unwritten': 'warning',
  'check-shared-bounds': 'error',
  'check-shared-unwritten': 'error',
  'check-race': 'error',
  'check-race-warp': 'warning',
  'check-race-global': 'warning',
  'check-race-warp-global': 'warning',
  'check-host-touches': 'error',
  'check-host-after-free': 'error',
  'check-host-bounds': 'error',
  'check-freed-twice': 'error',
  'check-bad-free': 'error',
  'check-leak': 'warning',
  'check-barrier-places': 'warning',
  'check-barrier-ended': 'note',
  'check-deadlock': 'error',
  'check-mask-without-caller': 'error',
  'check-mask-ended': 'note',
  'check-mask-absent': 'warning',
  'check-shuffle-absent': 'warning',
} as const satisfies Record<FindingCode, Severity>;

const codes = Object.keys(findingSeverities) as [FindingCode, ...FindingCode[]];
const deeds = ['read', 'write', 'atomic', 'free', 'alloc', 'barrier', 'operation', ''] as const;

const whole = z.number().int();
const count = whole.nonnegative();
const dim3 = z.tuple([count, count, count]);

/** The fields of a `finding` frame. `pc` is a place in the program's file, 0 where a line is known instead. */
export const findingFrame = {
  code: z.enum(codes),
  launch: whole.min(-1),
  kernel: z.string().max(500),
  did: z.enum(deeds),
  pc: count,
  /** Places of the calls that `pc` is inside of, innermost first. */
  callers: z.array(count).max(8).optional(),
  line: count,
  block: dim3,
  thread: dim3,
  bytes: count,
  buffer: whole.min(-1),
  offset: whole,
  size: count,
  lanes: count,
  otherDid: z.enum(deeds).optional(),
  otherPc: count.optional(),
  otherLine: count.optional(),
  otherBlock: dim3.optional(),
  otherThread: dim3.optional(),
};
const frame = z.object(findingFrame);
export type RecordedFinding = z.infer<typeof frame>;

/** A line of the user's own text. */
export type SourceLine = { readonly file: string; readonly line: number };

/** The places whose lines have to be looked up: those in the program's file. */
export function placesOf(findings: readonly RecordedFinding[]): number[] {
  return [
    ...new Set(findings.flatMap(({ pc, callers = [], otherPc = 0 }) => [pc, ...callers, otherPc])),
  ].filter((pc) => pc > 0);
}

/** @param lines by place; places of the runtime's own code or of nobody's have none */
export function findingsOf(
  recorded: readonly RecordedFinding[],
  sources: Sources,
  lines: ReadonlyMap<number, SourceLine>,
): Finding[] {
  const findings: Finding[] = [];
  const seen = new Set<string>();
  for (const one of recorded) {
    const inside = [one.pc, ...(one.callers ?? [])].find((place) => lines.has(place)) ?? 0;
    const here = lines.get(inside) ?? (one.line > 0 ? { file: sources.main, line: one.line } : undefined);
    const there =
      lines.get(one.otherPc ?? 0) ??
      (one.otherLine ? { file: sources.main, line: one.otherLine } : undefined);
    // Two places of one line, made by the compiler, are one for people.
    const key = [one.code, here?.file, here?.line ?? one.pc, there?.file, there?.line].join('\0');
    if (seen.has(key)) continue;
    seen.add(key);
    findings.push({
      code: one.code,
      severity: findingSeverities[one.code],
      ...(here && here.file !== sources.main && { file: here.file }),
      line: here?.line ?? 0,
      column: here ? columnOf(sources, here) : 0,
      message: sentence(one.code, paramsOf(one, there)),
      kernel: one.kernel,
      launch: one.launch,
      block: one.block,
      thread: one.thread,
      ...(one.otherDid && {
        other: {
          did: one.otherDid,
          ...(there && there.file !== sources.main && { file: there.file }),
          line: there?.line ?? 0,
          column: there ? columnOf(sources, there) : 0,
          ...(isDevice(one.otherDid) && { block: one.otherBlock, thread: one.otherThread }),
        },
      }),
    });
  }
  return findings.sort((a, b) => rank(a.severity) - rank(b.severity));
}

const rank = (severity: Severity) => (severity === 'error' ? 0 : severity === 'warning' ? 1 : 2);
const isDevice = (did: string) => did === 'read' || did === 'write' || did === 'atomic';

/** Where the line's first word begins. */
function columnOf(sources: Sources, { file, line }: SourceLine): number {
  const text = textOf(sources, file);
  const start = lineStarts(text)[line - 1];
  return start === undefined ? 1 : (/^[ \t]*/.exec(text.slice(start, start + 200))?.[0].length ?? 0) + 1;
}

const says = { read: 'reads', write: 'writes', atomic: 'updates' } as Readonly<Record<string, string>>;
const said = { read: 'read', write: 'wrote', atomic: 'updated' } as Readonly<Record<string, string>>;
const bytes = (n: number) => `${n.toLocaleString('en')} byte${n === 1 ? '' : 's'}`;
const at = (place: readonly number[]) => `(${place.join(',')})`;

function paramsOf(one: RecordedFinding, there: SourceLine | undefined): Params {
  const line = there ? `line ${there.line}` : 'another line';
  return {
    did: says[one.did] ?? 'touches',
    bytes: bytes(one.bytes),
    where: whereOf(one, line),
    size: bytes(one.size),
    line,
    lanes: one.lanes === 64 && one.code === 'check-barrier-ended' ? '64 or more' : one.lanes,
    otherDid: said[one.otherDid ?? ''] ?? 'touched',
    otherThread: at(one.otherThread ?? [0, 0, 0]),
    otherBlock: at(one.otherBlock ?? [0, 0, 0]),
  };
}

/** `4 bytes past the end of the 400 bytes allocated on line 12`. */
function whereOf({ code, offset, size, buffer, lanes }: RecordedFinding, line: string): string {
  if (code === 'check-shared-bounds') {
    if (lanes === 0) return 'behind the end of a shared variable';
    return size === 0
      ? 'in a dynamic shared array for which the launch gave no bytes'
      : `${offset > size ? `${bytes(offset - size)} past` : 'right behind'} the end of the ${bytes(size)} of dynamic shared memory that the launch gave`;
  }
  if (buffer < 0) return 'outside of everything that was allocated';
  const what = `the ${bytes(size)} allocated on ${line}`;
  if (offset < 0) return `${bytes(-offset)} before the start of ${what}`;
  if (offset < size) return `across the end of ${what}`;
  if (offset === size) return `right behind the end of ${what}`;
  return `${bytes(offset - size)} past the end of ${what}`;
}
