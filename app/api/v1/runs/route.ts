// POST /api/v1/runs: queues a run and answers its id.
import { runRequestSchema, runStartedSchema } from '@/lib/run/wire';
import { answer, route } from '@/lib/server/http';
import { bodyLimits } from '@/lib/server/http-body';

export const POST = route('/api/v1/runs', 'change', async ({ json, server, address }) => {
  const id = await server.runs.start(await json(runRequestSchema, bodyLimits.run), address);
  return answer(runStartedSchema, { id }, 202, { Location: `/api/v1/runs/${id}` });
});
