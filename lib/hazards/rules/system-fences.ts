// Fences that the host is meant to see behind: what the device writes before one reaches the host only in memory that is
// coherent, which the allocation has to ask for.
import { moreOf } from '../families/calls';
import { finding, type Hazard } from '../finding';
import { put } from '../mending';

export const systemFences: Hazard = {
  code: 'threadfence-system',
  find: (scene) => {
    const fences = scene
      .usesOf('__threadfence_system')
      .filter(({ role, where }) => role === 'call' && where !== 'directive')
      .sort((a, b) => a.span.start - b.span.start);
    if (fences.length === 0 || scene.functionsNamed('__threadfence_system').length > 0) return [];
    const edits = ['cudaHostAlloc', 'cudaMallocHost'].flatMap((name) =>
      scene.usesOf(name).flatMap(({ args, where, callSpan, span }) => {
        const last = args?.at(-1);
        if (where !== 'code' || !last || !callSpan) return [];
        // Coherent already, or asked for by an expression that a flag can't simply be added to.
        if (args?.length === 2) return [put(span, last.end, ', hipHostMallocCoherent')];
        const flags = scene.textAt(last);
        return args?.length === 3 && /^\w+(?:\s*\|\s*\w+)*$/.test(flags) && !flags.includes('Coherent')
          ? [put(span, last.end, ' | hipHostMallocCoherent')]
          : [];
      }),
    );
    return [...new Set(fences.map(({ span }) => span.file))].flatMap((path) => {
      const own = fences.filter(({ span }) => span.file === path);
      const [first] = own;
      if (!first) return [];
      const fix = edits.length > 0 ? { edits, safe: false, byDefault: false } : undefined;
      const params = { before: first.name, more: moreOf(own.length) };
      return [finding('threadfence-system', 'note', first.span, params, fix)];
    });
  },
};
