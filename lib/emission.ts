// Kernels in another language: sources go in, the text of an IR target comes out with its marks and bindings, and all
// problems. Lower, validate, refuse, emit: for the pipeline and for every runner of plans.
import type { Problem } from '@/lib/core/problem';
import { mainText, type Sources } from '@/lib/core/sources';
import { type LowerOptions, lowerProgram } from '@/lib/cuda';
import { type ValidModule, validate } from '@/lib/ir';
import { problem } from '@/lib/messages';
import { irTargets } from '@/lib/targets';
import { defaultEmitOptions, type EmitOptions } from '@/lib/targets/options';
import type { Artifact } from '@/lib/targets/target';

export type IrTargetId = keyof typeof irTargets;

export type Emission = {
  readonly module?: ValidModule;
  readonly artifact?: Artifact;
  readonly problems: readonly Problem[];
};

/** Never throws for what a user may send. @param roots instances of templates that are wanted: `poly<4>` */
export function emitProgram(
  sources: Sources,
  id: IrTargetId,
  { roots, defines, ...options }: LowerOptions & Partial<EmitOptions> = {},
): Emission {
  const target = irTargets[id];
  const lowered = lowerProgram(sources, { ...(roots && { roots }), ...(defines && { defines }) });
  const checked = lowered.value ? validate(lowered.value) : { problems: [] };
  const module = checked.value;
  const problems = [...lowered.problems, ...checked.problems];
  if (!module?.functions.some(({ kernel }) => kernel)) {
    // A text without kernels is no mistake of anybody's, but nothing comes of it.
    if (!problems.some(({ severity }) => severity === 'error')) {
      const span = { file: sources.main, start: 0, end: Math.min(1, mainText(sources).length) };
      problems.push(problem('emit-no-kernel', 'error', span));
    }
    return { problems };
  }
  const emitOptions = { ...defaultEmitOptions, ...options };
  const refused = target.refuse(module, emitOptions);
  // A refusal says the same as the warning, and more.
  const place = ({ code, span }: Problem) => `${code} ${span.file} ${span.start}`;
  const known = new Set(refused.map(place));
  const artifact = target.emit(module, emitOptions);
  return { module, artifact, problems: [...problems.filter((one) => !known.has(place(one))), ...refused] };
}
