// What recording costs a run: one program with nothing recorded, as timed runs are, with what comes back to the host, and
// with all detail, in turn. Needs g++. Run it with `npm run bench -- recording [rounds]`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const rounds = Number(process.argv[2] ?? 7);
const folder = mkdtempSync(join(tmpdir(), 'crosswarp-bench-'));
const program = join(folder, 'program');
const built = spawnSync(
  'g++',
  ['-std=c++17', '-O2', '-Iruntime/include', 'bench/recording/program.cpp', '-o', program, '-pthread'],
  { stdio: 'inherit' },
);
if (built.status !== 0) process.exit(1);

const forms = {
  nothing: { CROSSWARP_RECORD_FD: '' },
  'times alone': { CROSSWARP_RECORD_DATA: '0' },
  'copies back': {},
  'all detail': { CROSSWARP_RECORD_DETAIL: '1' },
};
type Form = keyof typeof forms;

/** Milliseconds of CPU time of one run, and the bytes it recorded. */
function run(kind: string, launches: number, form: Form): { ms: number; bytes: number } {
  const ended = spawnSync(
    'bash',
    ['-c', 'TIMEFORMAT="%U %S"; time "$0" "$@" 3>&1 >/dev/null | wc -c', program, kind, String(launches)],
    {
      env: {
        PATH: '/usr/bin:/bin',
        NODE_ENV: 'test',
        CROSSWARP_THREADS: '1',
        CROSSWARP_RECORD_FD: '3',
        ...forms[form],
      },
      encoding: 'utf8',
    },
  );
  const [user = 0, system = 0] = ended.stderr.trim().split(/\s+/).slice(-2).map(Number);
  return { ms: 1000 * (user + system), bytes: Number(ended.stdout) };
}

const median = (samples: number[]) => samples.toSorted((a, b) => a - b)[samples.length >> 1] ?? 0;

try {
  for (const [kind, launches] of [
    ['all', 8],
    ['all', 100],
    ['one', 100],
  ] as const) {
    const samples: Record<string, number[]> = {};
    const bytes: Record<string, number> = {};
    for (let i = 0; i < rounds; i++)
      for (const form of Object.keys(forms) as Form[]) {
        const one = run(kind, launches, form);
        samples[form] = [...(samples[form] ?? []), one.ms];
        bytes[form] = one.bytes;
      }
    const base = median(samples.nothing ?? []);
    console.log(
      `${launches} launches that write ${kind === 'all' ? '4 MiB each' : 'one element each'}: ${base.toFixed(0)} ms of CPU time`,
    );
    for (const form of Object.keys(forms))
      console.log(
        `  ${form}: ${(median(samples[form] ?? []) / base).toFixed(2)} × (${((bytes[form] ?? 0) / 2 ** 20).toFixed(1)} MiB)`,
      );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
