// A shared conversion in a frame on a page of another origin, as a blog or a course page has it.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type APIRequestContext, expect, type FrameLocator, type Page, test } from '@playwright/test';

const source = `#include <cuda_runtime.h>
#include <cstdio>
__global__ void twice(float *data, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) data[i] *= 2.0f;
}
int main() {
  float host[64], *device;
  for (int i = 0; i < 64; i++) host[i] = i;
  cudaMalloc(&device, sizeof host);
  cudaMemcpy(device, host, sizeof host, cudaMemcpyHostToDevice);
  twice<<<1, 64>>>(device, 64);
  cudaMemcpy(host, device, sizeof host, cudaMemcpyDeviceToHost);
  std::printf("%g\\n", host[63]);
  cudaFree(device);
}
`;

/** A page on a server of its own, so that its origin is another; what its script knows, the test can read. */
let blog: Server;
let blogOrigin = '';
let framed = '';
test.beforeAll(async () => {
  blog = createServer((_, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(`<!doctype html><title>A blog</title><h1>A blog</h1>${framed}
<script>
  window.heights = [];
  addEventListener('message', (event) => {
    if (event.data?.type !== 'crosswarp-height') return;
    for (const frame of document.querySelectorAll('iframe'))
      if (frame.contentWindow === event.source) {
        heights.push({ ...event.data, origin: event.origin });
        frame.style.height = event.data.height + 'px';
      }
  });
</script>`);
  });
  await new Promise<void>((ready) => blog.listen(0, '127.0.0.1', ready));
  blogOrigin = `http://127.0.0.1:${(blog.address() as AddressInfo).port}`;
});
test.afterAll(() => new Promise((closed) => blog.close(closed)));

async function shareOf(request: APIRequestContext, title = 'Twice <b>as</b> much'): Promise<string> {
  const answer = await request.post('/api/v1/shares', {
    data: { sources: { main: 'main.cu', files: { 'main.cu': source } }, title },
    // The first share of a server opens its store.
    timeout: 60_000,
  });
  expect(answer.status()).toBe(201);
  return (await answer.json()).id;
}

async function openBlog(page: Page, address: string): Promise<FrameLocator> {
  framed = `<iframe src="${address}" title="port" style="width:100%;height:200px;border:0"></iframe>`;
  await page.goto(blogOrigin);
  return page.frameLocator('iframe');
}

test('a blog shows a shared conversion, still until it is clicked, then edited and run in its frame', async ({
  page,
  request,
  baseURL,
}) => {
  const id = await shareOf(request);
  const loaded: string[] = [];
  page.on('response', (response) => {
    if (response.url().startsWith(baseURL ?? '')) loaded.push(new URL(response.url()).pathname);
  });
  const errors: string[] = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  const frame = await openBlog(page, `${baseURL}/embed/${id}?edit=1&theme=dark`);
  await expect(frame.getByRole('heading', { name: 'Twice <b>as</b> much' })).toBeVisible();
  await expect(frame.getByRole('region', { name: 'HIP port' })).toContainText('hipMemcpy');
  expect(loaded).toEqual([`/embed/${id}`]);
  await expect
    .poll(() => page.evaluate('heights.at(-1)'))
    .toMatchObject({ id, origin: baseURL, height: expect.any(Number) });
  const frameHeight = await page.locator('iframe').evaluate((element) => element.clientHeight);
  expect(frameHeight).toBeGreaterThan(250);

  await test.step('woken up by one click, with the editor, without cross-origin isolation', async () => {
    await frame.getByRole('link', { name: 'Edit it here' }).click();
    await expect(frame.locator('.monaco-editor[role="code"]')).toHaveCount(2);
    const inside = page.frames()[1];
    expect(await inside?.evaluate('[crossOriginIsolated, typeof SharedArrayBuffer]')).toEqual([
      false,
      'undefined',
    ]);
    expect(await inside?.evaluate('document.documentElement.dataset.theme')).toBe('dark');
  });

  await test.step('the translator follows what is typed', async () => {
    await frame.getByRole('textbox', { name: /CUDA/ }).focus();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('void more() { cudaDeviceReset(); }');
    await expect(frame.getByRole('region', { name: 'HIP port' })).toContainText('hipDeviceReset');
  });

  await test.step('the interpreter runs a kernel in the frame', async () => {
    await frame.getByTestId('embed-kernel').click();
    await frame.getByTestId('kernel-panel').getByRole('button', { name: /^Run/ }).first().click();
    await expect(frame.getByTestId('kernel-panel')).toContainText(/64 lanes/);
    await expect(frame.getByTestId('kernel-results')).toBeVisible();
  });

  await test.step('the way out takes the changed text along', async () => {
    const opened = page.waitForEvent('popup');
    await frame.getByRole('link', { name: 'Open in Crosswarp' }).click();
    const whole = await opened;
    await expect(whole.getByRole('region', { name: 'CUDA source' }).first()).toContainText('cudaDeviceReset');
  });
  expect(errors).toEqual([]);
});

test('a frame that is not for editing takes no typing', async ({ page, request, baseURL }) => {
  const id = await shareOf(request);
  const frame = await openBlog(page, `${baseURL}/embed/${id}?pane=cuda&theme=light`);
  await expect(frame.getByRole('region', { name: 'HIP port' })).toHaveCount(0);
  await frame.getByRole('link', { name: 'Explore it here' }).click();
  await frame.getByRole('textbox', { name: /CUDA/ }).focus();
  await page.keyboard.type('never');
  await expect(frame.getByRole('region', { name: 'CUDA source' })).toContainText('twice');
  await expect(frame.getByRole('region', { name: 'CUDA source' })).not.toContainText('never');
});

test('a frame shows the lines that were asked for, on both sides', async ({ page, request, baseURL }) => {
  const id = await shareOf(request);
  const frame = await openBlog(page, `${baseURL}/embed/${id}?lines=10-11`);
  for (const [name, words] of [
    ['CUDA source', ['cudaMalloc', 'cudaMemcpy']],
    ['HIP port', ['hipMalloc', 'hipMemcpy']],
  ] as const) {
    const code = frame.getByRole('region', { name }).locator('code span');
    await expect(code).toHaveCount(2);
    for (const [index, word] of words.entries()) await expect(code.nth(index)).toContainText(word);
  }
});

test('a share that is not here is one sentence in its frame', async ({ page, baseURL }) => {
  for (const way of ['', '/live']) {
    const frame = await openBlog(page, `${baseURL}/embed/${'0'.repeat(32)}${way}`);
    await expect(frame.getByRole('alert').first()).toHaveText('There is no share with this id.');
  }
});

test('a phone shows one side of a frame at a time', async ({ browser, request, baseURL }) => {
  const id = await shareOf(request);
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true });
  const page = await context.newPage();
  const frame = await openBlog(page, `${baseURL}/embed/${id}`);
  await expect(frame.getByRole('region', { name: 'CUDA source' })).toBeVisible();
  await expect(frame.getByRole('region', { name: 'HIP port' })).toBeHidden();
  await frame.getByText('HIP', { exact: true }).first().click();
  await expect(frame.getByRole('region', { name: 'HIP port' })).toBeVisible();
  await context.close();
});

test('any page may frame an embed, and none may frame another page', async ({ page, request, baseURL }) => {
  const id = await shareOf(request);
  for (const path of ['/', '/examples', '/embed', '/embed/x/y/z', `/s/${id}`, '/api/v1/runners', '/names']) {
    const headers = (await request.get(path)).headers();
    expect(headers['content-security-policy'], path).toContain("frame-ancestors 'none'");
    expect(headers['cross-origin-embedder-policy'], path).toBe('require-corp');
    expect(headers['cross-origin-opener-policy'], path).toBe('same-origin');
  }
  for (const path of [`/embed/${id}`, `/embed/${id}?theme=dark`, `/embed/${id}/live`]) {
    const headers = (await request.get(path)).headers();
    expect(headers['content-security-policy'], path).toContain('frame-ancestors *');
    expect(headers['cross-origin-embedder-policy'], path).toBeUndefined();
    expect(headers['cross-origin-opener-policy'], path).toBeUndefined();
    expect(headers['x-content-type-options'], path).toBe('nosniff');
  }
  const still = (await request.get(`/embed/${id}`)).headers()['content-security-policy'];
  expect(still).not.toContain('unsafe');
  expect(still).toContain("default-src 'none'");
  await openBlog(page, `${baseURL}/s/${id}`);
  await expect.poll(() => page.frames()[1]?.url()).toContain('chrome-error:');
});

test('a program that makes frames of addresses finds the frame of a share', async ({
  page,
  request,
  baseURL,
}) => {
  const id = await shareOf(request);
  await page.goto(`/s/${id}`);
  const address = await page.locator('link[type="application/json+oembed"]').getAttribute('href');
  expect(address).toContain(baseURL);
  const answer = await request.get(`${address}&maxwidth=500`);
  expect(answer.ok()).toBe(true);
  const { html, width, type } = await answer.json();
  expect({ width, type }).toEqual({ width: 500, type: 'rich' });
  framed = html;
  await page.goto(blogOrigin);
  await expect(page.frameLocator('iframe').getByRole('heading', { name: 'Twice' })).toBeVisible();
});
