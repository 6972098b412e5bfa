// The plumbing of script/record-truth: what it says where there is no compiler or no GPU, and, with stand-ins for both,
// what it writes and that the pages read it. The stand-ins show that nothing is lost on the way; what a GPU computes they
// cannot show, and no record that they make is ever kept.
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { parseRecord, readExamples } from '@/lib/content';
import { readCase } from './corpus-cases';

const project = join(import.meta.dirname, '..');
const python = spawnSync('python3', ['--version']).status === 0;
if (!python) console.warn('unchecked: script/record-truth, because python3 is not installed');

const root = mkdtempSync(join(tmpdir(), 'record-truth-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A small checkout: the script, one example and one case. */
function checkout(): string {
  const folder = join(root, 'checkout');
  mkdirSync(join(folder, 'script'), { recursive: true });
  for (const name of ['record-truth', 'record-truth.cuh'])
    cpSync(join(project, 'script', name), join(folder, 'script', name));
  const places = ['content/examples/saxpy.cu', 'tests/corpus/device-printf', 'tests/corpus/device-functions'];
  for (const place of places) cpSync(join(project, place), join(folder, place), { recursive: true });
  return folder;
}

/** Programs that stand in for others, first in the path. */
function standIns(scripts: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(root, 'bin-'));
  for (const [name, text] of Object.entries(scripts)) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${text}`);
    chmodSync(join(folder, name), 0o755);
  }
  return folder;
}

/** Takes C++20 alone. */
const nvcc = `
if [ "$1" = --version ]; then echo 'Cuda compilation tools, release 99.1, V99.1.7'; exit 0; fi
case " $* " in *' -std=c++20 '*) ;; *) echo 'error: concept' >&2; exit 1;; esac
while [ $# -gt 0 ]; do [ "$1" = -o ] && out=$2; shift; done
cat >"$out" <<'END'
#!/bin/sh
echo 'hello from block 0 of 1'
printf '4\\nabcd' >"$CROSSWARP_COPIES"
END
chmod +x "$out"
`;

test.skipIf(!python)('says what is missing, and writes nothing', () => {
  const folder = checkout();
  const run = (bin: string) =>
    spawnSync(join(folder, 'script/record-truth'), [], {
      encoding: 'utf8',
      env: { NODE_ENV: 'test', PATH: `${bin}:/usr/bin:/bin` },
    });
  const noGpu = run(standIns({ nvcc, 'nvidia-smi': 'echo "No devices were found" >&2; exit 6' }));
  expect(noGpu.status).toBe(3);
  expect(noGpu.stderr).toMatch(/no NVIDIA GPU is visible here/);
  const wrong = run(standIns({ nvcc: 'exit 1' }));
  expect(wrong.status).toBe(2);
  expect(wrong.stderr).toMatch(/does not say its version/);
  expect(existsSync(join(folder, 'content/examples/saxpy.out.json'))).toBe(false);
});

test.skipIf(!python)('writes records that the pages and the corpus read', async () => {
  const folder = checkout();
  const bin = standIns({ nvcc, 'nvidia-smi': "echo 'NVIDIA Stand-in, 999.1, 9.0'" });
  const told = execFileSync(join(folder, 'script/record-truth'), [], {
    encoding: 'utf8',
    env: { NODE_ENV: 'test', PATH: `${bin}:/usr/bin:/bin` },
  });
  expect(told).toMatch(/example saxpy: recorded, exit 0, 1 copies/);
  const [saxpy] = await readExamples(join(folder, 'content'));
  expect(saxpy?.recorded).toMatchObject({
    device: 'NVIDIA Stand-in',
    exitCode: 0,
    stdout: 'hello from block 0 of 1\n',
  });
  const record = JSON.parse(readFileSync(join(folder, 'content/examples/saxpy.out.json'), 'utf8'));
  expect(record).toMatchObject({
    nvcc: '99.1.7',
    driver: '999.1',
    copies: [{ bytes: 4, first: btoa('abcd') }],
  });
  expect(existsSync(join(folder, 'tests/corpus/device-printf/out.json'))).toBe(true);
  expect(readCase('device-printf', join(folder, 'tests/corpus')).name).toBe('device-printf');

  // A record of an earlier text is not shown.
  writeFileSync(join(folder, 'content/examples/saxpy.cu'), `${saxpy?.text}\n`);
  const [changed] = await readExamples(join(folder, 'content'));
  expect(changed?.recorded).toBeUndefined();
  expect(() => parseRecord('{}', {})).toThrow();
});
