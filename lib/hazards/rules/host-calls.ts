// What the host does with answers, streams and copies: errors nobody looks at or that are compared by code, launches whose
// error is lost, copies from pageable memory, many streams, frees that no longer wait.
import type { TextEdit } from '@/lib/core/edit';
import type { Span } from '@/lib/core/span';
import { type NameUse, P } from '@/lib/cuda';
import { hasSince } from '@/lib/targets/options';
import { spanOfTokens, tokensIn } from '../control';
import { moreOf } from '../families/calls';
import { type Finding, type Fix, finding, type Hazard } from '../finding';
import { bodyAround } from '../operand-types';
import type { Scene } from '../scene';

export const hostCalls: Hazard = {
  code: 'nodiscard',
  also: [
    'kernel-launch-unchecked',
    'error-values',
    'memcpy-async-pageable',
    'free-implicit-sync',
    'default-stream',
    'stream-concurrency',
    'events-timing',
    'prefetch-signature',
  ],
  find: (scene) => [
    ...ignored(scene),
    ...lostErrors(scene),
    ...compared(scene),
    ...pageable(scene),
    ...frees(scene),
    ...streams(scene),
    ...prefetches(scene),
  ],
};

/** Runtime calls whose answer is an error code, as programs use them. */
const answers =
  /^cuda(?:Malloc|Free|Mem(?:cpy|set|Prefetch|Advise|GetInfo|Pool)|Host|Device[A-Z]|Stream|Event|SetDevice|GetDevice|Func[SG]et|Launch(?:CooperativeKernel|HostFunc|Kernel)$|ThreadSynchronize|(?:Create|Destroy)(?:Texture|Surface)Object|Graph(?:Launch|Instantiate|Create|Destroy|ExecDestroy)|GetSymbol|Pointer)(?!\w*(?:_t|Prop)$)\w*$/;

/** Calls that stand as statements of their own. */
function ignored(scene: Scene): Finding[] {
  const found = new Map<string, { use: NameUse; edits: TextEdit[] }>();
  for (const [name, uses] of scene.liveNames) {
    if (!answers.test(name) || scene.functionsNamed(name).length > 0) continue;
    for (const use of uses) {
      const { callSpan, span, role, where, qualifiedBy } = use;
      if (role !== 'call' || where !== 'code' || !callSpan || qualifiedBy !== undefined) continue;
      const { lexed, control } = scene.fileOf(span.file);
      const { code, names } = lexed.code;
      const [at, behind] = tokensIn(lexed.code, callSpan);
      if (code[behind] !== P.semicolon || !isStatement(code, names, control().partner, at)) continue;
      const edit = { span: { ...span, end: span.start }, after: '(void)' };
      const known = found.get(span.file);
      if (!known) found.set(span.file, { use, edits: [edit] });
      else {
        known.edits.push(edit);
        if (span.start < known.use.span.start) found.set(span.file, { ...known, use });
      }
    }
  }
  return [...found.values()].map(({ use, edits }) =>
    finding(
      'nodiscard',
      'note',
      use.span,
      { before: use.name, more: moreOf(edits.length) },
      { edits, safe: true, byDefault: false },
    ),
  );
}

/** Whether a statement begins at a token: behind `;`, a brace, `else`, or the condition of an `if` or loop. */
function isStatement(
  code: readonly number[],
  names: readonly string[],
  partner: Int32Array,
  at: number,
): boolean {
  const before = code[at - 1];
  if (at === 0 || before === P.semicolon || before === P.openBrace || before === P.closeBrace) return true;
  if (names[at - 1] === 'else' || names[at - 1] === 'do') return true;
  if (before !== P.closeParen) return false;
  const open = partner[at - 1] as number;
  return open > 0 && /^(?:if|for|while)$/.test(names[open - 1] ?? '');
}

/** A launch, another call that answers, and only then the question for the last error: before ROCm 7 that one is lost. */
function lostErrors(scene: Scene): Finding[] {
  if (hasSince(scene.options.rocm, '7.0')) return [];
  const asks = [...scene.usesOf('cudaGetLastError'), ...scene.usesOf('cudaPeekAtLastError')].filter(
    ({ where }) => where === 'code',
  );
  if (asks.length === 0) return [];
  const calls = scene
    .uses(/^cuda(?:Device|Stream|Event|Mem|Malloc|Free)\w+$/)
    .filter(({ role }) => role === 'call');
  const told = new Set<NameUse>();
  return scene.model.launches.flatMap(({ span }) => {
    const around = scene.functionAt(span);
    const inside = (use: NameUse) =>
      use.span.file === span.file &&
      use.span.start > span.end &&
      around !== undefined &&
      use.span.end <= around.span.end;
    const ask = asks.filter(inside).sort((a, b) => a.span.start - b.span.start)[0];
    if (!ask || told.has(ask)) return [];
    const between = calls.find((use) => inside(use) && use.span.start < ask.span.start);
    if (!between) return [];
    told.add(ask);
    const params = { before: ask.name, between: between.name };
    return [finding('kernel-launch-unchecked', 'note', ask.span, params, askedAtOnce(scene, span, ask))];
  });
}

/** The question right behind the launch, its answer kept for where it was asked. */
function askedAtOnce(scene: Scene, launch: Span, { callSpan, span }: NameUse): Fix | undefined {
  const file = scene.fileOf(launch.file);
  const { code, end } = file.lexed.code;
  const { partner } = file.control();
  const [from, behind] = tokensIn(file.lexed.code, launch);
  const [ask] = tokensIn(file.lexed.code, span);
  if (!callSpan || code[behind] !== P.semicolon || file.tokensOf('launch_error').length > 0) return undefined;
  // Both have to stand in one block, the later one perhaps deeper.
  let open = -1;
  for (let i = from - 1; i >= 0 && open < 0; i--) {
    const close = partner[i] as number;
    if (code[i] === P.openBrace && close > from) open = i;
  }
  if (open < 0 || (partner[open] as number) < ask || !isStatement(code, file.lexed.code.names, partner, from))
    return undefined;
  if (code[from - 1] === P.closeParen || file.lexed.code.names[from - 1] === 'else') return undefined;
  const at = end[behind] as number;
  const edits = [
    { span: { ...launch, start: at, end: at }, after: ' hipError_t launch_error = hipGetLastError();' },
    { span: callSpan, after: 'launch_error' },
  ];
  return { edits, safe: false, byDefault: false };
}

/** `== cudaErrorMemoryAllocation`: which code comes back for what differs. */
function compared(scene: Scene): Finding[] {
  return scene
    .uses(/^cudaError(?!_t$|NotReady$|_enum$)[A-Z]\w+$/)
    .filter(({ span, where }) => {
      if (where !== 'code') return false;
      const { lexed } = scene.fileOf(span.file);
      const [at] = tokensIn(lexed.code, span);
      const isEqual = (i: number) => lexed.code.code[i] === P.equal || lexed.code.code[i] === P.operator;
      return isEqual(at - 1) || isEqual(at + 1) || lexed.code.names[at - 1] === 'case';
    })
    .slice(0, 1)
    .map(({ name, span }) => finding('error-values', 'note', span, { before: name }, anyError(scene, span)));
}

/** `e == cudaErrorMemoryAllocation` as `e != hipSuccess`: any error, whichever code it has. */
function anyError(scene: Scene, span: Span): Fix | undefined {
  const file = scene.fileOf(span.file);
  const { code } = file.lexed.code;
  const [at] = tokensIn(file.lexed.code, span);
  const equal = code[at - 1] === P.equal ? at - 1 : code[at + 1] === P.equal ? at + 1 : -1;
  if (equal < 0) return undefined;
  const edits = [
    { span: spanOfTokens(file, equal, equal + 1), after: '!=' },
    { span, after: 'hipSuccess' },
  ];
  return { edits, safe: false, byDefault: false };
}

/** An asynchronous copy from memory of malloc, new or a vector. */
function pageable(scene: Scene): Finding[] {
  for (const use of scene.usesOf('cudaMemcpyAsync')) {
    const { args, where } = use;
    if (where !== 'code' || !args || args.length < 4) continue;
    const kind = args[3] && scene.textAt(args[3]);
    const host =
      kind === 'cudaMemcpyHostToDevice' ? args[1] : kind === 'cudaMemcpyDeviceToHost' ? args[0] : undefined;
    if (!host) continue;
    const text = scene.textAt(host);
    const local = bodyAround(scene, use.span)?.locals.get(text);
    const { names } = scene.fileOf(host.file).lexed.code;
    const isOwn =
      local?.isArray ||
      (local?.value &&
        names.slice(local.value[0], local.value[1]).some((name) => /^(?:malloc|calloc|new)$/.test(name)));
    if (isOwn || /^\w+\.data\(\)$/.test(text))
      return [finding('memcpy-async-pageable', 'note', host, { pointer: text.slice(0, 40) })];
  }
  return [];
}

function frees(scene: Scene): Finding[] {
  if (!hasSince(scene.options.rocm, '7.0')) return [];
  const pointers = new Set(
    scene
      .usesOf('cudaMallocAsync')
      .flatMap(({ args }) => (args?.[0] ? [scene.textAt(args[0]).replace(/^[^&]*&\s*/, '')] : [])),
  );
  return scene
    .usesOf('cudaFree')
    .filter(({ args }) => args?.[0] !== undefined && pointers.has(scene.textAt(args[0])))
    .map(({ span }) => finding('free-implicit-sync', 'note', span));
}

function streams(scene: Scene): Finding[] {
  const found: Finding[] = [];
  const perThread = Object.values(scene.model.files)
    .flatMap(({ macros }) => macros)
    .find(({ name }) => name === 'CUDA_API_PER_THREAD_DEFAULT_STREAM');
  if (perThread) {
    const { file, start, end } = perThread.span;
    const at = start + scene.textAt(perThread.span).indexOf(perThread.name, 'define'.length);
    const span = { file, start: at, end: Math.min(end, at + perThread.name.length) };
    const edits = [{ span, after: 'HIP_API_PER_THREAD_DEFAULT_STREAM' }];
    found.push(
      finding('default-stream', 'warning', perThread.span, {}, { edits, safe: true, byDefault: false }),
    );
  }
  for (const { span } of scene.uses(/^cudaStreamCreate(?:WithFlags|WithPriority)?$/)) {
    const file = scene.fileOf(span.file);
    const [at] = tokensIn(file.lexed.code, span);
    if (
      !file
        .control()
        .around(at)
        .some(({ word }) => word === 'for')
    )
      continue;
    found.push(finding('stream-concurrency', 'note', span));
    break;
  }
  const waits = scene.usesOf('cudaEventSynchronize')[0];
  const maps = scene.uses(/^cuda(?:HostAllocMapped|HostGetDevicePointer)$/);
  if (waits && maps.length > 0) found.push(finding('events-timing', 'note', waits.span));
  return found;
}

/** `cudaMemPrefetchAsync(p, n, location, flags, stream)` of CUDA 13. */
function prefetches(scene: Scene): Finding[] {
  return scene.usesOf('cudaMemPrefetchAsync').flatMap(({ args, span, where }): Finding[] => {
    const [, , location, flags] = args ?? [];
    if (where !== 'code' || !location || !flags) return [];
    const name = scene.textAt(location);
    const body = bodyAround(scene, span);
    if (body?.locals.get(name)?.type !== 'cudaMemLocation') return [];
    // Only a device's number stands in .id; the host has none.
    const file = scene.fileOf(span.file);
    const { names } = file.lexed.code;
    const isDevice = !names.slice(body.from, body.to).some((word) => /^cudaMemLocationTypeHost/.test(word));
    if (!isDevice) return [finding('prefetch-signature', 'error', span)];
    const edits = [
      { span: { ...location, start: location.end }, after: '.id' },
      { span: { ...flags, start: location.end }, after: '' },
    ];
    return [finding('prefetch-signature', 'error', span, {}, { edits, safe: true, byDefault: true })];
  });
}
