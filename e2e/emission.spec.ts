// Kernels in C++ beside their source: made in the page while typing, tied to its lines, to be taken along.
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { Playground } from './playground';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

const good = `__global__ void scale(float *x, float by, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) x[i] *= by;
}
`;
const bad = `#include <cooperative_groups.h>
__global__ void uneven(float *x) {
  x[threadIdx.x] = 1.0f;
  cooperative_groups::this_grid().sync();
}
`;

test('C++ stands beside the source, tied to its lines both ways, and follows what is typed', async ({
  page,
}) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.paste('source', good);
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/api/')) asked.push(request.url());
  });
  await page.getByTestId('language-cpp').click();
  const text = page.getByTestId('emission-text');
  const line = (words: string) => text.locator('.view-line', { hasText: words });
  await expect(line('scale').first()).toBeVisible();

  await playground.editor('source').locator('.view-line', { hasText: '*= by' }).hover();
  await expect(text.locator('.cw-line-linked')).not.toHaveCount(0);
  await line('*= by').hover();
  await expect(playground.editor('source').locator('.cw-line-linked')).toHaveCount(1);

  // Under the pointer the text would not move.
  await playground.editor('source').hover();
  await playground.typeAtEnd('source', '__global__ void later(int *p) { *p = 41; ');
  await expect(text).toContainText('= 41');
  expect(asked).toEqual([]);

  await page.getByTestId('emission-copy').click();
  await expect(page.getByTestId('emission-copy')).toContainText('Copied');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain('scale');
  const saved = page.waitForEvent('download');
  await page.getByTestId('emission-save').click();
  const file = await saved;
  expect(file.suggestedFilename()).toMatch(/^main\..*cpp$/);
  expect(readFileSync(await file.path(), 'utf8')).toBe(copied);

  await page.getByTestId('language-hip').click();
  await expect(playground.editor('port')).toContainText('hip/hip_runtime.h');
});

test('what C++ cannot say is told with its place and a way forward; the other kernels are there', async ({
  page,
}) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.paste('source', good + bad);
  await page.getByTestId('language-cpp').click();
  const problems = page.getByTestId('emission-problems');
  await expect(problems).toContainText('cpp-grid-barrier');
  await expect(problems).toContainText('line 8');
  await expect(page.getByTestId('emission-text')).toContainText('scale');
  await problems.getByRole('button').first().click();
  await expect(playground.editor('source').getByRole('textbox')).toBeFocused();
});

test('on a narrow page C++ is a tab of its own', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const playground = new Playground(page);
  await playground.open();
  await playground.paste('source', good);
  await page.getByTestId('language-cpp').click();
  await expect(page.getByTestId('emission-text')).toContainText('scale');
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
});
