// POST /api/v1/shares: keeps a state with the evidence of its runs, and answers its link and, once, the creator's token.
import { shareAnswerSchema, shareRequestSchema } from '@/lib/run/wire';
import { answer, route } from '@/lib/server/http';
import { bodyLimits } from '@/lib/server/http-body';
import { share } from '@/lib/server/share';

export const POST = route('/api/v1/shares', 'change', async ({ json, server, address }) => {
  const request = await json(shareRequestSchema, bodyLimits.share);
  server.shareRate.take(address);
  const made = await share(request, server);
  return answer(shareAnswerSchema, made, 201, { Location: made.url });
});
