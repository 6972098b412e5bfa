// Each hazard of the catalogue: found where it is, not found in a correct program beside it; fixes that mend what they
// are for; and no warning on any of the shown examples.
import { describe, expect, it } from 'vitest';
import { readExamples } from '@/lib/content';
import { singleSource } from '@/lib/core/sources';
import { type MessageCode, messageOf } from '@/lib/messages';
import { type PortOptions, port } from '@/lib/pipeline';
import { loadCudaParser } from '@/lib/server/cuda-engine';
import { defaultHipOptions, rocmVersions } from '@/lib/targets/options';
import { hazardCodes } from './index';
import { deviceRows } from './rows-device.fixture';
import { hostRows } from './rows-host.fixture';
import { memoryRows } from './rows-memory.fixture';
import { threadRows } from './rows-threads.fixture';

const rows = [...threadRows, ...memoryRows, ...deviceRows, ...hostRows];

const parser = await loadCudaParser();
const run = (source: string, options: Partial<PortOptions> = {}) =>
  port(singleSource(`#include <hip/hip_runtime.h>\n${source}`), parser, {
    ...defaultHipOptions,
    target: 'hip',
    undone: [],
    ...options,
  });
const found = (source: string, code: MessageCode, options: Partial<PortOptions> = {}) =>
  run(source, options).problems.filter((problem) => problem.code === code);

describe('a hazard is found where it is, and only there', () => {
  it.each(rows)('$code', ({ code, severity, has, hasNot, options }) => {
    const [first] = found(has, code, options);
    expect(first?.severity, 'in the program that has it').toBe(severity);
    expect(first?.message).not.toMatch(/\{[a-z]+\}/i);
    expect(`${first?.why} ${first?.howToFix}`).not.toMatch(/\{[a-z]+\}/i);
    expect(found(hasNot, code, options), 'in the correct one').toEqual([]);
  });
});

describe('what mends a hazard', () => {
  const withFix = rows.filter(({ has, options, code }) =>
    found(has, code, { ...options, applyFixes: false }).some(({ fix }) => fix),
  );
  it('is there for a good part of them', () => {
    expect(withFix.length).toBeGreaterThanOrEqual(25);
  });

  it.each(withFix)('$code is gone when all its fixes are taken', ({ code, has, options }) => {
    const before = run(has, { ...options, applyFixes: false });
    const edits = before.problems.flatMap((problem) => (problem.code === code ? (problem.fix ?? []) : []));
    const text = before.files[0] && `#include <hip/hip_runtime.h>\n${has}`;
    let mended = text ?? '';
    for (const { span, after } of [...edits].sort(
      (a, b) => b.span.start - a.span.start || b.span.end - a.span.end,
    ))
      mended = mended.slice(0, span.start) + after + mended.slice(span.end);
    expect(mended).not.toBe(text);
    const again = port(singleSource(mended), parser, {
      ...defaultHipOptions,
      target: 'hip',
      undone: [],
      ...options,
      applyFixes: false,
    });
    expect(again.problems.filter((problem) => problem.code === code)).toEqual([]);
  });
});

describe('the catalogue', () => {
  it('has a program for every rule but those with tests of their own', () => {
    const told = new Set<string>(rows.map(({ code }) => code));
    const elsewhere = new Set([
      'sync-builtins-version',
      'full-mask-32bit',
      'warp-size-variable',
      'warpsize-on-host',
      'shfl-default-width',
      'warp-size-literal',
      'ballot-truncated',
      'popc-ffs-on-mask',
      'lane-mask-shift',
      'syncwarp',
      'cuda-arch-guard',
      'cudacc-guard',
      'toolkit-version-guard',
      'inline-ptx',
      'launch-bounds-second',
    ]);
    expect(hazardCodes.filter((code) => !told.has(code) && !elsewhere.has(code))).toEqual([]);
    expect(new Set(hazardCodes).size).toBe(hazardCodes.length);
  });

  it('says where each fact comes from', () => {
    expect(rows.filter(({ code }) => messageOf(code).source === undefined).map(({ code }) => code)).toEqual(
      [],
    );
  });
});

describe('the shown examples', async () => {
  // A bug or a port that needs care is shown for what is said of it.
  const examples = (await readExamples()).filter(({ bug, care }) => !bug && !care);
  it.each(examples)('$slug has no warning', ({ slug, text }) => {
    for (const rocm of rocmVersions)
      for (const applyFixes of [true, false]) {
        const { problems } = port(singleSource(text), parser, {
          ...defaultHipOptions,
          target: 'hip',
          undone: [],
          rocm,
          applyFixes,
        });
        // Without fixes the warp functions are errors, as they should be.
        const serious = problems.filter(({ severity, fix }) => severity !== 'note' && !(fix && !applyFixes));
        expect(serious.map(({ code, line }) => `${slug}:${line} ${code}`)).toEqual([]);
      }
  });
});
