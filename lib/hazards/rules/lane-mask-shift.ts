// `1 << lane` in 32 bits where the lane may be 32 or more: undefined in C++, and it aliases lane 1 for lane 33 in fact.
import type { TextEdit } from '@/lib/core/edit';
import { P } from '@/lib/cuda';
import type { Body } from '../body';
import { type Finding, type Fix, finding, type Hazard } from '../finding';
import { widened, widenedCall } from '../mending';
import type { Scene } from '../scene';
import { portsToWidth32 } from '../warp';

export const laneMaskShift: Hazard = {
  code: 'lane-mask-shift',
  find: (scene) => {
    // Where the port makes warpSize 32, lanes stay below 32.
    if (portsToWidth32(scene)) return [];
    if (!scene.files.some(({ lexed }) => lexed.code.code.includes(P.shiftLeft))) return [];
    return scene.deviceBodies().flatMap((body) => shiftsIn(scene, body));
  },
};

function shiftsIn(scene: Scene, body: Body): Finding[] {
  const { lexed, text, conditions, path } = body.file;
  const { names, code, start, end } = lexed.code;
  const lanes = new Set<string>();
  const found: Finding[] = [];
  for (let i = body.from; i < body.to; i++) {
    if (names[i] && code[i + 1] === P.becomes && isWideLane(scene, path, i + 2))
      lanes.add(names[i] as string);
    if (code[i] !== P.shiftLeft || !lanes.has(names[i + 1] ?? '')) continue;
    const left = scene.fold(text.slice(start[i - 1], end[i - 1]));
    if (left?.bits !== 32 || !conditions.isLive(start[i] as number)) continue;
    const span = { file: path, start: start[i - 1] as number, end: end[i + 1] as number };
    const lane = names[i + 1] as string;
    found.push(finding('lane-mask-shift', 'warning', span, { lane }, inWide(scene, body, i, left.value)));
  }
  return found;
}

/** The shift with 64 bits, and with it the variable that takes it and the bit functions around it. */
function inWide(scene: Scene, body: Body, at: number, left: bigint): Fix | undefined {
  const { lexed, path, control } = body.file;
  const { names, code, kind, start, end } = lexed.code;
  const span = { file: path, start: start[at - 1] as number, end: end[at - 1] as number };
  if (kind[at - 1] !== 2 || left < 0n || left > 0xffffn) return undefined;
  const edits: TextEdit[] = [{ span, after: `${left}ull` }];
  const { partner } = control();
  // Outwards to the start of the statement: through brackets, bit functions, up to the variable that takes the value.
  for (let i = at - 2; i > body.from; i--) {
    const c = code[i];
    if (c === P.semicolon || c === P.openBrace || c === P.closeBrace || names[i] === 'return') break;
    if (c === P.closeParen || c === P.closeBracket) {
      i = partner[i] as number;
      if (i < 0) return undefined;
    } else if (c === P.openParen) {
      const around = widenedCall(body, i + 1, partner[i] as number);
      if (!around) return undefined;
      edits.push(...around.edits);
      // What a counting function gives is a plain number again.
      if (around.edits.length > 0) break;
      if (/^\w/.test(names[i - 1] ?? '')) return undefined;
    } else if (c === P.becomes || c === P.assign) {
      const variable = names[i - 1];
      const wider = variable ? widened(scene, body, variable, span) : undefined;
      if (!wider) return undefined;
      edits.push(...wider);
      break;
    }
  }
  return { edits, safe: true, byDefault: false };
}

/** Whether an initialiser gives a lane of the whole wavefront: `... % warpSize`, `& 63`, `__lane_id()`. */
function isWideLane(scene: Scene, file: string, from: number): boolean {
  const { lexed, text } = scene.fileOf(file);
  const { code, start, end } = lexed.code;
  let to = from;
  while (to < code.length && code[to] !== P.semicolon && code[to] !== P.comma && to - from < 40) to++;
  if (to === from) return false;
  const written = text.slice(start[from], end[to - 1]);
  return (
    /^__lane_id\s*\(\s*\)$/.test(written) ||
    /^\(?\s*threadIdx\s*\.\s*x\b.*(?:%\s*(?:warpSize|64)|&\s*(?:63|0x3f|\(\s*warpSize\s*-\s*1\s*\)))\s*\)?$/s.test(
      written,
    )
  );
}
