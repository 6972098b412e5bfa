// Updates of a run make a view: lanes in order, each seq once, output bounded, verdicts from the comparisons.
import { describe, expect, it } from 'vitest';
import type { Comparison, RunAnswer, RunResult, RunUpdate } from '@/lib/run/wire';
import { afterUpdate, keptOutput, laneVerdict, noRun, type RunView, viewOfAnswer } from './run-view';

function result(runner: RunResult['runner'], warp: 32 | 64, more: Partial<RunResult> = {}): RunResult {
  return {
    runner,
    warp,
    status: 'done',
    exitCode: 0,
    stdout: 'ok\n',
    stderr: '',
    buildMs: 900,
    cached: false,
    runMs: 12,
    runIqrMs: 1,
    repeats: 5,
    noisy: false,
    launches: [],
    findings: [],
    ...more,
  };
}

function comparison(warp: 32 | 64, more: Partial<Comparison> = {}): Comparison {
  return {
    runner: 'hip-on-cpu',
    warp,
    against: 'cuda-on-cpu',
    launch: 0,
    buffer: 'a0 d_c',
    type: 'float',
    elements: 100,
    informative: 100,
    mismatches: 0,
    maxAbs: 0,
    maxUlp: 0,
    tolerance: { absolute: 0, relative: 0, reason: 'exact' },
    ...more,
  };
}

function answer(runs: RunResult[], comparisons: Comparison[]): RunAnswer {
  return {
    id: '0'.repeat(32),
    state: 'finished',
    position: 0,
    runs,
    proof: { verdict: 'agrees', comparisons, notes: [], digest: 'd' },
  };
}

const play = (updates: RunUpdate[], from: RunView = noRun) => updates.reduce(afterUpdate, from);

describe('the view of a run', () => {
  it('tells the place in the queue, then building, then output as it comes', () => {
    const queued = play([{ kind: 'queued', seq: 0, position: 2 }]);
    expect(queued).toMatchObject({ phase: 'queued', position: 2 });
    const lane = { runner: 'cuda-on-cpu', warp: 32 } as const;
    const running = play(
      [
        { kind: 'event', seq: 1, ...lane, event: { type: 'building', text: 'cc\n' } },
        { kind: 'event', seq: 2, ...lane, event: { type: 'stdout', text: 'a' } },
        { kind: 'event', seq: 3, ...lane, event: { type: 'stdout', text: 'b' } },
      ],
      queued,
    );
    expect(running.phase).toBe('running');
    expect(running.lanes).toMatchObject([{ ...lane, phase: 'running', building: 'cc\n', stdout: 'ab' }]);
  });

  it('takes no update twice, so that a resumed line does not repeat output', () => {
    const event = {
      kind: 'event',
      seq: 4,
      runner: 'hip-on-cpu',
      warp: 64,
      event: { type: 'stdout', text: 'once' },
    } as const;
    expect(play([event, event, { ...event, seq: 3 }]).lanes[0]?.stdout).toBe('once');
  });

  it('puts the original first, then the port by width', () => {
    const end = (seq: number, runner: RunResult['runner'], warp: 32 | 64): RunUpdate => ({
      kind: 'event',
      seq,
      runner,
      warp,
      event: { type: 'done', result: result(runner, warp) },
    });
    const view = play([end(0, 'hip-on-cpu', 32), end(1, 'hip-on-cpu', 64), end(2, 'cuda-on-cpu', 32)]);
    expect(view.lanes.map((lane) => `${lane.runner} ${lane.warp}`)).toEqual([
      'cuda-on-cpu 32',
      'hip-on-cpu 64',
      'hip-on-cpu 32',
    ]);
  });

  it('keeps the end of a flood', () => {
    const text = 'x'.repeat(keptOutput);
    const flood = [0, 1, 2].map(
      (seq): RunUpdate => ({
        kind: 'event',
        seq,
        runner: 'cuda-on-cpu',
        warp: 32,
        event: { type: 'stdout', text: `${text}${seq}` },
      }),
    );
    const stdout = play(flood).lanes[0]?.stdout ?? '';
    expect(stdout.length).toBeLessThanOrEqual(keptOutput + 2);
    expect(stdout.endsWith('x2')).toBe(true);
  });

  it('keeps what the compiler said when the whole answer arrives', () => {
    const runs = [result('cuda-on-cpu', 32)];
    const view = play([
      {
        kind: 'event',
        seq: 0,
        runner: 'cuda-on-cpu',
        warp: 32,
        event: { type: 'building', text: 'warning: x' },
      },
      { kind: 'finished', seq: 1, answer: answer(runs, []) },
    ]);
    expect(view).toMatchObject({ phase: 'finished', lanes: [{ building: 'warning: x', phase: 'ended' }] });
  });

  it('gives each lane its own verdict', () => {
    const runs = [result('cuda-on-cpu', 32), result('hip-on-cpu', 64), result('hip-on-cpu', 32)];
    const held = answer(runs, [
      comparison(64, { mismatches: 3 }),
      comparison(32),
      comparison(32, { informative: 0 }),
    ]);
    const { lanes } = viewOfAnswer(held, 'key', true);
    expect(lanes.map((lane) => laneVerdict(held, lane))).toEqual(['reference', 'differs', 'agrees']);
  });

  it('says that nothing was compared where nothing carried information', () => {
    const runs = [result('cuda-on-cpu', 32), result('hip-on-cpu', 64)];
    const held = answer(runs, [comparison(64, { informative: 0 })]);
    const { lanes } = viewOfAnswer(held, 'key', false);
    expect(lanes.map((lane) => laneVerdict(held, lane))).toEqual(['reference', 'not-compared']);
  });
});
