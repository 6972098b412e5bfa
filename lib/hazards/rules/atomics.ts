// Atomics by the type they work on: floats become loops of compare-and-swap, half and 16 bits have no overload, and memory
// that the host shares may lose what the hardware adds.

import { moreOf } from '../families/calls';
import { type Finding, finding, type Hazard } from '../finding';
import { callsIn, pointeeOf } from '../operand-types';
import type { Scene } from '../scene';

const floating = /^(?:float|double)$/;
const halves: Readonly<Record<string, 'pair' | 'single'>> = {
  __half2: 'pair',
  half2: 'pair',
  __nv_bfloat162: 'pair',
  nv_bfloat162: 'pair',
  __half: 'single',
  half: 'single',
  __nv_bfloat16: 'single',
  nv_bfloat16: 'single',
};

export const atomics: Hazard = {
  code: 'float-atomic-cas-loop',
  also: ['fine-grained-fp-atomics', 'atomic-half2-bf16', 'atomic-integer-types'],
  find: additions,
};

function additions(scene: Scene): Finding[] {
  const calls = callsIn(scene, 'atomicAdd').flatMap(({ use, body }) => {
    const [pointer] = use.args ?? [];
    const type = pointer && pointeeOf(scene, body, pointer);
    return type ? [{ use, type }] : [];
  });
  const floats = calls.filter(({ type }) => floating.test(type));
  const found: Finding[] = [];
  for (const path of new Set(floats.map(({ use }) => use.span.file))) {
    const own = floats
      .filter(({ use }) => use.span.file === path)
      .sort((a, b) => a.use.span.start - b.use.span.start);
    const [first] = own;
    if (!first) continue;
    const edits = own.map(({ use }) => ({ span: use.span, after: 'unsafeAtomicAdd' }));
    found.push(
      finding(
        'float-atomic-cas-loop',
        'note',
        first.use.span,
        { type: first.type, more: moreOf(own.length) },
        { edits, safe: false, byDefault: false },
      ),
    );
    const shared = scene.uses(/^cuda(?:MallocManaged|HostAlloc|MallocHost)$/)[0];
    if (shared)
      found.push(finding('fine-grained-fp-atomics', 'note', first.use.span, { before: shared.name }));
  }
  for (const { use, type } of calls) {
    const kind = Object.hasOwn(halves, type) ? halves[type] : undefined;
    if (!kind) continue;
    const edits = [{ span: use.span, after: 'unsafeAtomicAdd' }];
    found.push(
      kind === 'pair'
        ? finding('atomic-half2-bf16', 'error', use.span, { type }, { edits, safe: true, byDefault: true })
        : finding('atomic-half2-bf16', 'error', use.span, { type }),
    );
  }
  const signed = calls.find(({ type }) => /^(?:long long(?: int)?|int64_t|long)$/.test(type));
  if (signed) found.push(finding('atomic-integer-types', 'note', signed.use.span, { type: signed.type }));
  return found;
}
