// GET /api/v1/runs/:id/events: what happens in a run, as it happens.
import { route } from '@/lib/server/http';
import { followRun } from '@/lib/server/requests-run';

export const GET = route('/api/v1/runs/:id/events', 'read', followRun);
