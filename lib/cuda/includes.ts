// Which file of the program an include means, and in which order a program's files are read. Knows paths only.
import type { Path, Sources } from '@/lib/core/sources';
import type { Include } from './model';

/** Headers that come with a compiler, CUDA or the system, which people also write in quotes. */
const foreign =
  /^(?:cuda|cu[a-z]+(?:_v2)?|curand_kernel|device_launch_parameters|device_functions|host_defines|vector_types|helper_math|math_constants|sm_\w+|nv\w+|mma|cooperative_groups|texture_\w+|surface_\w+|driver_types|builtin_types|channel_descriptor|crt\/\w+|hip\w*)(?:[/.\w]*)$/;
const standard = /^(?:[a-z]+|std\w+|sys\/\w+|c[a-z]+)(?:\.h)?$/;
const standardNames = new Set(
  'assert ctype errno fenv float inttypes iso646 limits locale math setjmp signal stdalign stdarg stdatomic stdbool stddef stdint stdio stdlib string tgmath threads time uchar wchar wctype unistd fcntl pthread omp malloc memory getopt windows dirent dlfcn sched mpi sys/time sys/types sys/stat sys/mman GL/glew GL/glut'.split(
    ' ',
  ),
);

/** The directory of a path, with its slash; '' at the root. */
const folderOf = (path: Path) => path.slice(0, path.lastIndexOf('/') + 1);

/** Takes `.` and `..` out of a path; undefined when it leaves the program's folder. */
function normalize(path: string): Path | undefined {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
}

/** The user's own file that an include means: beside the including file, from the root, or the only one with such an ending. */
export function resolveInclude(
  sources: Sources,
  from: Path,
  include: Pick<Include, 'path' | 'form'>,
): Path | undefined {
  const wanted = include.path.replaceAll('\\', '/');
  const beside = normalize(folderOf(from) + wanted);
  if (beside !== undefined && Object.hasOwn(sources.files, beside)) return beside;
  const root = normalize(wanted);
  if (root !== undefined && Object.hasOwn(sources.files, root)) return root;
  const ending = wanted.replace(/^(?:\.\.?\/)+/, '');
  if (ending === '' || (include.form === 'angle' && isForeign(wanted))) return undefined;
  const candidates = Object.keys(sources.files).filter((path) => path.endsWith(`/${ending}`));
  return candidates.length === 1 ? candidates[0] : undefined;
}

/** True for headers that come with CUDA, a compiler or the system. */
export function isForeign(path: string): boolean {
  if (foreign.test(path)) return true;
  return standard.test(path) && standardNames.has(path.replace(/\.h$/, ''));
}

/** All paths of a program: main, then includes in the order in which they are met, then the rest. */
export function readingOrder(sources: Sources, includesOf: (path: Path) => readonly Include[]): Path[] {
  const order: Path[] = [];
  const seen = new Set<Path>();
  const pending: Path[] = [sources.main, ...Object.keys(sources.files)].reverse();
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    if (seen.has(path) || !Object.hasOwn(sources.files, path)) continue;
    seen.add(path);
    order.push(path);
    for (const include of [...includesOf(path)].reverse())
      if (include.resolved) pending.push(include.resolved);
  }
  return order;
}
