// Kernels by themselves: what a visitor gets without a main function and without the server.
import { readFileSync } from 'node:fs';
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

test('kernels are saved with a main that does what the form says', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.paste('source', saxpy);
  await playground.show('kernel');
  await expect(page.getByTestId('argument-y')).toContainText('float *');
  const saved = page.waitForEvent('download');
  await page.getByTestId('save-program').click();
  const file = await saved;
  expect(file.suggestedFilename()).toBe('main.cu');
  const text = readFileSync(await file.path(), 'utf8');
  expect(text).toContain('__global__ void saxpy');
  expect(text).toContain('saxpy<<<dim3(16, 1, 1), dim3(256, 1, 1)>>>(n, a, d_x, d_y);');
  await playground.paste('source', text);
  await playground.show('run');
  await playground.run();
  await expect(playground.verdict).toHaveAttribute('data-verdict', 'agrees');
});

test('the first line at which 32 and 64 lanes part is said and marked', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.paste(
    'source',
    `__global__ void sums(const int *in, int *out) {
  int t = threadIdx.x;
  int v = in[t];
  for (int step = 16; step > 0; step /= 2)
    v += __shfl_xor_sync(0xffffffff, v, step);
  int rest = v + __shfl_down_sync(0xffffffff, v, 16);
  out[t] = rest;
}
`,
  );
  await playground.show('kernel');
  await expect(page.getByTestId('argument-out')).toBeVisible();
  await page.getByTestId('kernel-run').click();
  await expect(page.getByTestId('lanes-differ')).toBeVisible();
  const part = page.getByTestId('lanes-part');
  await expect(part).toContainText('line 6');
  await expect(part).toContainText(/thread 16 of block 0 gets -?\d+ at 32 lanes and -?\d+ at 64/);
  await expect(playground.editor('source').locator('.squiggly-warning')).not.toHaveCount(0);
  await part.getByRole('button').click();
  await expect(playground.editor('source').locator('.cw-line-flash')).not.toHaveCount(0);
});

test('a plan is kept in a private link, and can be written into the source', async ({ page, context }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.paste('source', saxpy);
  await playground.show('kernel');
  const length = page.getByLabel('Length of x');
  await expect(length).toHaveValue('4096');

  // Fields take numbers as they are typed, and say which they do not take.
  const type = async (label: string, text: string) => {
    await page.getByLabel(label, { exact: true }).fill('');
    await page.getByLabel(label, { exact: true }).pressSequentially(text);
  };
  await type('Tolerance', '1e-6');
  await expect(page.getByLabel('Tolerance', { exact: true })).toHaveValue('1e-6');
  await type('Least value of x', '-5');
  await expect(page.getByLabel('Least value of x', { exact: true })).toHaveValue('-5');
  await type('Block z', '65');
  const form = page.getByTestId('plan-form');
  await expect(form.getByRole('alert')).toHaveText('a whole number from 1 to 64; 1 stays');
  await type('Block z', '1');
  await expect(form.getByRole('alert')).toHaveCount(0);
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
  await expect(other.getByLabel('Least value of x', { exact: true })).toHaveValue('-5');
  await other.getByRole('button', { name: 'Write into the source' }).click();
  await expect(there.editor('source')).toContainText('// run: {"kernel":"saxpy"');
  await expect(other.getByText('Read from the // run: lines of the source.')).toBeVisible();
});
