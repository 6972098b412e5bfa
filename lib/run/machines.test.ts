// What is said about the machines on which runs were timed.
import { expect, test } from 'vitest';
import { machineSentence } from './machines';

const cpu = 'Some CPU, 2 cores';
const run = (
  runner: 'cuda-on-cpu' | 'hip-on-cpu' | 'cuda-nvidia',
  machine?: string,
  status: 'done' | 'built' = 'done',
) => ({ runner, warp: 32, status, ...(machine && { machine }) }) as const;

test('one machine is named, two are said to say nothing about each other', () => {
  expect(machineSentence([run('cuda-on-cpu', cpu), run('hip-on-cpu', cpu)])).toBe(
    `Times were measured on ${cpu}.`,
  );
  const two = machineSentence([
    run('cuda-nvidia', 'NVIDIA X'),
    run('cuda-on-cpu', cpu),
    run('hip-on-cpu', cpu),
  ]);
  expect(two).toMatch(
    /different machines and say nothing about each other: .* on NVIDIA X; .* and .* on Some CPU, 2 cores\.$/,
  );
});

test('what was not timed, or by a version that kept no machine, names none', () => {
  expect(machineSentence([run('cuda-on-cpu'), run('cuda-nvidia', 'NVIDIA X', 'built')])).toBeUndefined();
});
