// Which libraries of this machine a program is linked with: those that stand behind the headers it includes. In come the
// texts, out come words for the compiler. A library that is not installed is told by its header in runtime/include.
import type { Sources } from '@/lib/core/sources';

type Library = {
  /** The headers as they are included. */
  readonly headers: RegExp;
  readonly words: readonly string[];
};

const libraries: readonly Library[] = [
  { headers: /^(?:cublas(?:_v2)?|hipblas|hipblas\/hipblas)\.h$/, words: ['-lopenblas'] },
  { headers: /^(?:cufft(?:Xt)?|hipfft|hipfft\/hipfft)\.h$/, words: ['-lfftw3f', '-lfftw3'] },
  { headers: /^omp\.h$/, words: ['-fopenmp'] },
];

/** The compiler's words for all libraries that any of the files includes, each once and in one order. */
export function linkedWith(sources: Sources): string[] {
  const included = Object.values(sources.files).flatMap((text) =>
    [...text.matchAll(/^[ \t]*#[ \t]*include[ \t]*[<"]([^>"\n]+)[>"]/gm)].map((match) => match[1] ?? ''),
  );
  return libraries
    .filter(({ headers }) => included.some((header) => headers.test(header)))
    .flatMap(({ words }) => words);
}
