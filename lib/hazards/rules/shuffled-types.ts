// Shuffles of vectors, structures and pointers: CUDA has overloads for numbers only, HIP too, but programs bring their own
// for CUDA; what is left does not compile. A vector is shuffled part by part.
import type { TextEdit } from '@/lib/core/edit';
import type { NameUse } from '@/lib/cuda';
import { finding, type Hazard } from '../finding';
import { isRepeatable, put } from '../mending';
import { callsIn, valueTypeOf, vectorType } from '../operand-types';
import type { Scene } from '../scene';

const names = ['__shfl', '__shfl_up', '__shfl_down', '__shfl_xor'].flatMap((name) => [name, `${name}_sync`]);

export const shuffledTypes: Hazard = {
  code: 'shfl-types',
  find: (scene) =>
    names.flatMap((name) => {
      if (scene.functionsNamed(name).length > 0) return [];
      return callsIn(scene, name).flatMap(({ use, body }) => {
        const value = use.args?.[name.endsWith('_sync') ? 1 : 0];
        const type = value && valueTypeOf(scene, body, value);
        if (!type || !vectorType.test(type)) return [];
        const edits = byParts(scene, use, type);
        const fix = edits && { edits, safe: false, byDefault: false };
        return [finding('shfl-types', 'error', use.span, { before: name, type }, fix)];
      });
    }),
};

/** `[&] { auto v_ = VALUE; v_.x = __shfl(v_.x, LANE, 32); ...; return v_; }()`. */
function byParts(
  scene: Scene,
  { name, args, callSpan, span }: NameUse,
  type: string,
): TextEdit[] | undefined {
  const own = name.endsWith('_sync') ? args?.slice(1) : args;
  const [value, lane, width] = own ?? [];
  if (!callSpan || !value || !lane || (own?.length ?? 0) > 3) return undefined;
  const from = scene.textAt(lane);
  const lanes = width ? scene.textAt(width) : '32';
  if (!isRepeatable(from) || !isRepeatable(lanes)) return undefined;
  const plain = name.replace('_sync', '');
  const steps = [...'xyzw']
    .slice(0, Number(type.slice(-1)))
    .map((part) => `v_.${part} = ${plain}(v_.${part}, ${from}, ${lanes});`);
  return [
    { span: { ...span, end: value.start }, after: '[&] { auto v_ = ' },
    { span: { ...span, start: value.end, end: callSpan.end }, after: '' },
    put(span, callSpan.end, `; ${steps.join(' ')} return v_; }()`),
  ];
}
