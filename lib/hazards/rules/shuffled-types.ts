// Shuffles of vectors, structures and pointers: CUDA has overloads for numbers only, HIP too, but programs bring their own
// for CUDA; what is left does not compile.
import { finding, type Hazard } from '../finding';
import { callsIn, valueTypeOf, vectorType } from '../operand-types';

const names = ['__shfl', '__shfl_up', '__shfl_down', '__shfl_xor'].flatMap((name) => [name, `${name}_sync`]);

export const shuffledTypes: Hazard = {
  code: 'shfl-types',
  find: (scene) =>
    names.flatMap((name) => {
      if (scene.functionsNamed(name).length > 0) return [];
      return callsIn(scene, name).flatMap(({ use, body }) => {
        const value = use.args?.[name.endsWith('_sync') ? 1 : 0];
        const type = value && valueTypeOf(scene, body, value);
        return type && vectorType.test(type)
          ? [finding('shfl-types', 'error', use.span, { before: name, type })]
          : [];
      });
    }),
};
