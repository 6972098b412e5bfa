// GET /api/v1/runners: which runners are here, and how to get the others.
import { runnersAnswerSchema } from '@/lib/run/wire';
import { answer, route } from '@/lib/server/http';

export const GET = route('/api/v1/runners', 'read', async ({ server }) =>
  answer(runnersAnswerSchema, { runners: [...(await server.tools.probe())] }),
);
