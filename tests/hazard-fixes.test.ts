// The fixes of the catalogue, one program each: 38 that need no question and 45 that are proposed. Each mends what it is
// for where it says it does, leaves the program beside it alone, and is offered on both faces in one shape.
import { describe, expect, it } from 'vitest';
import { applyEdits } from '@/lib/core/edit';
import { singleSource } from '@/lib/core/sources';
import { assistedFixes } from '@/lib/hazards/fixes-assisted.fixture';
import { automaticFixes } from '@/lib/hazards/fixes-automatic.fixture';
import { type FixRow, programOf } from '@/lib/hazards/rows.fixture';
import { type PortOptions, port } from '@/lib/pipeline';
import { loadCudaParser } from '@/lib/server/cuda-engine';
import { portBuildFiles } from '@/lib/targets/build-files';
import { defaultHipOptions } from '@/lib/targets/options';
import { mendedBy } from './hip-ports';

const parser = await loadCudaParser();
const rows = [...automaticFixes, ...assistedFixes];
const inSources = rows.filter(({ how }) => how !== 'build');

const run = (text: string, row: FixRow, options: Partial<PortOptions> = {}) =>
  port(singleSource(text), parser, {
    ...defaultHipOptions,
    target: 'hip',
    undone: [],
    ...row.options,
    ...options,
  });
const rules = (text: string, row: FixRow, options: Partial<PortOptions> = {}) =>
  (run(text, row, options).files[0]?.edits ?? []).map(({ rule }) => rule);
const offers = (text: string, row: FixRow, options: Partial<PortOptions> = {}) =>
  run(text, row, options).problems.filter(({ code, fix }) => code === row.code && fix !== undefined);

function portBuild(path: string, text: string) {
  const sources = new Map([
    ['x.cu', 'x.hip'],
    ['x.c', 'x.c'],
    ['x.cpp', 'x.cpp'],
  ]);
  const { edits } = portBuildFiles(new Map([[path, text]]), sources, defaultHipOptions);
  return { text: applyEdits(text, edits).text, rules: edits.map(({ rule }) => rule) };
}

describe('the catalogue of fixes', () => {
  it('has 38 that need no question and 45 that are proposed', () => {
    expect(automaticFixes.length).toBe(38);
    expect(assistedFixes.length).toBe(45);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(83);
    // What needs no question never waits for a click.
    expect(automaticFixes.filter(({ how }) => how === 'click').map(({ id }) => id)).toEqual([]);
  });
});

describe('a fix in the plain translation', () => {
  it.each(inSources.filter(({ how }) => how === 'plain'))('$id', (row) => {
    const text = programOf(row, row.has);
    expect(rules(text, row)).toContain(row.code);
    expect(run(text, row).output.files['main.cu']).toContain(row.gives);
    expect(run(text, row).problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    // Each edit of a hazard's can be taken back, and waits as an offer then. Those of names are no hazards.
    const undone = (run(text, row).files[0]?.edits ?? []).filter(({ rule }) => rule === row.code);
    const back = run(text, row, { undone: undone.map(({ id }) => id) });
    expect(back.output.files['main.cu']).not.toContain(row.gives);
  });
});

describe('a fix with --fix', () => {
  it.each(inSources.filter(({ how }) => how === 'fix'))('$id', (row) => {
    const text = programOf(row, row.has);
    expect(rules(text, row)).not.toContain(row.code);
    expect(offers(text, row).length).toBeGreaterThan(0);
    expect(rules(text, row, { fixAll: true })).toContain(row.code);
    expect(run(text, row, { fixAll: true }).output.files['main.cu']).toContain(row.gives);
    expect(offers(text, row, { fixAll: true })).toEqual([]);
  });
});

describe('a fix by a click', () => {
  it.each(inSources.filter(({ how }) => how === 'click'))('$id', (row) => {
    const text = programOf(row, row.has);
    for (const fixAll of [false, true]) expect(rules(text, row, { fixAll })).not.toContain(row.code);
    const [offer] = offers(text, row);
    expect(offer).toBeDefined();
    // The click takes the fix into the port; the source stays what it is.
    const taken = { taken: [offer?.fixId ?? ''] };
    expect(run(text, row, taken).output.files['main.cu']).toContain(row.gives);
    expect(offers(text, row, taken)).toEqual([]);
    expect(run(text, row, taken).files[0]?.edits.some(({ fixId }) => fixId === offer?.fixId)).toBe(true);
  });
});

describe('a fix of build files', () => {
  const built = rows.flatMap(({ id, how, path, code, has, gives, not, file }) => [
    ...(how === 'build' && path !== undefined ? [{ id, path, code, has, gives, not }] : []),
    ...(file ? [{ id, ...file, code: undefined, not: undefined }] : []),
  ]);
  it.each(built)('$id', ({ path, code, has, gives, not }) => {
    expect(portBuild(path, has).text).toContain(gives);
    if (code !== undefined) expect(portBuild(path, has).rules).toContain(code);
    if (not !== undefined) expect(portBuild(path, not).text).toBe(not);
  });
});

describe('the program beside it', () => {
  it.each(inSources)('$id stays as it is', (row) => {
    const text = programOf(row, row.not);
    expect(rules(text, row, { fixAll: true })).not.toContain(row.code);
    expect(offers(text, row)).toEqual([]);
  });
});

describe('what is mended', () => {
  it.each(inSources)('$id: a second translation changes nothing', (row) => {
    const mended = mendedBy(row, {});
    expect(rules(mended, row, { fixAll: row.how === 'fix' })).toEqual([]);
  });
});
