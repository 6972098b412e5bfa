// The first minutes of a visitor who has never seen CUDA or HIP.
import { expect, test } from '@playwright/test';
import { Playground } from './playground';

test('a new visitor reads what the page does and has a first result after one click', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  const welcome = page.getByRole('region', { name: 'Welcome' });
  await expect(welcome).toContainText('You need no graphics card');
  await welcome.getByRole('button', { name: 'Try it with this example' }).click();
  await expect(welcome).toBeHidden();
  await expect(playground.verdict).toHaveAttribute('data-verdict', 'agrees', { timeout: 100_000 });
});

test('a new visitor takes the tour by keyboard, and is not asked again', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await page.getByRole('button', { name: 'Show me around' }).press('Enter');
  const tour = page.getByTestId('tour');
  for (const title of ['What you write', 'What it becomes', 'The proof', 'What came of it', 'Where to go']) {
    await expect(tour.getByRole('heading')).toContainText(title);
    await expect(page.getByTestId('tour-next')).toBeFocused();
    await page.keyboard.press('Enter');
  }
  await expect(tour).toBeHidden();
  await page.reload();
  await expect(playground.status).toContainText('translated in');
  await expect(page.getByTestId('welcome')).toBeHidden();
});

test('the tour can be skipped, that is remembered, and it can be had again', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await page.getByTestId('welcome-tour').click();
  await expect(page.getByTestId('tour')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('tour')).toBeHidden();
  await page.reload();
  await expect(playground.status).toContainText('translated in');
  await expect(page.getByTestId('welcome')).toBeHidden();
  await page.getByTestId('more').click();
  await page.getByRole('menuitem', { name: 'Show me around' }).click();
  await expect(page.getByTestId('tour')).toContainText('1 of 5');
  await page.getByTestId('tour-skip').click();
  await expect(page.getByTestId('tour')).toBeHidden();
});

test('a question mark lists the shortcuts, but is typed where one types', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  const list = page.getByTestId('shortcuts');
  await playground.typeAtEnd('source', '// why?');
  await expect(playground.editor('source')).toContainText('// why?');
  await expect(list).toBeHidden();
  await page.getByTestId('run').focus();
  await page.keyboard.press('?');
  await expect(list).toContainText('Run and compare');
  await page.keyboard.press('Escape');
  await expect(list).toBeHidden();
  await expect(page.getByTestId('run')).toBeFocused();

  // The editor's own menu can be read: nothing shows through.
  await playground.editor('source').click({ button: 'right', position: { x: 200, y: 100 } });
  const menu = page.getByRole('menu').filter({ hasText: 'Copy' });
  await expect(menu).toBeVisible();
  expect(
    await menu.evaluate(
      (e) => getComputedStyle(e.closest('.monaco-scrollable-element') ?? e).backgroundColor,
    ),
  ).toMatch(/^rgb\(/);
  await page.keyboard.press('Escape');

  await page.goto('/examples');
  await page.keyboard.press('?');
  await expect(list).toBeVisible();
});
