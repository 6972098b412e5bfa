// What a frame costs the page around it: bytes that cross the network for a still embed, after the click that wakes it up, and
// for the whole page, beside each other. Usage: npm run bench -- embed http://localhost:3000 (a server that runs a build).
import { chromium } from '@playwright/test';

const base = process.argv[2] ?? 'http://localhost:3000';

const example = await (await fetch(`${base}/examples/matmul-tiled/source`)).text();
const shared = await fetch(`${base}/api/v1/shares`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ sources: { main: 'main.cu', files: { 'main.cu': example } } }),
});
const { id } = (await shared.json()) as { id: string };

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu'],
});

type Cost = { readonly requests: number; readonly bytes: number };

/** Opens an address in a browser that knows nothing yet. @param wake clicks what wakes it up, and counts what comes then */
async function costOf(path: string, ready: string, wake = false): Promise<[Cost, Cost]> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const line = await context.newCDPSession(page);
  await line.send('Network.enable');
  const cost = { requests: 0, bytes: 0 };
  line.on('Network.loadingFinished', ({ encodedDataLength }) => {
    cost.requests++;
    cost.bytes += encodedDataLength;
  });
  const settle = () => page.waitForLoadState('networkidle');
  await page.goto(`${base}${path}`);
  await page.waitForSelector(ready);
  await settle();
  const first = { ...cost };
  if (wake) {
    await page.click('a.button');
    await page.waitForSelector('.monaco-editor');
    await settle();
    await page.waitForTimeout(3000);
  }
  await context.close();
  return [first, { requests: cost.requests - first.requests, bytes: cost.bytes - first.bytes }];
}

const [still, woken] = await costOf(`/embed/${id}`, 'pre', true);
const [whole] = await costOf(`/s/${id}`, '.monaco-editor');
await browser.close();

const row = (what: string, { requests, bytes }: Cost) =>
  `| ${what} | ${requests} | ${(bytes / 1024).toFixed(1)} kB | ${(bytes / still.bytes).toFixed(0)} |`;
process.stdout.write(
  [
    '| what | requests | bytes | × still |',
    '|---|---:|---:|---:|',
    row('the still frame', still),
    row('what the click adds, the editor with it', woken),
    row('the whole page of the same share', whole),
    '',
  ].join('\n'),
);
