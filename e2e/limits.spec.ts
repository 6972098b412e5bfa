// What bad input gets: one clear message, a page that stays usable, nothing lost.
import { expect, test } from '@playwright/test';
import { Playground } from './playground';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

const program = (body: string, before = '') => `#include <cuda_runtime.h>
#include <cstdio>
${before}
int main() {
${body}
  return 0;
}
`;

/** The page still translates: what every test ends with. */
async function stillWorks(playground: Playground): Promise<void> {
  await playground.paste('source', 'void after() { cudaFree(0); }\n');
  await expect(playground.editor('port')).toContainText('hipFree');
}

test('empty text says that there is nothing to translate', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.paste('source', ' ');
  await playground.show('problems');
  await expect(page.getByTestId('problems')).toContainText('This file holds no code');
  await stillWorks(playground);
});

test('a syntax error is marked, and translation goes on around it', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.paste(
    'source',
    'void f() { cudaFree(0); }\nvoid g( { int = ; \nvoid h() { cudaDeviceSynchronize(); }\n',
  );
  await expect(playground.editor('port')).toContainText('hipDeviceSynchronize');
  await playground.show('problems');
  await expect(page.getByTestId('problems')).toContainText(/line \d/);
  await stillWorks(playground);
});

test('a megabyte of text is translated without freezing the page', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.paste('source', 'void f() { cudaFree(0); } // many\n'.repeat(30_000));
  await expect(playground.status).toContainText('30,001 edits', { timeout: 60_000 });
  await playground.paste('source', 'void small() { cudaFree(0); }\n');
  await expect(playground.status).toContainText(/[^\d,]2 edits/, { timeout: 60_000 });
});

test('binary bytes are taken as text, said so, and break nothing', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.paste('source', '\u0000\u0001\u0002\ufffd\u0007ELF cudaFree(0); \u0000\u0000');
  await playground.show('problems');
  await expect(page.getByTestId('problems')).toContainText(/binary/i);
  await stillWorks(playground);
});

test('what was typed is text everywhere and never markup', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.paste(
    'source',
    '// <img src=x onerror="document.title=1"> <script>document.title=2</script>\nvoid f() { cudaFree("<b>x</b>"); }\n',
  );
  await expect(playground.editor('port')).toContainText('<script>');
  await playground.share();
  expect(await page.title()).not.toMatch(/^[12]$/);
});

test('a program that never ends is stopped by its visitor', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.paste('source', program('  for (volatile int i = 0;; i++) {}'));
  await playground.show('run');
  await playground.startRun();
  await expect(playground.lane('cuda-on-cpu', 32)).toContainText('running', { timeout: 60_000 });
  await page.getByTestId('stop').click();
  await expect(page.getByTestId('run')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByTestId('run-panel')).toContainText(/stopped/i);
  await stillWorks(playground);
});

for (const [what, body, before, words] of [
  ['a flood of output', '  for (;;) puts("flood");', '', /output|printed/i],
  [
    'memory without end',
    '  for (;;) { char *p = (char *)malloc(1 << 24); if (!p) return 3; for (int i = 0; i < 1 << 24; i += 512) p[i] = 1; }',
    '#include <cstdlib>',
    /memory|exit 3/i,
  ],
  ['a fork bomb', '  for (;;) fork();', '#include <unistd.h>', /process|time|CPU|exit/i],
  ['a crash', '  *(volatile int *)0 = 1;', '', /crash|signal|segmentation/i],
] as const)
  test(`${what} is stopped, and the visitor is told which limit it met`, async ({ page }) => {
    const playground = new Playground(page);
    await playground.open();
    await playground.paste('source', program(body, before));
    await playground.show('run');
    await playground.run();
    await expect(page.getByTestId('run-panel')).toContainText(words);
    await expect(playground.verdict).not.toHaveAttribute('data-verdict', 'agrees');
    await stillWorks(playground);
  });

test('a program sees neither the files nor the network of the server', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.paste(
    'source',
    program(
      `  FILE *f = fopen("/etc/passwd", "r");
  printf("passwd %s\\n", f ? "open" : "closed");
  printf("socket %s\\n", socket(AF_INET, SOCK_STREAM, 0) >= 0 ? "open" : "closed");
  printf("home %s\\n", fopen("/etc/shadow", "r") || fopen("package.json", "r") ? "open" : "closed");`,
      '#include <sys/socket.h>',
    ),
  );
  await playground.show('run');
  await playground.run();
  const output = page.getByTestId('stdout');
  await expect(output).toContainText('passwd closed');
  await expect(output).toContainText('socket closed');
  await expect(output).toContainText('home closed');
});

test('a compile error points at the line of the visitor', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.paste('source', program('  int x = undeclared;'));
  await playground.show('run');
  await playground.run();
  await expect(page.getByTestId('run-panel')).toContainText(/main\.cu:5:\d+: error/);
});

test('an include that is not there is said before and when it is built', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.paste('source', program('', '#include "missing.cuh"'));
  await playground.show('problems');
  await expect(page.getByTestId('problems')).toContainText(/include|header|file/i);
  await playground.show('run');
  await playground.run();
  await expect(page.getByTestId('run-panel')).toContainText('missing.cuh');
});

test('a bad share id and a bad fragment each get one sentence', async ({ page }) => {
  const answer = await page.goto('/s/0123456789abcdef0123456789abcdef');
  expect(answer?.status()).toBe(404);
  await expect(page.getByText('This share is not here')).toBeVisible();
  const api = await page.request.get('/api/v1/shares/nonsense');
  expect(api.status()).toBe(404);
  expect(api.headers()['content-type']).toContain('application/problem+json');
  const playground = new Playground(page);
  await playground.open('/#w1=not-a-real-fragment');
  await expect(page.getByText(/this private link is incomplete or was changed/i).first()).toBeVisible();
  await stillWorks(playground);
});

test('a lost connection is said, and the text stays', async ({ page, context }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.paste('source', program('  puts("kept");'));
  await playground.show('run');
  await context.setOffline(true);
  await playground.startRun();
  await expect(page.getByTestId('run-panel')).toContainText(/did not answer|reach|connection/i);
  await context.setOffline(false);
  await expect(playground.editor('source')).toContainText('kept');
  await playground.run();
  await expect(page.getByTestId('stdout')).toContainText('kept');
});

test('a translator that fails to load says so on the page', async ({ page }) => {
  await page.route(/tree-sitter.*\.wasm/, (route) => route.abort());
  await page.goto('/');
  await expect(
    page
      .getByText(/translator/i)
      .filter({ visible: true })
      .first(),
  ).toBeVisible();
  await expect(page.getByTestId('status')).toContainText('translator stopped');
  await page.unroute(/tree-sitter.*\.wasm/);
  await page.getByTestId('translator-failed').getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByTestId('status')).toContainText('translated in');
});

test('another web page cannot make the server compile', async ({ request }) => {
  const data = { sources: { main: 'a.cu', files: { 'a.cu': 'int main(){}' } } };
  const cross = await request.post('/api/v1/runs', {
    data,
    headers: { Origin: 'https://elsewhere.example' },
  });
  expect(cross.status()).toBe(403);
  const form = await request.post('/api/v1/runs', {
    headers: { 'Content-Type': 'text/plain' },
    data: JSON.stringify(data),
  });
  expect(form.status()).toBe(415);
  const host = await request.get('/api/v1/runners', { headers: { Host: 'rebound.example' } });
  expect([400, 403, 421]).toContain(host.status());
  const wrong = await request.post('/api/v1/runs', { data: { sources: 7 } });
  expect(wrong.status()).toBe(400);
  expect(wrong.headers()['content-type']).toContain('application/problem+json');
});
