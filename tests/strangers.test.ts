// Compilers of others judge what we say is CUDA or HIP: nvcc takes the inputs, Debian's hipcc takes their ports. In go
// the examples and the corpus, out comes what each tool accepted, and by name what was not checked and why.
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readExamples } from '@/lib/content';
import type { Sources } from '@/lib/core/sources';
import { assistedFixes } from '@/lib/hazards/fixes-assisted.fixture';
import { automaticFixes } from '@/lib/hazards/fixes-automatic.fixture';
import { port } from '@/lib/pipeline';
import type { WirePortOptions } from '@/lib/run/wire';
import { loadCudaParser } from '@/lib/server/cuda-engine';
import { defaultHipOptions } from '@/lib/targets/options';
import { caseNames, readCase } from './corpus-cases';
import { mendedBy } from './hip-ports';

/**
 * The quick whole takes the compilers' pass for the device, in which they read the host's code too and say what is wrong
 * with it. CROSSWARP_ALL=1 has both passes, and a wavefront of 32 lanes besides.
 */
const isAll = process.env.CROSSWARP_ALL === '1';
const architectures = isAll ? ['gfx90a', 'gfx1030'] : ['gfx90a'];
// sm_90: the first that takes the third bound of a launch (blocks of a cluster).
const nvcc = ['nvcc', '-std=c++17', '-arch=sm_90', isAll ? '-c' : '-cubin', '-o', '/dev/null'];
const hipcc = [
  'hipcc',
  '-std=c++17',
  '-w',
  '-fsyntax-only',
  ...(isAll ? [] : ['--cuda-device-only']),
  '-x',
  'hip',
];

type Tool = 'nvcc' | 'hipcc';
type Input = {
  readonly name: string;
  readonly sources: Sources;
  readonly options: WirePortOptions;
  readonly notBuiltBy: Partial<Record<Tool, string>>;
};
type Check = { readonly name: string; readonly sources: Sources; readonly argv: readonly string[] };

function execute(
  command: string,
  args: readonly string[],
  cwd: string,
): Promise<{ ok: boolean; output: string }> {
  return new Promise((resolve) => {
    execFile(command, args, { cwd, timeout: 120_000, maxBuffer: 1 << 24 }, (error, stdout, stderr) =>
      resolve({ ok: error === null, output: stdout + stderr }),
    );
  });
}

/** The tool's version in one line; undefined when it is not installed. */
async function versionOf(tool: Tool): Promise<string | undefined> {
  const { ok, output } = await execute(tool, ['--version'], tmpdir());
  const lines = output.split('\n').filter((line) => /version|release/i.test(line));
  return ok || lines.length > 0 ? (lines[0] ?? tool).trim() : undefined;
}

const hipHeader = '#include <hip/hip_runtime.h>';

/**
 * The words with which hipcc takes HIP's header already read, which is most of its time. For files that include it
 * themselves: what lacks it is read without. CROSSWARP_ALL=1 reads it anew each time.
 */
async function withHeaderRead(checks: readonly Check[], root: string): Promise<readonly Check[]> {
  const argv = checks.find(({ argv }) => argv[0] === 'hipcc')?.argv;
  if (isAll || !argv) return checks;
  writeFileSync(join(root, 'header.hip'), `${hipHeader}\n`);
  const read = join(root, 'header.pch');
  const words = ['-Xclang', '-emit-pch', '-Xclang', '-o', '-Xclang', read, 'header.hip'];
  const { ok, output } = await execute('hipcc', [...argv.slice(1), ...words], root);
  if (!ok) throw new Error(output);
  // Of one architecture: the quick whole has no other.
  return checks.map((check) =>
    check.sources.files[check.sources.main]?.includes(hipHeader)
      ? { ...check, argv: [...check.argv, '-Xclang', '-include-pch', '-Xclang', read] }
      : check,
  );
}

/** Compiles each program in a folder of its own, two at a time. @returns what the compiler says of those it refuses. */
async function refusals(asked: readonly Check[]): Promise<string[]> {
  const refused: string[] = [];
  const root = mkdtempSync(join(tmpdir(), 'strangers-'));
  const checks = await withHeaderRead(asked, root);
  let next = 0;
  const work = async (): Promise<void> => {
    for (let index = next++; index < checks.length; index = next++) {
      const { name, sources, argv } = checks[index] as Check;
      const folder = join(root, String(index));
      for (const [path, text] of Object.entries(sources.files)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), text);
      }
      const [command = '', ...args] = argv;
      const { ok, output } = await execute(command, [...args, sources.main], folder);
      if (!ok) refused.push(`${name}: ${argv.join(' ')}\n${output.slice(0, 1500)}`);
    }
  };
  try {
    await Promise.all([work(), work()]);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
  return refused;
}

async function inputs(): Promise<Input[]> {
  const examples = (await readExamples()).map(({ slug, text }) => ({
    name: `example ${slug}`,
    sources: { main: `${slug}.cu`, files: { [`${slug}.cu`]: text } },
    options: {},
    notBuiltBy: {},
  }));
  const cases = caseNames().map((name) => {
    const { sources, options = {}, notBuiltBy = {} } = readCase(name);
    return { name, sources, options, notBuiltBy };
  });
  return [...examples, ...cases];
}

/** Runs the checks of a tool and prints how many there were, and what was left out for which reason. */
async function judge(tool: Tool, make: (input: Input) => Check[]): Promise<void> {
  const all = await inputs();
  const version = await versionOf(tool);
  if (version === undefined) {
    console.log(`${tool}: not installed; 0 checked, ${all.length} unchecked`);
    return;
  }
  const taken = all.filter((input) => input.notBuiltBy[tool] === undefined);
  const checks = taken.flatMap(make);
  const refused = await refusals(checks);
  const left = all.filter((input) => input.notBuiltBy[tool] !== undefined);
  console.log(
    [
      `${tool} (${version}): ${checks.length} checked, ${refused.length} refused, ${left.length} unchecked`,
      ...left.map((input) => `  ${input.name}: ${input.notBuiltBy[tool]}`),
    ].join('\n'),
  );
  expect(checks.length).toBeGreaterThan(0);
  expect(refused).toEqual([]);
}

describe('strangers', () => {
  it('nvcc accepts every input', { timeout: 900_000 }, async () => {
    await judge('nvcc', ({ name, sources }) => [{ name, sources, argv: nvcc }]);
  });

  it('hipcc accepts every port for ROCm 5.7', { timeout: 900_000 }, async () => {
    const parser = await loadCudaParser();
    await judge('hipcc', ({ name, sources, options }) => {
      const result = port(sources, parser, {
        ...defaultHipOptions,
        target: 'hip',
        undone: [],
        ...options,
        rocm: '5.7',
      });
      return architectures.map((arch) => ({
        name,
        sources: result.output,
        argv: [...hipcc, `--offload-arch=${arch}`],
      }));
    });
  });

  it('hipcc accepts what each fix of a hazard makes', { timeout: 900_000 }, async () => {
    const rows = [...automaticFixes, ...assistedFixes].filter(({ how }) => how !== 'build');
    const version = await versionOf('hipcc');
    if (version === undefined) {
      console.log(`hipcc: not installed; 0 of ${rows.length} mended programs checked`);
      return;
    }
    const built = rows.filter(({ unbuilt }) => unbuilt === undefined);
    // The mended forms are the same for every version that lacks what they stand for; 5.7 is nearest to Debian's 5.2.
    const checks = built.flatMap((row) =>
      architectures.map((arch) => ({
        name: row.id,
        sources: {
          main: 'main.hip',
          files: { 'main.hip': mendedBy(row, row.options?.rocm ? {} : { rocm: '5.7' }) },
        },
        argv: [...hipcc, `--offload-arch=${arch}`],
      })),
    );
    const refused = await refusals(checks);
    console.log(
      [
        `hipcc (${version}): ${checks.length} mended programs checked, ${refused.length} refused, ${rows.length - built.length} unchecked`,
        ...rows.flatMap(({ id, unbuilt }) => (unbuilt === undefined ? [] : [`  ${id}: ${unbuilt}`])),
      ].join('\n'),
    );
    expect(refused).toEqual([]);
  });
});
