// The users of jobs: where they come from, and that no two jobs share one.
import { expect, test } from 'vitest';
import { jobUserRange, takeJobUser } from './job-users';

test('users come from a range that nobody else uses', () => {
  expect(jobUserRange('         0          0 4294967295\n')).toEqual({ first: 1_900_000_000, size: 50_000 });
});

test('a container of 65 536 users has a range of its own', () => {
  const range = jobUserRange('0 100000 65536\n');
  expect(range).toEqual({ first: 65_000, size: 500 });
});

test('where too few users are mapped there is none', () => {
  expect(jobUserRange('0 1000 1\n')).toBeUndefined();
  expect(jobUserRange('')).toBeUndefined();
});

test('two jobs never share a user', () => {
  const users = Array.from({ length: 100 }, () => takeJobUser());
  if (process.getuid?.() !== 0) return expect(users.every((user) => user === undefined)).toBe(true);
  expect(new Set(users.map((user) => user?.uid)).size).toBe(100);
  for (const user of users) user?.release();
});
