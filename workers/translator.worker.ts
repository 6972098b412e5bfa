/// <reference lib="webworker" />
// The translator: loads the grammar, then ports what the page sends. The whole compiler lives on this side.
import { Edit, Language, Parser } from 'web-tree-sitter';
import { type ServerEnd, serve } from '@/lib/browser/rpc';
import type { TranslatorCalls } from '@/lib/browser/translator';
import { mainText, singleSource } from '@/lib/core/sources';
import { lineStarts, placeAt } from '@/lib/core/span';
import { analyze, createCudaParser, parse, piecesOf } from '@/lib/cuda';
import { sentence } from '@/lib/messages';
import { port } from '@/lib/pipeline';
import { hostProgramFor } from '@/lib/run/host-program';
import { planInSource } from '@/lib/run/plan';
import { guessPlan } from '@/lib/run/plan-guess';
import { plannedProgram } from '@/lib/run/plan-host';
import { defaultHipOptions } from '@/lib/targets/options';

declare const self: DedicatedWorkerGlobalScope;

async function loadParser() {
  await Parser.init();
  const grammar = new URL('tree-sitter-cuda/tree-sitter-cuda.wasm', import.meta.url);
  const parser = new Parser();
  parser.setLanguage(await Language.load(grammar.href));
  // Every text is parsed anew, exactly as the server does it: what is shown here is what is proven there.
  const cudaParser = createCudaParser({ parser, Edit });
  port(singleSource(firstText), cudaParser, { ...defaultHipOptions, target: 'hip', undone: [] });
  return cudaParser;
}

/** Ported once while the page loads, so that the visitor's first text meets code that has run before. */
const firstText = `#include <cuda_runtime.h>
__global__ void k(float *x, int n) { int i = blockIdx.x * blockDim.x + threadIdx.x; if (i < n) x[i] *= 2; }
int main() { float *d; cudaMalloc(&d, 400); k<<<1, 100>>>(d, 100); cudaDeviceSynchronize(); cudaFree(d); }
`;

const loading = loadParser();
// A worker without its grammar is of no use: this ends up as the worker's `error`, and the page says so.
loading.catch((cause: unknown) => {
  setTimeout(() => {
    throw new Error('the CUDA grammar could not be loaded', { cause });
  });
});

serve<TranslatorCalls>(self satisfies ServerEnd, {
  async translate(sources, options) {
    const parser = await loading;
    const began = performance.now();
    const result = port(sources, parser, options);
    return { result, ms: performance.now() - began };
  },
  async planFor(sources, kernel) {
    const { value: model } = analyze(parse(sources, await loading));
    const kernels = [...new Set((model?.kernels ?? []).map(({ qualifiedName }) => qualifiedName))];
    const said = planInSource(sources);
    const starts = lineStarts(mainText(sources));
    const problems = said.problems.map(
      ({ code, params, span }) => `line ${placeAt(starts, span.start).line}: ${sentence(code, params)}`,
    );
    if (said.plan && kernel === undefined) return { plan: said.plan, from: 'comments', kernels, problems };
    if (!model || kernels.length === 0) return { from: 'guess', kernels, problems };
    const guess = guessPlan(model, kernel);
    return {
      ...(guess.value && { plan: guess.value }),
      from: 'guess',
      kernels,
      problems: [...problems, ...guess.problems.map(({ code, params }) => sentence(code, params))],
    };
  },
  async writeProgram(sources, plan) {
    const { value, problems } = plannedProgram(sources, plan, 'sums');
    return {
      ...(value && { sources: value.sources }),
      problems: problems.map(({ code, params }) => sentence(code, params)),
    };
  },
  async outline(sources, options) {
    const parser = await loading;
    const pieces = Object.fromEntries(
      [...parse(sources, parser).files].map(([path, { grammar }]) => [
        path,
        grammar ? piecesOf(grammar) : [],
      ]),
    );
    const { hasMain, problems } = port(sources, parser, options);
    return {
      pieces,
      hasMain,
      problems: problems.map(({ code, severity, span, line }) => ({ code, severity, file: span.file, line })),
    };
  },
  async addHostProgram(sources) {
    const { value: model } = analyze(parse(sources, await loading));
    if (!model) return { problems: [sentence('host-program-no-kernel')] };
    const { value, problems } = hostProgramFor(model);
    const said = problems.map(({ code, params }) => sentence(code, params));
    if (value === undefined) return { problems: said };
    return {
      sources: { main: sources.main, files: { ...sources.files, [sources.main]: value } },
      problems: said,
    };
  },
});
