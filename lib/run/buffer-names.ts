// What buffers are called: `a<n>` in order of allocation, plus the host variable's name where the source shows it.
// In come a Model (where the allocating calls stand) and a Recording (which line allocated what), out come names.
import type { Path } from '@/lib/core/sources';
import { type LineStarts, lineStarts, placeAt } from '@/lib/core/span';
import type { Model } from '@/lib/cuda';
import type { Recording } from './recording';

/** Names of the variables that the calls on a line allocate, in order; lines count from 1. */
export type BufferNames = ReadonlyMap<number, readonly string[]>;

/** Calls whose first argument is the place that receives the new pointer. */
const allocating: ReadonlySet<string> = new Set([
  'cudaMalloc',
  'cudaMallocAsync',
  'cudaMallocFromPoolAsync',
  'cudaMallocHost',
  'cudaMallocManaged',
  'cudaMallocPitch',
  'cudaMalloc3D',
  'cudaHostAlloc',
  'hipExtMallocWithFlags',
  'hipHostAlloc',
  'hipHostMalloc',
  'hipMalloc',
  'hipMallocAsync',
  'hipMallocFromPoolAsync',
  'hipMallocHost',
  'hipMallocManaged',
  'hipMallocPitch',
  'hipMalloc3D',
]);

const longestName = 60;

/** `(void **)&d_out` and `reinterpret_cast<void**>(&d_out)` are both `d_out`. */
function variableIn(argument: string): string {
  let text = argument.replace(/\s+/g, ' ').trim();
  for (let before = ''; before !== text; ) {
    before = text;
    text = text
      .replace(/^(?:reinterpret|static|const)_cast ?<[^<>]*> ?(\(.*\))$/, '$1')
      .replace(/^\((?:const )?[\w:<> ]+\*[* ]*\) ?/, '')
      .replace(/^& ?/, '')
      .replace(/^\(([^()]*)\)$/, '$1')
      .trim();
  }
  return text.slice(0, longestName);
}

/**
 * The host variables of the allocating calls in the program's text, by line. Main's lines count before those of other
 * files, since a recording tells lines without their file. Calls in macro bodies give no names: the recorded line is
 * that of the macro's use.
 */
export function bufferNames(model: Model): BufferNames {
  const starts = new Map<Path, LineStarts>();
  const names = new Map<number, { file: Path; names: string[] }>();
  for (const use of model.names) {
    const [argument] = use.args ?? [];
    if (use.where !== 'code' || !argument || !allocating.has(use.name)) continue;
    const { file } = use.span;
    const text = model.sources.files[file] ?? '';
    const fileStarts = starts.get(file) ?? lineStarts(text);
    starts.set(file, fileStarts);
    const name = variableIn(text.slice(argument.start, argument.end));
    if (name === '') continue;
    const first = placeAt(fileStarts, use.span.start).line;
    const last = placeAt(fileStarts, (use.callSpan ?? use.span).end).line;
    // Compilers disagree on whether a call of several lines stands on its first or its last.
    for (const line of first === last ? [first] : [first, last]) {
      const known = names.get(line);
      if (!known) names.set(line, { file, names: [name] });
      else if (known.file === file) known.names.push(name);
    }
  }
  return new Map([...names].map(([line, entry]) => [line, entry.names]));
}

/** The names of all buffers of a recording, by their id: `a0 d_in`, `a3`. */
export function nameBuffers(recording: Recording, names: BufferNames): string[] {
  const seen = new Map<number, number>();
  return recording.buffers.map((buffer, index) => {
    const onLine = names.get(buffer.line);
    const turn = seen.get(buffer.line) ?? 0;
    seen.set(buffer.line, turn + 1);
    const variable = buffer.name ?? onLine?.[turn % onLine.length];
    return variable ? `a${index} ${variable}` : `a${index}`;
  });
}
