// Runs every kind of test in order, prints progress, and ends with one line "N passed, N failed".
// --all sets CROSSWARP_ALL=1, which the long tests look at.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const wrong = process.argv.slice(2).filter((word) => word !== '--all');
if (wrong.length > 0) {
  process.stderr.write(`script/test knows --all alone, not ${wrong[0]}\n`);
  process.exit(2);
}
const all = process.argv.includes('--all');
const out = mkdtempSync(join(tmpdir(), 'crosswarp-test-'));
const total = { passed: 0, failed: 0, skipped: 0 };
const failures = [];

/** Runs a command with its output shown; resolves with its exit status. */
function run(command, args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...(all && { CROSSWARP_ALL: '1' }), ...env },
    });
    child.on('close', (status, signal) => resolve(signal ? 1 : (status ?? 1)));
    child.on('error', () => resolve(1));
  });
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/** A step that either holds or doesn't: counts as one test. */
async function check(name, script) {
  const status = await run('npm', ['run', '--silent', script]);
  if (status === 0) total.passed++;
  else {
    total.failed++;
    failures.push(name);
  }
  return status === 0;
}

async function vitest() {
  const file = join(out, 'vitest.json');
  const status = await run('npx', [
    '--no-install',
    'vitest',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]);
  const report = readJson(file);
  if (!report) {
    total.failed++;
    failures.push('vitest did not finish');
    return;
  }
  total.passed += report.numPassedTests;
  total.failed += report.numFailedTests;
  total.skipped += report.numPendingTests + report.numTodoTests;
  for (const suite of report.testResults)
    if (suite.status === 'failed') failures.push(suite.name.replace(`${process.cwd()}/`, ''));
  // A file that fails before its first test, or an error outside any test, counts too.
  if (status !== 0 && report.numFailedTests === 0) {
    total.failed++;
    failures.push('vitest: an error outside the tests');
  }
}

async function playwright() {
  const file = join(out, 'playwright.json');
  const status = await run('npx', ['--no-install', 'playwright', 'test', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
  });
  const stats = readJson(file)?.stats;
  if (!stats) {
    total.failed++;
    failures.push('the end-to-end tests did not finish');
    return;
  }
  total.passed += stats.expected;
  total.failed += stats.unexpected + stats.flaky;
  total.skipped += stats.skipped;
  if (stats.unexpected + stats.flaky > 0) failures.push('end-to-end tests');
  else if (status !== 0) {
    total.failed++;
    failures.push('end-to-end tests: an error outside the tests');
  }
}

const steps = [
  ['types', () => check('types', 'typecheck')],
  ['types of the pure rooms', () => check('types of the pure rooms', 'typecheck:pure')],
  ['lint and format', () => check('lint and format', 'lint')],
  ['build', () => check('build', 'build')],
  ['unit, corpus, layers, runtime, hostile, strangers', vitest],
  ['end to end, in Chromium', playwright],
];
const start = Date.now();
for (const [index, [name, step]] of steps.entries()) {
  process.stdout.write(`\n==> ${index + 1}/${steps.length} ${name}\n`);
  await step();
}
rmSync(out, { recursive: true, force: true });
process.stdout.write(`\n==> ${Math.round((Date.now() - start) / 1000)} s\n`);
for (const failure of failures) process.stdout.write(`failed: ${failure}\n`);
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
process.stdout.write(`${total.passed} passed, ${total.failed} failed${skipped}\n`);
process.exit(total.failed > 0 ? 1 : 0);
