// Strings that only NVIDIA's driver and run-time compiler understand: names of PTX and cubin files, devices as sm_80.
import { type Finding, finding, type Hazard } from '../finding';
import type { SceneFile } from '../scene';

const loads = /^cu(?:Module|Library|Link|Cubin)/;
const compiles = /^nvrtc/;
const deviceFile = /\.(ptx|cubin|fatbin)"$/i;
const deviceOption = /^"\s*(?:-arch|--gpu-architecture|--gpu-code|-code)\s*=\s*(?:sm|compute)_\w+\s*"$/;

export const deviceFiles: Hazard = {
  code: 'module-file',
  also: ['nvrtc-option'],
  find: (scene) => {
    const asksLoad = scene.uses(loads).length > 0;
    const asksCompile = scene.uses(compiles).length > 0;
    if (!asksLoad && !asksCompile) return [];
    return scene.files.flatMap((file) => [
      ...(asksLoad ? strings(file, deviceFile, fileFinding) : []),
      ...(asksCompile ? strings(file, deviceOption, optionFinding) : []),
    ]);
  },
};

const fileFinding = (path: string, start: number, end: number, text: string): Finding =>
  finding(
    'module-file',
    'warning',
    { file: path, start, end },
    { ending: `.${deviceFile.exec(text)?.[1] ?? ''}` },
  );

/** Which GPU is meant can only be proposed. */
const optionFinding = (path: string, start: number, end: number, text: string): Finding => {
  const span = { file: path, start, end };
  const edits = [{ span, after: '"--offload-arch=gfx90a"' }];
  const fix = { edits, safe: false, byDefault: false };
  return finding('nvrtc-option', 'warning', span, { option: text.slice(1, -1) }, fix);
};

function strings(
  { path, text, lexed, conditions }: SceneFile,
  pattern: RegExp,
  make: (path: string, start: number, end: number, text: string) => Finding,
): Finding[] {
  const { start, end } = lexed.code;
  return start.flatMap((from, i) => {
    if (text.charCodeAt((end[i] as number) - 1) !== 34) return [];
    const literal = text.slice(from, end[i]);
    return pattern.test(literal) && conditions.isLive(from)
      ? [make(path, from, end[i] as number, literal)]
      : [];
  });
}
