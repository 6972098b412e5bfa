// Asm statements that do nothing but read one of NVIDIA's special registers, or stop the kernel: each has a plain form in
// HIP, with 32 lanes to a warp as the program means it.
import { P } from '@/lib/cuda';
import { spanOfTokens } from '../control';
import { type Finding, finding, type Hazard } from '../finding';
import type { SceneFile } from '../scene';

const lane = '(__lane_id() & 31)';
const thread = '(threadIdx.x + blockDim.x * (threadIdx.y + blockDim.y * threadIdx.z))';

const registers: Readonly<Record<string, string>> = {
  laneid: lane,
  warpid: `(${thread} / 32)`,
  lanemask_eq: `(1u << ${lane})`,
  lanemask_lt: `((1u << ${lane}) - 1u)`,
  lanemask_le: `((2u << ${lane}) - 1u)`,
  lanemask_gt: `(~((2u << ${lane}) - 1u))`,
  lanemask_ge: `(~((1u << ${lane}) - 1u))`,
  smid: '__smid()',
  clock: '(unsigned)clock64()',
  clock64: 'clock64()',
};

const reads = /^\s*mov\.[ub](?:32|64)\s+%0\s*,\s*%%?(\w+)\s*;?\s*$/;

export const ptxRegisters: Hazard = {
  code: 'ptx-special-registers',
  find: (scene) =>
    scene.files.flatMap((file) =>
      ['asm', '__asm__', '__asm'].flatMap((word) => file.tokensOf(word).flatMap((at) => statement(file, at))),
    ),
};

function statement(file: SceneFile, at: number): Finding[] {
  const { names, code, kind, start, end } = file.lexed.code;
  let open = at + 1;
  while (/^(?:volatile|__volatile__)$/.test(names[open] ?? '')) open++;
  const close = code[open] === P.openParen ? (file.control().partner[open] as number) : -1;
  if (close < 0 || kind[open + 1] !== 3 || code[close + 1] !== P.semicolon) return [];
  const template = file.text.slice((start[open + 1] as number) + 1, (end[open + 1] as number) - 1);
  const span = spanOfTokens(file, at, close + 2);
  const told = (instruction: string, after: string) => [
    finding(
      'ptx-special-registers',
      'error',
      span,
      { instruction, after },
      {
        edits: [{ span: spanOfTokens(file, at, close + 1), after }],
        safe: true,
        byDefault: true,
      },
    ),
  ];
  if (/^\s*trap\s*;?\s*$/.test(template)) return told('trap', 'abort()');
  const register = reads.exec(template)?.[1];
  const value = register && Object.hasOwn(registers, register) ? registers[register] : undefined;
  if (!register || value === undefined) return [];
  // `: "=r"(target)` and at most empty lists behind it.
  const target = open + 2;
  if (code[target] !== P.colon || kind[target + 1] !== 3 || code[target + 2] !== P.openParen) return [];
  const inner = file.control().partner[target + 2] as number;
  if (inner < 0 || inner > close) return [];
  for (let i = inner + 1; i < close; i++)
    if (code[i] !== P.colon && code[i] !== P.scope && kind[i] !== 3) return [];
  const variable = file.text.slice(start[target + 3], end[inner - 1]);
  return told(`%${register}`, `${variable} = ${value}`);
}
