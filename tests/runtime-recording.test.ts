// What the CPU runtime records in detail, and how a run is conducted: builds two programs of runtime/test with the first
// C++ compiler that is here, runs them, and reads what they recorded and printed. What is missing here is printed.
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deviceWritten } from '@/lib/run/device-written';
import { readRecording } from '@/lib/run/recording-reader';
import { bufferAt, launchSteps } from '@/lib/run/recording-state';

const run = promisify(execFile);
const runtime = resolve(import.meta.dirname, '../runtime');

async function firstCompiler(): Promise<string | undefined> {
  for (const command of ['g++', 'clang++']) {
    const there = await run(command, ['--version']).catch(() => undefined);
    if (there) return command;
  }
  return undefined;
}
const compiler = await firstCompiler();
const thrust = await run(compiler ?? '', [
  ...['-fsyntax-only', '-w', '-x', 'c++', '-include', 'thrust/version.h', '/dev/null'],
]).then(
  () => true,
  () => false,
);
if (compiler && !thrust)
  console.log('runtime: libthrust-dev is not here; recordings of Thrust are not tested');
if (!compiler) console.log('runtime: no C++ compiler is here; recordings in detail are not tested');

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'crosswarp-runtime-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function build(name: string, flags: readonly string[] = []): Promise<string> {
  const program = join(folder, [name, ...flags].join('_'));
  const source = join(runtime, 'test', `${name}.cpp`);
  const options = ['-std=c++17', '-O1', '-Wall', '-Wextra', '-Werror', `-I${runtime}/include`, '-pthread'];
  await run(compiler ?? '', [...options, ...flags, source, '-o', program]);
  return program;
}

type Ended = { code: number | string; stdout: string; stderr: string; recording: Buffer };
function execute(program: string, args: readonly string[] = [], env: Record<string, string> = {}) {
  return new Promise<Ended>((done, fail) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
      env: { NODE_ENV: 'test', CROSSWARP_RECORD_FD: '3', ...env },
      timeout: 100_000,
    });
    const parts: Buffer[][] = [[], [], []];
    for (const [i, stream] of [child.stdout, child.stderr, child.stdio[3]].entries())
      stream?.on('data', (bytes: Buffer) => parts[i]?.push(bytes));
    child.on('error', fail);
    child.on('close', (code, signal) => {
      const [stdout = Buffer.alloc(0), stderr = stdout, recording = stdout] = parts.map((p) =>
        Buffer.concat(p),
      );
      done({ code: code ?? signal ?? '', stdout: stdout.toString(), stderr: stderr.toString(), recording });
    });
  });
}

describe.skipIf(!compiler)('the runtime', () => {
  test('a recording with detail tells what memory held at every moment', { timeout: 600_000 }, async () => {
    const program = await build('detail');
    const { code, stderr, recording: bytes } = await execute(program, [], { CROSSWARP_RECORD_DETAIL: '1' });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { recording, damage } = readRecording(bytes);
    if (!recording?.detail || damage) throw new Error(damage?.code ?? 'no detail');
    const { steps, lost, cut } = recording.detail;
    expect({ lost, cut }).toEqual({ lost: [], cut: undefined });
    // What came back to the host is what the steps before it make of the buffer.
    let copies = 0;
    steps.forEach((step, index) => {
      if (step.kind !== 'copy') return;
      const copy = recording.copies[step.copy];
      if (!copy) throw new Error('a copy is missing');
      const held = bufferAt(recording, copy.buffer, index)?.bytes;
      expect(held?.subarray(copy.offset, copy.offset + copy.bytes)).toEqual(new Uint8Array(copy.data));
      copies++;
    });
    expect(copies).toBe(5);
    const launches = steps.filter((step) => step.kind === 'launch');
    expect(launches.map(({ wrote }) => wrote.map(({ buffer, changed }) => [buffer, changed]))).toEqual([
      [],
      [
        [1, expect.any(Number)],
        [3, 1],
      ],
      [[2, expect.any(Number)]],
    ]);
    const [, shift] = launches;
    expect(shift?.args.map(({ type, buffer, offset }) => [type.replace(' *', '*'), buffer, offset])).toEqual([
      ['float*', 1, 0],
      ['const float*', 0, 400],
      ['int', undefined, undefined],
      ['double', undefined, undefined],
      ['particles::Particle', undefined, undefined],
      ['void*', undefined, undefined],
    ]);
    const view = (i: number) => new DataView(new Uint8Array(shift?.args[i]?.data ?? []).buffer);
    expect([view(2).getInt32(0, true), view(3).getFloat64(0, true), view(4).getInt32(8, true)]).toEqual([
      900, 2.5, 7,
    ]);
    expect(recording.launches.map(({ atomics }) => atomics ?? false)).toEqual([false, true, false]);
    const at = launchSteps(recording)[1] ?? 0;
    const float = (step: number, i: number) =>
      new DataView(bufferAt(recording, 1, step)?.bytes.slice().buffer ?? new ArrayBuffer(0)).getFloat32(
        4 * i,
        true,
      );
    expect([float(at, 5), float(at + 1, 5), float(at + 1, 900)]).toEqual([0, 105 * 2.5 + 0.5, 1]);
    // Two runs give the same addresses and bytes, so that pointers stored in buffers compare.
    const again = await execute(program, [], { CROSSWARP_RECORD_DETAIL: '1' });
    expect(readRecording(again.recording).recording?.buffers).toEqual(recording.buffers);
    expect(recording.buffers.map(({ address }) => address !== undefined)).toEqual([
      true,
      true,
      true,
      false,
      true,
    ]);
  });

  test('a recording with detail says when a bound cuts it, and goes on with what is compared', {
    timeout: 600_000,
  }, async () => {
    const program = await build('detail');
    const cut = async (env: Record<string, string>) =>
      readRecording((await execute(program, [], { CROSSWARP_RECORD_DETAIL: '1', ...env })).recording)
        .recording;
    const small = await cut({ CROSSWARP_RECORD_LIMIT: '20000' });
    expect(small?.detail?.cut?.why).toBe('bytes');
    // What came back to the host still finds room behind it.
    expect(small?.copies[1]).toMatchObject({ bytes: 4000 });
    expect(small?.copies[1]?.data.length).toBe(4000);
    expect(bufferAt(small as NonNullable<typeof small>, 1, 1000)?.unknown).toBe('cut');
    const slow = await cut({ CROSSWARP_RECORD_DETAIL_MS: '0' });
    expect(slow?.detail?.cut?.why).toBe('time');
    const bare = await execute(program, [], { CROSSWARP_RECORD_DATA: '0' });
    expect(readRecording(bare.recording).recording?.copies.map(({ data }) => data.length)).toEqual([
      0, 0, 0, 0, 0,
    ]);
  });

  test('a host waits for what it asked for, and two recordings are alike however slow it is', {
    timeout: 600_000,
  }, async () => {
    const program = await build('waits');
    const runs: Ended[] = [];
    for (const args of [[], ['slow'], []]) runs.push(await execute(program, args));
    const [first, ...others] = runs.map(({ code, stdout, stderr, recording: bytes }) => {
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      const { recording, damage } = readRecording(bytes);
      expect(damage).toBeUndefined();
      const launches = recording?.launches.map(({ ns, ...launch }) => launch);
      return { stdout, ...recording, launches };
    });
    expect(first?.stdout.split('\n')).toEqual([
      'filled with 10',
      'early',
      'saw 5',
      'late',
      'filled with 20',
      'filled with 30',
      '30 and not 40',
      'filled with 40',
      'ok',
      '',
    ]);
    // Host and device share `managed` and `flag`: told where nothing was left to do.
    expect(first?.copies?.map(({ buffer, launch }) => [buffer, launch])).toEqual([
      [0, 1],
      [1, 1],
      [0, 4],
      [1, 4],
    ]);
    for (const other of others) expect(other).toEqual(first);
  });

  test.skipIf(!thrust)(
    'what Thrust moves between host and device is recorded, and its results',
    {
      timeout: 600_000,
    },
    async () => {
      const program = await build('thrust-recording', ['-Wno-unknown-pragmas']);
      const { code, stdout, recording: bytes } = await execute(program, [], { CROSSWARP_RECORD_DETAIL: '1' });
      expect({ code, stdout }).toEqual({ code: 0, stdout: 'ok\n' });
      const { recording, damage } = readRecording(bytes);
      if (!recording?.detail || damage) throw new Error(damage?.code ?? 'no detail');
      const types = recording.buffers.map(({ type }) => type);
      const copies = recording.copies.map(({ buffer, offset, data }) => {
        const view = new DataView(new Uint8Array(data).buffer);
        const isFloat = types[buffer] === 'float';
        const values = Array.from({ length: data.length / 4 }, (_, i) =>
          isFloat ? view.getFloat32(4 * i, true) : view.getInt32(4 * i, true),
        );
        return [types[buffer], offset, values];
      });
      expect(copies).toEqual([
        ['int', 0, [7, 8, 9, 10]],
        ['float', 4, [4.5, 4]],
        ['int', 0, [7, 8, 9, 10]],
        ['int', 8, [9]],
        ['int', 0, [30]],
        ['int', 8, [5]],
        ['float', 0, [5]],
        ['long', 0, [1, 0]],
        ['float', 0, [5, 4.5]],
        ['int', 0, [10]],
        ['int', 4, [9]],
        ['int', 8, [8]],
        ['int', 12, [7]],
      ]);
      // What came from the host, and what came back is what the steps before it make of the buffer.
      const { steps, lost, cut } = recording.detail;
      expect({ lost, cut }).toEqual({ lost: [], cut: undefined });
      expect(steps.flatMap((step) => (step.kind === 'write' ? [[step.buffer, step.width]] : []))).toEqual([
        [0, 16],
        [0, 4],
      ]);
      steps.forEach((step, index) => {
        const copy = step.kind === 'copy' ? recording.copies[step.copy] : undefined;
        if (!copy) return;
        const held = bufferAt(recording, copy.buffer, index)?.bytes;
        expect(held?.subarray(copy.offset, copy.offset + copy.bytes)).toEqual(new Uint8Array(copy.data));
      });
      const written = deviceWritten(recording);
      expect(written.map((marks) => marks?.every(Boolean))).toEqual([
        true,
        true,
        true,
        true,
        true,
        false,
        true,
        true,
        true,
        false,
        false,
        false,
        false,
      ]);
    },
  );

  test('a run is conducted as it was asked for', { timeout: 600_000 }, async () => {
    for (const flags of [[], ['-DTEST_HIP', '-DCROSSWARP_WARP_SIZE=64']]) {
      const program = await build('conduct', flags);
      const counted = Array.from({ length: 24 }, (_, i) => Math.floor(i / 8) * 16 + (i % 8));
      const lines = async (env: Record<string, string>) =>
        (await execute(program, [], { CROSSWARP_THREADS: '1', ...env })).stdout.trimEnd().split('\n');
      const straight = await lines({});
      expect(straight[0]?.trim().split(' ').map(Number)).toEqual(counted);
      expect(straight.slice(2)).toEqual(['cbcbcbcb cbcbcbcb 0.333333343', '0.333333343']);
      const turned = await lines({
        CROSSWARP_ORDER: 'reversed',
        CROSSWARP_POISON: '3d',
        CROSSWARP_ROUNDING: 'down',
      });
      expect(turned[0]?.trim().split(' ').map(Number)).toEqual(counted.toReversed());
      expect(turned[1]?.trim().split(' ').map(Number).at(-1)).toBeLessThan(16);
      expect(turned.slice(2)).toEqual(['3d3d3d3d 3d3d3d3d 0.333333313', '0.333333343']);
      expect((await lines({ CROSSWARP_ROUNDING: 'up' }))[2]).toContain('0.333333343');
    }
  });
});
