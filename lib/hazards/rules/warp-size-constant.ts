// warpSize where the compiler needs a number: an array bound, a template argument, a constexpr. HIP 6 took it on the
// device, ROCm 7 does not, CUDA never did for array bounds.
import { P } from '@/lib/cuda';
import { hasSince } from '@/lib/targets/options';
import { spanOfTokens } from '../control';
import { finding, type Hazard } from '../finding';
import { waveSizeMacro, waveSizeName } from '../mending';
import { portsToWidth32 } from '../warp';

export const warpSizeConstant: Hazard = {
  code: 'warpsize-not-constant',
  find: (scene) => {
    // Where the port writes 32 for warpSize there is nothing left of it.
    if (portsToWidth32(scene)) return [];
    const severity = hasSince(scene.options.rocm, '7.0') ? 'error' : 'note';
    return scene.files.flatMap((file) => {
      const { code, names } = file.lexed.code;
      const places = file.tokensOf('warpSize').filter((at) => {
        if (code[at - 1] === P.dot || code[at - 1] === P.arrow) return false;
        let first = at;
        while (
          first > 0 &&
          at - first < 30 &&
          code[first - 1] !== P.semicolon &&
          code[first - 1] !== P.openBrace
        )
          first--;
        const words = names.slice(first, at);
        const isBound = words.includes('__shared__') && code[at - 1] === P.openBracket;
        const isArgument =
          (code[at - 1] === P.less || code[at - 1] === P.comma) &&
          code[at + 1] === P.greater &&
          code[at + 2] !== P.greater;
        return isBound || isArgument || words.includes('constexpr') || words.includes('static_assert');
      });
      const spans = places.map((at) => spanOfTokens(file, at, at + 1));
      const edits = [
        ...waveSizeMacro(scene, file.path),
        ...spans.map((span) => ({ span, after: waveSizeName })),
      ];
      const params = { rocm: scene.options.rocm };
      return spans.map((span) =>
        finding('warpsize-not-constant', severity, span, params, { edits, safe: false, byDefault: false }),
      );
    });
  },
};
