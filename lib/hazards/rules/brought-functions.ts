// Built-in functions of CUDA whose work HIP has in no other form: the fix brings a function that does the same along and
// calls that. Told once per file and function.
import type { NameUse } from '@/lib/cuda';
import type { MessageCode } from '@/lib/messages';
import { moreOf } from '../families/calls';
import { type Finding, finding, type Hazard } from '../finding';
import { helperBefore } from '../mending';
import { bodyAround, pointeeOf } from '../operand-types';
import { type PackedFunction, packedFunction } from '../packed-integers';
import type { Scene } from '../scene';

const packed = /^__(?:dp4a|dp2a_(?:lo|hi)|v[a-z]+[24])$/;

/** A compare and swap of 16 bits by one of the 32 around them. */
const swap16: PackedFunction = {
  name: 'atomic_cas_16',
  text: `__device__ inline unsigned short atomic_cas_16(unsigned short *p, unsigned short compare, unsigned short value) {
  unsigned *word = (unsigned *)((size_t)p & ~(size_t)3), shift = (unsigned)((size_t)p & 2) * 8, old = *word, seen;
  do {
    seen = old;
    if (((seen >> shift) & 0xffff) != compare) break;
    old = atomicCAS(word, seen, (seen & ~(0xffffu << shift)) | ((unsigned)value << shift));
  } while (old != seen);
  return (unsigned short)(seen >> shift);
}

`,
};

const swap: PackedFunction = {
  name: 'device_swap',
  text: `template <class T> __device__ inline void device_swap(T &a, T &b) {
  T kept = a;
  a = b;
  b = kept;
}

`,
};

/** A number that is none wins, where HIP's own function prefers the other one. */
const nanForms: Readonly<Record<string, PackedFunction>> = Object.fromEntries(
  [
    ['__hmax_nan', 'hmax_or_nan', '>'],
    ['__hmin_nan', 'hmin_or_nan', '<'],
  ].map(([cuda = '', name = '', operator]) => [
    cuda,
    {
      name,
      text: `__device__ inline __half ${name}(__half a, __half b) {
  const float x = __half2float(a), y = __half2float(b);
  return x != x ? a : y != y ? b : x ${operator} y ? a : b;
}

`,
    },
  ]),
);

export const broughtFunctions: Hazard = {
  code: 'simd-video-intrinsics',
  also: ['atomic-cas-16', 'std-in-device'],
  find: (scene) => [...packedCalls(scene), ...narrowSwaps(scene), ...swaps(scene)],
};

/** A finding per file of uses of one function, with the function brought along. */
function perFile(
  scene: Scene,
  code: MessageCode,
  uses: readonly NameUse[],
  { name, text }: PackedFunction,
  how: { readonly severity: 'error' | 'note'; readonly safe: boolean; readonly more?: object },
): Finding[] {
  return [...new Set(uses.map(({ span }) => span.file))].flatMap((path) => {
    const own = uses.filter(({ span }) => span.file === path).sort((a, b) => a.span.start - b.span.start);
    const [first] = own;
    if (!first) return [];
    const spans = own.map(({ span }) => span);
    const helper = own.every(({ where }) => where === 'code')
      ? helperBefore(scene, spans, name, text)
      : undefined;
    const edits = helper && [...helper, ...spans.map((span) => ({ span, after: name }))];
    const fix = edits && { edits, safe: how.safe, byDefault: how.safe };
    return [
      finding(
        code,
        how.severity,
        first.span,
        { before: first.name, more: moreOf(own.length), ...how.more },
        fix,
      ),
    ];
  });
}

function packedCalls(scene: Scene): Finding[] {
  return [...scene.liveNames].flatMap(([name, uses]) => {
    if (!packed.test(name) || scene.functionsNamed(name).length > 0) return [];
    const calls = uses.filter(({ role, where }) => role === 'call' && where !== 'directive');
    const form = packedFunction(name);
    if (form) return perFile(scene, 'simd-video-intrinsics', calls, form, { severity: 'error', safe: true });
    return calls.map(({ span }) =>
      finding('simd-video-intrinsics', 'error', span, { before: name, more: '' }),
    );
  });
}

function narrowSwaps(scene: Scene): Finding[] {
  return ['atomicCAS', 'atomicExch'].flatMap((name) => {
    const calls = scene.usesOf(name).flatMap((use) => {
      const pointer = use.args?.[0];
      const body = use.where === 'code' ? bodyAround(scene, use.span) : undefined;
      const type = pointer && use.role === 'call' ? pointeeOf(scene, body, pointer) : undefined;
      return type && /^(?:unsigned short(?: int)?|short|u?int16_t|ushort|__uint128_t|__int128)$/.test(type)
        ? [{ use, type }]
        : [];
    });
    const halves = calls.filter(
      ({ type }) => name === 'atomicCAS' && /^(?:unsigned short(?: int)?|uint16_t|ushort)$/.test(type),
    );
    const rest = calls.filter((call) => !halves.includes(call));
    return [
      ...perFile(
        scene,
        'atomic-cas-16',
        halves.map(({ use }) => use),
        swap16,
        {
          severity: 'error',
          safe: false,
          more: { type: 'unsigned short' },
        },
      ),
      ...rest.map(({ use, type }) =>
        finding('atomic-cas-16', 'error', use.span, { before: name, type, more: '' }),
      ),
    ];
  });
}

/** `std::swap`, which is no device function before C++20. */
function swaps(scene: Scene): Finding[] {
  return scene.files.flatMap((file) => {
    const { names, code, start, end } = file.lexed.code;
    const spans = file.tokensOf('std').flatMap((at) => {
      if (names[at + 2] !== 'swap' || code[at + 3] !== 40) return [];
      const span = { file: file.path, start: start[at] as number, end: end[at + 2] as number };
      const space = scene.functionAt(span)?.space;
      return space === 'device' || space === 'global' ? [span] : [];
    });
    const [first] = spans;
    if (!first) return [];
    const helper = helperBefore(scene, spans, swap.name, swap.text);
    const edits = helper && [...helper, ...spans.map((span) => ({ span, after: swap.name }))];
    const fix = edits && { edits, safe: false, byDefault: false };
    return [finding('std-in-device', 'note', first, { before: 'std::swap' }, fix)];
  });
}

/** Kept here for the families that tell of half precision. */
export const nanForm = (name: string): PackedFunction | undefined =>
  Object.hasOwn(nanForms, name) ? nanForms[name] : undefined;
