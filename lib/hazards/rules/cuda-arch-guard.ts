// Conditions on __CUDA_ARCH__, which no HIP compiler defines: they fall to the host's or the oldest path in silence.

import type { Condition } from '../conditions';
import { type Fix, finding, type Hazard } from '../finding';
import type { Scene, SceneFile } from '../scene';

export const cudaArchGuard: Hazard = {
  code: 'cuda-arch-guard',
  find: (scene) => [...conditions(scene), ...values(scene)],
};

const asks = ({ names }: Condition) => names.find(({ name }) => name === '__CUDA_ARCH__');

function conditions(scene: Scene) {
  return scene.files.flatMap((file) =>
    file.conditions.all.flatMap((condition) => {
      const macro = asks(condition);
      if (!macro || !condition.reached || !file.conditions.isLive(condition.start)) return [];
      // Both compilers take the same way, or the author has thought of HIP in the same condition.
      if (condition.hip !== undefined && condition.hip === condition.nvcc) return [];
      if (
        condition.names.some(({ name }) => /^__HIP_DEVICE_COMPILE__$|^__HIPCC__$|^__HIP_PLATFORM_/.test(name))
      )
        return [];
      const span = { file: file.path, start: macro.start, end: macro.end };
      if (!isPlain(condition) || file.asksForHip)
        return [
          finding(
            'cuda-arch-guard',
            'warning',
            span,
            { branch: branchOf(condition) },
            modern(condition, file),
          ),
        ];
      return [
        finding(
          'cuda-arch-guard',
          'warning',
          span,
          { branch: branchOf(condition) },
          {
            edits: [{ span, after: '__HIP_DEVICE_COMPILE__' }],
            safe: true,
            byDefault: false,
          },
        ),
      ];
    }),
  );
}

/** `#ifdef __CUDA_ARCH__`, `#if defined(__CUDA_ARCH__)` and their opposites: device or host, nothing else. */
function isPlain({ word, text }: Condition): boolean {
  return word === 'ifdef' || word === 'ifndef' || /^!?\s*defined\s*\(?\s*__CUDA_ARCH__\s*\)?$/.test(text);
}

/** A test of the number, so that HIP's device code takes the way of the newest hardware. */
function modern({ text, start, end, word }: Condition, file: SceneFile): Fix | undefined {
  const compared =
    /^(?:defined\s*\(?\s*__CUDA_ARCH__\s*\)?\s*&&\s*)?\(?\s*__CUDA_ARCH__\s*(<|>=?)=?\s*\d+\s*\)?$/.exec(
      text.trim(),
    )?.[1];
  if (!compared || (word !== 'if' && word !== 'elif') || file.asksForHip) return undefined;
  const written = file.text.slice(start, end);
  const at = start + written.indexOf(text);
  const isOld = compared === '<';
  // `__CUDA_ARCH__ < 700` holds for HIP, where the macro is nothing.
  const behind = isOld ? ') && !defined(__HIP_DEVICE_COMPILE__)' : ') || defined(__HIP_DEVICE_COMPILE__)';
  const edits = [
    { span: { file: file.path, start: at, end: at }, after: '(' },
    { span: { file: file.path, start: at + text.length, end: at + text.length }, after: behind },
  ];
  return { edits, safe: false, byDefault: false };
}

const branchOf = ({ hip }: Condition) => (hip === true ? 'taken' : hip === false ? 'skipped' : 'open');

/** nvcc's numbers used as numbers. */
function values(scene: Scene) {
  return scene
    .uses(/^(?:__CUDA_ARCH__|CUDART_VERSION|CUDA_VERSION|__CUDACC_VER_(?:MAJOR|MINOR|BUILD)__)$/)
    .filter(({ where }) => where !== 'directive')
    .map(({ name, span }) => finding('nvcc-macro-value', 'error', span, { macro: name }));
}
