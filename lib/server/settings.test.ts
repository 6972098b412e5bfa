// The settings: defaults, what each accepts, and the sentence that a wrong one gets.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSettings, WrongSettings } from './settings';

describe('settings', () => {
  it('have defaults that reach this machine alone', () => {
    expect(readSettings({})).toEqual({
      root: process.cwd(),
      dataFolder: join(process.cwd(), '.data'),
      allowedHosts: ['localhost', '127.0.0.1', '[::1]'],
      controlGroup: 'auto',
      trustedProxies: 0,
      concurrency: 1,
      logLevel: 'info',
    });
    expect(readSettings({ CROSSWARP_CONCURRENCY: '', DATABASE_URL: '' }).concurrency).toBe(1);
  });

  it('are read from the environment', () => {
    const settings = readSettings({
      CROSSWARP_ROOT: '/srv/crosswarp',
      CROSSWARP_DATA: 'data',
      CROSSWARP_WORK: 'work',
      CROSSWARP_ALLOWED_HOSTS: ' Play.Example.org ,, other ',
      DATABASE_URL: 'postgres://user@host/db',
      CROSSWARP_TRUST_PROXY: '2',
    });
    expect(settings).toMatchObject({
      dataFolder: '/srv/crosswarp/data',
      workFolder: '/srv/crosswarp/work',
      databaseUrl: 'postgres://user@host/db',
      trustedProxies: 2,
    });
    expect(settings.allowedHosts.slice(3)).toEqual(['play.example.org', 'other']);
  });

  it.each([
    ['CROSSWARP_CGROUP', '/a/../b'],
    ['CROSSWARP_CGROUP', 'mine'],
    ['CROSSWARP_CONCURRENCY', '70000'],
    ['CROSSWARP_CONCURRENCY', '3x'],
    ['CROSSWARP_CONCURRENCY', '0'],
    ['CROSSWARP_TRUST_PROXY', 'true'],
    ['CROSSWARP_ALLOWED_HOSTS', 'http://a/'],
    ['CROSSWARP_ALLOWED_HOSTS', 'a:3000'],
    ['CROSSWARP_LOG', 'loud'],
    ['DATABASE_URL', 'mysql://x'],
  ])('%s=%s is wrong, and the sentence names it', (name, value) => {
    expect(() => readSettings({ [name]: value })).toThrow(WrongSettings);
    expect(() => readSettings({ [name]: value })).toThrow(name);
  });
});
