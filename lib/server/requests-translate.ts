// POST translate: the request goes in, the translation in the form of `crosswarp translate --json` comes out.
import type { z } from 'zod';
import { describeEdits, describeProblems, describeTranslation } from '@/lib/pipeline';
import { filledOptions } from '@/lib/run/share-id';
import type { translateRequestSchema, translationSchema } from '@/lib/run/wire';
import { isBuiltTarget } from '@/lib/targets';
import { RequestProblem } from './requests-problem';
import type { RunTools } from './run-program';

/** @throws RequestProblem target-not-here */
export async function translateRequest(
  { sources, target = 'hip', options }: z.infer<typeof translateRequestSchema>,
  tools: Pick<RunTools, 'port'>,
): Promise<z.infer<typeof translationSchema>> {
  if (!isBuiltTarget(target)) throw new RequestProblem('target-not-here', { target });
  const result = await tools.port(sources, { target, ...filledOptions(options) });
  const translation = describeTranslation(result);
  if (result.files.length < 2) return translation;
  const files = result.files.map(({ path, outPath, text }) => ({
    path,
    outPath,
    output: text,
    edits: describeEdits(result, path),
    problems: describeProblems(result).filter((problem) => problem.file === path),
  }));
  return { ...translation, files };
}
