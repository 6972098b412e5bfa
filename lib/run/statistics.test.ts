// Medians, spread, and rows of launches.
import { describe, expect, it } from 'vitest';
import type { Recording } from './recording';
import { launchTimings, summarize } from './statistics';

describe('summarize', () => {
  it('gives median and interquartile range', () => {
    expect(summarize([4, 1, 3, 2, 5])).toMatchObject({ median: 3, iqr: 2, repeats: 5 });
    expect(summarize([1, 2, 3, 4])).toMatchObject({ median: 2.5, iqr: 1.5 });
  });
  it('is noisy when the middle half is wider than a tenth of the median, or with too few repeats', () => {
    expect(summarize([100, 101, 102, 103, 500]).noisy).toBe(false);
    expect(summarize([100, 120, 140, 160, 180]).noisy).toBe(true);
    expect(summarize([100, 100]).noisy).toBe(true);
  });
  it('says nothing of nothing', () => {
    expect(summarize([])).toEqual({ median: 0, iqr: 0, repeats: 0, noisy: true });
  });
});

describe('launchTimings', () => {
  const recording = (...launches: [string, number, number][]): Recording => ({
    api: 'cuda',
    warp: 32,
    buffers: [],
    copies: [],
    complete: true,
    launches: launches.map(([kernel, blocks, ns]) => ({
      kernel,
      grid: [blocks, 1, 1],
      block: [64, 1, 1],
      ns,
      line: 1,
    })),
  });
  it('has one row per kernel and geometry', () => {
    const rows = launchTimings([
      recording(['scale', 4, 1e6], ['sum', 4, 5e6], ['scale', 4, 2e6]),
      recording(['scale', 4, 3e6], ['scale', 8, 9e6]),
    ]);
    expect(rows.map(({ launches }) => launches)).toEqual([2, 1, 1]);
    expect(rows.map(({ kernel, grid, medianMs, repeats }) => [kernel, grid[0], medianMs, repeats])).toEqual([
      ['scale', 4, 2, 3],
      ['sum', 4, 5, 1],
      ['scale', 8, 9, 1],
    ]);
  });
});
