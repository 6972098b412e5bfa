// Texts ported to HIP, for the tests of that target: in goes CUDA, out come text and codes.
import { type Sources, singleSource } from '@/lib/core/sources';
import { type FixRow, programOf } from '@/lib/hazards/rows.fixture';
import { type PortOptions, port } from '@/lib/pipeline';
import { loadCudaParser } from '@/lib/server/cuda-engine';
import { defaultHipOptions, type HipOptions } from '@/lib/targets/options';

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

/** The port of a row's program with its fix taken. */
export function mendedBy(row: FixRow, options: Partial<HipOptions>): string {
  const full: PortOptions = {
    ...defaultHipOptions,
    target: 'hip',
    undone: [],
    ...row.options,
    ...options,
    fixAll: row.how === 'fix',
  };
  const sources = singleSource(programOf(row, row.has));
  const offer = port(sources, parser, full).problems.find(
    ({ code, fixId }) => code === row.code && fixId !== undefined,
  );
  const taken = row.how === 'click' && offer?.fixId !== undefined ? [offer.fixId] : [];
  return port(sources, parser, { ...full, taken }).output.files['main.cu'] ?? '';
}
