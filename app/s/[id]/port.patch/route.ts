// GET /s/:id/port.patch: the port as a patch of the original, to apply or to paste into an issue.
import { route } from '@/lib/server/http';
import { publicOrigin } from '@/lib/server/http-address';
import { openShare } from '@/lib/server/share';
import { patchOf, shownPort } from '@/lib/server/share-port';

export const GET = route('/s/:id/port.patch', 'read', async ({ id, request, server }) => {
  const state = await openShare(id, server.store);
  const patch = patchOf(
    state,
    await shownPort(state, server.tools),
    `${publicOrigin(request.headers)}/s/${id}`,
  );
  return new Response(patch, {
    headers: {
      'Content-Type': 'text/plain; charset=utf-8',
      'Content-Disposition': `inline; filename="crosswarp-${id.slice(0, 8)}.patch"`,
      'Cache-Control': 'no-store',
    },
  });
});
