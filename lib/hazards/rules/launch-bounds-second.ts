// The second argument of __launch_bounds__: blocks per multiprocessor in CUDA, waves per SIMD unit in HIP.
import { P } from '@/lib/cuda';
import { firstFrom } from '../declared-types';
import { finding, type Hazard } from '../finding';

export const launchBoundsSecond: Hazard = {
  code: 'launch-bounds-second',
  find: (scene) =>
    scene.model.functions.flatMap(({ launchBounds, span }) => {
      if (!launchBounds || launchBounds.length < 2) return [];
      const { lexed, conditions } = scene.fileOf(span.file);
      const { names, code, start, end } = lexed.code;
      let i = firstFrom(start, span.start);
      while (i < names.length && (start[i] as number) < span.end && names[i] !== '__launch_bounds__') i++;
      if (names[i] !== '__launch_bounds__' || !conditions.isLive(start[i] as number)) return [];
      let depth = 0;
      let comma = -1;
      for (i++; i < code.length; i++) {
        if (code[i] === P.openParen) depth++;
        else if (code[i] === P.closeParen && --depth === 0) break;
        else if (code[i] === P.comma && depth === 1 && comma < 0) comma = i;
      }
      if (comma < 0) return [];
      const second = { file: span.file, start: start[comma + 1] as number, end: end[i - 1] as number };
      const cut = { file: span.file, start: start[comma] as number, end: end[i - 1] as number };
      return [
        finding(
          'launch-bounds-second',
          'note',
          second,
          { blocks: launchBounds[1] as string },
          {
            edits: [{ span: cut, after: '' }],
            safe: true,
            byDefault: false,
          },
        ),
      ];
    }),
};
