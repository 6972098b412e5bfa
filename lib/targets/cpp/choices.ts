// Legalization: a value stored by some threads and another one by the others (`part[t] = t < s ? a : b`) becomes a branch,
// where the branch can be two loops over threads without a test. In comes a valid module, out comes one that means the same.
import {
  type Block,
  type Function,
  type FunctionFacts,
  type Module,
  rootOf,
  type Statement,
  type ValidModule,
} from '@/lib/ir';
import { type Known, sidesOf, standsApart } from './apart';
import { valuesIn } from './homes';
import { usageOf } from './usage';

export function branchChoices(module: ValidModule): Module {
  const functions = module.functions.map((fn, id) => {
    const facts = module.facts.functions[id];
    return facts && fn.kernel && (facts.barriers || facts.warpOps) ? branched(fn, facts) : fn;
  });
  if (functions.every((fn, id) => fn === module.functions[id])) return module;
  return { structs: module.structs, variables: module.variables, functions };
}

function branched(fn: Function, facts: FunctionFacts): Function {
  const usage = usageOf(fn);
  const isUniform = (local: number) => facts.uniformLocals.has(local);
  const isOutside = (local: number) => local < fn.parameters || isUniform(local);
  const around = { values: valuesIn(fn, usage), extents: usage.extents, isOutside, isKept: () => false };
  const known: Known = { around, isUniform };
  let found = false;
  const block = (statements: Block): Statement[] =>
    statements.map((statement) => {
      const branch = branchOf(statement);
      if (branch && sidesOf(branch.condition, around) && standsApart(branch, [branch], known)) {
        found = true;
        return branch;
      }
      return inside(statement, block);
    });
  const body = block(fn.body);
  return found ? { ...fn, body } : fn;
}

function inside(statement: Statement, block: (statements: Block) => Statement[]): Statement {
  switch (statement.do) {
    case 'if':
      return { ...statement, then: block(statement.then), else: block(statement.else) };
    case 'loop':
      return { ...statement, body: block(statement.body) };
    case 'block':
      return { ...statement, body: block(statement.body) };
    default:
      return statement;
  }
}

function branchOf(statement: Statement): (Statement & { do: 'if' }) | undefined {
  if (statement.do !== 'assign' || statement.volatile || statement.value.op !== 'select') return undefined;
  if (rootOf(statement.place).at === 'local') return undefined;
  const { condition, yes, no } = statement.value;
  const { comment, ...plain } = statement;
  return {
    do: 'if',
    span: statement.span,
    ...(comment && { comment }),
    condition,
    then: [{ ...plain, value: yes }],
    else: [{ ...plain, value: no }],
  };
}
