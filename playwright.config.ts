// End-to-end tests in Debian's Chromium against the built app, with a data folder of its own.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';

const port = Number(process.env.E2E_PORT ?? 3117);
// Workers read this file again: the folder is chosen once, by the first process.
process.env.CROSSWARP_E2E_DATA ??= mkdtempSync(join(tmpdir(), 'crosswarp-e2e-'));

export default defineConfig({
  testDir: './e2e',
  testMatch: '*.spec.ts',
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  forbidOnly: true,
  use: {
    actionTimeout: 20_000,
    baseURL: `http://localhost:${port}`,
    viewport: { width: 1440, height: 900 },
    trace: 'off',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: {
    command: `node_modules/.bin/node node_modules/next/dist/bin/next start --hostname 127.0.0.1 --port ${port}`,
    url: `http://localhost:${port}/healthz`,
    reuseExistingServer: false,
    timeout: 60_000,
    env: { CROSSWARP_DATA: process.env.CROSSWARP_E2E_DATA, NEXT_TELEMETRY_DISABLED: '1' },
  },
});
