// What functions call that clang does not let them: host functions from both sides, kernels from the device, the standard
// library's host part from device code, math of CUDA's headers on the host.
import { type FunctionInfo, P } from '@/lib/cuda';
import { spanOfTokens } from '../control';
import { type Finding, finding, type Hazard } from '../finding';
import type { Scene } from '../scene';

const noStd =
  /^(?:sort|vector|string|map|unordered_map|set|function|cout|cerr|endl|copy|fill|accumulate|thread|mutex|shared_ptr|unique_ptr|make_unique|make_shared|random_device|mt19937|chrono|printf)$/;

/** Functions that nvcc gives to host code and the system's headers don't. */
const deviceMath: Readonly<Record<string, readonly [open: string, close: string] | undefined>> = {
  rsqrtf: ['(1.0f / sqrtf(', '))'],
  rsqrt: ['(1.0 / sqrt(', '))'],
  rcbrt: ['(1.0 / cbrt(', '))'],
  rcbrtf: ['(1.0f / cbrtf(', '))'],
  normcdf: ['(0.5 * erfc(-(', ') * 0.70710678118654752))'],
  normcdff: ['(0.5f * erfcf(-(', ') * 0.70710678f))'],
  normcdfinv: undefined,
  normcdfinvf: undefined,
  erfinv: undefined,
  erfinvf: undefined,
  erfcinv: undefined,
  erfcinvf: undefined,
  erfcx: undefined,
  erfcxf: undefined,
  sinpi: ['sin(3.14159265358979324 * (', '))'],
  sinpif: ['sinf(3.14159265f * (', '))'],
  cospi: ['cos(3.14159265358979324 * (', '))'],
  cospif: ['cosf(3.14159265f * (', '))'],
  sincospi: undefined,
  sincospif: undefined,
};

export const callees: Hazard = {
  code: 'hd-calls-host',
  also: ['dynamic-parallelism', 'std-in-device', 'host-math-functions'],
  find: (scene) => [...hostCalls(scene), ...launches(scene), ...standard(scene), ...math(scene)],
};

const isLive = (scene: Scene, { nameSpan }: FunctionInfo) =>
  scene.fileOf(nameSpan.file).conditions.isLive(nameSpan.start);

function hostCalls(scene: Scene): Finding[] {
  const host = new Map(
    scene.model.functions
      .filter(
        (own) =>
          own.space === 'host' && own.qualifiedName === own.name && own.name !== 'main' && isLive(scene, own),
      )
      .map((own) => [own.name, own]),
  );
  if (host.size === 0) return [];
  return scene.deviceBodies().flatMap(({ info, file, from, to, locals }) => {
    if (info.space !== 'host-device' || info.templateParameters.length > 0) return [];
    const { names, code, start } = file.lexed.code;
    const found: Finding[] = [];
    const isInline = /\b(?:inline|__forceinline__|constexpr)\b/.test(
      scene.textAt({ ...info.span, end: info.nameSpan.start }),
    );
    for (let i = from; i < to; i++) {
      const callee = names[i] && code[i + 1] === P.openParen ? host.get(names[i] as string) : undefined;
      if (!callee || locals.has(callee.name) || !file.conditions.isLive(start[i] as number)) continue;
      const before = code[i - 1];
      if (before === P.dot || before === P.arrow || before === P.scope) continue;
      const all = scene.functionsNamed(callee.name).filter((own) => isLive(scene, own));
      if (!all.every(({ space }) => space === 'host')) continue;
      if (/\bconstexpr\b/.test(scene.textAt({ ...callee.span, end: callee.nameSpan.start }))) continue;
      // Only what hipcc makes device code of is checked, and that is not known for inline functions.
      const edits = all.map(({ span }) => ({
        span: { ...span, end: span.start },
        after: '__host__ __device__ ',
      }));
      const isPlain = all.every(({ templateParameters }) => templateParameters.length === 0);
      const params = { callee: callee.name, caller: info.name };
      const span = spanOfTokens(file, i, i + 1);
      const severity = isInline ? 'note' : 'error';
      found.push(
        isPlain
          ? finding('hd-calls-host', severity, span, params, { edits, safe: false, byDefault: false })
          : finding('hd-calls-host', severity, span, params),
      );
    }
    return found;
  });
}

function launches(scene: Scene): Finding[] {
  return scene.model.launches.flatMap(({ span, kernelSpan, kernel }) => {
    const space = scene.functionAt(span)?.space;
    if ((space !== 'device' && space !== 'global') || !scene.fileOf(span.file).conditions.isLive(span.start))
      return [];
    return [finding('dynamic-parallelism', 'error', kernelSpan, { kernel })];
  });
}

function standard(scene: Scene): Finding[] {
  return scene.files.flatMap((file) => {
    const { names, code } = file.lexed.code;
    const at = file.tokensOf('std').find((token) => {
      if (code[token + 1] !== P.scope || !noStd.test(names[token + 2] ?? '')) return false;
      const space = scene.functionAt(spanOfTokens(file, token, token + 1))?.space;
      return space === 'device' || space === 'global';
    });
    return at === undefined
      ? []
      : [
          finding('std-in-device', 'note', spanOfTokens(file, at, at + 3), {
            before: `std::${names[at + 2]}`,
          }),
        ];
  });
}

function math(scene: Scene): Finding[] {
  return Object.entries(deviceMath).flatMap(([name, form]) =>
    scene.functionsNamed(name).length > 0
      ? []
      : scene.usesOf(name).flatMap(({ span, role, where, inDevice, args, callSpan }) => {
          if (role !== 'call' || where !== 'code' || inDevice || scene.functionAt(span)?.space !== 'host')
            return [];
          const [argument] = args ?? [];
          if (!form || !argument || args?.length !== 1 || !callSpan)
            return [finding('host-math-functions', 'error', span, { before: name })];
          const edits = [
            { span: { ...span, end: argument.start }, after: form[0] },
            { span: { ...span, start: argument.end, end: callSpan.end }, after: form[1] },
          ];
          return [
            finding(
              'host-math-functions',
              'error',
              span,
              { before: name },
              { edits, safe: true, byDefault: true },
            ),
          ];
        }),
  );
}
