// PTX in asm statements: AMD's assembler knows none of it, and the compiler's front end does not say so.

import type { Tokens } from '@/lib/cuda';
import { P } from '@/lib/cuda';
import { finding, type Hazard } from '../finding';
import type { SceneFile } from '../scene';
import { ptxRegisters } from './ptx-registers';

const looksLikePtx =
  /%%?\w+\.\w|\.(?:u|s|b|f|pred)(?:8|16|32|64)\b|%%(?:laneid|lanemask|warpid|smid|clock|globaltimer|tid|ctaid)|\btrap\b|\bmembar\b|\bbar\.|\bcp\.async|\bmma\.|\bprefetch/;

const words = ['asm', '__asm__', '__asm'];

export const inlinePtx: Hazard = {
  code: 'inline-ptx',
  find: (scene) => {
    // What has a plain form is told, and mended, by another rule.
    const plain = new Set(
      ptxRegisters.find(scene).map(({ problem: { span } }) => `${span.start} ${span.file}`),
    );
    return scene.files.flatMap((file) => {
      const places = words.flatMap((word) => file.tokensOf(word)).sort((a, b) => a - b);
      const inCode = statements(file, file.lexed.code, places).filter(({ start, ptx }) => {
        const around = scene.functionAt({ file: file.path, start, end: start + 3 });
        return around ? around.space !== 'host' || ptx : ptx;
      });
      const { names } = file.lexed.directiveTokens;
      const macroPlaces = names.flatMap((name, i) => (words.includes(name) ? [i] : []));
      const inMacros = statements(file, file.lexed.directiveTokens, macroPlaces).filter(({ ptx }) => ptx);
      const left = [...inCode, ...inMacros].filter(({ start }) => !plain.has(`${start} ${file.path}`));
      return left.map(({ start, end, instruction }) =>
        finding('inline-ptx', 'error', { file: file.path, start, end }, { instruction }),
      );
    });
  },
};

/** Asm statements with an instruction in them; an empty one is a barrier for the compiler and fine. */
function statements(
  { text, conditions }: SceneFile,
  { names, code, start, end, kind }: Tokens,
  places: readonly number[],
) {
  return places.flatMap((i) => {
    if (!conditions.isLive(start[i] as number)) return [];
    let at = i + 1;
    while (/^(?:volatile|__volatile__|goto|inline)$/.test(names[at] ?? '')) at++;
    if (code[at] !== P.openParen || at + 1 >= kind.length) return [];
    let template = '';
    for (at++; text.charCodeAt(start[at] as number) === 34; at++)
      template += text.slice((start[at] as number) + 1, (end[at] as number) - 1);
    const instruction = /[a-z][\w.]*/i.exec(template.replace(/\\[nt]|[{}]|\.reg[^;]*;/g, ' '))?.[0];
    if (!instruction) return [];
    return [
      { start: start[i] as number, end: end[i] as number, instruction, ptx: looksLikePtx.test(template) },
    ];
  });
}
