// The inside of a function: in comes the range of its body, out come local names, variables with a memory space, local
// classes and device lambdas. One walk over the tokens; expressions are not understood, only passed.

import { addClass, type Collector, declareParameters, type Region, usingAt } from './collector';
import { afterGroup, declarationAt, skipAttributes } from './declaration';
import { identifier, P } from './token';
import { classWords, executionWords, keywords, statementWords } from './words';

const controlWords = new Set(['for', 'if', 'while', 'switch', 'catch']);

/** Walks one function body. */
export function scanBody(c: Collector, region: Extract<Region, { kind: 'body' }>): void {
  const { stream } = c;
  const { tokens, brackets } = stream;
  const { names, code, kind } = tokens;
  const { to } = region;
  const blocks: number[] = [];
  const restarts = new Set<number>();
  const classBodies = new Map<number, number>();
  let starts = true;
  let inLabel = false;
  let visibleTo: number | undefined;

  for (let i = region.from; i < to; i++) {
    while (blocks.length > 0 && (blocks[blocks.length - 1] as number) <= i) blocks.pop();
    const skip = classBodies.get(i);
    if (skip !== undefined) {
      i = skip;
      continue;
    }
    const c0 = code[i] as number;
    if (starts && (kind[i] === identifier || c0 === P.scope)) {
      starts = false;
      const word = names[i] as string;
      if (controlWords.has(word)) {
        const open = names[i + 1] === 'constexpr' ? i + 2 : i + 1;
        if (code[open] === P.openParen) {
          const close = afterGroup(stream, open, to) - 1;
          if (close > open) {
            restarts.add(close);
            visibleTo = controlEnd(c, close, to);
          }
          i = open;
          starts = true;
        }
        continue;
      }
      if (word === 'else' || word === 'do' || word === 'try') {
        starts = true;
        continue;
      }
      if (word === 'case' || word === 'default' || (code[i + 1] === P.colon && !keywords.has(word))) {
        inLabel = true;
        continue;
      }
      if (word === 'using') {
        usingAt(c, i, { container: region.inFunction, to });
        if (code[i + 2] === P.becomes)
          c.locals.push({ name: names[i + 1] as string, from: i + 1, to: blocks[blocks.length - 1] ?? to });
        continue;
      }
      if (word === 'namespace' && code[i + 2] === P.becomes) {
        c.locals.push({ name: names[i + 1] as string, from: i + 1, to: blocks[blocks.length - 1] ?? to });
        continue;
      }
      if (!statementWords.has(word))
        declareLocal(c, i, region, visibleTo ?? blocks[blocks.length - 1] ?? to, classBodies);
      visibleTo = undefined;
      continue;
    }
    if (c0 === P.openBrace) {
      const close = brackets.partner[i] as number;
      if (close > i) blocks.push(close);
      starts = true;
    } else if (c0 === P.closeBrace || c0 === P.semicolon) {
      starts = true;
      visibleTo = undefined;
    } else if (c0 === P.colon && inLabel) {
      starts = true;
      inLabel = false;
    } else if (restarts.has(i)) starts = true;
    else {
      starts = false;
      if (c0 === P.openBracket) lambdaAt(c, i, to);
    }
  }
}

/** How far the end of a statement without braces is looked for; farther on, a name of its head stays visible in the function. */
const statementLimit = 200;

/** The token at which the statement under `for (…)` and the like ends. */
function controlEnd(c: Collector, close: number, to: number): number {
  const { code } = c.stream.tokens;
  const { partner } = c.stream.brackets;
  for (let i = close + 1; i < to && i < close + statementLimit; i++) {
    if (code[i] === P.semicolon) return i;
    const end = partner[i] as number;
    if (end <= i) continue;
    if (code[i] === P.openBrace) return end;
    i = end;
  }
  return to;
}

function declareLocal(
  c: Collector,
  at: number,
  region: Extract<Region, { kind: 'body' }>,
  visibleTo: number,
  classBodies: Map<number, number>,
): void {
  const { tokens } = c.stream;
  const declaration = declarationAt(c.stream, at, region.to, false, c.isSpecifier);
  if (!declaration) return;
  const { classBody } = declaration;
  if (classBody) {
    classBodies.set(classBody.open, classBody.close);
    const key = declaration.typeTokens.find((t) => classWords.has(tokens.names[t] as string)) ?? at;
    addClass(c, key, classBody.open, classBody.close, {
      container: region.inFunction,
      inFunction: region.inFunction,
    });
    const name = tokens.names[key + 1];
    if (name) c.locals.push({ name, from: key + 1, to: visibleTo });
  }
  for (const one of declaration.declarators)
    if (one.name >= 0)
      c.locals.push({ name: tokens.names[one.name] as string, from: one.name, to: visibleTo });
  if (declaration.spaces.length > 0 && declaration.declarators.length > 0)
    c.variables.push({ declaration, inFunction: region.inFunction });
}

/** The parameters of a lambda whose `[` stands at `at`, and its body when it is device code. */
function lambdaAt(c: Collector, at: number, to: number): void {
  const { stream } = c;
  const { names, code, kind } = stream.tokens;
  const before = at - 1;
  if (code[before] === P.closeBracket || code[before] === P.closeParen) return;
  if (kind[before] === identifier && !statementWords.has(names[before] as string)) return;
  let i = afterGroup(stream, at, to);
  let device = false;
  let open = -1;
  for (const limit = i + 24; i < to && i < limit; ) {
    const next = skipAttributes(stream, i, to);
    if (next > i) {
      i = next;
      continue;
    }
    if (code[i] === P.openBrace) break;
    if (executionWords.has(names[i] as string)) device ||= names[i] === '__device__';
    if (code[i] === P.openParen) {
      if (open < 0) open = i;
      i = afterGroup(stream, i, to);
      continue;
    }
    if (code[i] === P.semicolon || code[i] === P.comma || code[i] === P.closeParen) return;
    i++;
  }
  const close = stream.brackets.partner[i] as number;
  if (code[i] !== P.openBrace || close < i) return;
  if (open >= 0) declareParameters(c, open, stream.brackets.partner[open] as number, close);
  if (device) c.device.push({ from: i, to: close });
}
