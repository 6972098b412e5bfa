// cuBLAS has two interfaces under the same names: the first, of cublas.h, without a handle and with scalars by value;
// the second, of cublas_v2.h, which hipBLAS follows. In comes the Model, out comes which of them a program means.
import type { Model } from '@/lib/cuda';
import { lookUpName } from './names/lookup';

/** Functions that only the first interface has. */
const onlyFirst = /^cublas(?:Init|Shutdown|Alloc|Free|GetError|SetKernelStream)$/;

/**
 * True when a program means the first interface alone: its calls can't be renamed. One whose include was led to
 * hipBLAS already shows it by what only the first interface has.
 */
export function meansFirstBlas(model: Model): boolean {
  const paths = new Set(
    Object.values(model.files).flatMap(({ includes }) => includes.map(({ path }) => path)),
  );
  if (paths.has('cublas_v2.h')) return false;
  return (
    paths.has('cublas.h') ||
    Object.values(model.files).some(({ lexed }) => lexed.code.names.some((name) => onlyFirst.test(name)))
  );
}

/** Names that both interfaces have, with different arguments: what computes, not what manages. */
export function isInBothBlas(name: string): boolean {
  return /^cublas[SDCZI][a-z]/.test(name) && 'entry' in lookUpName(`${name}_v2`);
}
