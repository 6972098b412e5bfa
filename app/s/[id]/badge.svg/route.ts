// GET /s/:id/badge.svg: the verdict of a share as a small picture. One that is not here has a badge that says so.
import { badge, verdictOf } from '@/lib/server/badge';
import { route } from '@/lib/server/http';
import { RequestProblem } from '@/lib/server/requests-problem';
import { openShare } from '@/lib/server/share';

export const GET = route('/s/:id/badge.svg', 'read', async ({ id, server }) => {
  const verdict = await openShare(id, server.store).then(verdictOf, (error) => {
    if (error instanceof RequestProblem && error.code === 'share-unknown') return undefined;
    throw error;
  });
  return new Response(badge(verdict), {
    status: verdict ? 200 : 404,
    headers: {
      'Content-Type': 'image/svg+xml; charset=utf-8',
      // A later run, or a deletion, shows within minutes.
      'Cache-Control': 'public, max-age=300',
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'",
    },
  });
});
