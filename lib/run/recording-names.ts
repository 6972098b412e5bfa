// What a recording alone cannot know of its program: names of buffers and of kernel parameters. In come a Model and a
// Recording, out come names. Knows no page.
import type { Model } from '@/lib/cuda';
import { bufferNames, nameBuffers } from './buffer-names';
import type { Recording } from './recording';

export type ParameterName = { readonly name: string; readonly type: string };

export type RecordingNames = {
  /** Of each buffer, by its id: `a0 d_in`. */
  readonly buffers: readonly string[];
  /** Of each kernel's parameters, by the kernel's bare name. */
  readonly parameters: Readonly<Record<string, readonly ParameterName[]>>;
};

/** A kernel's name without template arguments and the namespaces before it. */
export function bareKernelName(kernel: string): string {
  let bare = '';
  let depth = 0;
  for (const c of kernel) {
    if (c === '<') depth++;
    else if (c === '>') depth--;
    else if (depth === 0) bare += c;
  }
  return bare.trim().split('::').at(-1) ?? '';
}

export function recordingNames(recording: Recording, model: Model | undefined): RecordingNames {
  return {
    buffers: nameBuffers(recording, model ? bufferNames(model) : new Map()),
    parameters: Object.fromEntries(
      (model?.kernels ?? []).map(({ name, parameters }) => [
        name,
        parameters.map((parameter) => ({ name: parameter.name, type: parameter.type })),
      ]),
    ),
  };
}
