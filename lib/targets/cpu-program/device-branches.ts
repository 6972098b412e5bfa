// Branches of the preprocessor that ask whether the device is compiled for. nvcc and hipcc read a program once for the host
// and once for each device; here it is read once. In comes the Model, out come edits: where a branch can only be meant
// for the device, the question is answered as there. What host and device share keeps the host's answer.
import type { TextEdit } from '@/lib/core/edit';
import type { Span } from '@/lib/core/span';
import { type Lexed, type Model, spelling } from '@/lib/cuda';

const asked = { cuda: '__CUDA_ARCH__', hip: '__HIP_DEVICE_COMPILE__' } as const;
/** Defined by the runtime's headers as the other is by the compilers. */
const answered = 'CROSSWARP_ON_DEVICE';
const opens = new Set(['if', 'ifdef', 'ifndef']);

type Group = { readonly start: number; readonly uses: Span[] };

export function rewriteDeviceBranches(model: Model, api: keyof typeof asked): TextEdit[] {
  const name = asked[api];
  return Object.entries(model.files)
    .filter(([, { lexed }]) => lexed.text.includes(name))
    .flatMap(([file, { lexed }]) => branchesOf(model, file, lexed, name));
}

function branchesOf(model: Model, file: string, lexed: Lexed, name: string): TextEdit[] {
  const { text, directives, directiveTokens: tokens } = lexed;
  const open: Group[] = [];
  const edits: TextEdit[] = [];
  for (const { name: word, start, end, from, to } of directives) {
    if (opens.has(word)) open.push({ start, uses: [] });
    const group = open.at(-1);
    if (!group) continue;
    if (opens.has(word) || word.startsWith('elif'))
      for (let i = from; i < to; i++)
        if (spelling(text, tokens, i) === name)
          group.uses.push({ file, start: tokens.start[i] as number, end: tokens.end[i] as number });
    if (word !== 'endif') continue;
    open.pop();
    if (group.uses.length > 0 && isOfDevice(model, { file, start: group.start, end }, text))
      edits.push(...group.uses.map((span) => ({ span, after: answered })));
  }
  return edits;
}

/** In a function of the device alone, or around such functions and no others. PTX has no meaning here: its other branch may. */
function isOfDevice(model: Model, { file, start, end }: Span, text: string): boolean {
  if (/\basm\b/.test(text.slice(start, end))) return false;
  const here = model.functions.filter(({ span }) => span.file === file);
  const around = here.filter(({ body }) => body && body.start < start && end < body.end);
  const within = here.filter(({ span }) => start < span.start && span.end < end);
  const all = around.length > 0 ? around : within;
  return all.length > 0 && all.every(({ space }) => space === 'global' || space === 'device');
}
