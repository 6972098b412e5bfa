// Findings of --check on the page: the switch, the list, the mark in the editor.
import { expect, test } from '@playwright/test';
import { Playground } from './playground';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

const program = (guard: string) => `#include <cstdio>
__global__ void scale(float *x, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (${guard}) x[i] = 2.0f * i;
}
int main() {
  float *d, h[100];
  cudaMalloc(&d, sizeof h);
  scale<<<4, 32>>>(d, 100);
  cudaMemcpy(h, d, sizeof h, cudaMemcpyDeviceToHost);
  printf("%g\\n", h[99]);
  cudaFree(d);
}
`;

test('a visitor checks memory, sees which thread wrote past the end, and sees nothing found after mending it', async ({
  page,
}) => {
  test.setTimeout(300_000);
  const playground = new Playground(page);
  await playground.open();
  await playground.paste('source', program('i <= n'));
  await playground.show('run');
  await page.getByTestId('check').check();
  await playground.run();
  await expect(playground.verdict).toBeVisible({ timeout: 200_000 });
  const findings = page.getByTestId('findings');
  await expect(findings).toContainText('right behind the end of the 400 bytes allocated on line 8');
  await expect(findings).toContainText('scale, block (3,0,0), thread (4,0,0)');
  await findings.getByRole('button').first().click();
  await expect(playground.editor('source').locator('.squiggly-error')).toBeVisible();
  await playground.paste('source', program('i < n'));
  await expect(playground.editor('source').locator('.squiggly-error')).toHaveCount(0);
  await playground.run();
  await expect(page.getByTestId('findings-none')).toBeVisible({ timeout: 200_000 });
});
