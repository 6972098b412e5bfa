// What a program's text asks of the compiler: the libraries of this machine that stand behind the headers it includes, and
// the C++ it is written in. In come the texts, out come words for the compiler. A library that is not installed is told by
// its header in runtime/include.
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

function includes(sources: Sources): string[] {
  return Object.values(sources.files).flatMap((text) =>
    [...text.matchAll(/^[ \t]*#[ \t]*include[ \t]*[<"]([^>"\n]+)[>"]/gm)].map((match) => match[1] ?? ''),
  );
}

const headersOf20 =
  /^(?:barrier|bit|compare|concepts|coroutine|format|latch|numbers|ranges|semaphore|source_location|span|stop_token|syncstream)$/;
const wordsOf20 =
  /\bconcept\s+\w+\s*=|[>)]\s*requires\b|\brequires\s*(?:\([^()]*\)\s*)?\{|\bcons(?:teval|tinit)\b|\bco_(?:await|yield|return)\b|<=>|\]\s*<\s*(?:class|typename)\b|\busing\s+enum\b|\b(?:void|auto|int|float|double|bool|T)\s+\w+\s*\(\s*(?:const\s+)?auto\b/;
/** Names of C++20 in headers that C++17 has as well. */
const namesOf20 =
  /\bstd\s*::\s*(?:bind_front|erase(?:_if)?|is_constant_evaluated|lerp|midpoint|remove_cvref(?:_t)?|ssize|to_address|to_array|type_identity(?:_t)?)\s*[<(]|\bstd\s*::\s*(?:jthread|atomic_ref)\b/;

/** Whether a program is written in C++20; nvcc and hipcc take C++17 unless told, and so is what C++17 can say. */
export function needsCpp20(sources: Sources): boolean {
  return (
    includes(sources).some((header) => headersOf20.test(header)) ||
    Object.values(sources.files).some((text) => wordsOf20.test(text) || namesOf20.test(text))
  );
}

/** The compiler's words for all libraries that any of the files includes, each once and in one order. */
export function linkedWith(sources: Sources): string[] {
  const included = includes(sources);
  return libraries
    .filter(({ headers }) => included.some((header) => headers.test(header)))
    .flatMap(({ words }) => words);
}
