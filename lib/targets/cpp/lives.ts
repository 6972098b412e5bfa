// Legalization: a local that gets a new value as a whole, one that is not made of its old value, begins a second life under
// a name of its own. Values that are written once need not be kept for each thread across a meeting: they are computed
// again, or there is one for the block. In comes a valid module, out comes one that means the same.
import {
  type Block,
  blocksOf,
  type Function,
  type FunctionFacts,
  type Local,
  type LocalId,
  type Module,
  type Place,
  resultsOf,
  rewriteBlock,
  rootOf,
  type Statement,
  type ValidModule,
  visitExpr,
  visitPlaces,
  visitStatements,
} from '@/lib/ir';

export function separateLives(module: ValidModule): Module {
  const functions = module.functions.map((fn, id) => {
    const facts = module.facts.functions[id];
    return facts && fn.kernel && (facts.barriers || facts.warpOps) ? new Separation(fn, facts).run() : fn;
  });
  if (functions.every((fn, id) => fn === module.functions[id])) return module;
  return { structs: module.structs, variables: module.variables, functions };
}

class Separation {
  private readonly locals: Local[];
  private readonly names: Set<string>;
  private readonly pointed = new Set<LocalId>();

  constructor(
    private readonly fn: Function,
    facts: FunctionFacts,
  ) {
    this.locals = [...fn.locals];
    this.names = new Set(fn.locals.map(({ name }) => name));
    for (const local of facts.addressTaken) this.pointed.add(local);
    visitPlaces(fn.body, (place, use) => {
      const root = rootOf(place);
      if (use === 'address' && root.at === 'local') this.pointed.add(root.local);
    });
  }

  run(): Function {
    const body = this.block(this.fn.body);
    if (this.locals.length === this.fn.locals.length) return this.fn;
    return { ...this.fn, locals: this.locals, body: withoutUnused(body) };
  }

  /** A new life begins where the declaration's own block writes, so that all that follows in it is the new one's. */
  private block(block: Block): Block {
    const declared = new Set<LocalId>();
    const out: Statement[] = [];
    let rest = block;
    for (let at = 0; at < rest.length; at++) {
      const statement = rest[at] as Statement;
      if (statement.do === 'declare') declared.add(statement.local);
      const next = this.renewed(statement, declared);
      if (next === undefined) {
        const own =
          statement.do === 'loop' ? this.ownCounters(statement, declared, rest.slice(at + 1)) : statement;
        out.push(this.inside(own));
        continue;
      }
      const { local, statement: declaration } = next;
      declared.add(declaration.local);
      out.push(declaration);
      const renamed = rewriteBlock(rest.slice(at + 1), {
        local: (one) => (one === local ? declaration.local : one),
      });
      rest = [...rest.slice(0, at + 1), ...renamed];
    }
    return out;
  }

  /** `for (j = 0; …)` with a j of before: a j of its own where nobody asks for it after the loop. */
  private ownCounters(
    loop: Statement & { do: 'loop' },
    declared: ReadonlySet<LocalId>,
    after: Block,
  ): Statement & { do: 'loop' } {
    const lives = new Map<LocalId, LocalId>();
    const init: Statement[] = [];
    for (const statement of loop.init) {
      const next = this.renewed(statement, declared);
      // `for (n = j, j = 0; …)`: n is the j of before.
      if (next === undefined || mentions(next.local, init) || firstUse(next.local, after) === 'reads')
        init.push(statement);
      else {
        lives.set(next.local, next.statement.local);
        init.push(next.statement);
      }
    }
    if (lives.size === 0) return loop;
    const [renamed] = rewriteBlock([{ ...loop, init }], { local: (one) => lives.get(one) ?? one });
    return renamed as Statement & { do: 'loop' };
  }

  private renewed(
    statement: Statement,
    declared: ReadonlySet<LocalId>,
  ): { local: LocalId; statement: Statement & { do: 'declare' } } | undefined {
    if (statement.do !== 'assign' || statement.volatile || statement.place.at !== 'local') return undefined;
    const { local } = statement.place;
    const old = this.locals[local];
    if (!old || !declared.has(local) || this.pointed.has(local) || old.type.kind === 'array')
      return undefined;
    let readsItself = false;
    visitExpr(statement.value, (part) => {
      if (part.op === 'load' && localOf(part.place) === local) readsItself = true;
    });
    if (readsItself) return undefined;
    const { span, comment, value } = statement;
    const fresh = this.locals.length;
    this.locals.push({ ...old, name: this.nameFor(old.name) });
    return {
      local,
      statement: { do: 'declare', span, ...(comment && { comment }), local: fresh, value },
    };
  }

  private nameFor(name: string): string {
    for (let number = 2; ; number++) {
      const wanted = `${name}_${number}`;
      if (this.names.has(wanted)) continue;
      this.names.add(wanted);
      return wanted;
    }
  }

  private inside(statement: Statement): Statement {
    if (blocksOf(statement).length === 0) return statement;
    switch (statement.do) {
      case 'if':
        return { ...statement, then: this.block(statement.then), else: this.block(statement.else) };
      case 'loop':
        return { ...statement, body: this.block(statement.body) };
      case 'block':
        return { ...statement, body: this.block(statement.body) };
      default:
        return statement;
    }
  }
}

/** What statements do with a local's value of before: read it, set another one on every way through, or neither. */
function firstUse(local: LocalId, block: Block): 'reads' | 'sets' | 'neither' {
  for (const statement of block) {
    const use = statementUse(local, statement);
    if (use !== 'neither') return use;
  }
  return 'neither';
}

function statementUse(local: LocalId, statement: Statement): 'reads' | 'sets' | 'neither' {
  if (!mentions(local, [statement])) return 'neither';
  if (statement.do === 'assign' && statement.place.at === 'local' && statement.place.local === local)
    return mentions(local, [{ do: 'return', value: statement.value, span: statement.span }])
      ? 'reads'
      : 'sets';
  if (statement.do === 'block') return firstUse(local, statement.body);
  if (statement.do === 'if') {
    if (mentions(local, [{ ...statement, then: [], else: [] }])) return 'reads';
    const sides = [firstUse(local, statement.then), firstUse(local, statement.else)];
    if (sides.includes('reads')) return 'reads';
    return sides.includes('neither') ? 'neither' : 'sets';
  }
  if (statement.do === 'loop' && firstUse(local, statement.init) === 'sets') return 'sets';
  return 'reads';
}

function mentions(local: LocalId, block: Block): boolean {
  let found = false;
  visitPlaces(block, (place) => {
    if (localOf(place) === local) found = true;
  });
  visitStatements(block, (statement) => {
    if (resultsOf(statement).includes(local)) found = true;
  });
  return found;
}

/** Without declarations of what had no value in its first life. */
function withoutUnused(body: Block): Block {
  const used = new Set<LocalId>();
  visitPlaces(body, (place) => {
    const local = localOf(place);
    if (local !== undefined) used.add(local);
  });
  visitStatements(body, (statement) => {
    for (const result of resultsOf(statement)) used.add(result);
  });
  return rewriteBlock(body, {
    statement: (statement) =>
      statement.do === 'declare' && !statement.value && !used.has(statement.local) ? [] : undefined,
  });
}

function localOf(place: Place): LocalId | undefined {
  const root = rootOf(place);
  return root.at === 'local' ? root.local : undefined;
}
