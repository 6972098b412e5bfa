// What a visitor does with a difference: it is made small, and downloaded as a case that the corpus can read.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Download, expect, test } from '@playwright/test';
import { unzipSync } from 'fflate';
import { readCase } from '../tests/corpus-cases';
import { Playground } from './playground';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

const kernel = `// run: {"kernel":"lanes","grid":[1,1,1],"block":[64,1,1],"args":[{"name":"out","type":"int","kind":"buffer","length":64,"role":"out","init":{"kind":"zeros"}}]}
__device__ int unused(int x) { return x + 1; }
__global__ void lanes(int *out) {
  int i = threadIdx.x;
  int twice = 2 * i;
  if (i >= 0) {
    out[i] = i / warpSize + 1;
  }
}
`;

const program = `#include <cstdio>
#include <cuda_runtime.h>
__global__ void other(int *p) { p[threadIdx.x] = 1; }
__global__ void lanes(int *out) {
  out[threadIdx.x] = threadIdx.x / warpSize + 1;
}
int main() {
  int host[64], *out;
  cudaMalloc(&out, sizeof host);
  lanes<<<1, 64>>>(out);
  cudaMemcpy(host, out, sizeof host, cudaMemcpyDeviceToHost);
  std::printf("%d\\n", host[40]);
  cudaFree(out);
}
`;

/** The downloaded case, as the corpus reads it. */
async function caseIn(download: Download) {
  const files = unzipSync(readFileSync(await download.path()));
  const folder = mkdtempSync(join(tmpdir(), 'crosswarp-reported-'));
  try {
    for (const [path, bytes] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), bytes);
    }
    const told = new TextDecoder().decode(files['reported-difference.md']);
    return { ...readCase('reported-difference', folder), told };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('a kernel that differs between 32 and 64 lanes becomes a minimal case in the page', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.paste('source', kernel);
  await playground.show('kernel');
  await page.getByTestId('kernel-run').click();
  await expect(page.getByTestId('lanes-differ')).toBeVisible();
  await page.getByTestId('report-lanes').click();
  await expect(page.getByTestId('report-subject')).toContainText('between 32 and 64 lanes, in out');
  await page.getByTestId('reduce-start').click();
  await expect(page.getByTestId('reduce-ended')).toContainText('No single statement', { timeout: 90_000 });
  const smallest = page.getByTestId('smallest');
  await expect(smallest).toContainText('warpSize');
  for (const gone of ['unused', 'twice', 'if (']) await expect(smallest).not.toContainText(gone);
  const saved = page.waitForEvent('download');
  await page.getByTestId('save-case').click();
  const read = await caseIn(await saved);
  expect(read.about).toContain('between 32 and 64 lanes');
  expect(read.sources.files['input.cu']).toContain('warpSize');
});

test('a program whose port differs is made small by runs of the server, until the visitor stops it', async ({
  page,
}) => {
  test.setTimeout(300_000);
  const playground = new Playground(page);
  await playground.open();
  await playground.paste('source', program);
  await expect(playground.editor('port')).toContainText('hipMalloc');
  await playground.show('run');
  await playground.run();
  await expect(playground.verdict).toHaveAttribute('data-verdict', 'differs');
  await page.getByTestId('report-difference').click();
  await expect(page.getByTestId('report-subject')).toContainText('hip-on-cpu at 64 lanes, in out (int)');
  await page.getByTestId('reduce-start').click();
  await expect(page.getByTestId('smallest')).not.toContainText('other', { timeout: 200_000 });
  await page.getByTestId('reduce-stop').click();
  await expect(page.getByTestId('reduce-ended')).toContainText('Stopped');
  const saved = page.waitForEvent('download');
  await page.getByTestId('save-case').click();
  const read = await caseIn(await saved);
  expect(read.sources.files['input.cu']).toContain('warpSize');
  expect(read.sources.files['input.cu']).not.toContain('other');
  expect(read.told).toContain('| hip-on-cpu | 64 | a0 out | int |');
  await page.getByRole('button', { name: 'Open it in the editor' }).click();
  await expect(playground.editor('source')).not.toContainText('other');
});

test('a translation that only seems wrong is downloaded as it is, with what is said of it', async ({
  page,
}) => {
  const playground = new Playground(page);
  await playground.open();
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByTestId('report-wrong').click();
  await expect(page.getByTestId('reduce-start')).toHaveCount(0);
  await page.getByLabel('What seems wrong').fill('the launch reads oddly');
  const saved = page.waitForEvent('download');
  await page.getByTestId('save-case').click();
  const read = await caseIn(await saved);
  expect(read.about).toBe('a translation that seems wrong; the launch reads oddly');
});
