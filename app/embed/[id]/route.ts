// GET /embed/:id: a shared conversion for a frame on any page. One small document without scripts to load; where the share is
// not here, one sentence in the same form.
import { createHash } from 'node:crypto';
import { embedQueryOf } from '@/components/embed/embed-query';
import { stillPage, stillRefusal } from '@/components/embed/still-page';
import { stillScript, stillStyle } from '@/components/embed/still-style';
import { asSentence } from '@/lib/browser/api';
import { route } from '@/lib/server/http';
import { RequestProblem } from '@/lib/server/requests-problem';
import { openShare } from '@/lib/server/share';
import { stillShare } from '../still-share';

const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Nothing but the two constants runs or styles here, and any page may frame it. */
const policy = [
  "default-src 'none'",
  `script-src ${hash(stillScript)}`,
  `style-src ${hash(stillStyle)}`,
  "base-uri 'none'",
  "form-action 'none'",
  'frame-ancestors *',
].join('; ');

const headers = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': policy,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  // A share may be deleted, and then is gone everywhere at once.
  'Cache-Control': 'no-cache',
};

export const GET = route('/embed/:id', 'read', async ({ id, request, server }) => {
  const query = embedQueryOf(new URL(request.url).searchParams);
  try {
    const share = await stillShare(id, await openShare(id, server.store), query);
    return new Response(stillPage(share, query), { headers });
  } catch (error) {
    if (!(error instanceof RequestProblem)) throw error;
    return new Response(stillRefusal(asSentence(error.message), query), { status: error.status, headers });
  }
});
