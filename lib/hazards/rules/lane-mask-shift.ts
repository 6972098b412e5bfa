// `1 << lane` in 32 bits where the lane may be 32 or more: undefined in C++, and it aliases lane 1 for lane 33 in fact.
import { P } from '@/lib/cuda';
import { firstFrom } from '../declared-types';
import { finding, type Hazard } from '../finding';
import type { Scene } from '../scene';
import { portsToWidth32 } from '../warp';

export const laneMaskShift: Hazard = {
  code: 'lane-mask-shift',
  find: (scene) => {
    // Where the port makes warpSize 32, lanes stay below 32.
    if (portsToWidth32(scene)) return [];
    if (!scene.files.some(({ lexed }) => lexed.code.code.includes(P.shiftLeft))) return [];
    return scene.model.functions.flatMap(({ body, space }) => {
      if (!body || space === 'host') return [];
      const { lexed, text, conditions } = scene.fileOf(body.file);
      const { names, code, start, end } = lexed.code;
      const lanes = new Set<string>();
      const found = [];
      for (let i = firstFrom(start, body.start); i < start.length && (start[i] as number) < body.end; i++) {
        if (names[i] && code[i + 1] === P.becomes && isWideLane(scene, body.file, i + 2))
          lanes.add(names[i] as string);
        if (code[i] !== P.shiftLeft || !lanes.has(names[i + 1] ?? '')) continue;
        const left = scene.fold(text.slice(start[i - 1], end[i - 1]));
        if (left?.bits !== 32 || !conditions.isLive(start[i] as number)) continue;
        const span = { file: body.file, start: start[i - 1] as number, end: end[i + 1] as number };
        found.push(finding('lane-mask-shift', 'warning', span, { lane: names[i + 1] as string }));
      }
      return found;
    });
  },
};

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
