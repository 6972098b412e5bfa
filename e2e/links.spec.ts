// Links that last: what earlier versions made still opens, and what is shared can be carried on, pasted, printed, deleted.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { buildSync } from 'esbuild';
import { Playground } from './playground';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

const kernel = `// A kernel to pass on
#include <cuda_runtime.h>
__global__ void twice(float *v, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) v[i] *= 2;
}
int main() { cudaDeviceSynchronize(); return 0; }
`;

/** Sets the words in the open dialog. */
async function say(page: Page, title: string, description: string): Promise<void> {
  await page.getByTestId('share-title').fill(title);
  await page.getByTestId('share-description').fill(description);
  await page.getByTestId('share-save').click();
  await expect(page.getByTestId('share-save')).toBeDisabled();
  await expect(page.getByTestId('share-save')).toHaveText('Save');
}

test.describe('a link of last year', () => {
  const root = process.cwd();
  const port = Number(process.env.E2E_PORT ?? 3117) + 1;
  const base = `http://localhost:${port}`;
  let folder: string;
  let server: ChildProcess;
  let ids: Record<string, string> = {};

  test.beforeAll(async () => {
    test.setTimeout(300_000);
    folder = mkdtempSync(join(tmpdir(), 'crosswarp-e2e-old-'));
    const program = join(root, 'node_modules', '.cache', `old-data-${process.pid}.mjs`);
    buildSync({
      entryPoints: ['e2e/old-data.ts'],
      outfile: program,
      bundle: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
      logLevel: 'error',
    });
    const made = spawnSync('node_modules/.bin/node', [program, folder, kernel], {
      cwd: root,
      encoding: 'utf8',
    });
    rmSync(program);
    expect(made.status, made.stderr).toBe(0);
    ids = JSON.parse(made.stdout);
    server = spawn(
      'node_modules/.bin/node',
      ['node_modules/next/dist/bin/next', 'start', '--hostname', '127.0.0.1', '--port', String(port)],
      {
        cwd: root,
        env: { ...process.env, CROSSWARP_DATA: folder, NEXT_TELEMETRY_DISABLED: '1' },
        stdio: 'ignore',
      },
    );
    await expect
      .poll(
        () =>
          fetch(`${base}/healthz`).then(
            (answer) => answer.ok,
            () => false,
          ),
        { timeout: 120_000 },
      )
      .toBe(true);
  });
  test.afterAll(() => {
    server?.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  test('opens with its text, its port and its proof, and says with what it was translated', async ({
    page,
  }) => {
    const playground = new Playground(page);
    await playground.open(`${base}/s/${ids.proven}`);
    await expect(page.getByTestId('share-bar')).toContainText('SAXPY, <b>proven</b>');
    await expect(playground.editor('source')).toContainText('saxpy');
    await expect(playground.editor('port')).toContainText('hip/hip_runtime.h');
    await expect(playground.verdict).toHaveAttribute('data-verdict', 'agrees');
    await expect(page.getByTestId('translated-then')).toContainText('kept no translation');
    await playground.open(`${base}/s/${ids.folder}`);
    await expect(page.getByTestId('share-bar')).toContainText('Two files');
    await expect(playground.file('twice.cuh')).toBeVisible();
  });

  test('that is private opens too', async ({ page }) => {
    const playground = new Playground(page);
    await playground.open(`${base}/${ids.privateLink}`);
    await expect(playground.editor('source')).toContainText('Grüße');
    await expect(playground.badge).toContainText('my port');
  });

  test('whose translation has changed shows the difference, and gives back the one of then', async ({
    page,
  }) => {
    const playground = new Playground(page);
    await playground.open(`${base}/s/${ids.changed}`);
    const said = page.getByTestId('translated-then');
    await expect(said).toHaveAttribute('data-same', 'no');
    await expect(said).toContainText('translated with version 0.0.9');
    await expect(said).toContainText('changed');
    await page.getByTestId('kept-difference').click();
    const difference = page.getByRole('dialog').getByTestId('diff');
    await expect(difference).toContainText('hipDeviceSynchronizeOfThen');
    await expect(difference).toContainText('hipDeviceSynchronize()');
    await page.getByTestId('kept-take').click();
    await expect(playground.editor('port')).toContainText('hipDeviceSynchronizeOfThen');
    await expect(playground.badge).toContainText('my port');
  });
});

test('a visitor forks a share, shares the fork, and walks back; a deleted parent is said and breaks nothing', async ({
  page,
  browser,
}) => {
  const author = new Playground(page);
  await author.open();
  await author.paste('source', kernel);
  await expect(author.editor('port')).toContainText('hipDeviceSynchronize');
  const first = await author.share();
  await say(page, 'Twice <i>the</i> value', 'Look at the last line.\nIt waits.');
  await page.keyboard.press('Escape');

  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
  const other = new Playground(await context.newPage());
  await test.step('another visitor sees title and description, and changes the text', async () => {
    await other.open(first);
    await expect(other.page.getByTestId('share-bar')).toContainText('Twice <i>the</i> value');
    await expect(other.page.getByTestId('shared-description')).toContainText('It waits.');
    await expect(other.page.getByTestId('translated-then')).toHaveAttribute('data-same', 'yes');
    await other.typeAtEnd('source', '// changed\n');
    await expect(other.page.getByTestId('made-from')).toContainText(first.slice(-32, -24));
  });
  const fork = await test.step('shares the fork', async () => {
    const url = await other.share();
    expect(url).not.toBe(first);
    await say(other.page, 'Twice, changed', '');
    await other.page.keyboard.press('Escape');
    return url;
  });
  await test.step('and everybody can walk back from it', async () => {
    await author.open(fork);
    await page.getByTestId('history').click();
    await page.getByTestId('history-steps').getByRole('link', { name: 'Twice <i>the</i> value' }).click();
    await expect(page).toHaveURL(first);
    await expect(page.getByTestId('share-bar')).toContainText('Twice <i>the</i> value');
  });
  await test.step('the author deletes the first, from the browser that made it', async () => {
    await page.getByTestId('share').click();
    await expect(page.getByTestId('share-url')).toBeVisible();
    await page.getByTestId('share-own').getByText('Shared from this browser').click();
    const mine = page
      .getByTestId('own-shares')
      .getByRole('listitem')
      .filter({ hasText: 'Twice <i>the</i> value' });
    await mine.getByRole('button', { name: /^Delete Twice/ }).click();
    await page.getByTestId('delete-share').click();
    await expect(page.getByTestId('delete-said')).toContainText('leads nowhere now');
    expect((await page.request.get(first)).status()).toBe(404);
  });
  await test.step('the fork is there, and says that its parent was deleted', async () => {
    await other.open(fork);
    await other.page.getByTestId('history').click();
    await expect(other.page.getByTestId('history-steps')).toContainText('deleted by those who made it');
  });
  await context.close();
});

test('a visitor pastes a share into an issue: Markdown, a badge, a patch that applies, a picture', async ({
  page,
}) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.paste('source', kernel);
  await expect(playground.editor('port')).toContainText('hipDeviceSynchronize');
  const url = await playground.share();
  await say(page, 'An [issue] title', '');
  await page.getByTestId('share-more').getByText('To paste elsewhere').click();
  expect(await page.getByTestId('share-markdown').inputValue()).toContain(`[An \\[issue\\] title](${url})`);
  expect(await page.getByTestId('share-badge').inputValue()).toContain(`${url}/badge.svg`);

  const folder = mkdtempSync(join(tmpdir(), 'crosswarp-e2e-patch-'));
  writeFileSync(join(folder, 'main.cu'), kernel);
  const patch = await (await page.request.get(`${url}/port.patch`)).text();
  const applied = spawnSync('git', ['apply', '-'], { cwd: folder, input: patch, encoding: 'utf8' });
  expect(applied.stderr).toBe('');
  expect(readFileSync(join(folder, 'main.cu'), 'utf8')).toBe(await playground.translationOf(kernel));
  rmSync(folder, { recursive: true });

  const badge = await page.request.get(`${url}/badge.svg`);
  expect(badge.headers()['cross-origin-resource-policy']).toBe('cross-origin');
  expect(await badge.text()).toContain('not run');
  await page.goto(url);
  const address = await page.locator('meta[property="og:image"]').getAttribute('content');
  expect(address).toBe(`${url}/picture.png`);
  const picture = await page.request.get(address ?? '');
  expect(picture.headers()['content-type']).toBe('image/png');
  expect(picture.headers()['cross-origin-resource-policy']).toBe('cross-origin');
  expect((await picture.body()).subarray(1, 4).toString()).toBe('PNG');
  await expect(page.locator('meta[property="og:title"]')).toHaveAttribute('content', 'An [issue] title');
});

test('a visitor prints a share: code with line numbers, edits, problems and verdict, on white', async ({
  page,
}) => {
  const playground = new Playground(page);
  await playground.open();
  await page.evaluate(() => localStorage.setItem('crosswarp.theme', 'dark'));
  // A text of its own: of one state, the words of whoever shared it first are shown.
  await playground.paste('source', `${kernel}// for paper\n`);
  await expect(playground.editor('port')).toContainText('hipDeviceSynchronize');
  const url = await playground.share();
  await say(page, 'To print', 'A few words.');
  await page.goto(url);
  await page.getByTestId('bar-print').click();
  await expect(page).toHaveURL(`${url}/print`);
  await expect(page.getByRole('heading', { name: 'To print' })).toBeVisible();
  await expect(page.getByTestId('print-verdict')).toContainText('not run');
  const code = page.getByTestId('print-code');
  await expect(code.getByRole('row', { name: /2.*−.*cuda_runtime\.h/ })).toBeVisible();
  await expect(code.getByRole('row', { name: /2.*\+.*hip\/hip_runtime\.h/ })).toBeVisible();
  await expect(page.getByTestId('print-edits')).toContainText('hipDeviceSynchronize');

  await page.emulateMedia({ media: 'print' });
  await expect(page.getByTestId('print')).toBeHidden();
  const paper = await page.evaluate(
    () => getComputedStyle(document.querySelector('.sheet') as Element).backgroundColor,
  );
  expect(paper).toBe('rgb(255, 255, 255)');
  const pdf = await page.pdf({ format: 'A4', printBackground: false });
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  const text = spawnSync('pdftotext', ['-layout', '-', '-'], { input: pdf });
  if (text.error) process.stdout.write('unchecked: the words in the printed PDF (no pdftotext)\n');
  else {
    expect(text.stdout.toString()).toContain('To print');
    expect(text.stdout.toString()).toMatch(/2\s+.\s+#include <hip\/hip_runtime\.h>/);
  }
});
