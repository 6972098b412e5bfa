// What a field of the run form takes, on the way to it too.
import { expect, it } from 'vitest';
import { boundsWords, readNumber } from './number-bounds';

it.each([
  ['12', { whole: true, least: 1, most: 1024 }, 12],
  [' 7 ', { whole: true }, 7],
  ['1e-6', {}, 1e-6],
  ['0.', {}, 0],
  ['-2.5', {}, -2.5],
  ['', { optional: true }, undefined],
  ['', {}, 'wrong'],
  ['1e', {}, 'wrong'],
  ['-', {}, 'wrong'],
  ['2.5', { whole: true }, 'wrong'],
  ['0', { least: 1 }, 'wrong'],
  ['1025', { most: 1024 }, 'wrong'],
  ['1e999', {}, 'wrong'],
  ['twelve', {}, 'wrong'],
] as const)('%j of %j is %j', (text, bounds, value) => {
  expect(readNumber(text, bounds)).toBe(value);
});

it('says its bounds', () => {
  expect(boundsWords({ whole: true, least: 1, most: 65535 })).toBe('a whole number from 1 to 65,535');
  expect(boundsWords({ least: 0 })).toBe('a number from 0 on');
  expect(boundsWords({})).toBe('a number');
});
