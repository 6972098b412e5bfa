// The structure of one file: in come its tokens, out come functions, variables, scopes and declared names. Regions wait
// on a list of their own, so that depth of nesting is no depth of calls. Knows C++ by its tokens, not by a grammar, and so
// holds around errors and unknown macros.
import { scanBody } from './body';
import { templateEnd } from './brackets';
import {
  type Collector,
  declareMember,
  declareParameters,
  join,
  type Region,
  statementEnd,
  usingAt,
} from './collector';
import {
  afterGroup,
  declarationAt,
  qualifiedEnd,
  type Stream,
  skipAttributes,
  splitCommas,
} from './declaration';
import { type Head, headAt, looksLikeMacro } from './head';
import type { ExecutionSpace } from './model';
import type { SpecifierMacros, Structure } from './scopes';
import { identifier, P, string } from './token';
import { cvWords, executionWords, keywords, memorySpaces, storageWords } from './words';

/** Looks through a whole file. */
export function structureOf(stream: Stream, macros: SpecifierMacros): Structure {
  const c: Collector = {
    stream,
    isSpecifier: (name) => macros.has(name),
    macros,
    pending: [{ kind: 'scope', from: 0, to: stream.tokens.kind.length, container: '' }],
    functions: [],
    variables: [],
    locals: [],
    regions: [],
    device: [],
    members: new Map(),
    opened: [],
    declaring: new Set(),
  };
  for (let region = c.pending.pop(); region; region = c.pending.pop()) {
    if (region.kind === 'body') scanBody(c, region);
    else for (let i = region.from; i < region.to; ) i = Math.max(i + 1, itemAt(c, i, region));
  }
  c.functions.sort((a, b) => a.from - b.from);
  c.variables.sort((a, b) => a.declaration.from - b.declaration.from);
  c.locals.sort((a, b) => a.from - b.from);
  c.regions.sort((a, b) => a.from - b.from);
  return c;
}

type Scope = Extract<Region, { kind: 'scope' }>;

/** Reads one declaration of a namespace or class at token `at`; gives the token after it. */
function itemAt(c: Collector, at: number, scope: Scope): number {
  const { stream } = c;
  const { tokens } = stream;
  const { names, code, kind } = tokens;
  const to = scope.to;
  const name = names[at] as string;
  if (code[at] === P.semicolon || code[at] === P.closeBrace || code[at] === P.closeParen) return at + 1;
  if (/^(?:public|private|protected)$/.test(name)) return code[at + 1] === P.colon ? at + 2 : at + 1;

  const templates: [number, number][] = [];
  let i = at;
  while (i < to && names[i] === 'template') {
    const close = code[i + 1] === P.less ? templateEnd(tokens, stream.brackets, i + 1) : -1;
    if (close < 0) return statementEnd(stream, i + 1, to);
    for (const range of splitCommas(stream, i + 2, close)) templates.push(range);
    i = close + 1;
    if (names[i] === 'requires')
      i = code[i + 1] === P.openParen ? afterGroup(stream, i + 1, to) : qualifiedEnd(stream, i + 1, to);
  }
  const word = names[i] as string;
  if (word === 'namespace' || (word === 'inline' && names[i + 1] === 'namespace'))
    return namespaceAt(c, word === 'inline' ? i + 1 : i, scope);
  if (word === 'extern' && kind[i + 1] === string && code[i + 2] === P.openBrace) {
    const close = stream.brackets.partner[i + 2] as number;
    if (close < 0) return i + 3;
    c.pending.push({ ...scope, from: i + 3, to: close });
    return close + 1;
  }
  if (word === 'using') return usingAt(c, i, scope);
  if (word === 'static_assert' || word === 'asm' || word === '__asm__') return statementEnd(stream, i, to);
  if (word === 'concept') {
    declareMember(c, scope.container, i + 1);
    return statementEnd(stream, i, to);
  }

  const head = headAt(c, i, scope);
  const end = head.end;
  for (const [from, paramEnd] of templates) declareTemplateParameter(c, from, paramEnd, at, end);
  if (head.candidate >= 0) {
    addFunction(c, { at, head, templates, scope });
    return end;
  }
  const declaration = declarationAt(stream, i, end, false, c.isSpecifier);
  if (declaration) {
    for (const one of declaration.declarators) declareMember(c, scope.container, one.name);
    if (declaration.spaces.length > 0 && declaration.declarators.length > 0)
      c.variables.push({ declaration, ...(scope.inFunction && { inFunction: scope.inFunction }) });
  }
  return end;
}

function namespaceAt(c: Collector, at: number, scope: Scope): number {
  const { tokens, brackets } = c.stream;
  let i = skipAttributes(c.stream, at + 1, scope.to);
  let container = scope.container;
  while (i < scope.to && tokens.kind[i] === identifier) {
    if (tokens.names[i] !== 'inline') {
      declareMember(c, container, i);
      container = join(container, tokens.names[i] as string);
    }
    i++;
    if (tokens.code[i] === P.scope) i++;
    else i = skipAttributes(c.stream, i, scope.to);
  }
  if (tokens.code[i] !== P.openBrace) return statementEnd(c.stream, i, scope.to);
  const close = brackets.partner[i] as number;
  if (close < 0) return i + 1;
  c.regions.push({ of: container, from: i, to: close });
  c.pending.push({ kind: 'scope', from: i + 1, to: close, container });
  return close + 1;
}

function declareTemplateParameter(
  c: Collector,
  from: number,
  paramEnd: number,
  at: number,
  end: number,
): void {
  const { tokens } = c.stream;
  let stop = from;
  while (stop < paramEnd && tokens.code[stop] !== P.becomes) stop++;
  const name = tokens.kind[stop - 1] === identifier ? (tokens.names[stop - 1] as string) : '';
  if (stop - from > 1 && name && !keywords.has(name)) c.locals.push({ name, from: at, to: end - 1 });
}

/** The execution space that words and macros before a function's name ask for. */
export function spaceOf(words: ReadonlySet<string>): ExecutionSpace {
  if (words.has('__global__')) return 'global';
  if (words.has('__device__')) return words.has('__host__') ? 'host-device' : 'device';
  return 'host';
}

function addFunction(
  c: Collector,
  { at, head, templates, scope }: { at: number; head: Head; templates: [number, number][]; scope: Scope },
): void {
  const { stream } = c;
  const { tokens, brackets } = stream;
  const { names, code, kind } = tokens;
  const open = head.candidate;
  const close = brackets.partner[open] as number;

  let nameFrom = head.operator >= 0 && head.operator < open ? head.operator : open - 1;
  if (nameFrom !== head.operator && code[nameFrom] === P.greater)
    nameFrom = (brackets.angle[nameFrom] as number) - 1;
  const nameTo = head.operator >= 0 ? open : nameFrom + 1;
  if (code[nameFrom - 1] === P.tilde) nameFrom--;
  let qualifierFrom = nameFrom;
  while (qualifierFrom - 2 >= at && code[qualifierFrom - 1] === P.scope) {
    let before = qualifierFrom - 2;
    if (code[before] === P.greater && (brackets.angle[before] as number) >= 0)
      before = (brackets.angle[before] as number) - 1;
    if (kind[before] !== identifier) break;
    qualifierFrom = before;
  }
  const qualifier = qualifierOf(stream, qualifierFrom, nameFrom);
  const words = new Set<string>();
  const returnTokens: number[] = [];
  let launchBounds: [number, number][] | undefined;
  const templateTokens = afterTemplates(c, at);
  for (let i = templateTokens; i < qualifierFrom; ) {
    const word = names[i] as string;
    const skipped = skipAttributes(stream, i, qualifierFrom);
    if (skipped > i) {
      if (word === '__launch_bounds__' && code[i + 1] === P.openParen)
        launchBounds = splitCommas(stream, i + 2, skipped - 1);
      i = skipped;
    } else if (executionWords.has(word) || Object.hasOwn(memorySpaces, word)) {
      words.add(word);
      i++;
    } else if (c.macros.has(word)) {
      for (const inner of c.macros.get(word) ?? []) words.add(inner);
      i++;
    } else if (storageWords.has(word) || kind[i] === string) i++;
    else if (looksLikeMacro(word) && code[i + 1] === P.openParen)
      i = afterGroup(stream, i + 1, qualifierFrom);
    else returnTokens.push(i++);
  }
  // Specifiers may also stand between the parameters and the body.
  const stop = head.body >= 0 ? head.body : head.end;
  for (let i = close + 1; i < stop; i++) {
    const word = names[i] as string;
    if (executionWords.has(word)) words.add(word);
    if (word === '__launch_bounds__' && code[i + 1] === P.openParen)
      launchBounds = splitCommas(stream, i + 2, afterGroup(stream, i + 1, stop) - 1);
  }
  const space = spaceOf(words);
  const container = join(scope.container, qualifier);
  const name = spelledName(stream, nameFrom, nameTo);
  // A name and parentheses alone declare nothing but a constructor: `cudaDeviceReset();` in a function whose `}` is not
  // typed yet is a call.
  const isBare = head.body < 0 && head.operator < 0 && qualifier === '' && returnTokens.length === 0;
  if (isBare && code[nameFrom] !== P.tilde && name !== scope.container.split('::').pop()) return;
  if (qualifier === '')
    declareMember(c, scope.container, kind[nameFrom] === identifier ? nameFrom : nameFrom + 1);
  else {
    c.declaring.add(nameFrom);
    c.regions.push({ of: container, from: open, to: head.end });
  }
  const bodyClose = head.body >= 0 ? (brackets.partner[head.body] as number) : -1;
  const body =
    bodyClose > head.body && bodyClose < scope.to ? { open: head.body, close: bodyClose } : undefined;
  c.functions.push({
    from: at,
    to: head.end,
    nameFrom,
    nameTo,
    name,
    container,
    space,
    returnTokens: returnTokens.filter((i) => !cvWords.has(names[i] as string) || names[i] === 'const'),
    open,
    close,
    templateParameters: templates,
    ...(launchBounds && { launchBounds }),
    ...(body && { body }),
  });
  declareParameters(c, open, close, body ? body.close : close);
  if (!body) return;
  if (space !== 'host') c.device.push({ from: body.open, to: body.close });
  c.pending.push({
    kind: 'body',
    from: body.open + 1,
    to: body.close,
    inFunction: join(container, name),
    container: scope.container,
  });
}

function afterTemplates(c: Collector, at: number): number {
  const { tokens, brackets } = c.stream;
  let i = at;
  while (tokens.names[i] === 'template') {
    const close = templateEnd(tokens, brackets, i + 1);
    if (close < 0) break;
    i = close + 1;
  }
  return i;
}

function qualifierOf({ tokens, brackets }: Stream, from: number, to: number): string {
  const parts: string[] = [];
  for (let i = from; i < to; i++) {
    if (tokens.kind[i] === identifier) parts.push(tokens.names[i] as string);
    else if (tokens.code[i] === P.less && (brackets.angle[i] as number) > i) i = brackets.angle[i] as number;
  }
  return parts.join('::');
}

function spelledName(stream: Stream, from: number, to: number): string {
  const { text, tokens } = stream;
  if (to - from === 1) return tokens.names[from] as string;
  return text.slice(tokens.start[from], tokens.end[to - 1]).replace(/\s+/g, '');
}
