// Shared variables: `__shared__ float t[16];` becomes a reference into the running block's memory, `extern __shared__`
// a pointer to its dynamic part. In comes the Model, out come edits; what can't be said in C++ is a problem.
import type { TextEdit } from '@/lib/core/edit';
import type { Problem } from '@/lib/core/problem';
import { textOf } from '@/lib/core/sources';
import type { Span } from '@/lib/core/span';
import type { DeviceVariable, Model, NameUse } from '@/lib/cuda';
import { problem } from '@/lib/messages';
import { lineEndsOf, onOneLine } from './written';

type Declarator = DeviceVariable['declarators'][number];

const insert = (file: string, at: number, after: string): TextEdit => ({
  span: { file, start: at, end: at },
  after,
});
const remove = (span: Span): TextEdit => ({ span, after: '' });

/**
 * The place of a variable: each has a slot of its own, in a template one for each instance, and the static of a lambda is
 * exactly that. Arrays lie at 16 bytes at least, since programs read them as float4.
 */
function place(name: string, alignment: string | undefined): string {
  const slot = 'static ::crosswarp::SharedSlot cw_slot;';
  if (alignment === undefined)
    return `::crosswarp::shared<${typeOf(name)}>([]() -> auto& { ${slot} return cw_slot; }())`;
  const type = `using cw_type = ${typeOf(name)};`;
  const holder = `struct cw_place { alignas(${alignment}) alignas(cw_type) cw_type value; };`;
  return `[]() -> auto& { ${type} ${holder} ${slot} return ::crosswarp::shared<cw_place>(cw_slot).value; }()`;
}

/** Rewrites all shared variables of the program; `compiler` is the one that its text is meant for. */
export function rewriteShared(model: Model, compiler: string, problems: Problem[]): TextEdit[] {
  const edits: TextEdit[] = [];
  const understood = new Set<string>();
  const key = (span: Span) => `${span.start} ${span.file}`;
  for (const variable of model.variables) {
    const text = textOf(model.sources, variable.span.file);
    const words = variable.specifiers.filter((span) => text.slice(span.start, span.end) === '__shared__');
    if (words.length === 0) continue;
    for (const word of words) understood.add(key(word));
    const refused = refuse(variable, compiler);
    if (refused) problems.push(refused);
    else edits.push(...words.map(remove), ...rewrite(model, variable, text));
  }
  for (const use of model.names) {
    if (use.name !== '__shared__' || use.where === 'directive' || understood.has(key(use.span))) continue;
    if (isParameter(model, use)) edits.push(remove(use.span));
    else problems.push(problem('cpu-shared-unreadable', 'error', use.span, { compiler }));
  }
  return edits;
}

/** On a parameter the word says where a pointer points, which changes nothing here. */
function isParameter(model: Model, { span }: NameUse): boolean {
  return model.functions.some((f) =>
    f.parameters.some(
      (p) => p.span.file === span.file && p.span.start <= span.start && span.end <= p.span.end,
    ),
  );
}

function refuse(variable: DeviceVariable, compiler: string): Problem | undefined {
  const initialized = variable.declarators.find(({ initializer }) => initializer);
  if (initialized)
    return problem('cpu-shared-initializer', 'error', initialized.initializer as Span, {
      name: initialized.name,
      compiler,
    });
  if (variable.isExtern) return undefined;
  const unsized = variable.declarators.find(({ dimensions: [first] }) => first && first.start === first.end);
  return unsized && problem('cpu-shared-unsized', 'error', unsized.span, { name: unsized.name, compiler });
}

function rewrite(model: Model, variable: DeviceVariable, text: string): TextEdit[] {
  const { file, start } = variable.span;
  const [first] = variable.declarators;
  if (!first) return [];
  const storage = storageWords(text, file, start, first.span.start);
  const inFunction = variable.inFunction !== undefined || variable.inMacro !== undefined;
  if (!inFunction) return atNamespace(model, variable, text, storage);
  const asked = alignmentIn(text.slice(start, variable.span.end));
  return [
    ...storage.map(remove),
    ...variable.declarators.flatMap((one) =>
      variable.isExtern
        ? dynamic(one, text)
        : fixed(one, asked ?? (one.dimensions.length > 0 ? '16' : undefined)),
    ),
  ];
}

/** Where `static` and `extern` stand before the first declarator. */
function storageWords(text: string, file: string, from: number, to: number): Span[] {
  const words: Span[] = [];
  for (const { 0: word, index } of text.slice(from, to).matchAll(/\b(?:static|extern)\b/g))
    words.push({ file, start: from + index, end: from + index + word.length });
  return words;
}

const typeOf = (expression: string) => `::std::remove_reference_t<decltype(${expression})>`;

/** What stands in `__align__(…)`, `alignas(…)` or `aligned(…)`. */
function alignmentIn(declaration: string): string | undefined {
  const found =
    /\b(?:__align__|__builtin_align__|alignas|(?:__)?aligned(?:__)?)\s*\(((?:[^()]|\([^()]*\))*)\)/.exec(
      declaration,
    );
  return found ? onOneLine(found[1] as string) : undefined;
}

/** `t[16]` to `(&t)[16] = …`. */
function fixed({ name, nameSpan, span }: Declarator, alignment: string | undefined): TextEdit[] {
  return [
    insert(nameSpan.file, nameSpan.start, '(&'),
    insert(nameSpan.file, nameSpan.end, ')'),
    insert(span.file, span.end, ` = ${place(name, alignment)}`),
  ];
}

/** `s[]` to `(*const s) = …`: a pointer to the elements, whose further dimensions stay. */
function dynamic({ name, nameSpan, span, dimensions: [outer] }: Declarator, text: string): TextEdit[] {
  const { file } = span;
  if (!outer)
    return [
      insert(file, nameSpan.start, '(&'),
      insert(file, nameSpan.end, ')'),
      insert(file, span.end, ` = *::crosswarp::dynamic_shared<${typeOf(name)}>()`),
    ];
  return [
    insert(file, nameSpan.start, '(*const '),
    insert(file, nameSpan.end, ')'),
    remove(bracketsAround(outer, text)),
    insert(file, span.end, ` = ::crosswarp::dynamic_shared<${typeOf(`*${name}`)}>()`),
  ];
}

function bracketsAround({ file, start, end }: Span, text: string): Span {
  return { file, start: text.lastIndexOf('[', start), end: text.indexOf(']', end) + 1 };
}

/**
 * At namespace scope: the dynamic array is an object that turns into a pointer where it is used. That cannot be cast, so
 * device functions that name it also get a pointer of their own. A variable of fixed size is one per OS thread, because an
 * OS thread runs one block at a time from its start to its end.
 */
function atNamespace(
  model: Model,
  variable: DeviceVariable,
  text: string,
  storage: readonly Span[],
): TextEdit[] {
  const { file, start } = variable.span;
  if (!variable.isExtern) return [...storage.map(remove), insert(file, start, 'static thread_local ')];
  const { type, typeSpan, declarators } = variable;
  const [{ span, nameSpan, dimensions }] = declarators as readonly [Declarator];
  const stars = text.slice(span.start, nameSpan.start);
  const inner = dimensions.slice(1).map((each) => `[${text.slice(each.start, each.end)}]`);
  const rest = onOneLine(stars + inner.join(''));
  return [
    ...storage.map(remove),
    insert(file, start, 'static '),
    insert(file, typeSpan.start, '::crosswarp::DynamicSharedArray<'),
    insert(file, typeSpan.end, `${rest}>`),
    ...declarators.flatMap((one) => [
      { span: one.span, after: ` ${one.name}${lineEndsOf(text.slice(one.span.start, one.span.end))}` },
      ...pointersTo(model, one.name, onOneLine(`${type} ${rest}`)),
    ]),
  ];
}

/** A pointer at the start of each device function that names a dynamic array of namespace scope. */
function pointersTo(model: Model, name: string, type: string): TextEdit[] {
  const named = new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`);
  return model.functions.flatMap(({ space, body, parameters }) => {
    if (!body || (space !== 'global' && space !== 'device')) return [];
    if (!named.test(textOf(model.sources, body.file).slice(body.start, body.end))) return [];
    const hidden =
      parameters.some((parameter) => parameter.name === name) ||
      model.variables.some(
        ({ span, declarators }) =>
          span.file === body.file &&
          body.start < span.start &&
          span.end < body.end &&
          declarators.some((one) => one.name === name),
      );
    if (hidden) return [];
    return [
      insert(body.file, body.start + 1, ` auto* const ${name} = ::crosswarp::dynamic_shared<${type}>();`),
    ];
  });
}
