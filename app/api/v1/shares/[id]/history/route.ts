// GET /api/v1/shares/:id/history: the shares that a share was made from, nearest first.
import { shareHistorySchema } from '@/lib/run/wire';
import { answer, route } from '@/lib/server/http';
import { historyOf } from '@/lib/server/share';

export const GET = route('/api/v1/shares/:id/history', 'read', async ({ id, server }) =>
  answer(shareHistorySchema, { history: await historyOf(id, server.store) }),
);
