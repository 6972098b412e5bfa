// What the compilers of GPUs make of a program, beside it on the page.
import { expect, test } from '@playwright/test';
import { Playground } from './playground';

test('assembly and PTX stand beside the code and are tied to its lines both ways', async ({
  page,
  request,
}) => {
  const { runners } = await (await request.get('/api/v1/runners')).json();
  const has = (name: string) =>
    runners.some((one: { id: string; available: boolean }) => one.id === name && one.available);
  test.skip(!has('hip-amd') || !has('cuda-nvidia'), 'unchecked: hipcc or nvcc is not installed');
  const playground = new Playground(page);
  await playground.open();
  await playground.pickExample('Tiled matrix multiply');

  await page.getByTestId('show-assembly').click();
  const assembly = page.getByTestId('assembly-text');
  await expect(assembly).toContainText('s_load_dword', { timeout: 90_000 });
  const resources = page.getByTestId('resources');
  await expect(resources).toContainText('matmul');
  await expect(resources).toContainText('2,048');
  await expect(resources).toContainText('32 of 32');

  // From the text to the port, and back.
  await assembly.locator('.view-line', { hasText: 's_load_dword' }).first().hover();
  await expect(playground.editor('port').locator('.cw-line-linked')).not.toHaveCount(0);
  await playground.editor('port').locator('.view-line', { hasText: 'blockIdx.y' }).first().hover();
  await expect(assembly.locator('.cw-line-linked')).not.toHaveCount(0);

  await page.getByRole('tab', { name: 'LLVM IR' }).click();
  await expect(assembly).toContainText('define', { timeout: 90_000 });

  await page.getByTestId('show-ptx').click();
  await expect(assembly).toContainText('_Z6matmul', { timeout: 90_000 });
  await expect(resources).toContainText('64 of 64');
  await page.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByTestId('assembly-pane')).toHaveCount(0);
});
