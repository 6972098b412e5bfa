// HIPIFY's own unit tests, from a checkout of its repository: how many files of the default target the port passes in
// full, and which it fails and why. Run it with `npm run bench -- hipify-tests <folder of the checkout>`.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type PortOptions, port } from '@/lib/pipeline';
import { loadCudaParser } from '@/lib/server/cuda-engine';
import { defaultHipOptions } from '@/lib/targets/options';
import { type Failure, failureOf, type Leniency } from './hipify-checks';

/** Without fixes, for the release that the tests were written for; `<<<>>>` stays in all of them. */
const options: PortOptions = {
  ...defaultHipOptions,
  rocm: '6.4',
  applyFixes: false,
  target: 'hip',
  undone: [],
};

type Declined = {
  readonly because: string;
  /** Checks that are left out; all others of the file must pass. */
  readonly besides: RegExp;
};

const noCuda: Declined = {
  because:
    'the file uses nothing of CUDA, and such a file is left as it is; HIPIFY adds the header to every file',
  besides: /hip_runtime\.h/,
};
const strings: Declined = {
  because: 'strings are what a program says to people; HIPIFY renames API names in them',
  besides: /"[^"]*hip[A-Za-z]+[^"]*"/,
};
const bfloat16: Declined = {
  because:
    '__nv_bfloat16 becomes __hip_bfloat16, which has its operators; HIPIFY of that time writes the older class',
  besides: /hip_bfloat16/,
};

/** Files that are declined on purpose, each with the reason. */
const declined: Readonly<Record<string, Declined>> = {
  'headers/headers_test_03.cu': noCuda,
  'headers/headers_test_04.cu': { ...noCuda, besides: /hip_runtime\.h|<stdio|<iostream/ },
  'headers/headers_test_05.cu': noCuda,
  'headers/headers_test_10.cu': noCuda,
  'headers/headers_test_11.cu': noCuda,
  'headers/headers_test_12_SOLVER_10010.cu': {
    because:
      'the header goes behind #pragma once and the whole guard; HIPIFY puts it between #ifndef and #define',
    besides: /hip_runtime\.h|#pragma once/,
  },
  'libraries/cuSPARSE/cuSPARSE_01.cu': strings,
  'libraries/cuSPARSE/cuSPARSE_12.cu': strings,
  'samples/2_Cookbook/2_Profiler/Profiler.cpp': strings,
  'samples/vec_add.cu': strings,
  'synthetic/libraries/cublas2hipblas.cu': bfloat16,
  'synthetic/libraries/cublas2hipblas_v2.cu': bfloat16,
  'synthetic/runtime_functions_12000.cu': {
    because:
      'the release that hipGetProcAddress is told is the one that was chosen, 6.4; HIPIFY writes that of its day',
    besides: /hipGetProcAddress/,
  },
};

function testFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return testFiles(path);
      return /\.(cu|cpp)$/.test(entry.name) ? [path] : [];
    });
}

/** Tests of other targets (`--roc`, `--miopen`) and files without checks are not counted. */
function isCounted(text: string): boolean {
  const run = /^\/\/ RUN: .*$/m.exec(text)?.[0] ?? '';
  return run !== '' && !/-roc\b|-miopen\b/.test(run) && /\/\/ *CHECK/.test(text);
}

const folder = process.argv[2] ?? '';
const tests = join(folder, 'tests', 'unit_tests');
if (folder === '' || !existsSync(tests)) {
  process.stderr.write('name the folder of a checkout of ROCm/HIPIFY\n');
  process.exit(2);
}
const parser = await loadCudaParser();
const counted = testFiles(tests)
  .map((path) => ({ name: relative(tests, path), text: readFileSync(path, 'utf8') }))
  .filter(({ text }) => isCounted(text));

const steps: readonly (readonly [string, Leniency])[] = [
  ['as HIPIFY writes it', { launches: false, headers: false }],
  ['<<<>>> counted as equal', { launches: true, headers: false }],
  ['and library headers in their folders of ROCm 5.2 and later', { launches: true, headers: true }],
];
const failures = new Map<string, Failure>();
const passed = steps.map(() => 0);
for (const { name, text } of counted) {
  const result = port({ main: name, files: { [name]: text } }, parser, options);
  const output = result.output.files[name] as string;
  steps.forEach(([, leniency], index) => {
    const failure = failureOf(text, output, leniency);
    if (!failure) passed[index] = (passed[index] as number) + 1;
    else if (index === steps.length - 1) failures.set(name, failure);
  });
}
steps.forEach(([what], index) => {
  console.log(`${String(passed[index]).padStart(4)} of ${counted.length} files pass in full, ${what}`);
});
const lenient = { launches: true, headers: true };
const onPurpose = [...failures.keys()].filter((name) => {
  const { text } = counted.find((one) => one.name === name) as (typeof counted)[number];
  const output = port({ main: name, files: { [name]: text } }, parser, options).output.files[name] as string;
  const reason = declined[name];
  return reason !== undefined && !failureOf(text, output, lenient, reason.besides);
});
console.log(`${onPurpose.length} more are declined on purpose and pass all their other checks`);
console.log(`${failures.size - onPurpose.length} fail`);
for (const [name, { line, wanted, found }] of failures) {
  console.log(`\n${onPurpose.includes(name) ? 'declined' : 'fails'}: ${name}:${line}`);
  if (onPurpose.includes(name)) console.log(`  because ${declined[name]?.because}`);
  console.log(`  wanted  ${wanted}\n  nearest ${found}`);
}
