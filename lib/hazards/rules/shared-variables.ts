// Declarations of shared and constant variables: arrays of one name and several types, initialisers, constants in
// templates, padding for 32 banks, HIP's old macro, shared memory read before it is written.
import type { TextEdit } from '@/lib/core/edit';
import { type DeviceVariable, P } from '@/lib/cuda';
import { variance } from '../body';
import { spanOfTokens, tokensIn } from '../control';
import { moreOf } from '../families/calls';
import { type Finding, finding, type Hazard } from '../finding';
import { bodyAround } from '../operand-types';
import type { Scene } from '../scene';

export const sharedVariables: Hazard = {
  code: 'extern-shared-types',
  also: [
    'shared-constructor',
    'bank-conflicts',
    'constant-in-template',
    'hip-dynamic-shared-macro',
    'constant-divergent',
    'lds-uninitialised',
  ],
  find: (scene) => {
    const live = scene.model.variables.filter(
      ({ span, inMacro }) => inMacro === undefined && scene.fileOf(span.file).conditions.isLive(span.start),
    );
    return [
      ...externTypes(scene, live),
      ...live.flatMap((variable) => [
        ...initialised(variable),
        ...templated(scene, variable),
        ...unwritten(scene, variable),
      ]),
      ...padded(scene, live),
      ...divergentConstants(scene, live),
      ...oldMacro(scene),
    ];
  },
};

/** Dynamic shared arrays that share a name and not a type: two types clash, a template's parameter clashes when used twice. */
function externTypes(scene: Scene, live: readonly DeviceVariable[]): Finding[] {
  const dynamic = live.filter(
    ({ space, isExtern, declarators }) => space === 'shared' && isExtern && declarators.length === 1,
  );
  return dynamic.flatMap((variable): Finding[] => {
    const { type, span, declarators } = variable;
    const [declarator] = declarators;
    if (declarator?.dimensions.length !== 1) return [];
    const { name, nameSpan } = declarator;
    const around = scene.functionAt(span);
    const isParameter = around?.templateParameters.some((parameter) => {
      const [kind = '', name = ''] = parameter.split(/\s+/);
      return /^(?:typename|class)$/.test(kind) && name === type;
    });
    const others = dynamic.filter(
      (other) => other !== variable && other.declarators[0]?.name === name && other.type !== type,
    );
    if (others.length === 0 && !isParameter) return [];
    const edits = asBytes(scene, variable);
    const params = { array: name, type };
    const severity = others.length > 0 && !isParameter ? 'error' : 'note';
    return [
      edits
        ? finding('extern-shared-types', severity, nameSpan, params, { edits, safe: true, byDefault: false })
        : finding('extern-shared-types', severity, nameSpan, params),
    ];
  });
}

/** `extern __shared__ T s[];` as bytes that every instance agrees on, and a pointer of the type. */
function asBytes(scene: Scene, { span, type, declarators }: DeviceVariable): TextEdit[] | undefined {
  const name = declarators[0]?.name;
  const text = scene.textAt(span);
  if (
    name === undefined ||
    !/^extern\s+__shared__\s+(?:__align__\s*\(\s*\d+\s*\)\s+)?[\w:]+\s+\w+\s*\[\s*\]\s*;$/.test(text)
  )
    return undefined;
  const after = `extern __shared__ __align__(16) unsigned char ${name}_bytes[]; ${type} *${name} = reinterpret_cast<${type} *>(${name}_bytes);`;
  return [{ span, after }];
}

function initialised({ space, declarators }: DeviceVariable): Finding[] {
  if (space !== 'shared') return [];
  return declarators.flatMap(({ initializer, name, nameSpan }) =>
    initializer ? [finding('shared-constructor', 'error', nameSpan, { variable: name })] : [],
  );
}

/** `template <class T> __constant__ T v = ...`. */
function templated(scene: Scene, { space, span, inFunction }: DeviceVariable): Finding[] {
  if (space !== 'constant' || inFunction !== undefined) return [];
  const file = scene.fileOf(span.file);
  const { code, names } = file.lexed.code;
  const [at] = tokensIn(file.lexed.code, span);
  let i = names[at] === 'template' ? at : at - 1;
  if (names[at] !== 'template') {
    if (code[i] !== P.greater) return [];
    let depth = 0;
    for (; i >= 0 && at - i < 100; i--) {
      if (code[i] === P.greater) depth++;
      else if (code[i] === P.less && --depth === 0) break;
      else if (code[i] === P.semicolon) return [];
    }
    if (names[i - 1] !== 'template') return [];
  }
  return [finding('constant-in-template', 'warning', span)];
}

/** `s[32][33]`: one column more than there are banks. */
function padded(scene: Scene, live: readonly DeviceVariable[]): Finding[] {
  const found = live.flatMap(({ space, declarators }) =>
    space !== 'shared'
      ? []
      : declarators.flatMap(({ dimensions, nameSpan }) => {
          const last = dimensions[dimensions.length - 1];
          const width = last && dimensions.length > 1 ? scene.fold(scene.textAt(last))?.value : undefined;
          return width !== undefined && width > 32n && width % 32n === 1n ? [nameSpan] : [];
        }),
  );
  const [first] = found;
  return first ? [finding('bank-conflicts', 'note', first, { more: moreOf(found.length) })] : [];
}

function divergentConstants(scene: Scene, live: readonly DeviceVariable[]): Finding[] {
  const constants = new Set(
    live.flatMap(({ space, declarators }) =>
      space === 'constant'
        ? declarators.filter(({ dimensions }) => dimensions.length > 0).map(({ name }) => name)
        : [],
    ),
  );
  if (constants.size === 0) return [];
  const told = new Set<string>();
  return scene.deviceBodies().flatMap((body) => {
    const { file, from, to, varying, locals } = body;
    const { code } = file.lexed.code;
    return [...constants].flatMap((name) => {
      if (told.has(name) || locals.has(name)) return [];
      const at = file.tokensOf(name).find((token) => {
        if (token < from || token >= to || code[token + 1] !== P.openBracket) return false;
        const close = file.control().partner[token + 1] as number;
        return close > 0 && variance(scene, file, varying, token + 2, close) === 'thread';
      });
      if (at === undefined) return [];
      told.add(name);
      return [finding('constant-divergent', 'note', spanOfTokens(file, at, at + 1), { array: name })];
    });
  });
}

/** HIP_DYNAMIC_SHARED(type, name), which old tools wrote. */
function oldMacro(scene: Scene): Finding[] {
  const uses = scene.usesOf('HIP_DYNAMIC_SHARED');
  // Several arrays may share a name and not a type, which the declarations written out would not bear.
  const safe = uses.length === 1;
  return uses.flatMap(({ args, callSpan, span, where }) => {
    const [type, name] = args ?? [];
    if (!type || !name || !callSpan || args?.length !== 2 || where !== 'code') return [];
    const after = `extern __shared__ ${scene.textAt(type)} ${scene.textAt(name)}[]`;
    const { text } = scene.fileOf(span.file);
    const semicolon = /^\s*;/.test(text.slice(callSpan.end, callSpan.end + 20)) ? '' : ';';
    const edits = [{ span: callSpan, after: after + semicolon }];
    return [finding('hip-dynamic-shared-macro', 'note', span, {}, { edits, safe, byDefault: false })];
  });
}

/** A shared array that is only ever added to. */
function unwritten(scene: Scene, { space, isExtern, declarators, inFunction }: DeviceVariable): Finding[] {
  if (space !== 'shared' || isExtern || inFunction === undefined) return [];
  return declarators.flatMap(({ name, nameSpan, initializer }): Finding[] => {
    if (initializer) return [];
    const body = bodyAround(scene, nameSpan);
    if (!body) return [];
    const { file } = body;
    const { code, names, end } = file.lexed.code;
    const { partner } = file.control();
    let adds = false;
    for (const at of file.tokensOf(name)) {
      if (at < body.from || at >= body.to || (end[at] as number) <= nameSpan.end) continue;
      // `h[i] += ...`, `h[i]++` and `atomicAdd(&h[i], ...)` add; anything else may write.
      let close = at;
      while (code[close + 1] === P.openBracket) {
        const to = partner[close + 1] as number;
        if (to < 0) return [];
        close = to;
      }
      const isAtomic =
        code[at - 1] === P.ampersand &&
        code[at - 2] === P.openParen &&
        /^atomic(?:Add|Sub|Inc|Dec|Max|Min|Or|And|Xor)$/.test(names[at - 3] ?? '');
      const next = code[close + 1];
      const isAdded = next === P.assign || next === P.increment || code[at - 1] === P.increment;
      const isRead = close > at && code[at - 1] !== P.ampersand && next !== P.becomes && !isAdded;
      if (isAtomic || isAdded) adds = true;
      else if (!isRead) return [];
    }
    return adds ? [finding('lds-uninitialised', 'warning', nameSpan, { array: name })] : [];
  });
}
