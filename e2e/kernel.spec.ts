// Kernels by themselves: what a visitor gets without a main function and without the server.
import { expect, test } from '@playwright/test';
import { Playground } from './playground';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

const index = 'int i = blockIdx.x * blockDim.x + threadIdx.x;';
const saxpy = `__global__ void saxpy(int n, float a, const float *x, float *y) {
  ${index}
  if (i < n) y[i] = a * x[i] + y[i];
}
`;
const reduce = (barrier: string) => `__global__ void reduce(const float *in, float *out) {
  __shared__ float sums[256];
  sums[threadIdx.x] = in[blockIdx.x * blockDim.x + threadIdx.x];
  __syncthreads();
  for (int step = 128; step > 0; step /= 2) {
    if (threadIdx.x < step) sums[threadIdx.x] += sums[threadIdx.x + step];
    ${barrier}
  }
  if (threadIdx.x == 0) out[blockIdx.x] = sums[0];
}
`;

test('a bare kernel runs in the page at 32 and 64 lanes, and the server is not asked', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.paste('source', saxpy);
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/api/')) asked.push(request.url());
  });
  await playground.show('kernel');
  await expect(page.getByTestId('argument-y')).toContainText('float *');
  await page.getByTestId('kernel-run').click();
  await expect(page.getByTestId('lanes-agree')).toBeVisible();
  await expect(page.getByTestId('findings-none')).toBeVisible();
  await expect(page.getByTestId('kernel-counts')).toContainText('8,192');
  await expect(page.getByTestId('kernel-buffers').getByTestId('changed-element').first()).toBeVisible();
  expect(asked).toEqual([]);
});

test('a dropped barrier is found as a race, and its line is shown', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.paste('source', reduce(''));
  await playground.show('kernel');
  await expect(page.getByTestId('argument-in')).toBeVisible();
  await page.getByTestId('kernel-run').click();
  const findings = page.getByTestId('findings');
  await expect(findings).toContainText(/race/i);
  await expect(findings).toContainText('line 6');
  await playground.paste('source', reduce('__syncthreads();'));
  await page.getByRole('button', { name: 'Run again' }).click();
  await expect(page.getByTestId('findings-none')).toBeVisible();
});

test('what depends on the width of a warp shows as a difference between 32 and 64 lanes, with its first element', async ({
  page,
}) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.paste(
    'source',
    `__global__ void width(int *out) {
  ${index}
  out[i] = warpSize;
}
`,
  );
  await playground.show('kernel');
  await expect(page.getByTestId('argument-out')).toBeVisible();
  await page.getByTestId('kernel-run').click();
  await expect(page.getByTestId('lanes-differ')).toHaveText(
    '32 and 64 lanes differ in 4,096 elements, first in out[0]: 32 and 64',
  );
});

test('a plan is kept in a private link, and can be written into the source', async ({ page, context }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.paste('source', saxpy);
  await playground.show('kernel');
  const length = page.getByLabel('Length of x');
  await expect(length).toHaveValue('4096');
  await page.getByLabel('Value of a').fill('3');
  await page.getByTestId('share').click();
  await page.getByRole('button', { name: /private/i }).click();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const other = await context.newPage();
  await other.goto(link);
  const there = new Playground(other);
  await expect(there.status).toContainText('translated in');
  await there.show('kernel');
  await expect(other.getByLabel('Value of a')).toHaveValue('3');
  await other.getByRole('button', { name: 'Write into the source' }).click();
  await expect(there.editor('source')).toContainText('// run: {"kernel":"saxpy"');
  await expect(other.getByText('Read from the // run: lines of the source.')).toBeVisible();
});
