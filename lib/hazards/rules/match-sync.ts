// __match_any_sync and __match_all_sync: undeclared before ROCm 7, with masks and results of 64 bits from then on. The fix
// asks each of the 32 lanes of a warp in turn, which means the same on every wavefront.
import type { TextEdit } from '@/lib/core/edit';
import type { NameUse } from '@/lib/cuda';
import { hasSince } from '@/lib/targets/options';
import { type Fix, finding, type Hazard } from '../finding';
import { isRepeatable } from '../mending';
import type { Scene } from '../scene';
import { isWide, knowsMasks } from '../warp';

export const matchSync: Hazard = {
  code: 'match-sync',
  find: (scene) =>
    [...scene.usesOf('__match_any_sync'), ...scene.usesOf('__match_all_sync')].flatMap((use) => {
      if (use.role !== 'call' || scene.functionsNamed(use.name).length > 0) return [];
      const mask = use.args?.[0];
      const builds = knowsMasks(scene) && mask !== undefined && isWide(scene, mask);
      const params = { before: use.name, rocm: scene.options.rocm, more: '' };
      const slow = finding('match-sync', 'note', use.span, params);
      if (builds) return [slow];
      const edits = asked(scene, use);
      const fix: Fix | undefined = edits && { edits, safe: true, byDefault: true };
      const code =
        hasSince(scene.options.rocm, '7.0') || knowsMasks(scene)
          ? 'full-mask-32bit'
          : 'sync-builtins-version';
      return [slow, finding(code, 'error', use.span, params, fix)];
    }),
};

/** The lanes of the caller's half of the wavefront that are active, as a mask of 32. */
const active = '(unsigned)(__ballot(1) >> (__lane_id() & 32))';

function asked(scene: Scene, { name, args, callSpan, span }: NameUse): TextEdit[] | undefined {
  const [mask, value, all] = args ?? [];
  if (!mask || !value || !callSpan || args?.length !== (name === '__match_all_sync' ? 3 : 2))
    return undefined;
  const written = scene.textAt(mask);
  const folded = scene.fold(written)?.value;
  const isAll =
    (folded !== undefined && BigInt.asUintN(32, folded) === 0xffffffffn) ||
    /^__activemask\s*\(\s*\)$/.test(written);
  if (!isAll && !/^\w+$/.test(written)) return undefined;
  const lanes = isAll ? active : `(${active} & ${written})`;
  const ask = `; unsigned m_ = 0, a_ = ${lanes}; for (int i_ = 0; i_ < 32; i_++) m_ |= (unsigned)(__shfl(v_, i_, 32) == v_) << i_; m_ &= a_;`;
  const open = { span: { ...span, end: value.start }, after: '[&] { auto v_ = ' };
  if (!all)
    return [open, { span: { ...span, start: value.end, end: callSpan.end }, after: `${ask} return m_; }()` }];
  const pointer = scene.textAt(all);
  if (!isRepeatable(pointer)) return undefined;
  return [
    open,
    {
      span: { ...span, start: value.end, end: callSpan.end },
      after: `${ask} *(${pointer}) = m_ == a_; return m_ == a_ ? a_ : 0u; }()`,
    },
  ];
}
