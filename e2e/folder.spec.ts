// A whole folder on the page: opened, looked through file by file, edited, and taken home as a port.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { Playground } from './playground';

const files: Readonly<Record<string, string>> = {
  'saxpy/Makefile': 'CC = nvcc\nsaxpy: src/main.cu\n\t$(CC) -arch=sm_80 --frobnicate $< -o $@\n',
  'saxpy/README.md': 'about cudaMalloc\n',
  'saxpy/include/kernel.cuh':
    '#pragma once\n__global__ void saxpy(float *y) { y[threadIdx.x] *= 2; __shfl_sync(0xffffffff, y[0], 0); }\n',
  'saxpy/src/main.cu':
    '#include "../include/kernel.cuh"\nint main() { float *d; cudaMalloc(&d, 256); saxpy<<<1, 64>>>(d); cudaFree(d); }\n',
};
const archive = () =>
  Buffer.from(
    zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)]))),
  );

test('a visitor opens a .zip, walks through its files, edits one and downloads the port', async ({
  page,
}) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.openArchive('saxpy.zip', archive());
  await expect(playground.tree).toContainText('saxpy');
  await expect(playground.file('main.cu')).toHaveAttribute('aria-current', 'true');
  await expect(playground.editor('source')).toContainText('cudaMalloc(&d');
  await expect(playground.editor('port')).toContainText('hipMalloc(&d');

  await playground.file('kernel.cuh').click();
  await expect(playground.editor('source')).toContainText('__shfl_sync');
  await expect(playground.editor('port')).toContainText('hip_runtime.h');
  await playground.typeAtEnd('source', '// mine');
  await playground.file('main.cu').click();
  await expect(playground.editor('source')).toContainText('cudaMalloc(&d');
  await expect(playground.editor('source')).not.toContainText('mine');
  await expect(playground.editor('port')).toContainText('hipMalloc(&d');

  await playground.tree.getByText('Makefile').click();
  await expect(playground.tree).toContainText('Crosswarp does not know it');

  // A reload loses nothing of the folder, what is no source included.
  await page.reload();
  await expect(playground.tree).toContainText('Crosswarp does not know it');
  await expect(playground.editor('port')).toContainText('hipMalloc(&d');

  const port = unzipSync(readFileSync(await playground.downloadPort()));
  expect(Object.keys(port).sort()).toEqual([
    'saxpy/Makefile',
    'saxpy/README.md',
    'saxpy/include/kernel.cuh',
    'saxpy/src/main.hip',
  ]);
  expect(strFromU8(port['saxpy/src/main.hip'] as Uint8Array)).toContain('hipMalloc(&d, 256)');
  expect(strFromU8(port['saxpy/include/kernel.cuh'] as Uint8Array)).toContain('// mine');
  expect(strFromU8(port['saxpy/Makefile'] as Uint8Array)).toContain('CC = hipcc\nsaxpy: src/main.hip');
  expect(strFromU8(port['saxpy/README.md'] as Uint8Array)).toBe(files['saxpy/README.md']);
});

test('a visitor opens a folder; what is no program is refused in one sentence', async ({ page }) => {
  const home = mkdtempSync(join(tmpdir(), 'crosswarp-folder-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(home, path)), { recursive: true });
      writeFileSync(join(home, path), text);
    }
    const playground = new Playground(page);
    await playground.open();
    await page.getByTestId('folder-input').setInputFiles(join(home, 'saxpy'));
    await expect(playground.file('main.cu')).toHaveAttribute('aria-current', 'true');
    await playground.openArchive('broken.zip', Buffer.from('PK nothing'));
    await expect(page.getByTestId('trouble')).toContainText('can not be read');
    await playground.openArchive('bomb.zip', Buffer.from(zipSync({ 'bomb.cu': new Uint8Array(50_000_000) })));
    await expect(page.getByTestId('trouble')).toContainText('200 files and 4 MB');
    await expect(playground.editor('source')).toContainText('cudaMalloc(&d');
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
});
