// Texts ported to HIP, for the tests of that target: in goes CUDA, out come text and codes.
import type { Sources } from '@/lib/core/sources';
import { type PortOptions, port } from '@/lib/pipeline';
import { loadCudaParser } from '@/lib/server/cuda-engine';
import { defaultHipOptions } from '@/lib/targets/options';

const parser = await loadCudaParser();
export const run = (sources: Sources | string, options: Partial<PortOptions> = {}) =>
  port(typeof sources === 'string' ? { main: 'a.cu', files: { 'a.cu': sources } } : sources, parser, {
    ...defaultHipOptions,
    target: 'hip',
    undone: [],
    ...options,
  });
/** The port of a text that includes the runtime already. */
export const line = (text: string, options: Partial<PortOptions> = {}) =>
  (run(`#include <hip/hip_runtime.h>\n${text}`, options).output.files['a.cu'] as string).slice(29);
export const text = (source: string, options: Partial<PortOptions> = {}) =>
  run(source, options).output.files['a.cu'];
export const codes = (source: string, options: Partial<PortOptions> = {}) =>
  run(source, options).problems.map(({ severity, code }) => `${severity} ${code}`);
export const inMain = (body: string) => `int main() {\n${body}\n}\n`;
