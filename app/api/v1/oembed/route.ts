// GET /api/v1/oembed?url=…: what a page needs to show a share in a frame.
import { oembedSchema } from '@/lib/run/wire-oembed';
import { answer, route } from '@/lib/server/http';
import { oembed } from '@/lib/server/oembed';

export const GET = route('/api/v1/oembed', 'read', async ({ request, server }) =>
  answer(
    oembedSchema,
    await oembed(new URL(request.url).searchParams, request.headers.get('host'), server.store),
  ),
);
