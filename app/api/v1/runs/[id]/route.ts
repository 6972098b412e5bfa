// GET /api/v1/runs/:id: what is known of a run. DELETE: stops it.
import { runAnswerSchema } from '@/lib/run/wire';
import { answer, route } from '@/lib/server/http';
import { RequestProblem } from '@/lib/server/requests-problem';
import { runId } from '@/lib/server/requests-run';

export const GET = route('/api/v1/runs/:id', 'read', async ({ id, server }) => {
  const run = await server.runs.get(runId(id));
  if (!run) throw new RequestProblem('run-unknown');
  return answer(runAnswerSchema, run);
});

export const DELETE = route('/api/v1/runs/:id', 'change', async ({ id, server }) => {
  const run = await server.runs.cancel(runId(id));
  if (!run) throw new RequestProblem('run-unknown');
  return answer(runAnswerSchema, run);
});
