// Functions of half precision that HIP's header lacks or has with another meaning: plain forms of the same, on request.
import type { TextEdit } from '@/lib/core/edit';
import type { NameUse } from '@/lib/cuda';
import { moreOf } from '../families/calls';
import { type Fix, finding, type Hazard } from '../finding';
import { helperBefore } from '../mending';
import type { Scene } from '../scene';
import { nanForm } from './brought-functions';

const names =
  /^(?:__hmax_nan|__hmin_nan|__hmax2_nan|__hmin2_nan|htanh_approx|h2tanh_approx|htanh|h2tanh|__hcmadd|__habs2|__hfma_relu|__hfma2_relu|__hadd_rn|__hsub_rn|__hmul_rn)$/;

/** Around the arguments. */
const forms: Readonly<Record<string, readonly [open: string, close: string]>> = {
  htanh: ['__float2half(tanhf(__half2float(', ')))'],
  htanh_approx: ['__float2half(tanhf(__half2float(', ')))'],
  __hadd_rn: ['__hadd(', ')'],
  __hsub_rn: ['__hsub(', ')'],
  __hmul_rn: ['__hmul(', ')'],
};

export const halfForms: Hazard = {
  code: 'half-differences',
  find: (scene) => {
    const calls = scene
      .uses(names)
      .filter(
        ({ name, role, where, inDevice }) =>
          role === 'call' && where !== 'directive' && inDevice && scene.functionsNamed(name).length === 0,
      );
    return [...new Set(calls.map(({ span }) => span.file))].flatMap((path) => {
      const own = calls.filter(({ span }) => span.file === path).sort((a, b) => a.span.start - b.span.start);
      const [first] = own;
      const params = { before: first?.name ?? '', more: moreOf(own.length) };
      return first ? [finding('half-differences', 'note', first.span, params, mended(scene, own))] : [];
    });
  },
};

function mended(scene: Scene, uses: readonly NameUse[]): Fix | undefined {
  const edits: TextEdit[] = [];
  const brought = new Map<string, NameUse[]>();
  for (const use of uses) {
    const { name, span, args, callSpan } = use;
    const [first] = args ?? [];
    const last = args?.at(-1);
    if (nanForm(name)) brought.set(name, [...(brought.get(name) ?? []), use]);
    else if (!Object.hasOwn(forms, name) || !first || !last || !callSpan) return undefined;
    else {
      const [open, close] = forms[name] as readonly [string, string];
      edits.push(
        { span: { ...span, end: first.start }, after: open },
        { span: { ...span, start: last.end, end: callSpan.end }, after: close },
      );
    }
  }
  for (const [name, own] of brought) {
    const form = nanForm(name);
    const spans = own.map(({ span }) => span);
    const helper = form && helperBefore(scene, spans, form.name, form.text);
    if (!form || !helper) return undefined;
    edits.push(...helper, ...spans.map((span) => ({ span, after: form.name })));
  }
  return { edits, safe: false, byDefault: false };
}
