// The third argument of __launch_bounds__, the largest cluster: HIP's macro takes two.
import { P } from '@/lib/cuda';
import { spanOfTokens } from '../control';
import { finding, type Hazard } from '../finding';

export const launchBoundsThird: Hazard = {
  code: 'launch-bounds-third',
  find: (scene) =>
    scene.files.flatMap((file) =>
      file.tokensOf('__launch_bounds__').flatMap((at) => {
        const { code } = file.lexed.code;
        const { partner } = file.control();
        const close = code[at + 1] === P.openParen ? (partner[at + 1] as number) : -1;
        if (close < 0) return [];
        const commas: number[] = [];
        for (let i = at + 2; i < close; i++) {
          const inner = partner[i] as number;
          if (inner > i) i = inner;
          else if (code[i] === P.comma) commas.push(i);
        }
        const second = commas[1];
        if (commas.length !== 2 || second === undefined) return [];
        const edits = [{ span: spanOfTokens(file, second, close), after: '' }];
        return [
          finding(
            'launch-bounds-third',
            'error',
            spanOfTokens(file, second + 1, close),
            {},
            { edits, safe: true, byDefault: true },
          ),
        ];
      }),
    ),
};
