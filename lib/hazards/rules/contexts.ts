// Contexts of CUDA's driver: HIP has one address space and keeps the primary context of each device. A context that is
// made and destroyed becomes the primary one, held and let go.
import type { NameUse } from '@/lib/cuda';
import { moreOf } from '../families/calls';
import { type Fix, finding, type Hazard } from '../finding';
import { isRepeatable } from '../mending';
import type { Scene } from '../scene';

const told = /^cuCtx(?:Create(?:_v\d)?|Destroy|PushCurrent|PopCurrent|SetCurrent|Detach|Attach)$/;

export const contexts: Hazard = {
  code: 'driver-contexts',
  find: (scene) => {
    const calls = scene.uses(told).filter(({ role, where }) => role === 'call' && where !== 'directive');
    const fix = primary(scene, calls);
    return [...new Set(calls.map(({ span }) => span.file))].flatMap((path) => {
      const own = calls.filter(({ span }) => span.file === path).sort((a, b) => a.span.start - b.span.start);
      const [first] = own;
      const params = { before: first?.name ?? '', more: moreOf(own.length) };
      return first ? [finding('driver-contexts', 'note', first.span, params, fix)] : [];
    });
  },
};

/** `cuCtxCreate(&c, flags, d)` as `hipDevicePrimaryCtxRetain(&c, d)`, with what destroys it. */
function primary(scene: Scene, calls: readonly NameUse[]): Fix | undefined {
  const made = calls.filter(({ name }) => name.startsWith('cuCtxCreate'));
  const ended = calls.filter(({ name }) => name === 'cuCtxDestroy');
  const [create] = made;
  const [, flags, device] = create?.args ?? [];
  if (made.length !== 1 || !create || !flags || !device || create.args?.length !== 3) return undefined;
  const number = scene.textAt(device);
  if (!isRepeatable(number) || calls.length !== made.length + ended.length) return undefined;
  // The device's number has to be known where the context ends.
  const around = scene.functionAt(create.span);
  if (!ended.every(({ span, args }) => scene.functionAt(span) === around && args?.length === 1))
    return undefined;
  const edits = [
    { span: create.span, after: 'hipDevicePrimaryCtxRetain' },
    { span: { ...flags, end: device.start }, after: '' },
    ...ended.flatMap(({ span, args }) => [
      { span, after: 'hipDevicePrimaryCtxRelease' },
      ...(args ?? []).map((arg) => ({ span: arg, after: number })),
    ]),
  ];
  return { edits, safe: false, byDefault: false };
}
