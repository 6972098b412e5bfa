// How a compiler's end is told: a limit that it met, a crash of its own, or its first error. In comes what was seen of
// it, out come a reason and its own words in the user's file names. Pure.
import type { ProcessLimits } from '@/lib/run/job';
import { type Failed, failed, readableBytes, type SandboxRun } from '../sandbox';
import { inside } from './toolchain';

/** Where a header of ours includes another: no user of it need know. */
const ownPlace = /^(?:In file included from| +from) \/crosswarp\//;
const included = /^(?:In file included from| +from) ([^\n]+?)[:,]$/;
/** `#error` in a header that stands for a library which is not here. */
const notHere = /^\/crosswarp\/[^:]+:\d+(?::\d+)?: (?:fatal )?error: (?:#error )?"crosswarp: ([^"]+)"/;
/** A launch is a call of an object of ours; g++ says which one. */
const launch = /no match for call to ‘\(crosswarp::NamedLauncher<(.*), void \(\*\)\((.*)\)>\) \((.*)\)’/;

/** Headers of ours are no places that anybody looks for: what is said of them is said of the user's line. */
function withoutOwnHeaders(text: string): string {
  const lines: string[] = [];
  let chain: string[] = [];
  const keepChain = () => {
    lines.push(...chain);
    chain = [];
  };
  for (const line of text.split('\n')) {
    if (included.test(line)) {
      chain.push(line);
      continue;
    }
    const library = notHere.exec(line);
    if (library) {
      const place = chain
        .map((one) => included.exec(one)?.[1])
        .find((at) => at && !at.startsWith('/crosswarp/'));
      lines.push(`${place ? `${place}: ` : ''}error: ${library[1]}`);
      chain = [];
    } else if (/^\/crosswarp\/[^\n]*: note: /.test(line)) {
      chain = [];
    } else {
      if (chain.every((one) => ownPlace.test(one))) chain = [];
      keepChain();
      lines.push(line.replace(launch, 'the kernel ‘$1’ takes ($2) and is launched with ($3)'));
    }
  }
  keepChain();
  return lines.join('\n');
}

/** What the compiler said without the names of its own passing files, and without the insides of our headers. */
export function cleanMessages(text: string): string {
  return withoutOwnHeaders(text)
    .replace(/\/tmp\/cc\w+\.[os]\b/g, 'program')
    .replaceAll(`${inside.sources}/`, '')
    .replace(/^\.\//gm, '')
    .replace(/(\/usr\/bin\/|\/usr\/lib\/llvm-\d+\/bin\/)(?=(\w+-linux-gnu-)?(ld|g\+\+|clang))/g, '');
}

/** By the folders of their headers; Debian's Thrust, which knows AMD's devices not, looks for CUDA's header then. */
const deviceLibraries: readonly (readonly [RegExp, string])[] = [
  [/\/thrust\/system\/cuda\/|^thrust\//, 'rocThrust'],
  [/^hipcub\//, 'hipCUB'],
  [
    /^(?:hipblas|hipblaslt|rocblas|hipfft|rocfft|hiprand|rocrand|hipsparse|rocsparse|hipsolver|rocsolver|rocprim|rocwmma|miopen)(?=\/|\.h)/,
    '',
  ],
];

/** The library of HIP whose headers clang didn't find. */
function missingLibrary(first: string): string | undefined {
  const [, place = '', header = ''] =
    /^(.*?):\d+:\d+: fatal error: '([^']+)' file not found/.exec(first) ?? [];
  for (const [headers, name] of deviceLibraries)
    if (headers.test(header) || headers.test(place)) return name || /^\w+/.exec(header)?.[0];
  return undefined;
}

/** How a compiler's end is told: a limit is the compiler's, not the program's. */
export function buildFailure(
  run: Pick<SandboxRun, 'ending' | 'peakBytes'>,
  messages: string,
  limits: ProcessLimits,
): Failed {
  const { ending } = run;
  const memory = () => failed('memory', 'compiler-memory', { limit: readableBytes(limits.memoryBytes) });
  const time = (time: string) => failed('timeout', 'compiler-time', { time });
  const output = (what: 'messages' | 'files', bytes: number) =>
    failed('output', 'compiler-output', { what, limit: readableBytes(bytes) });
  const cpuTime = `${limits.cpuSeconds} s of CPU time`;
  if (ending.kind === 'failed') {
    switch (ending.code) {
      case 'wall-limit':
        return time(`${limits.wallMs / 1000} s`);
      case 'cpu-limit':
        return time(cpuTime);
      case 'memory-limit':
        return memory();
      case 'output-limit':
        return output('messages', limits.outputBytes);
      case 'file-limit':
        return output('files', limits.fileBytes);
    }
    if (ending.reason === 'crash')
      return failed('compile', 'compiler-crashed', { why: ending.detail.slice(0, 300) });
    return ending;
  }
  // The driver outlives its compiler and tells in words how that ended.
  if (/CPU time limit exceeded/.test(messages)) return time(cpuTime);
  if (/File size limit exceeded|No space left on device/.test(messages))
    return output('files', limits.fileBytes);
  if (/out of memory|virtual memory exhausted|[Cc]annot allocate memory|bad_alloc/.test(messages))
    return memory();
  const first = /(?:^|\n)([^\n]*\b(?:[Ee]rror *:|[Uu]ndefined reference\b)[^\n]*)/.exec(messages)?.[1];
  const abnormal = /internal compiler error|signal terminated program|PLEASE submit a bug report/.exec(
    messages,
  );
  if (abnormal && run.peakBytes > limits.memoryBytes * 0.6) return memory();
  if (abnormal) return failed('compile', 'compiler-crashed', { why: (first ?? abnormal[0]).slice(0, 300) });
  const library = missingLibrary(first ?? '');
  if (library) return failed('unavailable', 'device-library-missing', { library });
  const unlinked = /\bundefined (?:reference to|symbol:) (?:[`']([^'\n]+)|(\S[^\n]*))/i.exec(first ?? '');
  if (unlinked)
    return failed('compile', 'name-not-defined', { name: (unlinked[1] ?? unlinked[2] ?? '').slice(0, 300) });
  return failed('compile', 'compile-failed', {
    first: (first ?? `it ended with ${ending.exitCode}`).slice(0, 300),
  });
}
