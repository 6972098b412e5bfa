// Every case of tests/corpus, translated: the HIP text and the problems that a person has reviewed, and what holds for
// every port. UPDATE_GOLDENS=1 rewrites goldens and expected problems; the difference is then read before it is kept.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readExamples } from '@/lib/content';
import type { Sources } from '@/lib/core/sources';
import type { CudaParser } from '@/lib/cuda';
import { messageOf } from '@/lib/messages';
import { type PortOptions, type PortResult, port } from '@/lib/pipeline';
import { loadCudaParser } from '@/lib/server/cuda-engine';
import { defaultHipOptions } from '@/lib/targets/options';
import { type Case, caseNames, readCase, readGolden, writeGolden, writeProblems } from './corpus-cases';

const updating = process.env.UPDATE_GOLDENS === '1';
const defaults: PortOptions = { ...defaultHipOptions, target: 'hip', undone: [] };

/** A value that a message asks for and did not get. */
const openHole = /\{[a-zA-Z]+\}/;

let parser: CudaParser;
beforeAll(async () => {
  parser = await loadCudaParser();
});

/** What holds for the port of anything at all. */
function expectSound(sources: Sources, options: PortOptions, result: PortResult): void {
  for (const file of result.files) {
    const before = sources.files[file.path] as string;
    expect(result.output.files[file.path]).toBe(file.text);
    for (const edit of file.edits) {
      expect(before.slice(edit.span.start, edit.span.end), edit.id).toBe(edit.before);
      expect(file.text.slice(edit.outSpan.start, edit.outSpan.end), edit.id).toBe(
        edit.undone ? edit.before : edit.after,
      );
      expect(messageOf(edit.rule).why.length, edit.rule).toBeGreaterThan(0);
      for (const text of [edit.message, edit.why, edit.watch ?? ''])
        expect(text, edit.id).not.toMatch(openHole);
    }
    const ids = file.edits.map((edit) => edit.id);
    expect(new Set(ids).size, 'ids of edits are unique').toBe(ids.length);
  }
  for (const problem of result.problems) {
    for (const text of [problem.message, problem.why, problem.howToFix ?? ''])
      expect(text, problem.code).not.toMatch(openHole);
    for (const note of problem.notes) expect(messageOf(note.code).text.length).toBeGreaterThan(0);
  }

  const undone = result.files.flatMap((file) => file.edits.map((edit) => edit.id));
  const original = port(sources, parser, { ...options, undone });
  expect(original.output.files, 'all edits taken back give the original').toEqual(sources.files);
}

/** A port is HIP: translated once more, nothing is left to change. */
function expectFixedPoint(options: PortOptions, result: PortResult): void {
  const again = port(result.output, parser, options);
  const left = again.files.flatMap((file) => file.edits.map((edit) => `${edit.before} -> ${edit.after}`));
  expect(left, 'edits of what is ported already').toEqual([]);
}

/** Cases whose port, on purpose, is not all HIP. */
const notFinished = new Set([
  'undone',
  'macro-pasted',
  'unknown-name',
  'warp-shuffle-no-fix',
  'hip-blas-first',
]);

function expectCase(test: Case): void {
  const options = { ...defaults, ...test.options };
  const result = port(test.sources, parser, options);
  const problems = result.problems.map((problem) => ({
    code: problem.code,
    severity: problem.severity,
    line: problem.line,
    ...(problem.span.file !== 'input.cu' && { file: problem.span.file }),
  }));
  if (updating) {
    for (const file of result.files) writeGolden(test, file.path, file.text);
    writeProblems(test, problems);
  } else {
    for (const file of result.files) {
      const golden = readGolden(test, file.path);
      expect(golden, `no golden for ${file.path}: UPDATE_GOLDENS=1 writes it, then read it`).toBeDefined();
      expect(file.text).toBe(golden);
    }
    expect(problems).toEqual(test.problems);
  }
  expect(result.files.map((file) => file.path).sort()).toEqual(Object.keys(test.sources.files).sort());
  expectSound(test.sources, options, result);
  if (!notFinished.has(test.name)) expectFixedPoint(options, result);
}

describe('the corpus', () => {
  it.each(caseNames())('%s', (name) => {
    expectCase(readCase(name));
  });
});

describe('the examples', async () => {
  const examples = await readExamples();
  it.each(examples)('$slug', ({ slug, text, bug, care }) => {
    const sources = { main: `${slug}.cu`, files: { [`${slug}.cu`]: text } };
    for (const rocm of ['5.7', '6.4'] as const) {
      const options = { ...defaults, rocm };
      const result = port(sources, parser, options);
      const serious = result.problems.filter((problem) => problem.severity !== 'note');
      if (!bug && !care)
        expect(
          serious.map((problem) => problem.message),
          'an example shows no warning',
        ).toEqual([]);
      expectSound(sources, options, result);
      expectFixedPoint(options, result);
    }
  });
});

describe('a case', () => {
  const write = (files: Record<string, string>): string => {
    const root = mkdtempSync(join(tmpdir(), 'corpus-'));
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(root, 'one', path, '..'), { recursive: true });
      writeFileSync(join(root, 'one', path), text);
    }
    return root;
  };
  const good = { about: 'nothing', problems: [], runs: { stdout: ['1'] } };

  it.each([
    ['no input', { 'case.json': JSON.stringify(good) }, /input\.cu is missing/],
    [
      'a key that nobody knows',
      { 'input.cu': '', 'case.json': JSON.stringify({ ...good, runns: {} }) },
      /runns/,
    ],
    [
      'an option that does not exist',
      { 'input.cu': '', 'case.json': JSON.stringify({ ...good, options: { rocm: '4.0' } }) },
      /rocm/,
    ],
    [
      'a stray file',
      { 'input.cu': '', 'case.json': JSON.stringify(good), 'golden/hip.cp': '' },
      /golden\/hip\.cp belongs to nothing/,
    ],
    [
      'a header that is not there',
      { 'input.cu': '', 'case.json': JSON.stringify({ ...good, headers: ['a.cuh'] }) },
      /a\.cuh is missing/,
    ],
  ])('is refused with %s', (_, files, message) => {
    const root = write(files as Record<string, string>);
    try {
      expect(() => readCase('one', root)).toThrow(message);
    } finally {
      rmSync(root, { recursive: true });
    }
  });
});
