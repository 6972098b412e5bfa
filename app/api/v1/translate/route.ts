// POST /api/v1/translate: a program goes in, its port with every edit and problem comes out.
import { translateRequestSchema, translationSchema } from '@/lib/run/wire';
import { answer, route } from '@/lib/server/http';
import { bodyLimits } from '@/lib/server/http-body';
import { translateRequest } from '@/lib/server/requests-translate';

export const POST = route('/api/v1/translate', 'change', async ({ json, server }) => {
  const request = await json(translateRequestSchema, bodyLimits.translate);
  return answer(translationSchema, await translateRequest(request, server.tools));
});
