// One launch of a recording as a plan: in come a recording with detail, names, and which launch; out come the plan with
// the contents of every buffer as they were, and what each buffer held afterwards. The door through which whole programs
// reach the runners that take plans. Knows no runner and no IR.
import type { Params } from '@/lib/core/problem';
import type { MessageCode } from '@/lib/messages';
import { elementType, scalarBytes } from './element-types';
import type { PlanArgument, PlanLaunch } from './plan';
import type { RecordedArgument, RecordedStep, Recording } from './recording';
import { bareKernelName, type ParameterName, type RecordingNames } from './recording-names';
import { bufferAround, launchSteps } from './recording-state';

/** A variable of the device that the program reached by name: plans don't carry them, runners that can set them do. */
export type ReplaySymbol = {
  readonly name: string;
  readonly type?: string;
  readonly before: Uint8Array;
  readonly after: Uint8Array;
};

export type Replay = {
  readonly plan: PlanLaunch;
  /** What each buffer of the plan held when the launch had ended, by its name in the plan. */
  readonly after: Readonly<Record<string, Uint8Array>>;
  readonly symbols: readonly ReplaySymbol[];
};

/** Why a launch can't be replayed. */
export type ReplayRefusal = { readonly code: MessageCode; readonly params: Params };

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base64 without an engine's encoder. */
export function base64Of(bytes: Uint8Array): string {
  const parts: string[] = [];
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const a = bytes[i] as number;
    const b = bytes[i + 1];
    const c = bytes[i + 2];
    text += letters[a >> 2] as string;
    text += letters[((a & 3) << 4) | ((b ?? 0) >> 4)] as string;
    text += b === undefined ? '=' : (letters[((b & 15) << 2) | ((c ?? 0) >> 6)] as string);
    text += c === undefined ? '=' : (letters[c & 63] as string);
    if (text.length >= 1 << 16) {
      parts.push(text);
      text = '';
    }
  }
  return parts.join('') + text;
}

/** What a pointer of this type points to: `const float * __restrict__` is `float`. */
function pointeeOf(type: string): string {
  return type
    .replace(/\b(?:__restrict__|__restrict|restrict|const|volatile)\b/g, ' ')
    .replace(/\*\s*$/, '')
    .replace(/\s+/g, ' ')
    .trim();
}

const isPointer = (type: string) => /\*\s*(?:const|__restrict__|__restrict|restrict|\s)*$/.test(type);
const toConst = (type: string) => /\bconst\b[^*]*\*[^*]*$/.test(type);

/** A number that looks like an address of device memory would be read as one by the kernel. */
function holdsAddress(data: Uint8Array, recording: Recording): boolean {
  if (data.length < 8) return false;
  const ranges = recording.buffers.flatMap(({ address, bytes }) =>
    address ? [[address, bytes] as const] : [],
  );
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  for (let at = 0; at + 8 <= data.length; at += 8) {
    const value = Number(view.getBigUint64(at, true));
    if (ranges.some(([start, bytes]) => value >= start && value < start + Math.max(bytes, 1))) return true;
  }
  return false;
}

type View = { readonly name: string; readonly buffer: number; readonly offset: number };

/** The type of one element, and how many of them are in so many bytes. */
function lengthOf(type: string, bytes: number): { readonly type: string; readonly length?: number } {
  const { scalar, lanes } = elementType(type);
  if (type === 'void') return { type: 'unsigned char', length: bytes };
  // The size of a struct is the runner's to know; the data say how many there are.
  if (scalar === 'byte') return { type };
  return { type, length: Math.floor(bytes / (lanes * scalarBytes[scalar])) };
}

/**
 * @returns the replay, or the one reason why this launch has none: no detail, memory that is not known, pointers inside of
 * arguments or buffers, two arguments that overlap, a pointer to nowhere
 */
export function replayOf(
  recording: Recording,
  names: RecordingNames,
  launch: number,
): { readonly replay: Replay } | { readonly refusal: ReplayRefusal } {
  const index = launchSteps(recording)[launch];
  const step = index === undefined ? undefined : recording.detail?.steps[index];
  const recorded = recording.launches[launch];
  if (step?.kind !== 'launch' || index === undefined || !recorded)
    return refuse('replay-no-detail', { launch });
  const kernel = recorded.kernel;
  const parameters = names.parameters[bareKernelName(kernel)] ?? [];
  const wrote = new Set(step.wrote.map(({ buffer }) => buffer));
  const views: View[] = [];
  const args: PlanArgument[] = [];
  const after: Record<string, Uint8Array> = {};
  for (const [i, arg] of step.args.entries()) {
    const parameter = parameters[i];
    const name = parameter?.name ?? `argument${i}`;
    if (!isPointer(arg.type)) {
      if (holdsAddress(arg.data, recording)) return refuse('replay-pointer-inside', { launch, name });
      args.push(scalarArgument(arg, parameter, name));
      continue;
    }
    if (arg.buffer === undefined) return refuse('replay-pointer-nowhere', { launch, name });
    const offset = arg.offset ?? 0;
    const known = views.find((view) => view.buffer === arg.buffer);
    if (known && known.offset !== offset) return refuse('replay-buffers-overlap', { launch, name });
    const state = bufferAround(recording, arg.buffer, launch);
    if (!state || state.unknown) return refuse('replay-memory-unknown', { launch, name });
    const view = known ?? { name: viewName(arg.buffer, offset), buffer: arg.buffer, offset };
    if (!known) views.push(view);
    const before = state.before.subarray(offset);
    // Of a buffer of pointers every element is an address; in others a number may look like one by chance.
    if (/\*/.test(pointeeOf(arg.type)) && holdsAddress(before, recording))
      return refuse('replay-pointer-inside', { launch, name });
    after[view.name] = state.after.subarray(offset);
    args.push({
      name: view.name,
      ...lengthOf(pointeeOf(arg.type), before.length),
      kind: 'buffer',
      role: toConst(arg.type) && !wrote.has(arg.buffer) ? 'in' : 'inout',
      init: { kind: 'data', base64: base64Of(before) },
    });
  }
  const symbols = symbolsAround(recording, index, launch);
  const given = new Set([...views.map(({ buffer }) => buffer), ...symbols.map(({ buffer }) => buffer)]);
  // It wrote memory that no argument names: through a pointer in a struct, or one it read from memory.
  if ([...wrote].some((buffer) => !given.has(buffer)))
    return refuse('replay-pointer-inside', { launch, name: kernel });
  return {
    replay: {
      plan: {
        kernel,
        grid: [...recorded.grid],
        block: [...recorded.block],
        ...(recorded.shared && { sharedBytes: recorded.shared }),
        args,
      },
      after,
      symbols: symbols.map(({ buffer, ...symbol }) => symbol),
    },
  };
}

const refuse = (code: MessageCode, params: Params) => ({ refusal: { code, params } });

/** Its order of allocation, and where in it the view begins. */
const viewName = (buffer: number, offset: number) => (offset === 0 ? `a${buffer}` : `a${buffer}+${offset}`);

/** As the parameter is declared where the source says it plainly, else as the compiler saw the argument. */
function scalarArgument(
  arg: RecordedArgument,
  parameter: ParameterName | undefined,
  name: string,
): PlanArgument {
  const declared = parameter && elementType(parameter.type);
  const fits =
    declared &&
    declared.scalar !== 'byte' &&
    declared.lanes * scalarBytes[declared.scalar] === arg.data.length;
  return {
    name,
    type: fits ? declared.name : arg.type.replace(/\bconst\b/g, '').trim(),
    kind: 'scalar',
    role: 'in',
    init: { kind: 'data', base64: base64Of(arg.data) },
  };
}

/** The named variables that are known by then. */
function symbolsAround(recording: Recording, index: number, launch: number) {
  const known = new Set(
    (recording.detail?.steps.slice(0, index) ?? []).flatMap((step: RecordedStep) =>
      step.kind === 'alloc' ? [step.buffer] : [],
    ),
  );
  return recording.buffers
    .filter(({ id, kind }) => kind === 'symbol' && known.has(id))
    .flatMap(({ id, name, type }) => {
      const state = bufferAround(recording, id, launch);
      if (!state || state.unknown) return [];
      const { before, after } = state;
      return [{ buffer: id, name: name ?? `a${id}`, ...(type && { type }), before, after }];
    });
}
