// GET /s/:id/picture.png: what programs show where the share is linked, 1200 by 630.
import { ImageResponse } from 'next/og';
import { pictureSize, SharePicture } from '@/components/share/share-picture';
import { verdictLooks, verdictOf } from '@/lib/server/badge';
import { route } from '@/lib/server/http';
import { openShare } from '@/lib/server/share';

export const GET = route('/s/:id/picture.png', 'read', async ({ id, server }) => {
  const state = await openShare(id, server.store);
  const facts = {
    title: state.title ?? state.sources.main,
    kernels: state.translation?.kernels ?? [],
    verdict: verdictLooks[verdictOf(state)],
  };
  const picture = new ImageResponse(<SharePicture {...facts} />, pictureSize);
  return new Response(await picture.arrayBuffer(), {
    headers: {
      'Content-Type': 'image/png',
      'Cache-Control': 'public, max-age=300',
    },
  });
});
