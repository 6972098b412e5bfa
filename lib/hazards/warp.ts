// Warp functions as the rules see them: which calls a port must change, and their "width 32" form, in which groups of
// 32 lanes mean on every wavefront size what a warp meant. A mask is never widened by itself: that would build and lie.
import type { TextEdit } from '@/lib/core/edit';
import type { Span } from '@/lib/core/span';
import type { NameUse } from '@/lib/cuda';
import { hasSince } from '@/lib/targets/options';
import { typeOf } from './declared-types';
import type { Scene } from './scene';

export const shuffles = /^__shfl(?:_up|_down|_xor)?$/;
export const shufflesWithMask = /^__shfl(?:_up|_down|_xor)?_sync$/;
export const votes = /^__(?:ballot|any|all)$/;
export const votesWithMask = /^__(?:ballot|any|all)_sync$/;
const widthForms = /^(?:__shfl(?:_up|_down|_xor)?_sync|__(?:ballot|any|all)_sync|__activemask)$/;

/** The masks of warp functions: on from ROCm 7, on request from 6.2, unknown before. */
export function knowsMasks(scene: Scene): boolean {
  if (hasSince(scene.options.rocm, '7.0')) return !scene.definesMacro('HIP_DISABLE_WARP_SYNC_BUILTINS');
  return hasSince(scene.options.rocm, '6.2') && scene.definesMacro('HIP_ENABLE_WARP_SYNC_BUILTINS');
}

/** Whether an expression is surely an integer of 64 bits, as HIP's masks must be. */
export function isWide(scene: Scene, expression: Span): boolean {
  const text = scene.textAt(expression);
  const value = scene.fold(text);
  if (value) return value.bits === 64;
  if (/^\(\s*(?:unsigned\s+long\s+long|u?int64_t|unsigned\s+long)\s*\)/.test(text)) return true;
  const name = /^\w+$/.test(text) ? text : undefined;
  return name !== undefined && /\b(?:long|u?int64_t|size_t)\b/.test(typeOf(scene, name, expression) ?? '');
}

/** A mask that names all 32 lanes: `0xffffffff`, `~0`, `FULL_MASK`, `__activemask()`. */
function namesAllLanes(scene: Scene, mask: Span): boolean {
  const text = scene.textAt(mask);
  if (/^__activemask\s*\(\s*\)$/.test(text)) return true;
  const value = scene.fold(text);
  return value !== undefined && BigInt.asUintN(32, value.value) === 0xffffffffn;
}

/** Calls that the chosen ROCm version does not build as they stand. */
export const unbuildable = (scene: Scene): readonly NameUse[] =>
  scene.once('calls that do not build', () => findUnbuildable(scene));

function findUnbuildable(scene: Scene): NameUse[] {
  const known = knowsMasks(scene);
  return scene.uses(widthForms).filter((use) => {
    if (use.role !== 'call') return false;
    if (use.name === '__activemask') return !hasSince(scene.options.rocm, '6.2');
    const mask = use.args?.[0];
    return !known || (mask !== undefined && !isWide(scene, mask));
  });
}

/** Whether the translation brings calls of this program into the width 32 form by itself. */
export function portsToWidth32(scene: Scene): boolean {
  return (
    scene.options.applyFixes &&
    scene.once('kept to 32 lanes', () => unbuildable(scene).some((use) => width32(scene, use) !== undefined))
  );
}

/** Calls that, after the port, act on the whole wavefront of 32 or 64 lanes. */
export const waveWide = (scene: Scene): readonly NameUse[] =>
  scene.once('calls over the wavefront', () => findWaveWide(scene));

function findWaveWide(scene: Scene): NameUse[] {
  const mended = new Set(
    scene.options.applyFixes ? unbuildable(scene).filter((use) => width32(scene, use) !== undefined) : [],
  );
  const all = /^__(?:shfl(?:_up|_down|_xor)?(?:_sync)?|(?:ballot|any|all)(?:_sync)?|activemask)$/;
  return scene.uses(all).filter((use) => {
    if (use.role !== 'call' || mended.has(use)) return false;
    if (shuffles.test(use.name)) return use.args?.length === 2;
    if (shufflesWithMask.test(use.name)) return use.args?.length === 3;
    return !isHalved(scene, use);
  });
}

/** `(unsigned)(__ballot(p) >> (__lane_id() & 32))`: someone has taken the half of the wavefront already. */
function isHalved(scene: Scene, use: NameUse): boolean {
  const { callSpan } = use;
  if (!callSpan) return false;
  const behind = scene.fileOf(callSpan.file).text.slice(callSpan.end, callSpan.end + 60);
  return /^\s*>>\s*\(\s*__lane_id\s*\(\s*\)\s*&\s*(?:32|0x20)u?\s*\)/.test(behind);
}

const half = ' >> (__lane_id() & 32))';

/**
 * The edits that bring a call into the width 32 form; undefined when its arguments can't be made out.
 * Shuffles lose their mask and get an explicit width; votes look at the 32 lanes of the caller's half.
 */
export function width32(scene: Scene, use: NameUse): TextEdit[] | undefined {
  const { args, callSpan, name, span } = use;
  if (!args || !callSpan) return undefined;
  const { file } = span;
  const put = (start: number, end: number, after: string): TextEdit => ({
    span: { file, start, end },
    after,
  });
  if (name === '__activemask' && args.length > 0) return undefined;
  if (name === '__activemask') return [put(callSpan.start, callSpan.end, `(unsigned)(__ballot(1)${half}`)];
  if (shuffles.test(name)) {
    const last = args[1];
    return args.length === 2 && last ? [put(last.end, last.end, ', 32')] : undefined;
  }
  if (votes.test(name)) {
    const [predicate] = args;
    return args.length === 1 && predicate
      ? voteForm(name, '', span.start, predicate, callSpan.end, put)
      : undefined;
  }
  const [mask, value] = args;
  if (!mask || !value) return undefined;
  if (shufflesWithMask.test(name)) {
    if (args.length !== 3 && args.length !== 4) return undefined;
    const last = args[args.length - 1] as Span;
    const edits = [put(span.start, span.end, name.replace('_sync', '')), ...without(scene, mask, value, put)];
    if (args.length === 3) edits.push(put(last.end, last.end, ', 32'));
    else if (scene.textAt(last) === 'warpSize') edits.push(put(last.start, last.end, '32'));
    return edits;
  }
  if (!votesWithMask.test(name) || args.length !== 2) return undefined;
  const all = namesAllLanes(scene, mask);
  const maskText = scene.textAt(mask);
  // The mask's text moves behind the call: only a plain name or number may, since nothing in it can need an edit.
  if (!all && !/^\w+$/.test(maskText)) return undefined;
  return voteForm(
    name.replace('_sync', ''),
    all ? '' : ` & ${maskText}`,
    span.start,
    value,
    callSpan.end,
    put,
  );
}

/** `__any(p)` of 32 lanes, by way of a ballot. */
function voteForm(
  name: string,
  mask: string,
  start: number,
  predicate: Span,
  end: number,
  put: (start: number, end: number, after: string) => TextEdit,
): TextEdit[] {
  const inverted = name === '__all';
  const compared = name === '__any' ? ' != 0)' : inverted ? ' == 0)' : mask === '' ? '' : ')';
  const open = compared === '' ? '' : '(';
  const inner = mask === '' || name === '__ballot' ? '' : '(';
  const close = inner === '' ? mask : `${mask})`;
  return [
    put(start, predicate.start, `${open}${inner}(unsigned)(__ballot(${inverted ? '!(' : ''}`),
    put(predicate.end, end, `${inverted ? ')' : ''})${half}${close}${compared}`),
  ];
}

/** Takes an argument out with its comma; a comment between the arguments stays. */
function without(
  scene: Scene,
  argument: Span,
  next: Span,
  put: (start: number, end: number, after: string) => TextEdit,
): TextEdit[] {
  const between = scene.textAt({ ...argument, start: argument.end, end: next.start });
  if (/^\s*,\s*$/.test(between)) return [put(argument.start, next.start, '')];
  const comma = argument.end + between.indexOf(',');
  return [put(argument.start, argument.end, ''), put(comma, comma + 1, '')];
}
