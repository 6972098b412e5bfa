// Pictures of examples from what their runs left: in come an example and the buffers at both warp sizes, out comes the picture
// that content/pictures has to hold. UPDATE_PICTURES=1 writes it there.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect } from 'vitest';
import type { Example } from '@/lib/content';
import { singleSource } from '@/lib/core/sources';
import { analyze, type CudaParser, parse } from '@/lib/cuda';
import { digestOf, dotsOf, drawPicture, type Picture, picturePath, pictureSchema } from '@/lib/pictures';
import { numbersOf } from '@/lib/run/buffer-values';
import { type ElementType, elementType, scalarBytes } from '@/lib/run/element-types';
import { planInSource } from '@/lib/run/plan';
import { recordingNames } from '@/lib/run/recording-names';
import { readRecording } from '@/lib/run/recording-reader';
import { bufferAt, launchSteps } from '@/lib/run/recording-state';
import type { RunResult } from '@/lib/run/wire';

type Contents = { readonly type: ElementType; readonly data: Uint8Array };

/** What a program left in the buffer of its picture. */
function recorded({ text, slug, picture }: Example, bytes: Uint8Array, parser: CudaParser): Contents {
  const { recording, damage } = readRecording(bytes);
  if (!recording || damage) throw new Error(`${slug}: its recording cannot be read`);
  const { value: model } = analyze(parse(singleSource(text), parser));
  const id = recordingNames(recording, model).buffers.findIndex((name) =>
    name.split(/\W/).includes(picture.buffer),
  );
  const steps = launchSteps(recording);
  const { afterLaunch } = picture;
  const step = afterLaunch === undefined ? Number.MAX_SAFE_INTEGER : (steps[afterLaunch - 1] ?? 0) + 1;
  const state = bufferAt(recording, id, Math.min(step, recording.detail?.steps.length ?? 0));
  const type = recording.buffers[id]?.type;
  if (!state || state.unknown || type === undefined)
    throw new Error(`${slug}: its recording has no buffer ${picture.buffer}`);
  return { type: elementType(type), data: state.bytes };
}

function differing(a: Contents, b: Contents | undefined): (element: number) => boolean {
  const size = scalarBytes[a.type.scalar];
  if (!b) return () => false;
  const piece = ({ data }: Contents, element: number) =>
    Buffer.from(data.subarray(element * size, (element + 1) * size));
  return (element) => !piece(a, element).equals(piece(b, element));
}

/** Drawn of the original; marked is what the port leaves otherwise on wavefronts of 64 lanes. */
export function pictureOfProgram(
  example: Example,
  runs: { readonly original: Uint8Array; readonly at64: Uint8Array },
  parser: CudaParser,
): Picture {
  const original = recorded(example, runs.original, parser);
  // Sums that atomics make in any order may differ in their last digits: only a port that needs care is marked.
  const at64 = example.care?.at64 === 'differs' ? recorded(example, runs.at64, parser) : undefined;
  return drawPicture(example.picture, original, differing(original, at64), {
    source: digestOf(example.text),
    runner: 'cuda-on-cpu',
    warp: 32,
  });
}

/** Drawn of the interpreter's run at 32 lanes; marked is what the check calls wrong, where it names elements of the picture. */
export function pictureOfKernels(example: Example, { buffers = {} }: RunResult): Picture {
  const { plan } = planInSource(singleSource(example.text));
  const args = plan && ('launches' in plan ? plan.launches : [plan]).flatMap((launch) => launch.args);
  const contents = (name: string): Contents | undefined => {
    const argument = args?.find((one) => one.name === name);
    const bytes = buffers[name];
    return argument && bytes !== undefined
      ? { type: elementType(argument.type), data: Buffer.from(bytes, 'base64') }
      : undefined;
  };
  const values = contents(example.picture.buffer);
  const wrong = contents('wrong');
  if (!values || !wrong)
    throw new Error(`${example.slug}: no launch has ${example.picture.buffer} as output`);
  const flags = numbersOf(wrong.data, 'i32');
  const each = values.data.length / scalarBytes[values.type.scalar] === flags.length;
  return drawPicture(example.picture, values, (element) => each && flags[element] !== 0, {
    source: digestOf(example.text),
    runner: 'interpreter',
    warp: 32,
  });
}

/** Holds the kept picture against one that was just drawn. Another math library may move a shade by one. */
export function expectPicture({ slug }: Example, drawn: Picture): void {
  const path = picturePath(slug);
  if (process.env.UPDATE_PICTURES === '1') {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `${JSON.stringify(drawn, null, 2)}\n`);
  }
  const kept = pictureSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  const again = 'UPDATE_PICTURES=1 npm test -- tests/examples.test.ts draws it anew';
  const { shades: _s, marks: _m, low: _l, high: _h, ...said } = kept;
  const { shades: _s2, marks: _m2, low: _l2, high: _h2, ...is } = drawn;
  expect(said, again).toEqual(is);
  const [old, fresh] = [dotsOf(kept), dotsOf(drawn)];
  expect(old.marks, again).toEqual(fresh.marks);
  expect(old.shades.length, again).toBe(fresh.shades.length);
  const apart = old.shades.filter((shade, i) => Math.abs(shade - (fresh.shades[i] ?? 0)) > 1);
  expect(apart.length, again).toBe(0);
}
