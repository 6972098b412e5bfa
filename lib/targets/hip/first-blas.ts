// cuBLAS has two interfaces under the same names: the first, of cublas.h, without a handle and with scalars by value;
// the second, of cublas_v2.h, which hipBLAS follows. In comes the Model, out comes which of them a program means.
import type { Model } from '@/lib/cuda';
import { lookUpName } from './names/lookup';

/** True when a program includes the first interface alone: its calls can't be renamed. */
export function meansFirstBlas(model: Model): boolean {
  const paths = new Set(
    Object.values(model.files).flatMap(({ includes }) => includes.map(({ path }) => path)),
  );
  return paths.has('cublas.h') && !paths.has('cublas_v2.h');
}

/** Names that both interfaces have, with different arguments: what computes, not what manages. */
export function isInBothBlas(name: string): boolean {
  return /^cublas[SDCZI][a-z]/.test(name) && 'entry' in lookUpName(`${name}_v2`);
}
