// GET /healthz: the server is up. Answers under any host name, because it tells nothing about anybody.
import { route } from '@/lib/server/http';

export const GET = route('/healthz', 'open', ({ server }) =>
  Response.json({ status: 'ok', store: server.store.state() }, { headers: { 'Cache-Control': 'no-store' } }),
);
