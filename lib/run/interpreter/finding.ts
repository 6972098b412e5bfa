// What the interpreter has to say about a run: each kind of mistake at each place once, with how often it happened.
// In come places and threads, out comes a list. Knows no sentences (lib/messages) and no lines.
import type { Params, Severity } from '@/lib/core/problem';
import type { Span } from '@/lib/core/span';
import type { Launch, ResidentBlock } from './machine';

export type Vector3 = readonly [number, number, number];
export type Where = {
  readonly span: Span;
  readonly block: Vector3;
  readonly thread: Vector3;
};

export type Finding = {
  readonly code: string;
  readonly severity: Severity;
  readonly params: Params;
  readonly kernel: string;
  readonly launch: number;
  /** The second access of a race, the other barrier. */
  readonly other?: Where & { readonly role: string };
  /** How often it was met at this place. */
  count: number;
} & Where;

export type Findings = {
  readonly sites: Span[];
  readonly list: Finding[];
  readonly byKey: Map<string, Finding>;
};

/** More findings than this are counted but not kept. */
export const findingLimit = 200;

export function createFindings(): Findings {
  return { sites: [], list: [], byKey: new Map() };
}

/** Coordinates of thread t of a block. */
export function threadAt(t: number, [x, y]: Vector3): Vector3 {
  return [t % x, Math.floor(t / x) % y, Math.floor(t / (x * y))];
}

export function blockAt(number: number, [x, y]: Vector3): Vector3 {
  return threadAt(number, [x, y, 1]);
}

function placeOf({ sites }: Findings, site: number | undefined): string {
  const span = site === undefined ? undefined : sites[site];
  return span ? `${span.start} ${span.end} ${span.file}` : '';
}

export function report(
  findings: Findings,
  launch: Launch,
  block: ResidentBlock,
  lane: number,
  code: string,
  severity: Severity,
  site: number,
  params: Params = {},
  other?: { site: number; role: string; block: number; thread: number },
): void {
  // By what the user sees: a header's function may touch memory in many places, all of one call.
  const key = [
    code,
    placeOf(findings, site),
    placeOf(findings, other?.site),
    params.name,
    launch.kernel,
  ].join('\0');
  const known = findings.byKey.get(key);
  if (known) {
    known.count++;
    return;
  }
  if (findings.list.length >= findingLimit) return;
  const finding: Finding = {
    code,
    severity,
    params,
    kernel: launch.kernel,
    launch: launch.index,
    span: findings.sites[site]!,
    block: [block.x, block.y, block.z],
    thread: threadAt(lane - block.slot * launch.threads, launch.block),
    count: 1,
    ...(other && {
      other: {
        span: findings.sites[other.site]!,
        role: other.role,
        block: blockAt(other.block, launch.grid),
        thread: threadAt(other.thread, launch.block),
      },
    }),
  };
  findings.byKey.set(key, finding);
  findings.list.push(finding);
}
