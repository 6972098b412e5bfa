// Names inside one word of a build file: nvcc itself, NVIDIA's tools, the toolkit's folder, and sources that the port
// renames. Knows no options.
import { problem } from '@/lib/messages';
import { type Draft, replace } from './build-tree';
import type { Word } from './words';

const compiler = /(?<!\w|\.|(?<!:)-)(?:[\w$(){}./-]*\/)?nvcc(?![\w-]|\.(?!exe))(\.exe)?/g;
const toolkitFolder = /\/usr\/local\/cuda(?:-\d+(?:\.\d+)*)?(?![\w-])/g;
const tools: readonly (readonly [pattern: RegExp, instead: string])[] = [
  [/(?<![\w./-])(?:nvprof|nsys|ncu|nv-nsight-cu-cli)(?![\w.-])/, 'rocprof'],
  [/(?<![\w./-])(?:cuda-gdb)(?![\w.-])/, 'rocgdb'],
  [
    /(?<![\w./-])(?:cuda-memcheck|compute-sanitizer)(?![\w.-])/,
    'an address sanitizer build, or crosswarp run',
  ],
  [/(?<![\w./-])(?:nvidia-smi)(?![\w.-])/, 'amd-smi'],
  [/(?<![\w./-])(?:cuobjdump|nvdisasm|fatbinary|nvlink|ptxas|bin2c)(?![\w.-])/, "LLVM's tools of ROCm"],
  [/(?<![\w./-])(?:nvc\+\+|nvc|nvfortran|pgcc|pgc\+\+)(?![\w.-])/, 'hipcc, with the options written by hand'],
];

/** Edits the names inside a word; edits of one word never overlap. */
export function portNamesInWord(draft: Draft, word: Word): void {
  const text = word.text;
  const taken: [number, number][] = [];
  const put = (start: number, end: number, after: string, rule: string) => {
    if (taken.some(([from, to]) => start < to && end > from)) return;
    taken.push([start, end]);
    replace(draft, word.start + start, word.start + end, after, rule);
  };
  for (const match of text.matchAll(compiler))
    put(match.index, match.index + match[0].length, 'hipcc', 'build-compiler');
  for (const match of text.matchAll(toolkitFolder)) {
    const end = match.index + match[0].length;
    const lib64 = /^\/lib64(?![\w-])/.test(text.slice(end));
    put(
      match.index,
      end + (lib64 ? '/lib64'.length : 0),
      `/opt/rocm${lib64 ? '/lib' : ''}`,
      'build-toolkit-folder',
    );
  }
  for (const match of text.matchAll(
    /(?<=\$[({]?CUDA_?(?:PATH|HOME|ROOT|DIR|INSTALL_PATH|ROOT_DIR|TOOLKIT_ROOT_DIR)[)}]?)\/lib64(?![\w-])/g,
  ))
    put(match.index, match.index + match[0].length, '/lib', 'build-toolkit-folder');
  for (const { start, end } of sourceEndings(draft, word)) put(start, end, '.hip', 'build-source-name');
  for (const [pattern, instead] of tools) {
    const found = pattern.exec(text);
    if (found)
      draft.problems.push(
        problem(
          'build-tool',
          'warning',
          {
            file: draft.path,
            start: word.start + found.index,
            end: word.start + found.index + found[0].length,
          },
          { tool: found[0], instead },
        ),
      );
  }
}

const cudaName = /[\w.+*?%@$(){}/-]*?(\.cu)(?!\w|\.(?!o\b|obj\b|d\b))/g;

/** Where `.cu` stands for a file, or for files, that the port renames. */
function sourceEndings(draft: Draft, word: Word): { start: number; end: number }[] {
  return [...word.text.matchAll(cudaName)].flatMap((match) => {
    const end = match.index + match[0].length;
    const start = end - '.cu'.length;
    return isRenamed(draft, match[0], word) ? [{ start, end }] : [];
  });
}

function isRenamed(draft: Draft, written: string, word: Word): boolean {
  const { outPaths, cudaFiles } = draft.tree;
  const folder = draft.path.slice(0, draft.path.lastIndexOf('/') + 1);
  const name = written.slice(
    Math.max(written.lastIndexOf('/'), written.lastIndexOf(')'), written.lastIndexOf('}')) + 1,
  );
  const renamed = (path: string) => outPaths.get(path) !== path;
  if (/[*?%]/.test(name) || name === '.cu' || !/^[\w.+-]+\.cu$/.test(name)) {
    const below = [...cudaFiles.values()].flat().filter((path) => path.startsWith(folder));
    const considered = below.length > 0 ? below : [...cudaFiles.values()].flat();
    const some = considered.some(renamed);
    const kept = considered.find((path) => !renamed(path));
    if (some && kept !== undefined && !draft.said.has('build-kept-name')) {
      draft.said.add('build-kept-name');
      draft.problems.push(
        problem(
          'build-kept-name',
          'note',
          { file: draft.path, start: word.start, end: word.end },
          { name: kept },
        ),
      );
    }
    return some;
  }
  const beside = outPaths.get(folder + written.replace(/^\.\//, ''));
  if (beside !== undefined) return beside.endsWith('.hip');
  return (cudaFiles.get(name) ?? []).some(renamed);
}
