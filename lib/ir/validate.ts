// From a Module to a ValidModule: in comes what a front end made, out come the module with its facts, and all problems.
// What is malformed is an error and gives no module; a barrier that some threads may miss is a warning, because it is the
// program's fault and the interpreter can show it happen. Targets refuse it, or ask at run time whether all are there.
import type { Fallible, Problem } from '@/lib/core/problem';
import type { Span } from '@/lib/core/span';
import { problem } from '@/lib/messages';
import { checkFunction } from './check-statements';
import { effectsOf } from './effects';
import type { Divergence, FunctionFacts, ValidModule } from './facts';
import { apartByCall, isOfHeaders } from './headers';
import { sizeOf } from './layout';
import type { Module, Struct, Type } from './module';
import { typeText } from './type';
import { uniformityOf } from './uniform';
import { visitExpressions, visitStatements } from './walk';

/** Checks a module and finds its facts. Never throws, whatever the module holds. */
export function validate(module: Module): Fallible<ValidModule> {
  const problems: Problem[] = [];
  const report = (what: string, span: Span) =>
    problems.push(problem('ir-malformed', 'error', span, { what }));
  checkStructs(module, report);
  checkVariables(module, report);
  checkReferences(module, report);
  if (problems.length > 0) return { problems };

  const effects = effectsOf(module.functions);
  const isPure = (id: number) => effects[id]?.effects === false;
  for (const fn of module.functions) checkFunction(fn, module, isPure, report);
  if (problems.length > 0) return { problems };

  const uniformity = uniformityOf(module.functions, effects);
  const functions: FunctionFacts[] = effects.map((own, id) => ({
    ...own,
    ...(uniformity[id] as (typeof uniformity)[number]),
  }));
  const seen = new Set<string>();
  for (const divergence of divergences(module, functions))
    for (const [{ span }, reason] of divergence) {
      const key = `${span.file}:${span.start}:${span.end}`;
      if (!seen.has(key)) problems.push(missedBarrier(span, reason));
      seen.add(key);
    }
  return { value: { ...module, facts: { functions } } as unknown as ValidModule, problems };
}

/** Barriers that some threads may miss, those in headers at the user's calls. */
function divergences(
  module: Module,
  functions: readonly FunctionFacts[],
): readonly FunctionFacts['divergence'][] {
  const found = functions.map(({ divergence }) => divergence);
  const inHeaders = found.some((one) =>
    [...one].some(([at, reason]) => isOfHeaders(at) || isOfHeaders(reason)),
  );
  if (!inHeaders) return found;
  const apart = apartByCall(module);
  return uniformityOf(apart.functions, effectsOf(apart.functions)).flatMap(({ divergence }, id) =>
    // What stands in headers themselves has been told where it is called.
    isOfHeaders(apart.functions[id] as Module['functions'][number]) ? [] : [divergence],
  );
}

const reasons = {
  condition: 'barrier-missed-condition',
  loop: 'barrier-missed-loop',
  return: 'barrier-missed-return',
} as const;

/** What is said of a barrier that some threads may miss. */
function missedBarrier(span: Span, { kind, span: where }: Divergence): Problem {
  return problem(
    'barrier-missed',
    'warning',
    span,
    {},
    {
      notes: [{ code: reasons[kind], span: where, params: {} }],
    },
  );
}

type Report = (what: string, span: Span) => void;

/** The struct that a type holds by value, through arrays. */
function heldStruct(type: Type): number | undefined {
  let at = type;
  while (at.kind === 'array') at = at.of;
  return at.kind === 'struct' ? at.struct : undefined;
}

function holdsItself(struct: number, structs: readonly Struct[], open: ReadonlySet<number>): boolean {
  if (open.has(struct)) return true;
  const inner = new Set([...open, struct]);
  return (structs[struct]?.members ?? []).some(({ type }) => {
    const held = heldStruct(type);
    return held !== undefined && holdsItself(held, structs, inner);
  });
}

function checkStructs(module: Module, report: Report): void {
  const { structs } = module;
  const names = new Set<string>();
  structs.forEach((struct, id) => {
    if (names.has(struct.name)) report(`two structs named ${struct.name}`, struct.span);
    names.add(struct.name);
    for (const { type } of struct.members) checkType(type, module, struct.span, report);
    if (holdsItself(id, structs, new Set())) {
      report('a struct that holds itself', struct.span);
      return;
    }
    for (const { name, type, offset } of struct.members)
      if (offset < 0 || offset + sizeOf(type, structs) > struct.size)
        report(`the member ${name} outside of its struct`, struct.span);
  });
}

function checkType(type: Type, module: Module, span: Span, report: Report): void {
  if (type.kind === 'struct' && !module.structs[type.struct]) report(`struct ${type.struct}`, span);
  if (type.kind === 'array') checkType(type.of, module, span, report);
  if (type.kind === 'pointer') checkType(type.to, module, span, report);
}

function checkVariables(module: Module, report: Report): void {
  const names = new Set<string>();
  for (const { name, type, init, span } of module.variables) {
    if (names.has(name)) report(`two variables named ${name}`, span);
    names.add(name);
    checkType(type, module, span, report);
    if (init && init.length !== sizeOf(type, module.structs))
      report(`${init.length} bytes for ${typeText(type, module.structs)}`, span);
  }
}

/** Everything that is named by a number exists, so that the passes after this one need not ask. */
function checkReferences(module: Module, report: Report): void {
  const names = new Set<string>();
  for (const fn of module.functions) {
    if (names.has(fn.name)) report(`two functions named ${fn.name}`, fn.span);
    names.add(fn.name);
    for (const { type, span } of fn.locals) checkType(type, module, span, report);
    const checkCall = (id: number, span: Span) => {
      if (!module.functions[id]) report(`a call of function ${id}, which does not exist`, span);
    };
    visitStatements(fn.body, (statement) => {
      if (statement.do === 'call') checkCall(statement.function, statement.span);
    });
    visitExpressions(fn.body, (expr) => {
      checkType(expr.type, module, expr.span, report);
      if (expr.op === 'call') checkCall(expr.function, expr.span);
    });
  }
}
