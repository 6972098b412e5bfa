// GET /api/v1/runs/:id/recording/:launch/:buffer?runner=&warp=&offset=&bytes=: a buffer before a launch and after it.
import { contentsOf } from '@/lib/run/recording-view';
import { recordedContentsSchema } from '@/lib/run/wire-recording';
import { answer, route } from '@/lib/server/http';
import { RequestProblem } from '@/lib/server/requests-problem';
import { numberIn, placeIn, recordingOf } from '@/lib/server/requests-recording';

export const GET = route('/api/v1/runs/:id/recording/:launch/:buffer', 'read', async (call) => {
  const at = placeIn(call);
  const { recording, names } = await recordingOf(call);
  const contents = contentsOf(
    recording,
    names,
    { ...at, offset: numberIn(call.request, 'offset'), bytes: numberIn(call.request, 'bytes') },
    (bytes) => Buffer.from(bytes).toString('base64'),
  );
  if (!contents) throw new RequestProblem('recording-place-unknown');
  return answer(recordedContentsSchema, contents);
});
