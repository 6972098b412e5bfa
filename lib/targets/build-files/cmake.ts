// CMake files: in comes one file of a project, out come edits that turn the language CUDA into HIP, and problems. Options of
// the compiler are flag-words' business.
import type { Path } from '@/lib/core/sources';
import { problem } from '@/lib/messages';
import type { HipOptions } from '@/lib/targets/options';
import { type Draft, drop, replace } from './build-tree';
import {
  droppedProperties,
  linkingCommands,
  plainCommands,
  sharedSuffixes,
  strangeCommands,
  strangeVariables,
  variables,
} from './cmake-names';
import { type Argument, type Command, commandsOf } from './cmake-syntax';
import { missingLibrary, noteArchitecture, portWords } from './flag-words';
import { defaultArchitecture } from './flags';
import { lookUpLibrary } from './libraries';
import { portNamesInWord } from './names-in-words';
import { wordsIn } from './words';

/** What is known of all CMake files together. */
export type CmakeProject = {
  /** By file with a find_package for CUDA: the packages to be looked for instead. */
  readonly packages: ReadonlyMap<Path, readonly string[]>;
  /** Some file makes CUDA a language of the project. */
  readonly hasLanguage: boolean;
  /** Variables that the project sets itself. */
  readonly own: ReadonlySet<string>;
};

const findsCuda = ({ name, args }: Command) =>
  name === 'find_package' && /^(?:CUDA|CUDAToolkit)$/.test(args[0]?.text ?? '');
const makesLanguage = ({ name, args }: Command) =>
  (name === 'project' || name === 'enable_language') &&
  args.slice(name === 'project' ? 1 : 0).some(({ text }) => text === 'CUDA');

export function cmakeProject(files: ReadonlyMap<Path, string>, options: HipOptions): CmakeProject {
  const parsed = [...files]
    .filter(([path]) => /(?:CMakeLists\.txt|\.cmake(?:\.in)?)$/.test(path))
    .map(([path, text]) => ({ path, text, commands: commandsOf(text) }));
  const packages = new Map<Path, string[]>();
  for (const { path, commands } of parsed) {
    if (!commands.some(findsCuda)) continue;
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    const found = new Set(['hip']);
    for (const other of parsed)
      if (other.path.startsWith(folder))
        for (const name of packagesUsed(other.text, options)) found.add(name);
    packages.set(path, [...found]);
  }
  const own = new Set(
    parsed.flatMap(({ commands }) =>
      commands
        .filter(({ name }) => name === 'set' || name === 'option')
        .flatMap(({ args }) => (args[0] ? [args[0].text] : [])),
    ),
  );
  return { packages, own, hasLanguage: parsed.some(({ commands }) => commands.some(makesLanguage)) };
}

function packagesUsed(text: string, { libraries }: HipOptions): string[] {
  const names = [
    ...[...text.matchAll(/\bCUDA::(\w+)/g)].map((match) => match[1] as string),
    ...[...text.matchAll(/\bCUDA_\w+/g)].flatMap(([name]) => {
      const known = Object.hasOwn(variables, name) ? variables[name] : undefined;
      return known && 'library' in known ? [known.library] : [];
    }),
    ...[...text.matchAll(/\b(cuda_add_\w+_to_target)\b/gi)].flatMap(
      ([name]) => linkingCommands[name.toLowerCase()] ?? [],
    ),
  ];
  return names.flatMap((name) => {
    const answer = lookUpLibrary(name, libraries);
    return answer?.is === 'renamed' && answer.row.find ? [answer.row.find] : [];
  });
}

export function portCmake(draft: Draft, project: CmakeProject): void {
  const commands = commandsOf(draft.text);
  const usesLanguage = commands.some(makesLanguage) || (commands.some(findsCuda) && !project.hasLanguage);
  for (const command of commands) {
    if (usesLanguage && command.name === 'cmake_minimum_required') raiseMinimum(draft, command);
    if (findsCuda(command)) findPackages(draft, command, project);
    else if (!portWholeCommand(draft, command)) portArguments(draft, command, project);
  }
}

function raiseMinimum(draft: Draft, { args }: Command): void {
  const version = args[args.findIndex(({ text }) => text === 'VERSION') + 1];
  const match = /^(\d+)\.(\d+)[\d.]*/.exec(version?.text ?? '');
  if (!version || !match) return;
  const [major, minor] = [Number(match[1]), Number(match[2])];
  if (major < 3 || (major === 3 && minor < 21))
    replace(draft, version.start, version.start + match[0].length, '3.21', 'build-cmake-minimum');
}

function findPackages(draft: Draft, command: Command, project: CmakeProject): void {
  const required = command.args.some(({ text }) => text === 'REQUIRED');
  const quiet = command.args.some(({ text }) => text === 'QUIET');
  const words = `${quiet ? ' QUIET' : ''}${required ? ' REQUIRED' : ''}`;
  const lineStart = draft.text.lastIndexOf('\n', command.start - 1) + 1;
  const indent = /^[ \t]*/.exec(draft.text.slice(lineStart, command.start))?.[0] ?? '';
  const lineEnd = draft.text.includes('\r\n') ? '\r\n' : '\n';
  // A second one in the same file (FindCUDA beside FindCUDAToolkit) asks for nothing new.
  const again = draft.said.has('packages');
  draft.said.add('packages');
  const packages = again ? ['hip'] : (project.packages.get(draft.path) ?? ['hip']);
  const lines = packages.map((name) => `find_package(${name}${words})`);
  if (!project.hasLanguage && !again) lines.unshift('enable_language(HIP)');
  replace(draft, command.start, command.end, lines.join(lineEnd + indent), 'build-cmake-package');
}

/** Commands that change as a whole. */
function portWholeCommand(draft: Draft, command: Command): boolean {
  const { name, args, start, nameEnd, end } = command;
  if (Object.hasOwn(linkingCommands, name)) {
    const answer = lookUpLibrary(linkingCommands[name] as string, draft.options.libraries);
    if (answer?.is === 'renamed' && args[0])
      replace(
        draft,
        start,
        end,
        `target_link_libraries(${args[0].text} ${answer.row.target})`,
        'build-cmake-plain-command',
      );
    return true;
  }
  if (Object.hasOwn(strangeCommands, name)) {
    byHand(draft, { start, end: nameEnd }, draft.text.slice(start, nameEnd), strangeCommands[name] as string);
    return false;
  }
  if (Object.hasOwn(plainCommands, name))
    replace(draft, start, nameEnd, plainCommands[name] as string, 'build-cmake-plain-command');
  if (
    name === 'set' &&
    /^CMAKE_CUDA_(?:RUNTIME_LIBRARY|RESOLVE_DEVICE_SYMBOLS|HOST_COMPILER)$/.test(args[0]?.text ?? '')
  ) {
    drop(draft, start, end, 'build-cmake-property-dropped');
    return true;
  }
  if (name === 'set_target_properties') return portSeparable(draft, command);
  if (/^(?:list|set)$/.test(name) && args.some(({ text }) => text === 'CUDA_NVCC_FLAGS'))
    return portNvccFlags(draft, command);
  return false;
}

/** `set_target_properties(t PROPERTIES CUDA_SEPARABLE_COMPILATION ON)`, when it sets nothing else. */
function portSeparable(draft: Draft, { args, start, end }: Command): boolean {
  const at = args.findIndex(({ text }) => text === 'PROPERTIES');
  const [property, value] = args.slice(at + 1);
  if (property?.text !== 'CUDA_SEPARABLE_COMPILATION' || args.length !== at + 3 || at < 1) return false;
  const names = args.slice(0, at).map(({ text }) => text);
  const lineEnd = draft.text.includes('\r\n') ? '\r\n' : '\n';
  const after = /^(?:ON|TRUE|YES|1)$/i.test(value?.text ?? '')
    ? names
        .flatMap((target) => [
          `target_compile_options(${target} PRIVATE $<$<COMPILE_LANGUAGE:HIP>:-fgpu-rdc>)`,
          `target_link_options(${target} PRIVATE -fgpu-rdc --hip-link)`,
        ])
        .join(lineEnd)
    : '';
  if (after === '') drop(draft, start, end, 'build-cmake-property-dropped');
  else replace(draft, start, end, after, 'build-cmake-separable');
  return true;
}

/** FindCUDA keeps options as a list, the language HIP as one string. */
function portNvccFlags(draft: Draft, command: Command): boolean {
  const { name, args, start, nameEnd } = command;
  const at = args.findIndex(({ text }) => text === 'CUDA_NVCC_FLAGS');
  const variable = args[at] as Argument;
  const values = args.slice(at + 1).filter(({ text }) => !/^\$\{CUDA_NVCC_FLAGS\};?$/.test(text));
  const first = values[0];
  const last = values.at(-1);
  const simple = values.every(({ text }) => !/[;"$]/.test(text));
  if (!first || !last || !simple || (name === 'list' && args[0]?.text !== 'APPEND')) {
    byHand(draft, variable, 'CUDA_NVCC_FLAGS', 'CMAKE_HIP_FLAGS, one string with blanks between options');
    portWordsOf(draft, values);
    return true;
  }
  // string(APPEND CMAKE_HIP_FLAGS " -O3 -g"): the words inside stay where they are and are ported one by one.
  replace(draft, start, nameEnd, 'string', 'build-cmake-name');
  if (name === 'set')
    replace(draft, variable.start, variable.end, 'APPEND CMAKE_HIP_FLAGS', 'build-cmake-name');
  else replace(draft, variable.start, variable.end, 'CMAKE_HIP_FLAGS', 'build-cmake-name');
  const isWhole = values.length === 1 && first.quoted;
  const open = isWhole ? first.start : first.quoted ? first.start - 1 : first.start;
  const from = name === 'set' ? variable.end : open;
  replace(
    draft,
    from,
    open,
    name === 'set' ? ` ${isWhole ? '"' : '"'} ` : isWhole ? ' ' : '" ',
    'build-cmake-name',
  );
  if (!isWhole)
    replace(
      draft,
      last.end + (last.quoted ? 1 : 0),
      last.end + (last.quoted ? 1 : 0),
      '"',
      'build-cmake-name',
    );
  portWordsOf(draft, values);
  return true;
}

function portWordsOf(draft: Draft, args: readonly Argument[]): void {
  const words = args.flatMap((arg) =>
    arg.quoted
      ? wordsIn(draft.text, arg.start, arg.end)
      : [{ text: arg.text, start: arg.start, end: arg.end }],
  );
  portWords(draft, words, { forNvcc: true, architectures: new Set() });
}

const takesOptions =
  /^(?:target_compile_options|add_compile_options|target_link_options|add_link_options|set_target_properties|set_property|set_source_files_properties|set|list|string|cuda_add_executable|cuda_add_library)$/;

function portArguments(draft: Draft, command: Command, project: CmakeProject): void {
  const { name, args } = command;
  const isFlags =
    /^CMAKE_CUDA_FLAGS/.test(args[0]?.text ?? '') || /^CMAKE_CUDA_FLAGS/.test(args[1]?.text ?? '');
  const links = /^(?:target_link_libraries|link_libraries|find_library)$/.test(name);
  const isLanguageList = name === 'project' || name === 'enable_language' || name === 'check_language';
  const pending: Argument[] = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] as Argument;
    const { text } = arg;
    const previous = args[i - 1]?.text ?? '';
    if (
      text === 'CUDA' &&
      ((isLanguageList && (name !== 'project' || i > 0)) ||
        previous === 'LANGUAGE' ||
        previous === 'LANGUAGES')
    )
      replace(draft, arg.start, arg.end, 'HIP', 'build-cmake-language');
    else if (/^(?:CMAKE_)?CUDA_ARCHITECTURES$/.test(text)) i = portArchitectures(draft, command, i);
    else if (droppedProperties.has(text) && args[i + 1]) {
      const value = args[i + 1] as Argument;
      drop(draft, arg.start, value.end + (value.quoted ? 1 : 0), 'build-cmake-property-dropped');
      i++;
    } else if (text === 'COMMAND' && callsNvcc.test(args[i + 1]?.text ?? ''))
      i = portCommandLine(draft, args, i, project);
    else if (links && portLinked(draft, arg)) continue;
    else if (takesOptions.test(name) || isFlags) pending.push(arg);
    else portNames(draft, arg, project);
  }
  if (pending.length > 0) portOptions(draft, pending, project, isFlags);
}

const callsNvcc = /(?:^|\/)nvcc$|CMAKE_CUDA_COMPILER|CUDA_NVCC_EXECUTABLE/;
const keyword =
  /^(?:COMMAND|DEPENDS|OUTPUT|BYPRODUCTS|COMMENT|WORKING_DIRECTORY|VERBATIM|MAIN_DEPENDENCY|ARGS|SOURCES|USES_TERMINAL)$/;

/** `COMMAND ${CMAKE_CUDA_COMPILER} -fatbin x.cu`: run as it stands, so the script hipcc takes nvcc's place. */
function portCommandLine(draft: Draft, args: readonly Argument[], at: number, project: CmakeProject): number {
  const program = args[at + 1] as Argument;
  let end = at + 1;
  while (args[end + 1] && !keyword.test(args[end + 1]?.text ?? '')) end++;
  replace(draft, program.start, program.end, 'hipcc', 'build-compiler');
  portOptions(draft, args.slice(at + 2, end + 1), project, true);
  const span = { file: draft.path, start: program.start, end: program.end };
  draft.problems.push(problem('build-cmake-command-line', 'warning', span));
  return end;
}

/** Arguments that may be options: the options, with what they take, are translated; names in all the rest. */
function portOptions(draft: Draft, args: readonly Argument[], project: CmakeProject, isFlags: boolean): void {
  const words = args.flatMap((arg) =>
    optionsIn(arg).map(([from, to]) => ({ text: draft.text.slice(from, to), start: from, end: to })),
  );
  const before = draft.edits.length;
  const firstProblem = draft.problems.length;
  portWords(draft, words, { forNvcc: isFlags, architectures: new Set() });
  // What follows an option as its value belongs to that edit.
  const spans = [...draft.edits.slice(before), ...draft.problems.slice(firstProblem)].map(({ span }) => span);
  for (const arg of args) portNames(draft, arg, project, spans);
}

/** The options inside an argument: `-O3 -g`, or those behind the conditions of a generator expression. */
function optionsIn(arg: Argument): [number, number][] {
  const condition =
    /^(?:\$<\$<[^<>]*(?:<[^<>]*>[^<>]*)*>:|\$<[A-Z_]+:[^:<>]*:|SHELL:)+/.exec(arg.text)?.[0].length ?? 0;
  const tail = />+$/.exec(arg.text)?.[0].length ?? 0;
  return [...arg.text.slice(condition, arg.text.length - tail).matchAll(/[^\s;]+/g)].map((match) => {
    const start = arg.start + condition + match.index;
    return [start, start + match[0].length];
  });
}

/** `set(CMAKE_CUDA_ARCHITECTURES 70 80)`, `PROPERTIES CUDA_ARCHITECTURES "70;80"`: the name and its values. */
function portArchitectures(draft: Draft, { args }: Command, at: number): number {
  const name = args[at] as Argument;
  replace(draft, name.start, name.end, name.text.replace('CUDA', 'HIP'), 'build-cmake-name');
  let end = at;
  while (
    /^(?:\d+[a-z]*(?:-real|-virtual)?;?)+$|^(?:native|all|all-major|OFF)$/.test(args[end + 1]?.text ?? '')
  )
    end++;
  if (end === at) return at;
  const [first, last] = [args[at + 1] as Argument, args[end] as Argument];
  if (first.text === 'OFF') return end;
  const sole = first === last;
  const from = !sole && first.quoted ? first.start - 1 : first.start;
  replace(draft, from, !sole && last.quoted ? last.end + 1 : last.end, defaultArchitecture, 'build-arch');
  noteArchitecture(draft, first);
  return end;
}

/** A library to link with, as a target, by name or with -l. */
function portLinked(draft: Draft, arg: Argument): boolean {
  const name = /^(?:CUDA::|-l|lib)?(\w+)$/.exec(arg.text)?.[1];
  const answer = name === undefined ? undefined : lookUpLibrary(name, draft.options.libraries);
  if (!answer || name === undefined) return false;
  const asTarget = arg.text.startsWith('CUDA::');
  if (answer.is === 'missing') missingLibrary(draft, arg, name, answer.instead);
  else if (answer.is === 'needless') drop(draft, arg.start, arg.end, 'build-library-needless');
  else if (!asTarget)
    replace(
      draft,
      arg.start,
      arg.end,
      `${arg.text.startsWith('-l') ? '-l' : ''}${answer.row.link}`,
      'build-library',
    );
  else if (answer.row.target) replace(draft, arg.start, arg.end, answer.row.target, 'build-cmake-target');
  else missingLibrary(draft, arg, name, `the library ${answer.row.link}, without a target of its own`);
  return true;
}

// ---- names inside an argument ----

const word =
  /\bCUDA::(\w+)|\b(?:CMAKE_)?CUDA(?:Toolkit)?_\w+|\bcuda_std_(\d+)\b|(?<=COMPILE_LANG(?:UAGE|_AND_ID):|LINK_LANG(?:UAGE|_AND_ID):)CUDA\b|(?<=,)CUDA(?=[>,])/g;

type Range = { readonly start: number; readonly end: number };

function portNames(draft: Draft, arg: Argument, project: CmakeProject, taken: readonly Range[] = []): void {
  const isFree = (from: number, to: number) => !taken.some(({ start, end }) => from < end && to > start);
  for (const match of arg.text.matchAll(word)) {
    const start = arg.start + match.index;
    const end = start + match[0].length;
    if (isFree(start, end)) portName(draft, match, start, arg, project);
  }
  if (isFree(arg.start, arg.end)) portNamesInWord(draft, { text: arg.text, start: arg.start, end: arg.end });
}

function portName(
  draft: Draft,
  match: RegExpMatchArray,
  start: number,
  arg: Argument,
  project: CmakeProject,
): void {
  const name = match[0];
  const end = start + name.length;
  if (match[1] !== undefined) {
    const answer = lookUpLibrary(match[1], draft.options.libraries);
    if (answer?.is === 'renamed' && answer.row.target)
      replace(draft, start, end, answer.row.target, 'build-cmake-target');
    else byHand(draft, { start, end }, name, 'the target of the library in ROCm');
  } else if (match[2] !== undefined) replace(draft, start, end, `hip_std_${match[2]}`, 'build-cmake-name');
  else if (name === 'CUDA') replace(draft, start, end, 'HIP', 'build-cmake-language');
  else if (Object.hasOwn(variables, name)) {
    const known = variables[name] as { library: string } | { name: string };
    if ('name' in known) replace(draft, start, end, known.name, 'build-cmake-name');
    else portLibraryVariable(draft, known.library, start, end);
  } else {
    const suffix = /^(?:CMAKE_)?CUDA_(\w+)$/.exec(name)?.[1] ?? '';
    const isCmakes =
      name.startsWith('CMAKE_') ||
      /^CUDA_(?:ARCHITECTURES|STANDARD|STANDARD_REQUIRED|EXTENSIONS)$/.test(name);
    if (isCmakes && sharedSuffixes.test(suffix)) {
      replace(draft, start, end, name.replace('CUDA', 'HIP'), 'build-cmake-name');
      if (/_COMPILER_(?:ID|VERSION)$/.test(name)) byHand(draft, arg, name, "clang's name and version");
    } else if (
      !project.own.has(name) ||
      /^CMAKE_|^CUDA_(?:SEPARABLE_COMPILATION|TOOLKIT_ROOT_DIR)$/.test(name)
    ) {
      const strange = strangeVariables.find(([pattern]) => pattern.test(name));
      if (strange) byHand(draft, { start, end }, name, strange[1]);
    }
  }
}

/** `${CUDA_CUBLAS_LIBRARIES}` as a whole becomes a target. */
function portLibraryVariable(draft: Draft, library: string, start: number, end: number): void {
  const answer = lookUpLibrary(library, draft.options.libraries);
  const isReference = draft.text.slice(start - 2, start) === '${' && draft.text[end] === '}';
  if (answer?.is === 'renamed' && answer.row.target && isReference)
    replace(draft, start - 2, end + 1, answer.row.target, 'build-cmake-target');
  else byHand(draft, { start, end }, draft.text.slice(start, end), 'the target of the library in ROCm');
}

function byHand(draft: Draft, { start, end }: Range, name: string, instead: string): void {
  draft.problems.push(
    problem('build-cmake-by-hand', 'warning', { file: draft.path, start, end }, { name, instead }),
  );
}
