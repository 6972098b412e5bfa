// The examples: browsing, searching, opening.
import { expect, test } from '@playwright/test';
import { Playground } from './playground';

test('a visitor searches the examples by a name of CUDA and by theme, and the address keeps both', async ({
  page,
}) => {
  await page.goto('/examples');
  const cards = page.locator('a[data-card]');
  expect(await cards.count()).toBeGreaterThanOrEqual(30);
  await expect(page.getByRole('heading', { level: 2 })).toHaveCount(11);

  await page.keyboard.press('/');
  await expect(page.getByTestId('gallery-search')).toBeFocused();
  await page.keyboard.type('atomicadd');
  await expect(page.getByTestId('gallery-count')).toHaveText(/^\d examples$/);
  await expect(cards.filter({ hasText: 'Histogram with atomics' })).toBeVisible();
  await expect(page).toHaveURL(/\?q=atomicadd$/);
  await page.locator('label', { hasText: 'Random numbers' }).click();
  await expect(page).toHaveURL(/\?q=atomicadd&theme=random$/);
  const found = await cards.allTextContents();
  expect(found).toContain('Random walks');
  await page.reload();
  await expect(cards).toHaveText(found);

  await page.getByTestId('gallery-search').fill('nothing of that kind');
  await expect(page.getByText('No example fits')).toBeVisible();
  await page.getByRole('button', { name: 'Show all of them' }).click();
  expect(await cards.count()).toBeGreaterThanOrEqual(30);
  await expect(page).toHaveURL(/\/examples$/);
});

test('a visitor opens a bug to find by keyboard, runs it in the page, and is shown its line', async ({
  page,
}) => {
  await page.goto('/examples?theme=bugs');
  await page.getByTestId('gallery-search').focus();
  await page.getByTestId('gallery-search').pressSequentially('barrier sum');
  await expect(page.locator('a[data-card]')).toHaveCount(1);
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('a[data-card="bug-missing-barrier"]')).toBeFocused();
  await page.keyboard.press('Enter');
  const playground = new Playground(page);
  await expect(playground.status).toContainText('translated in');
  await expect(playground.editor('source')).toContainText('A sum without a barrier');
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/api/v1/runs')) asked.push(request.url());
  });
  await playground.startRun();
  await expect(page.getByTestId('findings')).toContainText(/race/i);
  await expect(page.getByTestId('findings')).toContainText('line 18');
  expect(asked).toEqual([]);
});

test('every picture is there, and has words', async ({ page }) => {
  const missing: string[] = [];
  page.on('response', (response) => {
    if (response.status() >= 400) missing.push(response.url());
  });
  await page.goto('/examples');
  const cards = await page.locator('a[data-card]').count();
  const pictures = page.getByRole('img');
  await expect(pictures).toHaveCount(cards);
  for (const picture of await pictures.all())
    expect(await picture.getAttribute('aria-label')).toMatch(/\w{3}/);
  await page.waitForLoadState('networkidle');
  expect(missing).toEqual([]);
});
