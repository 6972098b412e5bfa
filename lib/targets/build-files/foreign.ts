// Build files in languages that are not translated: says so once where they name CUDA.
import { problem } from '@/lib/messages';
import type { Draft } from './build-tree';

const cuda =
  /\bnvcc\b|\bCUDA\b|CMAKE_CUDA_|\bcuda_(?:library|binary|sources)\b|[\w./-]+\.cu\b|-lcu(?:dart|blas|fft|rand|sparse|solver)\b|\bsm_\d\d|\bCUDAExtension\b|nvidia\/cuda:|CudaCompile|\\CUDA /;

export function reportForeign(draft: Draft): void {
  let count = 0;
  let first: { start: number; end: number } | undefined;
  let at = 0;
  for (const line of draft.text.split('\n')) {
    const found = cuda.exec(line);
    if (found) {
      count++;
      first ??= { start: at + found.index, end: at + found.index + found[0].length };
    }
    at += line.length + 1;
  }
  if (first)
    draft.problems.push(
      problem('build-not-translated', 'warning', { file: draft.path, ...first }, { count }),
    );
}
