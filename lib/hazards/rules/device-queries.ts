// What programs make of a device's properties: tests of the compute capability, and quantities that count something else
// on AMD hardware. Members are looked for on variables of the properties' type.
import { P } from '@/lib/cuda';
import { spanOfTokens } from '../control';
import { moreOf } from '../families/calls';
import { type Finding, finding, type Hazard } from '../finding';
import type { Scene, SceneFile } from '../scene';

const quantities = [
  'regsPerBlock',
  'regsPerMultiprocessor',
  'maxThreadsPerMultiProcessor',
  'sharedMemPerBlockOptin',
  'sharedMemPerMultiprocessor',
  'clockRate',
  'memoryClockRate',
  'multiProcessorCount',
  'l2CacheSize',
];

export const deviceQueries: Hazard = {
  code: 'prop-major-minor',
  also: ['device-property-meaning'],
  find: (scene) => {
    const isAsked =
      scene.usesOf('cudaDeviceProp').length > 0 || scene.usesOf('cudaGetDeviceProperties').length > 0;
    return isAsked
      ? scene.files.flatMap((file) => [...capability(file), ...counts(file)])
      : attributes(scene);
  },
};

const isMember = ({ lexed: { code } }: SceneFile, at: number) =>
  code.code[at - 1] === P.dot || code.code[at - 1] === P.arrow;

/** `prop.major >= 7`, `prop.major * 10 + prop.minor`. */
function capability(file: SceneFile): Finding[] {
  const { code, names, kind, start } = file.lexed.code;
  const compares = (i: number) => {
    const c = code[i];
    return (
      c === P.less ||
      c === P.greater ||
      c === P.lessEqual ||
      c === P.greaterEqual ||
      c === P.equal ||
      (c === P.operator && kind[i + 1] === 2)
    );
  };
  const found = ['major', 'minor']
    .flatMap((word) => file.tokensOf(word))
    .filter((at) => {
      if (!isMember(file, at) || kind[at - 2] !== 1) return false;
      const isScaled = file.text.charCodeAt(start[at + 1] as number) === 42 && kind[at + 2] === 2;
      // `<<` and a shift right are no comparisons.
      const isShift = code[at + 1] === P.greater && code[at + 2] === P.greater;
      return isScaled || (compares(at + 1) && !isShift) || (compares(at - 3) && kind[at - 4] === 2);
    })
    .sort((a, b) => a - b);
  const [first] = found;
  return first === undefined
    ? []
    : [
        finding('prop-major-minor', 'warning', spanOfTokens(file, first, first + 1), {
          member: names[first] as string,
        }),
      ];
}

function counts(file: SceneFile): Finding[] {
  const found = quantities
    .flatMap((word) => file.tokensOf(word))
    .filter((at) => isMember(file, at))
    .sort((a, b) => a - b);
  const [first] = found;
  return first === undefined
    ? []
    : [
        finding('device-property-meaning', 'note', spanOfTokens(file, first, first + 1), {
          member: file.lexed.code.names[first] as string,
          more: moreOf(found.length),
        }),
      ];
}

function attributes(scene: Scene): Finding[] {
  const [first] = scene.uses(
    /^(?:cudaDevAttrComputeCapabilityM(?:ajor|inor)|CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_M(?:AJOR|INOR))$/,
  );
  return first ? [finding('prop-major-minor', 'note', first.span, { member: first.name })] : [];
}
