// GET /api/v1/shares/:id: a shared state with its evidence. DELETE: takes one creator's claim to it back.
import { shareDeletedSchema, sharedStateSchema } from '@/lib/run/wire';
import { answer, route } from '@/lib/server/http';
import { deleteShare, openShare } from '@/lib/server/share';

export const GET = route('/api/v1/shares/:id', 'read', async ({ id, server }) =>
  answer(sharedStateSchema, await openShare(id, server.store)),
);

export const DELETE = route('/api/v1/shares/:id', 'change', async ({ id, request, server }) =>
  answer(shareDeletedSchema, await deleteShare(id, request.headers.get('authorization'), server.store)),
);
