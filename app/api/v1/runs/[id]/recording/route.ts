// GET /api/v1/runs/:id/recording?runner=&warp=&from=: what one runner did on the device, step by step.
import { timelineOf } from '@/lib/run/recording-view';
import { recordingAnswerSchema } from '@/lib/run/wire-recording';
import { answer, route } from '@/lib/server/http';
import { numberIn, recordingOf } from '@/lib/server/requests-recording';

export const GET = route('/api/v1/runs/:id/recording', 'read', async (call) => {
  const { runner, warp, recording, names } = await recordingOf(call);
  const from = numberIn(call.request, 'from') ?? 0;
  return answer(recordingAnswerSchema, timelineOf(recording, names, { runner, warp }, from));
});
