// What a CUDA program means, as far as its text shows: functions, kernels, launches, names, variables, includes,
// macros, each with its Span in the user's own text. Made by analyze(); knows neither targets nor grammar nodes.
import type { Path, Sources } from '@/lib/core/sources';
import type { Span } from '@/lib/core/span';
import type { Lexed } from './token';

/** Where a function may run: `__global__`, `__device__`, neither, or `__host__ __device__`. */
export type ExecutionSpace = 'global' | 'device' | 'host' | 'host-device';

export type Parameter = {
  readonly name: string;
  /** The declared type, tokens joined by single spaces: `const float * __restrict__`. */
  readonly type: string;
  /** For a pointer: the type pointed to, without qualifiers: `float`. */
  readonly pointee?: string;
  readonly isConstPointee: boolean;
  readonly span: Span;
};

export type FunctionInfo = {
  readonly name: string;
  /** With namespaces and classes: `detail::reduce`. */
  readonly qualifiedName: string;
  readonly space: ExecutionSpace;
  /** From the first specifier or `template` to the end of body or `;`. */
  readonly span: Span;
  readonly nameSpan: Span;
  readonly returnType: string;
  readonly parameters: readonly Parameter[];
  /** `typename T`, `int N`, ... as written; empty when not a template. */
  readonly templateParameters: readonly string[];
  /** Including its braces; absent for a declaration. */
  readonly body?: Span;
  /** The arguments of `__launch_bounds__`, as written. */
  readonly launchBounds?: readonly string[];
};

/** A `kernel<<<grid, block, shared, stream>>>(arguments)`; all spans lie in one file. */
export type Launch = {
  /** From the kernel's name to the closing parenthesis. */
  readonly span: Span;
  /** The kernel expression without template arguments, as written: `ns::scale`. */
  readonly kernel: string;
  /** The kernel expression with template arguments: `ns::scale<float, 4>`. */
  readonly kernelSpan: Span;
  readonly open: Span;
  readonly close: Span;
  /** Two to four: grid, block, shared bytes, stream. */
  readonly config: readonly Span[];
  readonly args: readonly Span[];
  /** Between `(` and `)`, exclusive. */
  readonly argsSpan: Span;
  /** The macro whose body contains the launch. */
  readonly inMacro?: string;
};

export type MemorySpace = 'shared' | 'device' | 'constant' | 'managed';

/** One declaration with `__shared__`, `__device__`, `__constant__` or `__managed__`; may declare several names. */
export type DeviceVariable = {
  readonly space: MemorySpace;
  /** The whole declaration, with its `;`. */
  readonly span: Span;
  /** Every memory-space specifier of the declaration (`__shared__`; `__device__` and `__managed__`). */
  readonly specifiers: readonly Span[];
  readonly isExtern: boolean;
  /** The type specifier as written, with qualifiers, without memory space and storage class: `volatile float`. */
  readonly type: string;
  readonly typeSpan: Span;
  readonly declarators: readonly {
    readonly name: string;
    readonly nameSpan: Span;
    /** The declarator, with pointers and array brackets, without initialiser. */
    readonly span: Span;
    /** What stands in each pair of brackets; an empty span for `[]`. */
    readonly dimensions: readonly Span[];
    readonly initializer?: Span;
  }[];
  /** Inside a function body (static or extern shared memory) or at namespace or class level. */
  readonly inFunction?: string;
  readonly inMacro?: string;
};

/**
 * One identifier that may be CUDA's: every identifier token in code (macro bodies and skipped branches included),
 * except those that provably are the user's own (declared, shadowed, members, other namespaces).
 * Strings, raw strings and comments hold none.
 */
export type NameUse = {
  readonly name: string;
  readonly span: Span;
  readonly role: 'call' | 'type' | 'value' | 'qualifier';
  readonly where: 'code' | 'macro-body' | 'directive';
  /** When called: the spans of its arguments, without surrounding space. */
  readonly args?: readonly Span[];
  /** When called: from the name to the closing parenthesis. */
  readonly callSpan?: Span;
  /** Whether it stands inside device code (`__global__`, `__device__` bodies). */
  readonly inDevice: boolean;
  /** Pasted with `##`: a rename cannot be trusted. */
  readonly pasted: boolean;
  /** The namespace before it, as written, when that is one of CUDA's libraries: `cub`, `cooperative_groups`, `cg`. */
  readonly qualifiedBy?: string;
};

export type Include = {
  /** The directive from `#` to the end of its line, without the line end. */
  readonly span: Span;
  /** What stands between the delimiters. */
  readonly path: string;
  readonly pathSpan: Span;
  readonly form: 'angle' | 'quote';
  /** The user's own file that it means. */
  readonly resolved?: Path;
};

export type MacroDefinition = {
  readonly name: string;
  /** Absent for an object-like macro. */
  readonly parameters?: readonly string[];
  readonly body: Span;
  readonly span: Span;
};

/** A macro guard, `#pragma once` or the like: after which byte of a file a new include may be put. */
export type FileModel = {
  readonly path: Path;
  readonly includes: readonly Include[];
  readonly macros: readonly MacroDefinition[];
  /** After `#pragma once`, an include guard and leading comments; 0 (or after a BOM) when there is none. */
  readonly includeInsertion: number;
  readonly lineEnd: '\n' | '\r\n';
  /** Its tokens and preprocessor lines, for whoever looks closer than the Model does. */
  readonly lexed: Lexed;
};

/** Spans of the whole program's parts; arrays are in order of file (main first, then includes as met) and place. */
export type Model = {
  readonly sources: Sources;
  readonly files: Readonly<Record<Path, FileModel>>;
  readonly functions: readonly FunctionInfo[];
  /** Definitions whose space is `global`. */
  readonly kernels: readonly FunctionInfo[];
  readonly launches: readonly Launch[];
  readonly variables: readonly DeviceVariable[];
  readonly names: readonly NameUse[];
  readonly hasMain: boolean;
};
