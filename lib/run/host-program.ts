// A host program for a bare kernel: in comes the Model of a source without main, out comes the same source with a complete
// CUDA main after it. Sizes, inputs and launch are guesses from the kernel's signature, written to be read and changed.
import type { Fallible, Problem } from '@/lib/core/problem';
import { mainText, textOf } from '@/lib/core/sources';
import type { DeviceVariable, FunctionInfo, Model } from '@/lib/cuda';
import { problem } from '@/lib/messages';
import { type Arguments, argumentsFor, type Geometry, geometryOf, rowElements } from './host-arguments';
import { type Memory, writeHostProgram } from './host-text';

/** No block is given more threads than this: what every device and every lane of our own runtime takes with ease. */
const mostThreads = 256;

/** One kernel with arguments, a shape of launch and the memory it declares: all guessed from its signature and body. */
export type LaunchGuess = Memory & {
  readonly kernel: FunctionInfo;
  readonly args: Arguments;
  readonly geometry: Geometry;
  readonly block: readonly [number, number, number];
};

/** @param kernelName as in the Model; the first kernel that arguments can be made for when absent */
export function guessLaunch(model: Model, kernelName?: string): Fallible<LaunchGuess> {
  const whole = { file: model.sources.main, start: 0, end: 0 };
  if (model.kernels.length === 0) return { problems: [problem('host-program-no-kernel', 'error', whole)] };
  const wanted = model.kernels.filter(
    ({ name, qualifiedName }) =>
      kernelName === undefined || name === kernelName || qualifiedName === kernelName,
  );
  if (wanted.length === 0) {
    const known = [...new Set(model.kernels.map(({ qualifiedName }) => qualifiedName))].join(', ');
    return {
      problems: [problem('host-program-unknown-kernel', 'error', whole, { kernel: kernelName ?? '', known })],
    };
  }
  let refused: readonly Problem[] | undefined;
  for (const kernel of wanted) {
    const guess = guessFor(model, kernel);
    if (guess.value) return guess;
    refused ??= guess.problems;
  }
  return { problems: refused ?? [] };
}

/**
 * Appends a main that launches one kernel: buffers with fixed contents, copies, the launch with error checks, and sums
 * of what comes back.
 * @param kernelName as in the Model; the first kernel that arguments can be made for when absent
 */
export function hostProgramFor(model: Model, kernelName?: string): Fallible<string> {
  const whole = { file: model.sources.main, start: 0, end: 0 };
  if (model.hasMain) return { problems: [problem('host-program-has-main', 'error', whole)] };
  const { value: guess, problems } = guessLaunch(model, kernelName);
  if (!guess) return { problems };
  const { kernel, args, geometry, block } = guess;
  const texture = args.inOrder.findIndex((one) => 'buffer' in one && one.buffer.texture !== undefined);
  const parameter = kernel.parameters[texture];
  if (parameter) {
    const { name, type, span } = parameter;
    return { problems: [problem('host-program-parameter', 'error', span, { parameter: name, type })] };
  }
  const program = writeHostProgram(kernel, args, geometry, block, guess);
  return { value: appendProgram(model, program), problems };
}

/** The main file's text with a program after it, in the file's own line ends. */
export function appendProgram(model: Model, program: string): string {
  const text = mainText(model.sources);
  const lineEnd = model.files[model.sources.main]?.lineEnd ?? '\n';
  const before = text === '' || /[\r\n]$/.test(text) ? text : `${text}${lineEnd}`;
  return `${before}${lineEnd}${program.replaceAll('\n', lineEnd)}`;
}

function guessFor(model: Model, kernel: FunctionInfo): Fallible<LaunchGuess> {
  const body = kernel.body
    ? textOf(model.sources, kernel.body.file).slice(kernel.body.start, kernel.body.end)
    : '';
  const geometry = geometryOf(
    body,
    kernel.parameters.map(({ name }) => name),
  );
  const shared = model.variables.filter(
    ({ space, span }) =>
      space === 'shared' &&
      kernel.body?.file === span.file &&
      span.start >= kernel.body.start &&
      span.end <= kernel.body.end,
  );
  const block = blockOf(model, kernel, geometry, shared);
  const problems: Problem[] = [];
  const args = argumentsFor(kernel, body, geometry, block[0], problems);
  if (!args) return { problems };
  const constants = model.variables.filter(
    (variable) => variable.space === 'constant' && isUsed(body, variable) && !isSet(variable),
  );
  return { value: { kernel, args, geometry, block, shared, constants }, problems };
}

const isUsed = (body: string, { declarators }: DeviceVariable) =>
  declarators.some(({ name }) => new RegExp(`\\b${name}\\b`).test(body));
const isSet = ({ declarators, isExtern }: DeviceVariable) =>
  isExtern || declarators.some(({ initializer }) => initializer);

/** The value of a whole number as the program names it: a literal, a macro or a constant. */
function numberNamed(model: Model, expression: string): number | undefined {
  if (/^\d+$/.test(expression)) return Number(expression);
  if (!/^[A-Za-z_]\w*$/.test(expression)) return undefined;
  for (const [path, { macros }] of Object.entries(model.files)) {
    const text = textOf(model.sources, path);
    const macro = macros.find(({ name, parameters }) => name === expression && !parameters);
    const literal = macro && /^\(?\s*(\d+)\s*\)?$/.exec(text.slice(macro.body.start, macro.body.end).trim());
    const constant = new RegExp(`\\bconst(?:expr)?\\s[\\w\\s]*\\b${expression}\\s*=\\s*(\\d+)\\s*[;,]`).exec(
      text,
    );
    const found = literal?.[1] ?? constant?.[1];
    if (found) return Number(found);
  }
  return undefined;
}

/** The shape of a block: as the launch bounds and the shared arrays ask for, within the bound. */
function blockOf(
  model: Model,
  kernel: FunctionInfo,
  { threadDimensions, global, manyBlocks }: Geometry,
  shared: readonly DeviceVariable[],
): readonly [number, number, number] {
  const bound = numberNamed(model, kernel.launchBounds?.[0] ?? '') ?? mostThreads;
  const most = Math.min(bound, mostThreads);
  const rows = shared
    .filter(({ isExtern }) => !isExtern)
    .flatMap(({ declarators }) => declarators)
    .map(({ dimensions }) =>
      dimensions.map((span) =>
        numberNamed(model, textOf(model.sources, span.file).slice(span.start, span.end).trim()),
      ),
    );
  const wanted = rows.find((dims) => dims.length === threadDimensions && (dims[0] ?? 0) >= 8)?.[0];
  // A block with a row of its own often takes one thread for each element: rows are that long.
  const alone = manyBlocks && !global ? rowElements : most;
  if (threadDimensions === 1) return [Math.min(most, wanted ?? alone), 1, 1];
  if (threadDimensions === 3) return most >= 256 ? [8, 8, 4] : [4, 4, 4];
  const side = Math.min(wanted ?? 16, 32, most);
  return [side, Math.max(1, Math.min(side, Math.floor(most / side))), 1];
}
