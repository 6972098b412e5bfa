// Which kernels are lowered: all that are no templates, and of templates the instances that the program launches or that
// were asked for by name.
import type { Span } from '@/lib/core/span';
import type { Unit } from '../ast';
import type { Expanded } from '../expand';
import { type Lowering, staticFrame } from './context';
import { complete, instanceOf, parameterTypes } from './functions';
import { launchedInstances } from './launches';
import { ownHead } from './overloads';
import { AlreadyRefused, Refusal } from './refusal';
import type { Bound, FunctionSource, Scope } from './scopes';
import { bindParameters, boundText } from './templates';

export function lowerRoots(
  lowering: Lowering,
  expanded: Expanded,
  unit: Unit,
  wanted: readonly string[],
): void {
  const kernels = kernelsIn(lowering.global, new Set());
  const launched = launchedInstances(lowering, expanded, unit, kernels, wanted);
  for (const kernel of kernels) {
    if (!ownHead(kernel)) lowerKernel(lowering, kernel, []);
    else {
      const instances = launched.get(kernel) ?? [];
      for (const bound of instances) lowerKernel(lowering, kernel, bound);
      if (instances.length === 0)
        lowering.tellProblem(
          'lower-no-instance',
          kernel.declaration.nameSpan,
          { name: nameOf(kernel) },
          'warning',
        );
    }
  }
}

export function nameOf(source: FunctionSource): string {
  return source.declaration.name.parts.at(-1)?.text ?? '';
}

/** Kernels that have a body, in the order of the program. */
function kernelsIn(scope: Scope, seen: Set<Scope>): FunctionSource[] {
  if (seen.has(scope)) return [];
  seen.add(scope);
  return [...scope.names.values()].flatMap((entity) => {
    if (entity.is === 'namespace') return kernelsIn(entity.scope, seen);
    if (entity.is !== 'functions') return [];
    return entity.sources.filter((s) => s.declaration.specifiers.has('__global__') && s.declaration.body);
  });
}

function lowerKernel(lowering: Lowering, source: FunctionSource, explicit: readonly Bound[]): void {
  const frame = staticFrame(lowering, source.scope);
  const span: Span = source.declaration.nameSpan;
  try {
    const head = ownHead(source);
    let scope = source.scope;
    let key = '';
    if (head) {
      const bound = bindParameters(frame, head, explicit, new Map(), source.scope);
      if (!bound) {
        lowering.tellProblem('lower-no-instance', span, { name: nameOf(source) });
        return;
      }
      scope = bound.scope;
      key = bound.list.map(boundText).join(', ');
      scope.path = key;
    }
    const parameters = parameterTypes(frame, source, scope);
    const instance = instanceOf(frame, source, scope, parameters, key);
    instance.byValue = parameters.map(() => false);
    complete(lowering, instance, span);
  } catch (error) {
    if (!(error instanceof Refusal || error instanceof AlreadyRefused)) throw error;
    lowering.tell(error);
  }
}
