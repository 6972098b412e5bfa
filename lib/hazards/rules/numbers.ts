// Arithmetic that comes out otherwise: roundings that clang fuses, overloads that fit equally badly, shifts by the whole
// width, tiny numbers, products of 32 bits put into 64.
import type { TextEdit } from '@/lib/core/edit';
import type { Span } from '@/lib/core/span';
import { P } from '@/lib/cuda';
import { hasSince } from '@/lib/targets/options';
import { spanOfTokens } from '../control';
import { moreOf } from '../families/calls';
import { type Finding, finding, type Hazard } from '../finding';
import { put } from '../mending';
import { bodyAround, callsIn, valueTypeOf } from '../operand-types';
import type { Scene, SceneFile } from '../scene';

export const numbers: Hazard = {
  code: 'rn-intrinsics-fused',
  also: [
    'ffsll-ambiguous',
    'shift-count',
    'minmax-nan',
    'isnan-std-namespace',
    'index-32bit-overflow',
    'denormals',
  ],
  find: (scene) => [
    ...fused(scene),
    ...ambiguous(scene),
    ...shifts(scene),
    ...mixed(scene),
    ...classification(scene),
    ...indices(scene),
    ...tiny(scene),
  ],
};

const sums = ['__fadd_rn', '__fsub_rn', '__dadd_rn', '__dsub_rn'];
const products = ['__fmul_rn', '__dmul_rn'];

/** Products and sums that are meant to be rounded apart, in one function. */
function fused(scene: Scene): Finding[] {
  const added = sums.flatMap((name) => callsIn(scene, name));
  const multiplied = products.flatMap((name) => callsIn(scene, name));
  const told = new Set<string>();
  return added.flatMap(({ use, body }): Finding[] => {
    const isNested = multiplied.some(({ use: { span } }) =>
      use.args?.some((arg) => span.file === arg.file && span.start >= arg.start && span.end <= arg.end),
    );
    const isNear = body !== undefined && multiplied.some((other) => other.body === body);
    if (!isNested && !isNear) return [];
    const open = body?.info.body;
    const key = `${use.span.file}\n${open?.start ?? use.span.start}`;
    if (told.has(key)) return [];
    told.add(key);
    const params = { before: use.name };
    const severity = isNested ? 'warning' : 'note';
    if (!open) return [finding('rn-intrinsics-fused', severity, use.span, params)];
    const { text } = scene.fileOf(open.file);
    if (/^\{\s*#pragma clang fp contract\(off\)/.test(text.slice(open.start, open.start + 80))) return [];
    const after = /^\{[ \t]*\r?\n/.test(text.slice(open.start, open.start + 40))
      ? '\n#pragma clang fp contract(off)'
      : '\n#pragma clang fp contract(off)\n';
    const edits = [{ span: { ...open, start: open.start + 1, end: open.start + 1 }, after }];
    return [
      finding('rn-intrinsics-fused', severity, use.span, params, { edits, safe: true, byDefault: false }),
    ];
  });
}

/** `__ffsll` of a long: two overloads fit equally badly. */
function ambiguous(scene: Scene): Finding[] {
  return callsIn(scene, '__ffsll').flatMap(({ use, body }) => {
    const [argument] = use.args ?? [];
    const type = argument && valueTypeOf(scene, body, argument);
    if (!argument || !type || !/^(?:u?int64_t|size_t|long(?: int)?|unsigned long(?: int)?)$/.test(type))
      return [];
    const edits = [{ span: { ...argument, end: argument.start }, after: '(unsigned long long)' }];
    return [finding('ffsll-ambiguous', 'error', use.span, { type }, { edits, safe: true, byDefault: true })];
  });
}

/** `x << (32 - n)`, which is a shift by 32 for n = 0. */
function shifts(scene: Scene): Finding[] {
  const places = scene.deviceBodies().flatMap(({ file, from, to }) => {
    const { code, start, end, names } = file.lexed.code;
    const found: { readonly span: Span; readonly edits: TextEdit[] | undefined }[] = [];
    for (let i = from; i < to - 5; i++) {
      const isRight = code[i] === P.greater && code[i + 1] === P.greater && start[i + 1] === end[i];
      if (code[i] !== P.shiftLeft && !isRight) continue;
      const open = isRight ? i + 2 : i + 1;
      if (code[open] !== P.openParen || file.text.charCodeAt(start[open + 2] as number) !== 45) continue;
      const left = scene.fold(file.text.slice(start[open + 1], end[open + 1]))?.value;
      if ((left !== 32n && left !== 64n) || !names[open + 3] || code[open + 4] !== P.closeParen) continue;
      if (scene.fold(names[open + 3] as string) !== undefined) continue;
      // `n == 0 ? 0 : x >> (32 - n)` has thought of it.
      if (code[i - 2] === P.colon && code[i - 4] === P.question) continue;
      found.push({
        span: spanOfTokens(file, i, open + 5),
        edits: withZero(file, i - 1, open + 5, names[open + 3] as string),
      });
    }
    return found;
  });
  const [first] = places;
  if (!first) return [];
  const mended = places.filter(({ span }) => span.file === first.span.file);
  const edits = mended.every((one) => one.edits) ? mended.flatMap((one) => one.edits ?? []) : undefined;
  const fix = edits && { edits, safe: false, byDefault: false };
  return [finding('shift-count', 'note', first.span, { more: moreOf(places.length) }, fix)];
}

/** `(n == 0 ? 0 : x >> (32 - n))`, where x is one word and nothing before it binds more tightly. */
function withZero(file: SceneFile, first: number, to: number, count: string): TextEdit[] | undefined {
  const { code, names, kind } = file.lexed.code;
  const before = code[first - 1];
  const isLoose =
    before === P.becomes ||
    before === P.openParen ||
    before === P.comma ||
    before === P.assign ||
    before === P.question ||
    before === P.colon ||
    before === P.ampersand ||
    file.text[file.lexed.code.start[first - 1] as number] === '|' ||
    file.text[file.lexed.code.start[first - 1] as number] === '^' ||
    names[first - 1] === 'return';
  if (!isLoose || (names[first] === '' && kind[first] !== 2)) return undefined;
  const span = spanOfTokens(file, first, to);
  return [put(span, span.start, `(${count} == 0 ? 0 : `), put(span, span.end, ')')];
}

/** min and max of two types, where overloads decide. */
function mixed(scene: Scene): Finding[] {
  for (const name of ['min', 'max'])
    for (const { use, body } of callsIn(scene, name)) {
      const [a, b] = use.args ?? [];
      if (!a || !b || !use.inDevice || use.args?.length !== 2) continue;
      const x = valueTypeOf(scene, body, a);
      const y = valueTypeOf(scene, body, b);
      if (x && y && kindOf(x) !== kindOf(y) && kindOf(x) && kindOf(y))
        return [finding('minmax-nan', 'note', use.span, { before: name, first: x, second: y })];
    }
  return [];
}

const kindOf = (type: string): string | undefined =>
  /^(?:float|double)$/.test(type)
    ? type
    : /^(?:unsigned(?: int)?|uint32_t|uint)$/.test(type)
      ? 'unsigned'
      : /^(?:int|int32_t)$/.test(type)
        ? 'int'
        : /\b(?:long|size_t|u?int64_t)\b/.test(type)
          ? 'wide'
          : undefined;

/** isnan and the like without std:: on the host, from ROCm 7 on. */
function classification(scene: Scene): Finding[] {
  if (!hasSince(scene.options.rocm, '7.0')) return [];
  const includes = Object.values(scene.model.files).flatMap(({ includes: own }) =>
    own.map(({ path }) => path),
  );
  if (includes.includes('cmath') || includes.includes('math.h')) return [];
  const uses = ['isnan', 'isinf', 'isfinite']
    .filter((name) => scene.functionsNamed(name).length === 0)
    .flatMap((name) => scene.usesOf(name))
    .filter(
      ({ span, role, where, inDevice }) =>
        role === 'call' && where === 'code' && !inDevice && scene.functionAt(span)?.space === 'host',
    );
  return [...new Set(uses.map(({ span }) => span.file))].flatMap((path) => {
    const own = uses.filter(({ span }) => span.file === path);
    const [first] = own;
    const file = scene.model.files[path];
    if (!first || !file) return [];
    const edits = [
      put(first.span, file.includeInsertion, `#include <cmath>${file.lineEnd}`),
      ...own.map(({ span }) => put(span, span.start, 'std::')),
    ];
    const fix = { edits, safe: true, byDefault: false };
    return [finding('isnan-std-namespace', 'note', first.span, { before: first.name }, fix)];
  });
}

/** `size_t i = blockIdx.x * blockDim.x + threadIdx.x;` */
function indices(scene: Scene): Finding[] {
  const found = scene.deviceBodies().flatMap(({ file, from, to, locals }) => {
    const { names, code, text } = { ...file.lexed.code, text: file.text };
    return file.tokensOf('blockIdx').flatMap((at) => {
      if (at < from || at >= to) return [];
      const factors =
        names[at + 4] === 'blockDim' && text.charCodeAt(file.lexed.code.start[at + 3] as number) === 42;
      const target = code[at - 1] === P.becomes ? names[at - 2] : undefined;
      const type = target ? locals.get(target) : undefined;
      const isWide =
        type?.depth === 0 && /^(?:size_t|u?int64_t|(?:unsigned )?long(?: long)?)$/.test(type.type);
      return factors && isWide && type
        ? [{ span: spanOfTokens(file, at, at + 7), at: spanOfTokens(file, at, at), type: type.type }]
        : [];
    });
  });
  const [first] = found;
  if (!first) return [];
  const edits = found
    .filter(({ span }) => span.file === first.span.file)
    .map(({ span, type }) => ({ span: { ...span, end: span.start }, after: `(${type})` }));
  return [
    finding(
      'index-32bit-overflow',
      'note',
      first.span,
      { type: first.type, more: moreOf(found.length) },
      { edits, safe: false, byDefault: false },
    ),
  ];
}

/** Literals of float below the smallest normal number. */
function tiny(scene: Scene): Finding[] {
  for (const { file, from, to } of scene.deviceBodies()) {
    const { kind, start, end } = file.lexed.code;
    for (let i = from; i < to; i++) {
      if (kind[i] !== 2) continue;
      const text = file.text.slice(start[i], end[i]);
      if (!/^[\d.']+e-[34]\d+f$/i.test(text)) continue;
      const value = Number.parseFloat(text);
      if (value > 0 && value < 1.17549435e-38 && bodyAround(scene, spanOfTokens(file, i, i + 1)))
        return [finding('denormals', 'note', spanOfTokens(file, i, i + 1), { number: text })];
    }
  }
  return [];
}
