// What a visitor can see of device memory after a run.
import { expect, test } from '@playwright/test';
import { Playground } from './playground';

test('a visitor steps through copies and launches, and sees what a launch wrote', async ({ page }) => {
  test.setTimeout(240_000);
  const playground = new Playground(page);
  await playground.open();
  await playground.pickExample('Heat on a plate');
  await playground.run();
  const dialog = await playground.inspect('hip-on-cpu', 64);

  // The first launch is chosen: its arguments have names and values, its buffers what changed.
  await expect(dialog.getByRole('heading', { name: /^Launch 0/ })).toBeVisible();
  await expect(dialog.getByTestId('arguments').getByRole('row')).not.toHaveCount(1);
  await expect(dialog.getByTestId('numbers')).toBeVisible();
  await expect(dialog.getByText(/bytes changed/).first()).toBeVisible();
  await dialog.getByTestId('next-change').click();
  await expect(dialog.getByTestId('changed-element').first()).toBeVisible();

  // As a picture, with a cursor that arrow keys move.
  await dialog.getByText('Picture', { exact: true }).click();
  await expect(dialog.getByTestId('picture-after')).toBeVisible();
  const said = dialog.getByTestId('picture-value');
  await expect(said).toContainText('row 0, column 0');
  await dialog.getByRole('img', { name: /^after/ }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await expect(said).toContainText('row 1, column 1');
  await dialog.getByTestId('picture-width').fill('16');
  await expect(dialog.getByRole('img', { name: /rows of 16 elements/ }).first()).toBeVisible();

  // The timeline is walked by keys; what is no launch says what it moved.
  const timeline = dialog.getByRole('listbox', { name: 'Steps' });
  await timeline.focus();
  await page.keyboard.press('Home');
  await expect(dialog.getByRole('heading', { name: /^Allocate a0/ })).toBeVisible();
  await page.keyboard.press('End');
  await expect(timeline.getByRole('option', { selected: true })).toBeInViewport();
  await dialog.getByLabel('Launches only').check();
  await expect(timeline.getByTestId('step-alloc')).toHaveCount(0);

  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('a visitor whose recording is gone is told so, and can try again', async ({ page }) => {
  test.setTimeout(240_000);
  const playground = new Playground(page);
  await playground.open();
  await playground.pickExample('SAXPY');
  await playground.run();
  await page.route('**/recording?*', (route) =>
    route.fulfill({
      status: 404,
      contentType: 'application/problem+json',
      body: JSON.stringify({
        type: '/explain/recording-unknown',
        title: 'no recording of this run is kept for this runner and warp size',
        status: 404,
        code: 'recording-unknown',
      }),
    }),
  );
  const dialog = await playground.inspect('cuda-on-cpu', 32);
  await expect(dialog.getByTestId('inspector-problem')).toContainText('No recording of this run is kept');
  await page.unroute('**/recording?*');
  await dialog.getByRole('button', { name: 'Try again' }).click();
  await expect(dialog.getByTestId('timeline')).toBeVisible();
});

test('a visitor sets a tolerance by hand, and the proof says so', async ({ page }) => {
  test.setTimeout(240_000);
  const playground = new Playground(page);
  await playground.open();
  await playground.pickExample('Dot product');
  await playground.run();
  await expect(playground.verdict).toHaveAttribute('data-verdict', 'agrees');
  await page.getByTestId('adjust-tolerance').click();
  await page.getByLabel('Part of the expected value').fill('2');
  await expect(page.getByRole('button', { name: 'Run with it' })).toBeDisabled();
  await page.getByLabel('Part of the expected value').fill('0.001');
  await page.getByRole('button', { name: 'Run with it' }).click();
  await expect(page.getByTestId('run')).toBeVisible({ timeout: 100_000 });
  await expect(page.getByText('The tolerance was set by hand')).toBeVisible({ timeout: 100_000 });
});
