// Meetings as C++: barriers, and warp operations as what each lane makes of what the others sent.
import { type Expr, type Statement, visitExpr, type WarpOp } from '@/lib/ir';
import type { Expressions } from './expressions';
import type { KernelScope } from './kernel-scope';
import type { Item, Piece } from './pieces';
import { scalarOf } from './text';

/** Which block of the grid it is. */
export const blockText = '(block_z * launch.grid_dim_y + block_y) * launch.grid_dim_x + block_x';

const meetingNames = { count: 'count', and: 'and', or: 'or' } as const;

/** What stands between two pieces: a comment, and what is worked out once for the block. */
export function meetingText(names: KernelScope, piece: Piece & { kind: 'meet' }): string[] {
  const { statement, slot } = piece;
  if (statement.do === 'grid-barrier') return [];
  if (statement.do === 'warp') return [`// The lanes of each warp meet here: ${statement.op}.`];
  const { reduce } = statement;
  const checked = piece.mask === undefined ? [] : [allMeetText(names, piece.mask)];
  const said = `// All threads of the block meet here${reduce ? `: ${meetingNames[reduce.kind]}` : ''}.`;
  if (!reduce || slot === undefined || !names.parts.schedule.hoisted.has(reduce.result))
    return [said, ...checked];
  return [said, ...checked, `${names.localText(reduce.result)} = ${barrierText(names, reduce.kind, slot)};`];
}

/** Where it was not known beforehand that all threads come, it is asked. */
function allMeetText(names: KernelScope, mask: number): string {
  names.needs('any-of');
  names.needs('all-meet');
  const { mask: some, live } = names.takers(mask);
  for (const name of ['block_x', 'block_y', 'block_z']) names.used.add(name);
  return `all_meet(${some}, ${live}, ${names.threads()}, ${blockText}, __LINE__);`;
}

function barrierText(names: KernelScope, kind: 'count' | 'and' | 'or', slot: number): string {
  names.needs('barrier-count');
  const { live } = names.takers(undefined);
  const args = `sent_${slot + 1}, ${live}, ${names.threads()}`;
  if (kind === 'and') return `all_sent(${args})`;
  return kind === 'count' ? `count_sent(${args})` : `count_sent(${args}) > 0`;
}

/** What a thread does after a meeting to get its result. */
export function receiveText(names: KernelScope, to: Expressions, item: Item & { kind: 'receive' }): string[] {
  const { statement, slot } = item;
  if (statement.do === 'barrier' && statement.reduce)
    return [assign(names, to, statement.reduce.result, barrierText(names, statement.reduce.kind, slot))];
  if (statement.do !== 'warp') return [];
  if (statement.op.startsWith('shuffle')) return shuffled(names, to, statement, slot);
  return voted(names, to, statement, slot);
}

function assign(names: KernelScope, to: Expressions, local: number, value: string): string {
  const type = to.scope.localType(local);
  return `${names.localText(local)} = ${type.kind === 'scalar' ? `(${to.scope.types.of(type)})` : ''}(${value});`;
}

type Warp = Statement & { do: 'warp' };

const shuffles: Readonly<Partial<Record<WarpOp, string>>> = {
  shuffle: 'shuffle_from',
  'shuffle-up': 'shuffle_up',
  'shuffle-down': 'shuffle_down',
  'shuffle-xor': 'shuffle_xor',
};

function shuffled(
  names: KernelScope,
  to: Expressions,
  { op, lane, width, result }: Warp,
  slot: number,
): string[] {
  if (result === undefined || !lane) return [];
  const wide = width ? to.loose(width) : String(to.scope.warp);
  if (op === 'shuffle-down' && readsAhead(names, lane)) {
    names.needs('shuffled-down');
    const from = `sent_${slot + 1}, ${names.thread()}, ${names.threads()}, ${to.loose(lane)}, ${wide}`;
    return [`${names.localText(result)} = shuffled_down<${to.scope.warp}>(${from});`];
  }
  names.needs('shuffle');
  const from = `${shuffles[op]}<${to.scope.warp}>(${names.thread()}, ${names.threads()}, ${to.loose(lane)}, ${wide})`;
  return [`${names.localText(result)} = sent_${slot + 1}[${from}];`];
}

/** True when all threads of the block ask by the same number, so that neighbours get from neighbours. */
export function readsAhead(names: KernelScope, lane: Expr): boolean {
  const { fn, schedule } = names.parts;
  let fits = true;
  visitExpr(lane, (part) => {
    if (part.op === 'load') {
      const { place } = part;
      const known =
        place.at === 'local' && (place.local < fn.parameters || schedule.hoisted.has(place.local));
      if (!known || part.volatile) fits = false;
    }
    if (part.op === 'call' || part.op === 'math') fits = false;
    if (part.op === 'builtin' && (part.name.startsWith('thread-') || part.name === 'lane')) fits = false;
  });
  return fits;
}

function voted(names: KernelScope, to: Expressions, statement: Warp, slot: number): string[] {
  const { op, result, matched } = statement;
  if (result === undefined) return [];
  const sent = `sent_${slot + 1}`;
  const members = names.parts.schedule.slots[slot]?.members ? `members_${slot + 1}` : 'nullptr';
  names.needs('vote');
  const takers = names.takers(names.parts.schedule.slots[slot]?.mask);
  const isVote = op === 'all' || op === 'any' || op === 'uniform' || op === 'ballot';
  const votes = `votes_of<${to.scope.warp}>(${isVote ? sent : 'nullptr'}, ${members}, ${takers.mask}, ${takers.live}, ${names.thread()}, ${names.threads()})`;
  switch (op) {
    case 'ballot':
      return [assign(names, to, result, `${votes}.yes`)];
    case 'active-mask':
      return [assign(names, to, result, `${votes}.members`)];
    case 'any':
      return [assign(names, to, result, `${votes}.yes != 0`)];
    case 'all':
      return [`{ const Votes votes = ${votes}; ${assign(names, to, result, 'votes.yes == votes.members')} }`];
    case 'uniform':
      return [
        `{ const Votes votes = ${votes}; ${assign(names, to, result, 'votes.yes == votes.members || votes.yes == 0')} }`,
      ];
    case 'match-any':
    case 'match-all': {
      names.needs('match');
      const same = `matching<${to.scope.warp}>(${sent}, votes.members, ${names.thread()})`;
      if (op === 'match-any') return [`{ const Votes votes = ${votes}; ${assign(names, to, result, same)} }`];
      const lines = [
        `{`,
        `  const Votes votes = ${votes};`,
        `  const bool all = ${same} == votes.members;`,
        `  ${assign(names, to, result, 'all ? votes.members : 0')}`,
      ];
      if (matched !== undefined) lines.push(`  ${names.localText(matched)} = all;`);
      return [...lines, '}'];
    }
    default: {
      names.needs('reduce');
      return [
        `${names.localText(result)} = reduced<${to.scope.warp}>(${sent}, ${votes}.members, ${names.thread()}, ${combination(to, statement)});`,
      ];
    }
  }
}

/** The operation of a reduction as a lambda. */
function combination(to: Expressions, { op, value, span }: Warp): string {
  const type = value?.type ?? { kind: 'scalar', scalar: 'i32' };
  const inside = to.within({
    local: (id) => (id === 0 ? 'a' : 'b'),
    extents: new Map(),
    indexLocals: new Set(),
  });
  const operand = (local: number): Expr => ({ op: 'load', type, span, place: { at: 'local', local, type } });
  const [left, right] = [operand(0), operand(1)];
  const what = op.slice('reduce-'.length);
  const float = scalarOf(type)?.startsWith('f') ?? false;
  const expr: Expr =
    what === 'min' || what === 'max'
      ? { op: 'math', do: float ? `f${what}` : what, type, span, args: [left, right] }
      : { op: 'binary', do: what as 'add' | 'and' | 'or' | 'xor', type, span, left, right };
  return `[](auto a, auto b) { return ${inside.text(expr)}; }`;
}
