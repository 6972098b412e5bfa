// Lessons: what a visitor who wants to learn gets.
import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

const lesson = (folder: string, file: string) =>
  readFileSync(`content/lessons/${folder}/${file}`, 'utf8').replaceAll('\r', '');

async function write(page: Page, text: string): Promise<void> {
  const box = page.getByRole('textbox', { name: 'Your CUDA code' });
  await page.evaluate((words) => navigator.clipboard.writeText(words), text);
  await box.focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+v');
}

test('finishes a lesson', async ({ page }) => {
  await page.goto('/learn');
  await page.getByTestId('lesson-first-kernel').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your first kernel');
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/api/')) asked.push(request.url());
  });
  await expect(page.getByTestId('lesson-editor')).toBeVisible();
  await expect(page.getByTestId('show-solution')).toBeHidden();

  // The start is not right yet, and it is said what is not.
  await page.getByTestId('check').click();
  const verdict = page.getByTestId('lesson-verdict');
  await expect(verdict).toHaveAttribute('data-passed', 'false');
  await expect(verdict).toContainText('y[8] should be 18 and is 0');

  await write(page, lesson('01-first-kernel', 'solution.cu'));
  await page.keyboard.press('Control+Enter');
  await expect(verdict).toHaveAttribute('data-passed', 'true');
  await expect(page.getByTestId('lesson-done')).toBeVisible();
  expect(asked, 'a lesson of this kind needs no server').toEqual([]);

  // On to the next, with a text of its own, and back.
  await page.getByTestId('next-lesson').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Grids, and where they end');
  await expect(page.getByTestId('lesson-editor')).toContainText('square');
  await expect(page.getByTestId('lesson-done')).toBeHidden();
  await page.getByRole('link', { name: 'Your first kernel' }).click();

  // It is kept: on the list, and with the text that was written.
  await expect(page.getByTestId('lesson-done')).toBeVisible();
  await page.reload();
  await expect(page.getByTestId('lesson-done')).toBeVisible();
  await expect(page.getByTestId('lesson-editor')).toContainText('blockIdx.x * blockDim.x');
  await page.goto('/learn');
  await expect(page.getByTestId('lesson-first-kernel')).toContainText('done');
  await expect(page.getByTestId('lessons-done')).toContainText(/^1 of \d+ done/);
  await page.getByRole('button', { name: 'Forget my progress' }).click();
  await expect(page.getByTestId('lesson-first-kernel')).not.toContainText('done');
  await page.reload();
  await expect(page.getByTestId('continue-lessons')).toContainText('Begin');
});

test('hints stay closed until asked for, and starting over can be taken back', async ({ page }) => {
  await page.goto('/learn/first-kernel');
  const hint = page.getByTestId('hint').first();
  await expect(hint).not.toHaveAttribute('open');
  await hint.locator('summary').focus();
  await page.keyboard.press('Enter');
  await expect(hint).toHaveAttribute('open');
  await expect(page.getByTestId('lesson-editor')).toBeVisible();
  await write(page, 'mine');
  await page.getByTestId('start-over').click();
  await expect(page.getByTestId('lesson-editor')).toContainText('__global__');
  await page.getByRole('button', { name: 'Bring my text back' }).click();
  await expect(page.getByTestId('lesson-editor')).toContainText('mine');
  // Text that is no kernel is told so, and nothing is lost.
  await page.getByTestId('check').click();
  await expect(page.getByTestId('lesson-verdict')).toContainText('did not run');
});

test('finishes a lesson whose program the server builds and runs', async ({ page }) => {
  // The first build of a fresh data folder also builds the runtime.
  test.setTimeout(300_000);
  await page.goto('/learn/build-guards');
  await expect(page.getByTestId('lesson-editor')).toBeVisible();
  await page.getByTestId('check').click();
  const verdict = page.getByTestId('lesson-verdict');
  await expect(verdict).toHaveAttribute('data-passed', 'false', { timeout: 120_000 });
  await expect(verdict).toContainText('says itself that something is wrong');
  await write(page, lesson('14-build-guards', 'solution.cu'));
  await page.getByTestId('check').click();
  await expect(verdict).toHaveAttribute('data-passed', 'true', { timeout: 120_000 });
});

test('sees in a picture what a change of the code does', async ({ page }) => {
  await page.goto('/learn/isa-and-occupancy');
  const taken = page.getByTestId('picture').locator('[data-taken="true"]');
  await expect(taken).toHaveCount(12);
  await write(page, lesson('15-isa-and-occupancy', 'solution.cu'));
  await expect(taken).toHaveCount(32);
});

test('a picture follows what is typed, without asking the server', async ({ page }) => {
  await page.goto('/learn/banks');
  const picture = page.getByTestId('picture').filter({ hasText: 'Banks of shared memory' });
  await expect(picture).toContainText('takes 32 passes where one would do');
  await expect(page.getByTestId('lesson-editor')).toBeVisible();
  await write(page, lesson('07-banks', 'solution.cu'));
  await expect(picture).toContainText('That takes one pass, as few as can be.');
  await picture.getByRole('button', { name: '64 lanes' }).click();
  await expect(picture).toContainText('That takes 2 passes, as few as can be.');
  await write(page, 'not yet code');
  await expect(picture).toContainText('waits for code that runs');
});

test('damaged progress in the browser breaks nothing', async ({ page }) => {
  await page.addInitScript(() => {
    localStorage.setItem('crosswarp.lesson.first-kernel', '{"v":1,"done":"perhaps"');
  });
  await page.goto('/learn');
  await expect(page.getByTestId('continue-lessons')).toContainText('Begin: Your first kernel');
  await page.getByTestId('continue-lessons').click();
  await expect(page.getByTestId('lesson-editor')).toContainText('threadIdx.x');
});
