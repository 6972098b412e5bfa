// Private links: there and back without loss; anything else is one of three reasons and never an exception.
import { deflateSync, strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { fragmentLimits, workFromFragment, workToFragment } from './fragment';
import type { Work } from './saved-work';

const work: Work = {
  sources: { main: 'main.cu', files: { 'main.cu': '\uFEFF// Größe 🧵\r\nint main() {}\n' } },
  port: { main: 'main.cu', files: { 'main.cu': 'int main() { return 1; }\n' } },
  options: { rocm: '6.2', launch: 'ggl', libraries: 'hip', applyFixes: false, undone: ['hip-rename/x#1'] },
  title: 'A "title" <b>',
  description: 'two\nlines',
  forkedFrom: '0123456789abcdef0123456789abcdef',
};

const pack = (bytes: Uint8Array) =>
  `#w1=${Buffer.from(deflateSync(bytes, { level: 9 })).toString('base64url')}`;

describe('a private link', () => {
  it('carries sources, port, options and title without loss', () => {
    expect(workFromFragment(workToFragment(work))).toEqual({ work });
  });

  it('is made of characters that no mail program breaks', () => {
    expect(workToFragment(work)).toMatch(/^#w1=[A-Za-z0-9_-]+$/);
  });

  it('is compressed', () => {
    const long: Work = { ...work, sources: { main: 'a.cu', files: { 'a.cu': 'x = x + 1;\n'.repeat(1000) } } };
    expect(workToFragment(long).length).toBeLessThan(1500);
  });

  it.each(['', '#', '#code', '#L12', '#w', '#wx=abc'])('leaves %j alone', (fragment) => {
    expect(workFromFragment(fragment)).toBeUndefined();
  });

  it.each(['#w2=AAAA', '#w99=', '#w0=x'])('says that %j is of another version', (fragment) => {
    expect(workFromFragment(fragment)).toEqual({ problem: 'link-of-newer-version' });
  });

  it('says that what a later version packed is newer', () => {
    const later = pack(strToU8(JSON.stringify({ v: 99, sources: work.sources, options: {}, more: 1 })));
    expect(workFromFragment(later)).toEqual({ problem: 'link-of-newer-version' });
  });

  it.each([
    ['nothing behind the sign', '#w1='],
    ['characters of another alphabet', '#w1=%%%%'],
    ['bytes that are not deflated', '#w1=AAAAAAAAAA'],
    ['deflated bytes that are not JSON', pack(strToU8('hello'))],
    ['bytes that are not UTF-8', pack(Uint8Array.of(0xff, 0xfe, 0x80))],
    ['JSON of another shape', pack(strToU8('{"v":1,"sources":42}'))],
    ['no version inside', pack(strToU8(JSON.stringify({ sources: work.sources, options: {} })))],
    ['a version that never was', pack(strToU8(JSON.stringify({ v: 0, sources: work.sources, options: {} })))],
    [
      'paths that leave their folder',
      pack(strToU8('{"v":1,"sources":{"main":"../x","files":{"../x":"a"}},"options":{}}')),
    ],
    [
      'a main file that is not there',
      pack(strToU8('{"v":1,"sources":{"main":"a.cu","files":{"b.cu":""}},"options":{}}')),
    ],
    [
      'a prototype for a file',
      pack(strToU8('{"v":1,"sources":{"main":"__proto__","files":{"x":""}},"options":{}}')),
    ],
  ])('is damaged with %s', (_, fragment) => {
    expect(workFromFragment(fragment)).toEqual({ problem: 'link-damaged' });
  });

  it('is damaged wherever it is cut off', () => {
    const whole = workToFragment(work);
    for (let length = 4; length < whole.length; length += 7)
      expect(workFromFragment(whole.slice(0, length))).toEqual({ problem: 'link-damaged' });
  });

  it('does not unpack a bomb', () => {
    const bomb = pack(new Uint8Array(fragmentLimits.bytes + 1));
    expect(bomb.length).toBeLessThan(20_000);
    expect(workFromFragment(bomb)).toEqual({ problem: 'link-too-large' });
  });

  it('is not even unpacked when it is itself too long', () => {
    expect(workFromFragment(`#w1=${'A'.repeat(fragmentLimits.characters)}`)).toEqual({
      problem: 'link-too-large',
    });
  });
});
