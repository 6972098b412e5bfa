// A file or a gist at GitHub, opened by its address. There is no network in a test: Playwright answers in GitHub's place, and
// whatever else the page would ask outside of its server fails the test.
import { expect, type Page, test } from '@playwright/test';
import { Playground } from './playground';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

const file = 'https://github.com/someone/kernels/blob/main/src/scale.cu';
const raw = 'https://raw.githubusercontent.com/someone/kernels/main/src/scale.cu';
const gistId = 'aa5a315d61ae9438b18d0123456789ab';
const program = '// from afar\nvoid f() { cudaFree(0); }\n';

/** @returns every address outside of our own server that was asked for. */
async function standIn(page: Page, answers: Record<string, { status?: number; body?: string } | 'offline'>) {
  const asked: string[] = [];
  await page.route(
    (url) => url.hostname !== 'localhost',
    async (route) => {
      const address = route.request().url();
      asked.push(address);
      expect(route.request().headers()).not.toHaveProperty('cookie');
      expect(route.request().headers()).not.toHaveProperty('referer');
      const answer = answers[address] ?? 'offline';
      if (answer === 'offline') return route.abort('internetdisconnected');
      return route.fulfill({
        status: answer.status ?? 200,
        body: answer.body ?? '',
        headers: { 'access-control-allow-origin': '*' },
      });
    },
  );
  return asked;
}

async function openLink(page: Page, address: string): Promise<void> {
  await page.getByTestId('open-folder').click();
  await page.getByTestId('open-link').click();
  await page.getByTestId('link-address').fill(address);
  await page.getByRole('button', { name: 'Open', exact: true }).click();
}

test('a visitor opens a file at GitHub by its link, fetched by the browser alone', async ({ page }) => {
  const asked = await standIn(page, { [raw]: { body: program } });
  const playground = new Playground(page);
  await playground.open();
  await openLink(page, file);
  await expect(playground.editor('source')).toContainText('from afar');
  await expect(playground.editor('port')).toContainText('hipFree');
  await expect(page.getByText('scale.cu from someone/kernels')).toBeVisible();
  expect(asked).toEqual([raw]);
});

test('a gist with several files opens as one program', async ({ page }) => {
  const files = Object.fromEntries(
    [
      ['main.cu', `#include "part.cuh"\n${program}`],
      ['part.cuh', '// a part\n'],
    ].map(([filename = '', content = '']) => [
      filename,
      { filename, content, size: content.length, truncated: false, raw_url: '' },
    ]),
  );
  const asked = await standIn(page, {
    [`https://api.github.com/gists/${gistId}`]: { body: JSON.stringify({ files }) },
  });
  const playground = new Playground(page);
  await playground.open();
  await openLink(page, `https://gist.github.com/someone/${gistId}`);
  await expect(playground.editor('source')).toContainText('from afar');
  await expect(playground.tree).toContainText('part.cuh');
  expect(asked).toHaveLength(1);
});

test('a pasted link is offered, and fetched only when the visitor says so', async ({ page }) => {
  const asked = await standIn(page, { [raw]: { body: program } });
  const playground = new Playground(page);
  await playground.open();
  await playground.paste('source', file);
  const offer = page.getByTestId('link-offer');
  await expect(offer).toContainText('You pasted the address of a file at GitHub');
  await page.waitForTimeout(500);
  expect(asked).toEqual([]);
  await offer.getByRole('button', { name: 'Open it' }).click();
  await expect(playground.editor('source')).toContainText('from afar');
  await expect(offer).toHaveCount(0);
  expect(asked).toEqual([raw]);
});

test('a link that cannot be opened says why, and loses nothing', async ({ page }) => {
  await standIn(page, { [raw]: { status: 404 } });
  const playground = new Playground(page);
  await playground.open();
  await playground.paste('source', program);
  for (const [address, said] of [
    [file, /shows without signing in/],
    ['https://github.com/someone/kernels/blob/main/gone.cu', /could not reach GitHub/],
    ['https://github.com/someone/kernels', /not that of one file/],
    ['https://example.org/a.cu', /no address of a file or a gist/],
  ] as const) {
    await openLink(page, address);
    await expect(page.getByTestId('link-refused')).toContainText(said);
    await page.keyboard.press('Escape');
  }
  await expect(playground.editor('source')).toContainText('from afar');
});

test('the page may ask GitHub for files and nobody else for anything', async ({ request }) => {
  const policy = (await request.get('/')).headers()['content-security-policy'] ?? '';
  const connect = policy.split('; ').find((one) => one.startsWith('connect-src'));
  expect(connect).toBe(
    "connect-src 'self' https://raw.githubusercontent.com https://gist.githubusercontent.com https://api.github.com",
  );
});
