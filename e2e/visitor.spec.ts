// What a visitor gets, from the first look to a shared proof.
import { expect, test } from '@playwright/test';
import { Playground } from './playground';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

test('a visitor picks tiled matrix multiply, reads, runs, sees it proven, and shares the proof', async ({
  page,
  browser,
}) => {
  const outside: string[] = [];
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol.startsWith('http') && hostname !== 'localhost') outside.push(request.url());
  });
  const playground = new Playground(page);
  await playground.open();
  await playground.pickExample('SAXPY');
  await playground.pickExample('Tiled matrix multiply');
  await expect(playground.editor('port')).toContainText('hip/hip_runtime.h');
  await expect(playground.badge).toContainText('follows the source');

  await test.step('reads why an edit was made', async () => {
    await playground.show('edits');
    const edit = page
      .getByTestId('edits')
      .getByRole('button')
      .filter({ hasText: 'cudaGetErrorString' })
      .first();
    await edit.click();
    await expect(page.getByTestId('edit-reasons')).toContainText('Rule');
    await expect(page.getByTestId('edit-reasons')).toContainText(/\w[\s\S]{80,}/);
  });

  await test.step('runs the original and the port, and sees that they agree', async () => {
    await playground.show('run');
    await playground.run();
    await expect(playground.verdict).toHaveAttribute('data-verdict', 'agrees');
    for (const [runner, warp] of [
      ['cuda-on-cpu', 32],
      ['hip-on-cpu', 64],
      ['hip-on-cpu', 32],
    ] as const) {
      await expect(playground.lane(runner, warp)).toContainText('done');
      await expect(playground.lane(runner, warp)).toContainText(/\d (ms|s|µs)/);
    }
    await expect(page.getByTestId('comparisons')).toContainText('float');
  });

  await test.step('shares it, and a stranger sees the same without running anything', async () => {
    const url = await playground.share();
    expect(url).toMatch(/\/s\/[0-9a-f]{32}$/);
    const context = await browser.newContext();
    const other = await context.newPage();
    const runs: string[] = [];
    other.on('request', (request) => {
      if (request.url().endsWith('/api/v1/runs')) runs.push(request.url());
    });
    const opened = new Playground(other);
    await opened.open(url);
    await expect(opened.editor('source')).toContainText('Tiled matrix multiply');
    await expect(opened.editor('port')).toContainText('hip/hip_runtime.h');
    await expect(opened.verdict).toHaveAttribute('data-verdict', 'agrees');
    await expect(opened.lane('hip-on-cpu', 64)).toContainText('done');
    expect(runs).toEqual([]);
    await context.close();
  });
  expect(outside).toEqual([]);
});

test('a visitor edits the port and sees which buffer differs, and where', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.pickExample('Tiled matrix multiply');
  const port = await playground.translationOf(await playground.exampleText('matmul-tiled'));

  await test.step('without a barrier', async () => {
    const broken = port.replace(/^\s*__syncthreads\(\);.*$/m, '');
    expect(broken).not.toBe(port);
    await playground.paste('port', broken);
    await expect(playground.badge).toContainText('my port');
    await playground.show('run');
    await playground.run();
    await expect(playground.verdict).toHaveAttribute('data-verdict', 'differs');
    await expect(playground.differing.filter({ hasText: /a\d+ d_c/ }).first()).toContainText('float');
    await expect(page.getByTestId('first-mismatch').filter({ hasText: 'element' }).first()).toContainText(
      /\d/,
    );
  });

  await test.step('with a wrong index', async () => {
    const wrong = port.replace(/threadIdx\.x/, 'threadIdx.y');
    expect(wrong).not.toBe(port);
    await playground.paste('port', wrong);
    await playground.run();
    await expect(playground.verdict).toHaveAttribute('data-verdict', 'differs');
    await expect(playground.differing.filter({ hasText: /a\d+ d_c/ }).first()).toContainText('float');
  });

  await test.step('compares, and puts the translation back with one click', async () => {
    await page.getByRole('button', { name: 'Compare' }).click();
    await expect(page.getByTestId('diff')).toBeVisible();
    await page.getByRole('button', { name: 'Put back' }).click();
    await expect(playground.badge).toContainText('follows the source');
  });
});

test('a port that prints the same but copies back something else differs', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await expect(page.getByTestId('welcome')).toBeVisible();
  await playground.paste('source', quiet);
  // What is pasted in the place of an example is neither called by its name nor said to be one.
  await expect(page.getByText('Tiled matrix multiply')).toHaveCount(0);
  await expect(page.getByTestId('welcome')).toBeHidden();
  await expect(playground.editor('port')).toContainText('hipMemcpy');
  await playground.paste(
    'port',
    (await playground.translationOf(quiet)).replace('2 * i', 'i == 7 ? 0 : 2 * i'),
  );
  await expect(playground.badge).toContainText('my port');
  await playground.run();
  await expect(playground.verdict).toHaveAttribute('data-verdict', 'differs');
  await expect(playground.differing.first()).toContainText('a0 device');
  await expect(page.getByTestId('first-mismatch').first()).toContainText(/7.*14.*0/s);
});

const quiet = `#include <cuda_runtime.h>
#include <cstdio>
__global__ void fill(int *out) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  out[i] = 2 * i;
}
int main() {
  int host[64];
  int *device;
  cudaMalloc(&device, sizeof host);
  fill<<<1, 64>>>(device);
  cudaMemcpy(host, device, sizeof host, cudaMemcpyDeviceToHost);
  std::printf("done\\n");
  cudaFree(device);
}
`;

test('the likeliest paste, a bare kernel, runs too', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.paste(
    'source',
    '__global__ void scale(float *out, const float *in, float factor, int n) {\n  int i = blockIdx.x * blockDim.x + threadIdx.x;\n  if (i < n) out[i] = factor * in[i];\n}\n',
  );
  await expect(playground.editor('port')).toContainText('hip/hip_runtime.h');
  await playground.startRun();
  await expect(page.getByTestId('lanes-agree')).toBeVisible();
  await playground.show('run');
  await page.getByRole('button', { name: 'Add a host program' }).click();
  await expect(playground.editor('source')).toContainText('int main');
  await playground.run();
  await expect(playground.verdict).toHaveAttribute('data-verdict', 'agrees');
});

test('typing translates at once, an edit can be taken back and made again', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.paste('source', '#include <cuda_runtime.h>\nvoid f() {\n  cudaDeviceSynchronize();\n}\n');
  await expect(playground.editor('port')).toContainText('hipDeviceSynchronize');
  await playground.typeAtEnd('source', 'void g() { cudaFree(0); ');
  await expect(playground.editor('port')).toContainText('hipFree');
  await playground.show('edits');
  const row = page.getByTestId('edits').getByRole('listitem').filter({ hasText: 'cudaDeviceSynchronize' });
  await row.getByRole('button', { name: /^Undo/ }).click();
  await expect(playground.editor('port')).toContainText('cudaDeviceSynchronize');
  await row.getByRole('button', { name: /^Redo/ }).click();
  await expect(playground.editor('port')).toContainText('hipDeviceSynchronize');
});

test('pointing at a changed place shows why, and lights up its partner on the other side', async ({
  page,
}) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.paste('source', '#include <cuda_runtime.h>\nvoid f() {\n  cudaDeviceSynchronize();\n}\n');
  await expect(playground.editor('port')).toContainText('hipDeviceSynchronize');
  for (const [side, other, name] of [
    ['source', 'port', 'cudaDeviceSynchronize'],
    ['port', 'source', 'hipDeviceSynchronize'],
  ] as const) {
    await page.mouse.move(5, 5);
    await playground.editor(side).getByText(name).first().hover();
    await expect(page.locator('.monaco-hover').filter({ visible: true }).first()).toContainText(/rule/i);
    await expect(
      playground
        .editor(other)
        .locator(`.cw-edit-${other === 'port' ? 'weft' : 'warp'}-active`)
        .first(),
    ).toBeVisible();
  }
});

test('a private link carries everything and stores nothing', async ({ page, browser }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.paste('source', '// privately grüße\nvoid f() { cudaFree(0); }\n');
  await expect(playground.editor('port')).toContainText('hipFree');
  await page.getByTestId('share').click();
  await page.getByRole('button', { name: /private link/i }).click();
  const url = await page.getByTestId('private-url').inputValue();
  expect(new URL(url).hash.length).toBeGreaterThan(20);
  const context = await browser.newContext();
  const other = new Playground(await context.newPage());
  const asked: string[] = [];
  other.page.on('request', (request) => asked.push(request.url()));
  await other.open(url);
  await expect(other.editor('source')).toContainText('privately grüße');
  expect(asked.filter((address) => address.includes('/api/v1/shares'))).toEqual([]);
  await context.close();
});

test('a reload loses nothing', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.paste('source', 'void kept() { cudaFree(0); }\n');
  await expect(playground.editor('port')).toContainText('hipFree');
  await page.waitForTimeout(1500);
  await page.reload();
  await expect(playground.editor('source')).toContainText('kept');
});

test('same state, same link', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.pickExample('SAXPY');
  const first = await playground.share();
  await page.keyboard.press('Escape');
  expect(await playground.share()).toBe(first);
});

test('a phone shows source, port and results without sideways scrolling', async ({ browser }) => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true });
  const page = await context.newPage();
  await page.goto('/');
  await expect(page.getByTestId('status')).toContainText('translated in');
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
  await context.close();
});

test('a visitor takes a fix into the port: the source stays CUDA, and the fix can be taken back', async ({
  page,
}) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.paste(
    'source',
    '#include <cuda_runtime.h>\n__global__ void k(long long *t) { t[0] = clock64(); }\nint main() {}\n',
  );
  await expect(playground.editor('port')).toContainText('t[0] = clock64()');
  await playground.show('problems');
  await page.getByRole('button', { name: /^Fix in the port: the rate of clock64/ }).click();
  await expect(playground.editor('port')).toContainText('t[0] = wall_clock64()');
  await expect(playground.editor('source')).toContainText('t[0] = clock64()');
  await page.reload();
  await expect(playground.editor('port')).toContainText('t[0] = wall_clock64()');
  await playground.show('edits');
  const edit = page.getByRole('listitem').filter({ hasText: 'wall_clock64' });
  await edit.getByRole('button', { name: /Undo/ }).click();
  await expect(playground.editor('port')).toContainText('t[0] = clock64()');
  await playground.show('problems');
  await expect(page.getByRole('button', { name: /^Fix in the port: the rate of clock64/ })).toBeVisible();
});
