// Legalization: functions in which threads meet (barriers, warp operations) are written out where they are called, because
// a kernel is split where its threads meet. In comes a valid module, out comes one whose functions meet nowhere but in kernels.
import type { Block, Expr, Function, Local, LocalId, Module, Statement, ValidModule } from '@/lib/ir';
import { atCall, isOfHeaders, resultsOf, rewriteBlock, rootOf, visitPlaces, visitStatements } from '@/lib/ir';

/** Writes out all calls of functions with barriers or warp operations, unless they are recursive. */
export function inlineMeetings(module: ValidModule): Module {
  const { facts } = module;
  const meets = (id: number) => {
    const fact = facts.functions[id];
    return Boolean(fact && (fact.barriers || fact.warpOps) && !fact.recursive);
  };
  const functions = module.functions.map((fn, id) =>
    fn.kernel && meets(id) ? new Inliner(module, fn, meets).run() : fn,
  );
  return { structs: module.structs, variables: module.variables, functions };
}

function localsIn(block: Block): Set<LocalId> {
  const used = new Set<LocalId>();
  visitPlaces(block, (place) => {
    const root = rootOf(place);
    if (root.at === 'local') used.add(root.local);
  });
  visitStatements(block, (statement) => {
    for (const local of resultsOf(statement)) used.add(local);
  });
  return used;
}

class Inliner {
  private readonly locals: Local[];
  private readonly names: Set<string>;

  constructor(
    private readonly module: Module,
    private readonly fn: Function,
    private readonly meets: (id: number) => boolean,
  ) {
    this.locals = [...fn.locals];
    this.names = new Set(fn.locals.map(({ name }) => name));
  }

  run(): Function {
    const body = this.withoutUnused(this.written(this.fn.body));
    return { ...this.fn, locals: this.locals, body };
  }

  private written(block: Block): Statement[] {
    return rewriteBlock(block, {
      statement: (statement) =>
        statement.do === 'call' && this.meets(statement.function) ? [this.call(statement)] : undefined,
    });
  }

  /** Temporaries that only what was left out asked for go too. */
  private withoutUnused(body: Statement[]): Statement[] {
    const used = localsIn(body);
    let found = false;
    const rest = rewriteBlock(body, {
      statement: (statement) => {
        if (statement.do !== 'declare' || used.has(statement.local)) return undefined;
        if (!this.locals[statement.local]?.temporary) return undefined;
        found = true;
        return [];
      },
    });
    return found ? this.withoutUnused(rest) : body;
  }

  private newLocal(from: Local, wanted: string): LocalId {
    let name = wanted;
    for (let n = 2; this.names.has(name); n++) name = `${wanted}_${n}`;
    this.names.add(name);
    this.locals.push({ ...from, name });
    return this.locals.length - 1;
  }

  /** A block that declares the callee's locals as its own, with the arguments in its parameters. */
  private call(statement: Statement & { do: 'call' }): Statement {
    const callee = this.module.functions[statement.function] as Function;
    const { span } = statement;
    const ofHeaders = isOfHeaders(callee);
    const ids = callee.locals.map((local) =>
      this.newLocal(ofHeaders ? { ...local, span } : local, local.name),
    );
    const placed = ofHeaders ? atCall(callee.body, span) : callee.body;
    const copied = rewriteBlock(placed, { local: (local) => ids[local] as LocalId });
    const body = this.withoutReturns(this.written(copied), callee, statement);
    const used = localsIn(body);
    // An object of which only the type matters is not asked for.
    const declared = statement.args.flatMap((value, index): Statement[] => {
      const local = ids[index] as LocalId;
      return used.has(local) ? [{ do: 'declare', span, local, value }] : [];
    });
    return {
      do: 'block',
      span,
      comment: [...(statement.comment ?? []), `${callee.sourceName}(…):`],
      body: [...declared, ...body],
    };
  }

  /** The last return becomes an assignment; others leave a loop that is gone through once. */
  private withoutReturns(body: Statement[], callee: Function, call: Statement & { do: 'call' }): Statement[] {
    const { result } = call;
    const type = callee.result;
    const give = (value: Expr | undefined, at: Statement): Statement[] =>
      value && result !== undefined
        ? [{ do: 'assign', span: at.span, place: { at: 'local', local: result, type }, value }]
        : [];
    const last = body.at(-1);
    const ending = last?.do === 'return' ? give(last.value, last) : undefined;
    const rest = ending ? body.slice(0, -1) : body;
    let early = false;
    visitStatements(rest, (statement) => {
      if (statement.do === 'return') early = true;
    });
    if (!early) return [...rest, ...(ending ?? [])];
    return this.once(rest, ending, give, callee, call);
  }

  private once(
    rest: Statement[],
    ending: Statement[] | undefined,
    give: (value: Expr | undefined, at: Statement) => Statement[],
    callee: Function,
    { span }: Statement,
  ): Statement[] {
    const bool = { kind: 'scalar', scalar: 'bool' } as const;
    const left = this.newLocal(
      { name: '', sourceName: '', type: bool, temporary: true, constant: false, span },
      `left_${callee.name}`,
    );
    const flag = { at: 'local', local: left, type: bool } as const;
    const constant = (value: boolean): Expr => ({ op: 'constant', type: bool, span, value });
    const gone: Expr = { op: 'load', type: bool, span, place: flag };
    let flagged = false;
    /** @param nested inside loops or switches of the callee, which a plain break would leave alone */
    const replace = (block: Block, nested: boolean): Statement[] =>
      block.flatMap((statement): Statement[] => {
        if (statement.do === 'return') {
          if (nested) flagged = true;
          const mark: Statement[] = nested
            ? [{ do: 'assign', span: statement.span, place: flag, value: constant(true) }]
            : [];
          return [...give(statement.value, statement), ...mark, { do: 'break', span: statement.span }];
        }
        const inner = statement.do === 'loop' || statement.do === 'switch';
        let returns = false;
        visitStatements([statement], (part) => {
          if (part.do === 'return') returns = true;
        });
        if (!returns) return [statement];
        const copy = this.replaceBlocks(statement, (part) => replace(part, nested || inner));
        if (!inner) return [copy];
        return [copy, { do: 'if', span, condition: gone, then: [{ do: 'break', span }], else: [] }];
      });
    const body = replace([...rest], false);
    const loop: Statement = {
      do: 'loop',
      span,
      init: [],
      body: [...body, ...(ending ?? []), { do: 'break', span }],
      update: [],
    };
    return flagged ? [{ do: 'declare', span, local: left, value: constant(false) }, loop] : [loop];
  }

  private replaceBlocks(statement: Statement, replace: (block: Block) => Statement[]): Statement {
    switch (statement.do) {
      case 'if':
        return { ...statement, then: replace(statement.then), else: replace(statement.else) };
      case 'loop':
        return { ...statement, body: replace(statement.body) };
      case 'switch':
        return {
          ...statement,
          cases: statement.cases.map((one) => ({ ...one, body: replace(one.body) })),
        };
      case 'block':
        return { ...statement, body: replace(statement.body) };
      default:
        return statement;
    }
  }
}
