// A program of several files as a script sends it to the API: translated, and run with its port on the runners that are
// here. Without them it is counted as skipped and says what is missing.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as run from '@/app/api/v1/runs/[id]/route';
import * as runs from '@/app/api/v1/runs/route';
import * as translate from '@/app/api/v1/translate/route';
import { runAnswerSchema, runStartedSchema, translationSchema } from '@/lib/run/wire';
import { sent, type TestServer, testServer, withId } from './http.fixture';
import { serverTools } from './run-program-tools';
import { severalFiles, severalFilesPrint } from './several-files.fixture';

const faults: unknown[] = [];
const tools = serverTools((error) => faults.push(error));
const lacking = (await tools.probe()).find(({ id, available }) => id === 'cuda-on-cpu' && !available);
if (lacking) process.stdout.write(`unchecked: programs of several files over the API (${lacking.missing})\n`);

const sources = { main: 'main.cu', files: severalFiles };
let here: TestServer;
beforeAll(() => {
  here = testServer({}, tools);
});
afterAll(() => here.close());

describe('a program of several files', { timeout: 200_000 }, () => {
  it('is answered file by file', async () => {
    const response = await translate.POST(sent({ json: { sources } }));
    expect(response.status).toBe(200);
    const { files } = translationSchema.parse(await response.json());
    expect(files?.map(({ path }) => path).sort()).toEqual(Object.keys(severalFiles).sort());
    for (const { output } of files ?? []) expect(output).not.toMatch(/cuda[A-Z_]/);
  });

  it.skipIf(lacking)('runs both ways, and agrees', async () => {
    const started = await runs.POST(sent({ json: { sources, on: ['cuda-on-cpu', 'hip-on-cpu'] } }));
    expect(started.status).toBe(202);
    const { id } = runStartedSchema.parse(await started.json());
    const look = async () => runAnswerSchema.parse(await (await run.GET(sent(), withId(id))).json());
    let answer = await look();
    for (; answer.state === 'queued' || answer.state === 'running'; answer = await look())
      await new Promise((wake) => setTimeout(wake, 100));
    expect(answer.runs.map(({ status, stdout }) => `${status} ${stdout}`)).toEqual([
      ...[`done ${severalFilesPrint}`, `done ${severalFilesPrint}`],
    ]);
    expect(answer.proof?.verdict).toBe('agrees');
    expect(faults).toEqual([]);
  });
});
