// Libraries and launches where a form that compiles means something else: warp-wide CUB with its default width, fragments
// of matrix units, pointers promised not to overlap, template kernels in a macro, null offsets.
import { P } from '@/lib/cuda';
import { spanOfTokens } from '../control';
import { type Finding, finding, type Hazard } from '../finding';
import type { Scene } from '../scene';

export const libraryForms: Hazard = {
  code: 'cub-warp-default',
  also: ['wmma', 'restrict-placement', 'kernel-name-macro-commas'],
  find: (scene) => [...cubWarps(scene), ...fragments(scene), ...aliases(scene), ...macroLaunches(scene)],
};

const warpWide = new Set([
  'WarpReduce',
  'WarpScan',
  'WarpExchange',
  'WarpMergeSort',
  'WarpLoad',
  'WarpStore',
]);
const widthAt: Readonly<Record<string, number>> = { WarpReduce: 1, WarpScan: 1 };

/** `cub::WarpReduce<T>`: 32 threads in CUDA, the wavefront in hipCUB. */
function cubWarps(scene: Scene): Finding[] {
  return [...warpWide].flatMap((name) =>
    scene.files.flatMap((file) => {
      const { code, names } = file.lexed.code;
      return file.tokensOf(name).flatMap((at) => {
        if (code[at + 1] !== P.less || code[at - 1] !== P.scope || !/^(?:hip)?cub$/.test(names[at - 2] ?? ''))
          return [];
        let depth = 0;
        let commas = 0;
        let close = -1;
        for (let i = at + 1; i < at + 100; i++) {
          if (code[i] === P.less) depth++;
          else if (code[i] === P.greater && --depth === 0) {
            close = i;
            break;
          } else if (code[i] === P.comma && depth === 1) commas++;
          else if (code[i] === P.semicolon) break;
        }
        const width = Object.hasOwn(widthAt, name) ? widthAt[name] : undefined;
        if (close < 0 || width === undefined || commas >= width) return [];
        const edits = [
          {
            span: {
              ...spanOfTokens(file, close, close + 1),
              end: spanOfTokens(file, close, close + 1).start,
            },
            after: ', 32',
          },
        ];
        return [
          finding(
            'cub-warp-default',
            'warning',
            spanOfTokens(file, at, at + 1),
            { name },
            { edits, safe: true, byDefault: false },
          ),
        ];
      });
    }),
  );
}

/** Shapes that rocWMMA lacks, and fragments read element by element. */
function fragments(scene: Scene): Finding[] {
  return scene.files.flatMap((file) => {
    const { code, names, start, end } = file.lexed.code;
    const shapes = file.tokensOf('fragment').flatMap((at) => {
      if (code[at + 1] !== P.less) return [];
      const sizes: (bigint | undefined)[] = [];
      let first = at + 2;
      for (let i = at + 2; i < at + 40 && sizes.length < 4; i++) {
        if (code[i] === P.semicolon || code[i] === P.openBrace) return [];
        if (code[i] !== P.comma) continue;
        sizes.push(scene.fold(file.text.slice(start[first], end[i - 1]))?.value);
        first = i + 1;
      }
      const [, m, n] = sizes;
      const isOdd = m !== undefined && n !== undefined && m !== n;
      return isOdd
        ? [finding('wmma', 'error', spanOfTokens(file, at, at + 1), { what: `a fragment of ${m} x ${n}` })]
        : [];
    });
    if (shapes.length > 0 || file.tokensOf('fragment').length === 0) return shapes.slice(0, 1);
    const [element] = file
      .tokensOf('num_elements')
      .filter((at) => code[at - 1] === P.dot || code[at - 1] === P.scope);
    return element === undefined || !names[element - 2]
      ? []
      : [
          finding('wmma', 'note', spanOfTokens(file, element, element + 1), {
            what: 'a fragment read element by element',
          }),
        ];
  });
}

/** One pointer passed for two parameters that promise not to overlap, one of them written. */
function aliases(scene: Scene): Finding[] {
  return scene.model.launches.flatMap(({ kernel, args, span }) => {
    const info = scene.functionsNamed(kernel.split('::').pop() ?? '').find(({ space }) => space === 'global');
    if (
      !info ||
      args.length > info.parameters.length ||
      !scene.fileOf(span.file).conditions.isLive(span.start)
    )
      return [];
    const seen = new Map<string, boolean>();
    for (const [i, arg] of args.entries()) {
      const parameter = info.parameters[i];
      if (!parameter || !/\b__restrict(?:__)?\b|\brestrict\b/.test(parameter.type)) continue;
      const text = scene.textAt(arg);
      if (!/^[A-Za-z_]\w*$/.test(text) || /^(?:NULL|nullptr)$/.test(text)) continue;
      const other = seen.get(text);
      if (other !== undefined && (!other || !parameter.isConstPointee))
        return [finding('restrict-placement', 'warning', arg, { pointer: text })];
      seen.set(text, parameter.isConstPointee);
    }
    return [];
  });
}

/** `hipLaunchKernelGGL(k<1, 2>, ...)`: the macro splits at the comma. */
function macroLaunches(scene: Scene): Finding[] {
  return scene.files.flatMap((file) => {
    const { code, kind } = file.lexed.code;
    return file.tokensOf('hipLaunchKernelGGL').flatMap((at) => {
      if (code[at + 1] !== P.openParen || kind[at + 2] !== 1) return [];
      let less = at + 3;
      while (code[less] === P.scope) less += 2;
      if (code[less] !== P.less) return [];
      let depth = 0;
      let comma = false;
      for (let i = less; i < less + 60; i++) {
        if (code[i] === P.less) depth++;
        else if (code[i] === P.comma) comma = true;
        else if (code[i] === P.semicolon || code[i] === P.openBrace) return [];
        else if (code[i] === P.greater && --depth === 0) {
          if (!comma) return [];
          const span = spanOfTokens(file, at + 2, i + 1);
          const edits = [
            { span: { ...span, end: span.start }, after: 'HIP_KERNEL_NAME(' },
            { span: { ...span, start: span.end }, after: ')' },
          ];
          return [
            finding('kernel-name-macro-commas', 'error', span, {}, { edits, safe: true, byDefault: true }),
          ];
        }
      }
      return [];
    });
  });
}
