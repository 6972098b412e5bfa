// Launches: `k<<<grid, block>>>(x)` becomes `::crosswarp::configure("k", grid, block).template cw_kernel<(k)>()(x)`. In
// comes the Model, out come edits. Knows nothing of shared memory.
import type { TextEdit } from '@/lib/core/edit';
import { textOf } from '@/lib/core/sources';
import type { FunctionInfo, Launch, MacroDefinition, Model, NameUse } from '@/lib/cuda';
import { lex } from '@/lib/cuda';
import { asLiteral, lineEndsOf, onOneLine } from './written';

/** All launches of the program, also those in macros and templates. */
export function rewriteLaunches(model: Model): TextEdit[] {
  return [
    ...model.launches.flatMap((launch) => rewriteLaunch(model, launch)),
    ...model.names.flatMap((use) => rewriteMacroLaunch(model, use)),
    ...Object.entries(model.files).flatMap(([file, { macros }]) =>
      macros.flatMap((macro) => rewriteOpenLaunches(model, file, macro)),
    ),
  ];
}

/** The call that every thread makes with its own copies of the arguments. */
const deducedCall = (kernel: string) => `.cw_deduced([=](auto... cw_args) { ${kernel}(cw_args...); })`;

/**
 * The call of a kernel that has an address: where it is a function by its name, the compiler sees what each thread calls;
 * a variable or an expression is looked at when the launch is made.
 */
const addressedCall = (model: Model, kernel: string, name: string) =>
  isFunction(model, kernel, name) ? `.template cw_kernel<(${kernel})>()` : `.cw_kernel(${kernel})`;

function rewriteLaunch(model: Model, launch: Launch): TextEdit[] {
  const { file } = launch.span;
  const text = textOf(model.sources, file);
  const { start } = launch.kernelSpan;
  const written = text.slice(start, launch.kernelSpan.end);
  const macro = macroOf(model, launch);
  // `a ? b :k<<<1, 1>>>()` would read `:::` otherwise.
  const apart = text[start - 1] === ':' ? ' ' : '';
  const name = asLiteral(written, macro);
  const gone = lineEndsOf(text.slice(start, launch.open.end));
  const kernel = onOneLine(written);
  const deduced =
    isDeduced(model, written, launch.kernel, macro) ||
    (!macro && leavesDefaults(model, kernel, launch.kernel, launch.args.length));
  const call = deduced ? deducedCall(kernel) : addressedCall(model, kernel, launch.kernel);
  return [
    {
      span: { file, start, end: launch.open.end },
      after: `${apart}::crosswarp::configure(${name}, ${gone}`,
    },
    { span: launch.close, after: `)${call}` },
    ...(deduced ? nullPointers(model, launch, text) : []),
  ];
}

/**
 * HIP's launch in the form of a macro. The runtime has that macro for kernels that have an address; where the arguments
 * decide, it is written out here.
 */
function rewriteMacroLaunch(model: Model, use: NameUse): TextEdit[] {
  const [first, grid, , , stream, next] = use.args ?? [];
  if (
    use.name !== 'hipLaunchKernelGGL' ||
    use.where !== 'code' ||
    !use.callSpan ||
    !first ||
    !grid ||
    !stream
  )
    return [];
  const { file, start } = use.span;
  const text = textOf(model.sources, file);
  const kernel = onOneLine(text.slice(first.start, first.end))
    .replace(/^HIP_KERNEL_NAME\s*(\(.*\))$/, '$1')
    .replace(/^\((.*)\)$/, '$1');
  const name = kernel.replace(/\s*<.*$/, '');
  const deduced =
    isDeduced(model, kernel, name, undefined) ||
    leavesDefaults(model, kernel, name, (use.args?.length ?? 0) - 5);
  if (!deduced && !isFunction(model, kernel, name)) return [];
  const end = next?.start ?? use.callSpan.end - 1;
  return [
    {
      span: { file, start, end: grid.start },
      after: `::crosswarp::configure(${asLiteral(kernel)}, ${lineEndsOf(text.slice(start, grid.start))}`,
    },
    {
      span: { file, start: stream.end, end },
      after: `)${deduced ? deducedCall(kernel) : addressedCall(model, kernel, name)}(${lineEndsOf(text.slice(stream.end, end))}`,
    },
  ];
}

/**
 * Launches in a macro that ends before their arguments: `#define RUN(k) k<<<1, 1>>>`, used as `RUN(k)(x)`. The Model has
 * none of them, for it can't say what is launched with what.
 */
function rewriteOpenLaunches(model: Model, file: string, macro: MacroDefinition): TextEdit[] {
  const text = textOf(model.sources, file).slice(macro.body.start, macro.body.end);
  if (!text.includes('<<<')) return [];
  const { code } = lex(text);
  const words = code.start.map((start, i) => text.slice(start, code.end[i]));
  const known = new Set(
    model.launches.filter(({ open }) => open.file === file).map(({ open }) => open.start),
  );
  return words.flatMap((word, at) => {
    const open = code.start[at] as number;
    if (word !== '<<<' || known.has(macro.body.start + open)) return [];
    const first = startOfKernel(words, at);
    const last = endOfShape(words, at + 1);
    if (first === undefined || last === undefined) return [];
    const start = code.start[first] as number;
    const written = text.slice(start, open).trim();
    const kernel = onOneLine(written);
    const deduced = isDeduced(model, written, kernel.replace(/<.*$/, ''), macro);
    const span = (from: number, to: number) => ({
      file,
      start: macro.body.start + from,
      end: macro.body.start + to,
    });
    const gone = lineEndsOf(text.slice(start, code.end[at]));
    return [
      {
        span: span(start, code.end[at] as number),
        after: `::crosswarp::configure(${asLiteral(written, macro)}, ${gone}`,
      },
      {
        span: span(code.start[last] as number, code.end[last + 2] as number),
        after: `)${deduced ? deducedCall(kernel) : addressedCall(model, kernel, kernel.replace(/<.*$/, ''))}`,
      },
    ];
  });
}

/** Where the kernel begins that stands before `<<<`: `k`, `ns::k`, `k<T, 4>`. */
function startOfKernel(words: readonly string[], open: number): number | undefined {
  let at = open - 1;
  if (words[at] === '>') {
    for (let depth = 0; at >= 0; at--) {
      if (words[at] === '>') depth++;
      if (words[at] === '<' && --depth === 0) break;
    }
    at--;
  }
  const isName = (word: string | undefined) => word !== undefined && /^[\p{L}_$]/u.test(word);
  if (!isName(words[at])) return undefined;
  while (words[at - 1] === '::') at -= isName(words[at - 2]) ? 2 : 1;
  return at;
}

/** The first of the three `>` that end a launch's shape, from its first word on. */
function endOfShape(words: readonly string[], from: number): number | undefined {
  for (let at = from, depth = 0; at < words.length; at++) {
    const word = words[at] as string;
    if ('([{'.includes(word)) depth++;
    else if (')]}'.includes(word)) depth--;
    else if (depth === 0 && word === '>' && words[at + 1] === '>' && words[at + 2] === '>') return at;
  }
  return undefined;
}

function macroOf(model: Model, { inMacro, span }: Launch): MacroDefinition | undefined {
  return model.files[span.file]?.macros.find(
    (macro) => macro.name === inMacro && macro.span.start <= span.start && span.end <= macro.span.end,
  );
}

/**
 * The kernels that a name may mean, whatever namespaces they stand in, and the host functions that share a kernel's name;
 * declarations of one function count once. Too many make a launch deduced, which is never wrong.
 */
function functionsNamed(model: Model, written: string): FunctionInfo[] {
  const name = written.replace(/^.*::/s, '').trim();
  const named = model.functions.filter((f) => f.name === name);
  const kernels = named.filter(({ space }) => space === 'global');
  const scopes = new Set(kernels.map(({ qualifiedName }) => qualifiedName));
  const found = new Map<string, FunctionInfo>();
  for (const f of [...kernels, ...named.filter(({ qualifiedName }) => scopes.has(qualifiedName))]) {
    const signature = `${f.templateParameters.length}(${f.parameters.map(({ type }) => type).join(',')})`;
    if (!found.has(signature)) found.set(signature, f);
  }
  return [...found.values()];
}

/** How many template arguments a kernel expression ends with: 2 for `k<float, f(1, 2)>`. */
function templateArguments(expression: string, name: string): number {
  const list = expression.slice(name.length).trim();
  if (!list.startsWith('<')) return 0;
  const inner = list.slice(1, -1);
  if (inner.trim() === '') return 0;
  let depth = 0;
  let count = 1;
  for (const c of inner) {
    if ('<([{'.includes(c)) depth++;
    else if ('>)]}'.includes(c)) depth--;
    else if (c === ',' && depth === 0) count++;
  }
  return count;
}

/**
 * True when the kernel has no address of its own before its arguments are known: a template whose arguments are not all
 * written out, one of several overloads, or whatever is passed to a macro.
 */
function isDeduced(model: Model, written: string, name: string, macro: MacroDefinition | undefined): boolean {
  const parameters = new Set(macro?.parameters);
  const passed = name.split(/[^\w$]+/).some((word) => parameters.has(word));
  if (passed || name.includes('##')) return !parameters.has(written) || !isPlainEverywhere(model, macro);
  const [kernel, ...others] = functionsNamed(model, name);
  if (!kernel) return false;
  if (others.length > 0) return true;
  const wanted = kernel.templateParameters;
  if (wanted.some((parameter) => parameter.includes('...'))) return true;
  return templateArguments(written, name) < wanted.length;
}

/** True when fewer arguments are given than the kernel has parameters: only a call by its name knows the others. */
function leavesDefaults(model: Model, written: string, name: string, given: number): boolean {
  const [kernel] = functionsNamed(model, name);
  return kernel !== undefined && given < kernel.parameters.length && isFunction(model, written, name);
}

/** True when a kernel expression is the name of one function, with its template arguments, and of nothing else. */
function isFunction(model: Model, expression: string, name: string): boolean {
  if (!/^[\p{L}_$:][\p{L}\p{N}_$:\s]*(?:<.*>)?$/su.test(expression)) return false;
  if (functionsNamed(model, name).length !== 1) return false;
  // A variable or parameter of that name somewhere in the program may be what is meant.
  const plain = name.replace(/^.*::/s, '').trim();
  const word = plain.replaceAll('$', '\\$');
  const variable = new RegExp(
    `[\\w>*&]\\s*[\\s*&]${word}\\s*[,)=;[]|\\*\\s*${word}\\s*\\)\\s*\\(|#\\s*define\\s+${word}\\b`,
  );
  return !Object.keys(model.sources.files).some((file) => variable.test(textOf(model.sources, file)));
}

/** True when no kernel of the program is a template or overloaded: then whatever a macro is given has an address. */
function isPlainEverywhere(model: Model, macro: MacroDefinition | undefined): boolean {
  const names = new Set<string>();
  for (const kernel of model.kernels) {
    if (kernel.templateParameters.length > 0 || names.has(kernel.qualifiedName)) return false;
    names.add(kernel.qualifiedName);
  }
  return macro !== undefined;
}

/** Arguments of a deduced launch are passed on as values, and a value of `NULL` or `0` is no pointer any more. */
function nullPointers(model: Model, launch: Launch, text: string): TextEdit[] {
  const [kernel] = functionsNamed(model, launch.kernel);
  return launch.args
    .filter((arg, i) => {
      const word = text.slice(arg.start, arg.end);
      return word === 'NULL' || (word === '0' && kernel?.parameters[i]?.pointee !== undefined);
    })
    .map((span) => ({ span, after: 'nullptr' }));
}
