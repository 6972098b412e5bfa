// Words of the language that clang reads otherwise than nvcc: register, inline beside __forceinline__, virtual functions
// and exceptions on the device, long double.
import { P } from '@/lib/cuda';
import { spanOfTokens } from '../control';
import { type Finding, finding, type Hazard } from '../finding';
import type { Scene, SceneFile } from '../scene';

export const words: Hazard = {
  code: 'register-keyword',
  also: ['forceinline-inline', 'device-virtual-functions', 'long-double'],
  find: (scene) => [
    ...scene.files.flatMap((file) => [...registers(file), ...inlines(file)]),
    ...onDevice(scene),
    ...longDoubles(scene),
  ],
};

/** A word and the space behind it. */
function wordWithSpace(file: SceneFile, at: number) {
  const { start, end } = file.lexed.code;
  const space = /^[ \t]*/.exec(file.text.slice(end[at], (end[at] as number) + 20))?.[0].length ?? 0;
  return { file: file.path, start: start[at] as number, end: (end[at] as number) + space };
}

function registers(file: SceneFile): Finding[] {
  const { kind, names } = file.lexed.code;
  return file.tokensOf('register').flatMap((at) => {
    if (kind[at + 1] !== 1) return [];
    // `register int x asm("...")` means a register of the machine.
    if (names.slice(at, at + 6).some((name) => /^(?:asm|__asm__)$/.test(name))) return [];
    const edits = [{ span: wordWithSpace(file, at), after: '' }];
    return [
      finding(
        'register-keyword',
        'error',
        spanOfTokens(file, at, at + 1),
        {},
        { edits, safe: true, byDefault: true },
      ),
    ];
  });
}

/** `inline` in the same row of specifiers as `__forceinline__`. */
function inlines(file: SceneFile): Finding[] {
  const { names } = file.lexed.code;
  const specifier = /^(?:static|extern|constexpr|__device__|__host__|__global__|__forceinline__|inline)$/;
  return file.tokensOf('__forceinline__').flatMap((at) => {
    for (const step of [-1, 1])
      for (let i = at + step; specifier.test(names[i] ?? ''); i += step)
        if (names[i] === 'inline') {
          const edits = [{ span: wordWithSpace(file, i), after: '' }];
          return [
            finding(
              'forceinline-inline',
              'note',
              spanOfTokens(file, i, i + 1),
              {},
              { edits, safe: true, byDefault: false },
            ),
          ];
        }
    return [];
  });
}

function onDevice(scene: Scene): Finding[] {
  return scene.files.flatMap((file) => {
    const { names } = file.lexed.code;
    const [virtual] = file
      .tokensOf('virtual')
      .filter((at) => names.slice(Math.max(0, at - 4), at + 4).includes('__device__'));
    const thrown = ['throw', 'try', 'typeid', 'dynamic_cast'].flatMap((word) =>
      file.tokensOf(word).filter((at) => {
        const space = scene.functionAt(spanOfTokens(file, at, at + 1))?.space;
        return space === 'device' || space === 'global';
      }),
    );
    const [at = virtual] = thrown;
    return at === undefined
      ? []
      : [
          finding(
            'device-virtual-functions',
            thrown.length > 0 ? 'warning' : 'note',
            spanOfTokens(file, at, at + 1),
            { word: names[at] as string },
          ),
        ];
  });
}

function longDoubles(scene: Scene): Finding[] {
  const kernels = scene.model.kernels.flatMap(({ parameters }) =>
    parameters
      .filter(({ type }) => /\blong double\b/.test(type))
      .map(({ span }) => finding('long-double', 'warning', span)),
  );
  if (kernels.length > 0) return kernels;
  return scene.files.flatMap((file) => {
    const { names, code } = file.lexed.code;
    const at = file.tokensOf('double').find((token) => {
      if (names[token - 1] !== 'long' || code[token + 1] === P.scope) return false;
      const space = scene.functionAt(spanOfTokens(file, token, token + 1))?.space;
      return space === 'device' || space === 'global';
    });
    return at === undefined ? [] : [finding('long-double', 'note', spanOfTokens(file, at - 1, at + 1))];
  });
}
