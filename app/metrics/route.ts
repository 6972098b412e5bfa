// GET /metrics: counts for Prometheus, to this machine alone.
import { route } from '@/lib/server/http';
import { isFromThisMachine } from '@/lib/server/http-address';
import { RequestProblem } from '@/lib/server/requests-problem';

export const GET = route('/metrics', 'read', async ({ request, server }) => {
  if (!isFromThisMachine(request.headers)) throw new RequestProblem('metrics-elsewhere');
  const { registry } = server.metrics;
  return new Response(await registry.metrics(), { headers: { 'Content-Type': registry.contentType } });
});
