// GET /api/v1/shares/:id: a shared state with its evidence.
import { sharedStateSchema } from '@/lib/run/wire';
import { answer, route } from '@/lib/server/http';
import { openShare } from '@/lib/server/share';

export const GET = route('/api/v1/shares/:id', 'read', async ({ id, server }) =>
  answer(sharedStateSchema, await openShare(id, server.store)),
);
