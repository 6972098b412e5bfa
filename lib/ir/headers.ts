// Text that the user does not have: what stands in our headers is told of the user's call that led there. In comes a module,
// out comes one in which each such call has a copy of the header's function to itself, all of it at the place of the call.
// Knows no CUDA.
import type { Span } from '@/lib/core/span';
import { type Block, type FunctionId, headersFile, type Function as IrFunction, type Module } from './module';
import { type Rewrite, rewriteBlock, rewriteStatement } from './rewrite';

export const isOfHeaders = ({ span }: { readonly span: Span }): boolean => span.file === headersFile;

/** @param call the number of the function that a call at this place is to have from now on */
function placedAt(span: Span | undefined, call: (id: FunctionId, at: Span) => FunctionId): Rewrite {
  const own = <T extends { readonly span: Span }>(node: T): T =>
    span && isOfHeaders(node) ? { ...node, span } : node;
  const how: Rewrite = {
    expr: (expr) => {
      const placed = own(expr);
      return placed.op === 'call' ? { ...placed, function: call(placed.function, placed.span) } : placed;
    },
    place: (place) => ('span' in place ? own(place) : place),
    statement: (statement) => {
      const placed = own(rewriteStatement(statement, how));
      return [placed.do === 'call' ? { ...placed, function: call(placed.function, placed.span) } : placed];
    },
  };
  return how;
}

/** The statements, what is a header's in them at the place of the call. */
export function atCall(block: Block, span: Span): Block {
  return rewriteBlock(
    block,
    placedAt(span, (id) => id),
  );
}

/** For whoever tells of places: functions of headers once for each place that calls them. */
export function apartByCall(module: Module): Module {
  if (!module.functions.some(isOfHeaders)) return module;
  const functions: IrFunction[] = [...module.functions];
  const names = new Set(functions.map(({ name }) => name));
  const made = new Map<string, FunctionId>();
  const call = (id: FunctionId, at: Span): FunctionId => {
    const fn = module.functions[id] as IrFunction;
    if (!isOfHeaders(fn)) return id;
    const key = `${id} ${at.file} ${at.start} ${at.end}`;
    const known = made.get(key);
    if (known !== undefined) return known;
    const copy = functions.length;
    made.set(key, copy);
    let name = fn.name;
    for (let n = 2; names.has(name); n++) name = `${fn.name}_${n}`;
    names.add(name);
    const placed = { ...fn, name, span: at, locals: fn.locals.map((local) => ({ ...local, span: at })) };
    // Its place is taken before its body is made: it may call itself.
    functions.push(placed);
    functions[copy] = { ...placed, body: rewriteBlock(fn.body, placedAt(at, call)) };
    return copy;
  };
  const how = placedAt(undefined, call);
  module.functions.forEach((fn, id) => {
    if (!isOfHeaders(fn)) functions[id] = { ...fn, body: rewriteBlock(fn.body, how) };
  });
  return { ...module, functions };
}
