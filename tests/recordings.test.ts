// The recordings of shown examples: what they say of memory at every moment is what came back to the host, and every
// launch whose memory is known can be replayed as a plan. Needs the server's runners; without them nothing is tried, and
// that is printed. Some examples by default, all of them with CROSSWARP_ALL=1.
import { describe, expect, it } from 'vitest';
import { readExamples } from '@/lib/content';
import { singleSource } from '@/lib/core/sources';
import { analyze, parse } from '@/lib/cuda';
import { planLaunchSchema } from '@/lib/run/plan';
import type { Recording } from '@/lib/run/recording';
import { recordingNames } from '@/lib/run/recording-names';
import { readRecording } from '@/lib/run/recording-reader';
import { bufferAt } from '@/lib/run/recording-state';
import { replayOf } from '@/lib/run/replay';
import { loadCudaParser } from '@/lib/server/cuda-engine';
import { serverTools } from '@/lib/server/run-program-tools';

const tools = serverTools((error) => {
  throw error;
});
const limits = { ...tools.limits, repeats: 0 };
const missing = (await tools.probe()).find(({ id, available }) => id === 'cuda-on-cpu' && !available);
if (missing) console.log(`recordings of examples are not checked: ${missing.missing}`);

const few = ['heat-2d', 'histogram', 'scan', 'streams'];
const examples = (await readExamples()).filter(({ slug }) => process.env.CROSSWARP_ALL || few.includes(slug));

async function recordingOf(text: string): Promise<Recording> {
  const job = { runner: 'cuda-on-cpu', warp: 32, program: singleSource(text) } as const;
  const stream = tools.run(job, limits, new AbortController().signal);
  for (;;) {
    const step = await stream.next();
    if (!step.done) continue;
    expect(step.value.result.status, step.value.result.detail).toBe('done');
    const { recording, damage } = readRecording(step.value.recorded ?? new Uint8Array());
    expect(damage).toBeUndefined();
    if (!recording?.detail) throw new Error('a recording without detail');
    return recording;
  }
}

describe.skipIf(missing)('the recording of', () => {
  it.each(examples.map(({ slug, text }) => [slug, text] as const))(
    '%s',
    { timeout: 240_000 },
    async (_slug, source) => {
      const recording = await recordingOf(source);
      const steps = recording.detail?.steps ?? [];
      expect(recording.detail?.cut).toBeUndefined();
      let checked = 0;
      // Every copy would take long where there are hundreds: the first and the last ten.
      const copies = steps.flatMap((step, index) =>
        step.kind === 'copy' ? [{ copy: step.copy, index }] : [],
      );
      for (const { copy: i, index } of [...copies.slice(0, 10), ...copies.slice(-10)]) {
        const copy = recording.copies[i];
        if (!copy || copy.buffer < 0 || copy.pitch !== undefined) continue;
        const held = bufferAt(recording, copy.buffer, index)?.bytes;
        expect(held?.subarray(copy.offset, copy.offset + copy.bytes)).toEqual(new Uint8Array(copy.data));
        checked++;
      }
      expect(checked).toBeGreaterThan(0);
      const { value: model } = analyze(parse(singleSource(source), await loadCudaParser()));
      const names = recordingNames(recording, model);
      const seen = new Set<string>();
      let replayed = 0;
      for (const [i, { kernel }] of recording.launches.entries()) {
        if (seen.has(kernel)) continue;
        seen.add(kernel);
        const made = replayOf(recording, names, i);
        if ('refusal' in made) {
          console.log(`${_slug}, launch ${i} of ${kernel}: ${made.refusal.code}`);
          continue;
        }
        const { plan, after } = made.replay;
        expect(planLaunchSchema.parse(plan)).toEqual(plan);
        const kernelInfo = model?.kernels.find(({ name }) => kernel.startsWith(name));
        expect(plan.args.length).toBe(kernelInfo?.parameters.length);
        expect(plan.args.filter(({ kind }) => kind === 'buffer').every(({ name }) => name in after)).toBe(
          true,
        );
        replayed++;
      }
      expect(replayed).toBeGreaterThan(0);
    },
  );
});
