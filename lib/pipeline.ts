// The port as one function: the table of contents in code. Sources and a parser go in, the ported text, every edit
// with its explanation, and every problem come out. Pure: the page's worker, the server and the command line call it.
import { applyEdits, sortEdits, type TextEdit } from '@/lib/core/edit';
import type { Problem } from '@/lib/core/problem';
import { type Path, type Sources, textOf } from '@/lib/core/sources';
import { type LineStarts, lineStarts, placeAt, type Span } from '@/lib/core/span';
import { analyze, type CudaParser, type Model, parse } from '@/lib/cuda';
import { emitProgram, type IrTargetId } from '@/lib/emission';
import { type Finding, findHazards, fixAsEdits } from '@/lib/hazards';
import { fillHoles, messageOf, sentence } from '@/lib/messages';
import { editTargets, irTargets, isBuiltTarget, mergeEdits } from '@/lib/targets';
import type { HipOptions } from '@/lib/targets/options';
import type { PortEdit, TargetId } from '@/lib/targets/target';

export type PortOptions = HipOptions & {
  readonly target: TargetId;
  /** Ids of edits that the user took back. */
  readonly undone: readonly string[];
  /** Apply every fix that is safe without asking, not only those without which the port would not build. */
  readonly fixAll?: boolean;
  /** Ids of fixes (`ExplainedProblem.fixId`) that the user took, whether safe or not. */
  readonly taken?: readonly string[];
};

/** One edit as shown: where it was made, where its text stands now, and why. */
export type ExplainedEdit = {
  /**
   * `rule/before#n`: the n-th edit of this rule on this text in its file; stays while unrelated text changes.
   * Files other than the main one add `@path`; a long `before` is cut.
   */
  readonly id: string;
  readonly span: Span;
  /** Of the span's start, both from 1. */
  readonly line: number;
  readonly column: number;
  /** Where `after` stands in the output; for an undone edit, where `before` still stands. */
  readonly outSpan: Span;
  readonly before: string;
  readonly after: string;
  readonly rule: string;
  /** One sentence. */
  readonly message: string;
  readonly why: string;
  readonly watch?: string;
  readonly undone: boolean;
  /** Edits of one group make sense together only: taking back one takes back all. */
  readonly group?: string;
  /** The fix that it is of, where it mends a problem. */
  readonly fixId?: string;
};

export type PortedFile = {
  readonly path: Path;
  readonly outPath: Path;
  readonly text: string;
  readonly edits: readonly ExplainedEdit[];
  /** Of a text made new: the place that each of its lines comes from; lines from 1. */
  readonly marks?: readonly LineMark[];
};

export type LineMark = { readonly line: number; readonly file: Path; readonly sourceLine: number };

/** A Problem with its sentence and place filled in, so that pages need no catalogue. */
export type ExplainedProblem = Problem & {
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly why: string;
  readonly howToFix?: string;
  /** Names its fix, as `rule/before#n` does an edit; stays while unrelated text changes. */
  readonly fixId?: string;
};

export type PortStats = {
  readonly files: number;
  readonly lines: number;
  readonly edits: number;
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
};

export type PortResult = {
  readonly target: TargetId;
  /** The ported program, with paths as they were (includes between files still hold); `files` gives new names. */
  readonly output: Sources;
  readonly files: readonly PortedFile[];
  readonly problems: readonly ExplainedProblem[];
  readonly stats: PortStats;
  /** False for kernel-only sources: Run then offers a host program. */
  readonly hasMain: boolean;
  readonly kernels: readonly { readonly name: string; readonly line: number }[];
};

/**
 * Ports a program. Never throws for what a user may send: what can't be done is among the problems.
 * @throws OverlappingEdits, and for a target that is not built: bugs of the caller or ours.
 */
export function port(sources: Sources, parser: CudaParser, options: PortOptions): PortResult {
  const { target: id } = options;
  if (!isBuiltTarget(id)) throw new Error(`the target ${id} is not built`);
  if (id !== 'hip') return portKernels(sources, parser, id);
  const analyzed = analyze(parse(sources, parser));
  const model = analyzed.value;
  const target = editTargets[id];
  const ported = model ? target.edit(model, options) : { edits: [], problems: [] };
  const findings = model ? findHazards(model, options) : [];
  const fixIds = nameFixes(findings, sources);
  const chosen = chooseFixes(findings, fixIds, ported.edits, options);
  const asEdits = chosen.flatMap((finding) => {
    const fixId = fixIds.get(finding.problem);
    return fixAsEdits(finding).map((edit) => ({ ...edit, ...(fixId !== undefined && { fixId }) }));
  });
  // Of two edits of the same text the first stays: a fix knows more than a renaming.
  const isInsertion = ({ span }: TextEdit) => span.start === span.end;
  const merged = mergeEdits([
    ...asEdits.filter((edit) => !isInsertion(edit)),
    ...ported.edits,
    ...asEdits.filter(isInsertion),
  ]);
  const edits = identify(merged, sources, options.undone);
  const problems = [
    ...analyzed.problems,
    ...unlessKnownBetter(ported.problems, findings),
    ...stillOpen(findings, chosen, edits).map(({ problem }) => problem),
  ];
  const linesOf = linesIn(sources);
  const files = Object.keys(sources.files).map((path) =>
    applyTo(sources, path, edits, model, linesOf, target.fileName),
  );
  return {
    target: options.target,
    output: {
      main: sources.main,
      files: Object.fromEntries(files.map(({ path, text }) => [path, text])),
    },
    files,
    problems: explainProblems(problems, sources, linesOf, fixIds),
    stats: count(sources, edits, problems, linesOf),
    hasMain: model?.hasMain ?? false,
    kernels: kernelsOf(model, linesOf),
  };
}

/** The kernels of a program in a language that is made new from the IR; one text, under the main file's name. */
function portKernels(sources: Sources, parser: CudaParser, id: IrTargetId): PortResult {
  const { value: model, problems: told } = analyze(parse(sources, parser));
  const { artifact, problems } = emitProgram(sources, id);
  const linesOf = linesIn(sources);
  const { main } = sources;
  // What stands around kernels says nothing without one.
  const text = artifact && artifact.bindings.length > 0 ? artifact.text : '';
  const marks = artifact?.marks.map(({ line, span }) => ({
    line,
    file: span.file,
    sourceLine: placeAt(linesOf(span.file), span.start).line,
  }));
  const file: PortedFile = {
    path: main,
    outPath: irTargets[id].fileName(main),
    text,
    edits: [],
    ...(marks && { marks }),
  };
  // What the analysis says of host code has nothing to do with kernels; what is wrong with the text does.
  const all = [...told.filter(({ severity }) => severity === 'error'), ...problems];
  return {
    target: id,
    output: { main, files: { [main]: text } },
    files: [file],
    problems: explainProblems(all, sources, linesOf),
    stats: count(sources, [], all, linesOf),
    hasMain: model?.hasMain ?? false,
    kernels: kernelsOf(model, linesOf),
  };
}

// ---- hazards: which fixes are part of the translation ----

type FixIds = ReadonlyMap<Problem, string>;

/** A name for each fix that lasts while unrelated text changes: `code/text#n`, as edits have. */
function nameFixes(findings: readonly Finding[], sources: Sources): FixIds {
  const seen = new Map<string, number>();
  return new Map(
    findings
      .filter(({ fix }) => fix)
      .sort((a, b) => a.problem.span.start - b.problem.span.start)
      .map(({ problem }) => [problem, nameOf(sources, problem.span, problem.code, seen)]),
  );
}

/** The fixes that become part of the port: those it needs to build, all safe ones when asked, and those that were taken. */
function chooseFixes(
  findings: readonly Finding[],
  fixIds: FixIds,
  ported: readonly PortEdit[],
  { applyFixes, fixAll, taken = [] }: PortOptions,
): Finding[] {
  const isApplied = ({ fix }: Finding) =>
    fix !== undefined && applyFixes && (fix.byDefault || (fixAll === true && fix.safe));
  const chosen = findings.filter(isApplied);
  if (taken.length === 0) return chosen;
  const asked = new Set(taken);
  const standing: TextEdit[] = [...ported, ...chosen.flatMap(({ fix }) => fix?.edits ?? [])];
  for (const finding of findings) {
    const { fix, problem } = finding;
    if (!fix || isApplied(finding) || !asked.has(fixIds.get(problem) ?? '')) continue;
    // Two rules may propose the same, and a fix may reach into what another edit has changed: then it stays an offer.
    if (fix.edits.every((edit) => standing.some((other) => isSame(edit, other)))) continue;
    if (fix.edits.some((edit) => standing.some((other) => crosses(edit.span, other.span)))) continue;
    chosen.push(finding);
    standing.push(...fix.edits);
  }
  return chosen;
}

const isSame = (a: TextEdit, b: TextEdit) =>
  a.after === b.after &&
  a.span.file === b.span.file &&
  a.span.start === b.span.start &&
  a.span.end === b.span.end;

/** They share characters, and neither holds the other. */
function crosses(a: Span, b: Span): boolean {
  if (a.file !== b.file || a.end <= b.start || b.end <= a.start) return false;
  const holds = (outer: Span, inner: Span) => outer.start <= inner.start && outer.end >= inner.end;
  return !holds(a, b) && !holds(b, a);
}

/** What a target says of a name gives way to a hazard that is an error at the same place and tells how to mend it. */
function unlessKnownBetter(problems: readonly Problem[], findings: readonly Finding[]): Problem[] {
  const place = ({ span: { file, start, end } }: Problem) => `${start}-${end} ${file}`;
  const known = new Set(
    findings.flatMap(({ problem }) => (problem.severity === 'error' ? [place(problem)] : [])),
  );
  return problems.filter((problem) => !known.has(place(problem)));
}

/** Findings that no applied edit answers: they are told, with their fix. */
function stillOpen(
  findings: readonly Finding[],
  chosen: readonly Finding[],
  edits: readonly IdentifiedEdit[],
): Finding[] {
  const applied = edits.filter(({ undone }) => !undone).map(({ edit }) => edit);
  const isAnswered = ({ span, after }: TextEdit) =>
    applied.some(
      (edit) =>
        edit.span.file === span.file &&
        edit.span.start <= span.start &&
        edit.span.end >= span.end &&
        (edit.after === after || edit.span.end - edit.span.start > span.end - span.start),
    );
  const keyOf = ({ span, after }: TextEdit) => `${span.start}-${span.end} ${span.file}\n${after}`;
  let keys: ReadonlySet<string> | undefined;
  const isThere = (edit: TextEdit) => {
    keys ??= new Set(applied.map(keyOf));
    return keys.has(keyOf(edit));
  };
  return findings.filter((finding) =>
    chosen.includes(finding) ? !finding.fix?.edits.some(isAnswered) : !finding.fix?.edits.every(isThere),
  );
}

// ---- identity ----

type IdentifiedEdit = {
  readonly edit: PortEdit & { readonly fixId?: string };
  readonly id: string;
  readonly undone: boolean;
};

function identify(
  edits: readonly IdentifiedEdit['edit'][],
  sources: Sources,
  undone: readonly string[],
): IdentifiedEdit[] {
  const asked = new Set(undone);
  const seen = new Map<string, number>();
  const named = sortByFile(edits, sources).map((edit) => {
    return { edit, id: nameOf(sources, edit.span, edit.rule, seen) };
  });
  const groups = new Set(
    named.flatMap(({ edit, id }) => (edit.group !== undefined && asked.has(id) ? [edit.group] : [])),
  );
  return named.map(({ edit, id }) => ({
    edit,
    id,
    undone: asked.has(id) || (edit.group !== undefined && groups.has(edit.group)),
  }));
}

/** `seen` counts what was named before, in order of place. */
function nameOf(sources: Sources, span: Span, rule: string, seen: Map<string, number>): string {
  const { file, start, end } = span;
  const before = textOf(sources, file).slice(start, end).replace(/\s+/g, ' ').slice(0, 60);
  const key = `${file}\n${rule}/${before}`;
  const n = (seen.get(key) ?? 0) + 1;
  seen.set(key, n);
  return `${rule}/${before}#${n}${file === sources.main ? '' : `@${file}`}`;
}

function sortByFile<E extends TextEdit>(edits: readonly E[], sources: Sources): E[] {
  return Object.keys(sources.files).flatMap((path) =>
    sortEdits(edits.filter(({ span }) => span.file === path)),
  );
}

// ---- applying and explaining ----

type LinesOf = (path: Path) => LineStarts;

/** Where the lines of each file start, found out once. */
function linesIn(sources: Sources): LinesOf {
  const known = new Map<Path, LineStarts>();
  return (path) => {
    const starts = known.get(path) ?? lineStarts(textOf(sources, path));
    known.set(path, starts);
    return starts;
  };
}

function applyTo(
  sources: Sources,
  path: Path,
  edits: readonly IdentifiedEdit[],
  model: Model | undefined,
  linesOf: LinesOf,
  fileName: (path: Path) => Path,
): PortedFile {
  const text = textOf(sources, path);
  const starts = linesOf(path);
  const asApplied = edits
    .filter(({ edit }) => edit.span.file === path)
    .map((identified) => {
      const { span, after } = identified.edit;
      const before = text.slice(span.start, span.end);
      // An undone edit is applied as itself, so that it keeps a place in the output.
      return { identified, span, before, after: identified.undone ? before : after };
    });
  const applied = applyEdits(text, asApplied);
  return {
    path,
    outPath: outPathOf(path, model, fileName),
    text: applied.text,
    edits: applied.placed.map(({ edit: { identified, span, before }, start, end }) => {
      const { edit, id, undone } = identified;
      const message = messageOf(edit.rule);
      const params = { before, after: edit.after, ...edit.params };
      return {
        id,
        span,
        ...placeAt(starts, span.start),
        outSpan: { file: path, start, end },
        before,
        after: edit.after,
        rule: edit.rule,
        message: sentence(edit.rule, params),
        why: fillHoles(message.why, params),
        ...(message.watch !== undefined && { watch: fillHoles(message.watch, params) }),
        undone,
        ...(edit.group !== undefined && { group: edit.group }),
        ...(edit.fixId !== undefined && { fixId: edit.fixId }),
      };
    }),
  };
}

/** A file that another one includes keeps its name, so that the include still holds. */
function outPathOf(path: Path, model: Model | undefined, fileName: (path: Path) => Path): Path {
  const included = Object.values(model?.files ?? {}).some(({ includes }) =>
    includes.some(({ resolved }) => resolved === path),
  );
  return included ? path : fileName(path);
}

function explainProblems(
  problems: readonly Problem[],
  sources: Sources,
  linesOf: LinesOf,
  fixIds: FixIds = new Map(),
): ExplainedProblem[] {
  const order = new Map(Object.keys(sources.files).map((path, index) => [path, index]));
  return [...problems]
    .sort(
      (a, b) => (order.get(a.span.file) ?? 0) - (order.get(b.span.file) ?? 0) || a.span.start - b.span.start,
    )
    .map((problem) => {
      const { file, start } = problem.span;
      const message = messageOf(problem.code);
      const fixId = fixIds.get(problem);
      return {
        ...problem,
        ...placeAt(linesOf(file), start),
        message: sentence(problem.code, problem.params),
        why: fillHoles(message.why, problem.params),
        ...(message.fix !== undefined && { howToFix: fillHoles(message.fix, problem.params) }),
        ...(fixId !== undefined && { fixId }),
      };
    });
}

function count(
  sources: Sources,
  edits: readonly IdentifiedEdit[],
  problems: readonly Problem[],
  linesOf: LinesOf,
): PortStats {
  const paths = Object.keys(sources.files);
  const of = (severity: Problem['severity']) =>
    problems.filter((problem) => problem.severity === severity).length;
  return {
    files: paths.length,
    lines: paths.reduce((sum, path) => sum + linesOf(path).length, 0),
    edits: edits.filter(({ undone }) => !undone).length,
    errors: of('error'),
    warnings: of('warning'),
    notes: of('note'),
  };
}

function kernelsOf(model: Model | undefined, linesOf: LinesOf): PortResult['kernels'] {
  return (model?.kernels ?? []).map(({ name, nameSpan }) => ({
    name,
    line: placeAt(linesOf(nameSpan.file), nameSpan.start).line,
  }));
}

// ---- the shapes that scripts see ----

/** One file's edits as `--json` and the API give them. */
export function describeEdits(result: PortResult, path: Path) {
  const file = result.files.find((one) => one.path === path);
  return (file?.edits ?? [])
    .filter(({ undone }) => !undone)
    .map(({ span: { start, end }, line, column, before, after, rule, message }) => ({
      span: { start, end, line, column },
      before,
      after,
      rule,
      message,
    }));
}

/** All problems as `--json` and the API give them. */
export function describeProblems(result: PortResult) {
  return result.problems.map(({ code, severity, span, line, column, message, fix }) => ({
    file: span.file,
    code,
    severity,
    line,
    column,
    message,
    ...(fix && {
      fix: fix.map((edit) => ({
        file: edit.span.file,
        start: edit.span.start,
        end: edit.span.end,
        after: edit.after,
      })),
    }),
  }));
}

/** The answer of `translate --json` and `POST /api/v1/translate`: the main file's port. */
export function describeTranslation(result: PortResult) {
  const { main } = result.output;
  return {
    target: result.target,
    output: textOf(result.output, main),
    edits: describeEdits(result, main),
    problems: describeProblems(result),
    stats: result.stats,
  };
}
