// nvcc's command line options and what hipcc calls them: a table. In comes an option with its value, out comes its
// translation, or why there is none. Facts: nvcc's manual (options), clang's driver (-fgpu-*, --offload-arch).

/** The GPU that a port aims at where the original names NVIDIA's: nothing in the original says which AMD GPU it will be. */
export const defaultArchitecture = 'gfx90a';

/** `after` empty: the option goes. `code` explains the edit, or is the problem where there is no `after`. */
export type FlagTranslation =
  | { readonly after: string; readonly code: EditCode }
  | { readonly code: 'build-flag-missing'; readonly instead: string };
type EditCode =
  | 'build-flag'
  | 'build-flag-default'
  | 'build-flag-nvcc-only'
  | 'build-host-flag'
  | 'build-fast-math'
  | 'build-arch'
  | 'build-device-linking'
  | 'build-registers'
  | 'build-code-object';

export type FlagRow = {
  /** nvcc takes most of them with one dash and with two. */
  readonly names: readonly string[];
  /** `-x v` or `-x=v`. Without it the option stands alone. */
  readonly takes?: 'value';
  /** Other compilers use the spelling for something else: translated only in what nvcc is called with. */
  readonly ambiguous?: true;
  readonly becomes: (value: string) => FlagTranslation;
};

const edit =
  (after: string, code: EditCode = 'build-flag') =>
  (): FlagTranslation => ({ after, code });
const goes = (code: EditCode) => edit('', code);
const none = (instead: string) => (): FlagTranslation => ({ code: 'build-flag-missing', instead });
const onOff = (on: string, off: string) => (value: string) =>
  /^(true|1)$/.test(value)
    ? edit(on)()
    : /^(false|0)$/.test(value)
      ? edit(off)()
      : none('write it out for hipcc')();

export const flagRows: readonly FlagRow[] = [
  // ---- which GPU ----
  {
    names: ['-arch', '--gpu-architecture', '-gencode', '--generate-code'],
    takes: 'value',
    becomes: (value) => edit(`--offload-arch=${architectureFor(value)}`, 'build-arch')(),
  },
  {
    names: ['--cuda-gpu-arch'],
    takes: 'value',
    becomes: edit(`--offload-arch=${defaultArchitecture}`, 'build-arch'),
  },
  { names: ['-code', '--gpu-code'], takes: 'value', ambiguous: true, becomes: goes('build-arch') },

  // ---- handed on to other programs ----
  {
    names: ['-Xcompiler', '--compiler-options'],
    takes: 'value',
    becomes: (value) => {
      const plain = handedOn(value);
      return plain === undefined
        ? none('write the options for the host out')()
        : edit(plain, 'build-host-flag')();
    },
  },
  {
    names: ['-Xlinker', '--linker-options'],
    takes: 'value',
    becomes: (value) =>
      edit(`-Wl,${value.replace(/^(["'])(.*)\1$/, '$2').replace(/\s+/g, ',')}`, 'build-host-flag')(),
  },
  {
    names: [
      '-Xptxas',
      '--ptxas-options',
      '-Xnvlink',
      '--nvlink-options',
      '-Xcudafe',
      '-Xfatbin',
      '-Xcicc',
      '-Xarchive',
    ],
    takes: 'value',
    becomes: goes('build-flag-nvcc-only'),
  },
  { names: ['-ccbin', '--compiler-bindir'], takes: 'value', becomes: goes('build-flag-nvcc-only') },

  // ---- arithmetic ----
  {
    names: ['--use_fast_math', '-use_fast_math'],
    becomes: edit('-ffast-math -fno-finite-math-only -fno-associative-math', 'build-fast-math'),
  },
  {
    names: ['-ftz', '--ftz'],
    takes: 'value',
    becomes: onOff('-fgpu-flush-denormals-to-zero', '-fno-gpu-flush-denormals-to-zero'),
  },
  {
    names: ['-prec-div', '--prec-div', '-prec-sqrt', '--prec-sqrt'],
    takes: 'value',
    becomes: onOff('-fhip-fp32-correctly-rounded-divide-sqrt', '-fno-hip-fp32-correctly-rounded-divide-sqrt'),
  },
  { names: ['-fmad', '--fmad'], takes: 'value', becomes: onOff('-ffp-contract=fast', '-ffp-contract=off') },

  // ---- language ----
  {
    names: [
      '--expt-relaxed-constexpr',
      '-expt-relaxed-constexpr',
      '--expt-extended-lambda',
      '-expt-extended-lambda',
      '--extended-lambda',
      '-extended-lambda',
      '-Wno-deprecated-gpu-targets',
      '--Wno-deprecated-gpu-targets',
      '-forward-unknown-to-host-compiler',
      '--forward-unknown-to-host-compiler',
    ],
    becomes: goes('build-flag-default'),
  },
  {
    names: [
      '-allow-unsupported-compiler',
      '--allow-unsupported-compiler',
      '--no-align-double',
      '--dont-use-profile',
    ],
    becomes: goes('build-flag-nvcc-only'),
  },
  {
    names: ['-diag-suppress', '--diag-suppress', '-diag-error', '--diag-error', '-diag-warn', '--diag-warn'],
    takes: 'value',
    becomes: goes('build-flag-nvcc-only'),
  },
  {
    names: ['-default-stream', '--default-stream'],
    takes: 'value',
    becomes: (value) =>
      value === 'legacy' || value === 'null'
        ? goes('build-flag-default')()
        : value === 'per-thread'
          ? edit('-fgpu-default-stream=per-thread')()
          : none('-fgpu-default-stream')(),
  },
  { names: ['-restrict', '--restrict'], becomes: none('write __restrict__ where pointers do not overlap') },
  { names: ['-std', '--std'], takes: 'value', ambiguous: true, becomes: (value) => edit(`-std=${value}`)() },

  // ---- debugging ----
  {
    names: ['-lineinfo', '--lineinfo', '--generate-line-info', '-generate-line-info'],
    becomes: edit('-gline-tables-only'),
  },
  { names: ['--device-debug'], becomes: edit('-g') },
  { names: ['-G'], ambiguous: true, becomes: edit('-g') },
  { names: ['-res-usage', '--resource-usage'], becomes: edit('-Rpass-analysis=kernel-resource-usage') },
  { names: ['-keep', '--keep'], ambiguous: true, becomes: edit('-save-temps') },
  { names: ['-keep-dir', '--keep-dir'], takes: 'value', becomes: goes('build-flag-nvcc-only') },
  { names: ['-src-in-ptx', '--source-in-ptx', '--clean-targets'], becomes: goes('build-flag-nvcc-only') },

  // ---- parts of a program ----
  {
    names: ['-rdc', '--relocatable-device-code'],
    takes: 'value',
    becomes: (value) =>
      value === 'true'
        ? edit('-fgpu-rdc', 'build-device-linking')()
        : edit('-fno-gpu-rdc', 'build-device-linking')(),
  },
  { names: ['-dc', '--device-c'], ambiguous: true, becomes: edit('-c -fgpu-rdc', 'build-device-linking') },
  { names: ['-dw', '--device-w'], ambiguous: true, becomes: edit('-c', 'build-device-linking') },
  { names: ['-dlink', '--device-link'], becomes: none('link with hipcc -fgpu-rdc --hip-link in one step') },
  { names: ['-dlto', '-lto', '--dlink-time-opt'], ambiguous: true, becomes: edit('-foffload-lto') },
  { names: ['-maxrregcount', '--maxrregcount'], takes: 'value', becomes: goes('build-registers') },
  {
    names: ['-cudart', '--cudart', '-cudadevrt', '--cudadevrt'],
    takes: 'value',
    becomes: goes('build-flag-nvcc-only'),
  },
  {
    names: ['-fatbin', '--fatbin', '-cubin', '--cubin'],
    ambiguous: true,
    becomes: edit('--genco', 'build-code-object'),
  },
  {
    names: ['-ptx', '--ptx'],
    ambiguous: true,
    becomes: none('hipcc --genco makes a code object for named GPUs'),
  },
  { names: ['-optix-ir', '--optix-ir'], becomes: none('HIP RT') },
  {
    names: ['-lib', '--lib'],
    ambiguous: true,
    becomes: none('compile with -c and put the objects together with ar'),
  },
  {
    names: ['-link', '--link', '-run', '--run', '-dryrun', '--dryrun'],
    ambiguous: true,
    becomes: none('leave it out'),
  },

  // ---- long names of what every compiler has ----
  { names: ['--debug'], ambiguous: true, becomes: edit('-g') },
  { names: ['--compile'], ambiguous: true, becomes: edit('-c') },
  { names: ['--output-file'], takes: 'value', becomes: (value) => edit(`-o ${value}`)() },
  { names: ['--include-path'], takes: 'value', becomes: (value) => edit(`-I${value}`)() },
  { names: ['--library-path'], takes: 'value', becomes: (value) => edit(`-L${value}`)() },
  { names: ['--define-macro'], takes: 'value', becomes: (value) => edit(`-D${value}`)() },
  { names: ['--pre-include'], takes: 'value', becomes: (value) => edit(`-include ${value}`)() },
  { names: ['--optimize'], takes: 'value', ambiguous: true, becomes: (value) => edit(`-O${value}`)() },
  {
    names: ['--machine', '--threads', '-t', '-threads', '-split-compile', '--split-compile'],
    takes: 'value',
    ambiguous: true,
    becomes: goes('build-flag-nvcc-only'),
  },
  {
    names: ['-x'],
    takes: 'value',
    ambiguous: true,
    becomes: (value) => edit(/^(cu|cuda)$/.test(value) ? '-x hip' : `-x ${value}`)(),
  },
];

/** Options that hipcc takes as nvcc does, or that it takes and nvcc hands to the host's compiler. */
const understood =
  /^-(?:[IDLUlOfgWmEScov]|isystem|idirafter|include|imacros|iquote|std=|shared$|static|pthread$|pipe$|M[MDPTFQG]*$|pedantic|ansi|rdynamic|print-|no|w$|s$|r$|P$|C$|H$|dM$|x$|###$)|^--(?:version|help|verbose|shared|std=|offload-arch=|hip-|rocm-|genco|save-temps|gcc-toolchain)|^--?$/;

export const isUnderstood = (word: string) => understood.test(word);

const byName: ReadonlyMap<string, FlagRow> = new Map(
  flagRows.flatMap((row) => row.names.map((name) => [name, row] as const)),
);

/** The row of an option as written, with its value when that is joined by `=`. */
export function lookUpFlag(word: string): { row: FlagRow; name: string; value?: string } | undefined {
  const whole = byName.get(word);
  if (whole) return { row: whole, name: word };
  const equals = word.indexOf('=');
  if (equals < 0) return undefined;
  const name = word.slice(0, equals);
  const row = byName.get(name);
  return row?.takes && name !== '-std' && name !== '--std'
    ? { row, name, value: word.slice(equals + 1) }
    : undefined;
}

/** Which AMD GPU stands for `sm_80`, `arch=compute_80,code=sm_80`; a variable of the user's stays when it is the whole value. */
function architectureFor(value: string): string {
  return /^\$[({]?\w+[)}]?$/.test(value) ? value : defaultArchitecture;
}

/**
 * What nvcc hands to the host's compiler, as the compiler itself takes it: `-Wall,-O3` are two. Undefined where that can't be
 * said: a comma may belong to the option (`-Wl,-rpath`), and Microsoft's options are other ones.
 */
function handedOn(value: string): string | undefined {
  const plain = value.replace(/^(["'])(.*)\1$/s, '$2');
  if (/^\/[A-Za-z]/.test(plain) || /["']/.test(plain)) return undefined;
  if (!plain.includes(',')) return plain;
  if (/-W[lap],/.test(plain) || /[({]/.test(plain))
    return /^-W[lap],[^,\s]+$/.test(plain) ? plain : undefined;
  return plain.split(',').join(' ');
}
