// A request problem as an HTTP answer: application/problem+json. Knows no route.
import type { ErrorAnswer } from '@/lib/run/wire';
import type { RequestProblem } from './requests-problem';

/** RFC 9457; `type` is the page that explains the code. */
export function problemResponse(problem: RequestProblem): Response {
  const { code, status, more } = problem;
  const answer: ErrorAnswer = {
    type: `/explain/${code}`,
    title: problem.message,
    status,
    code,
    ...(more.detail !== undefined && { detail: more.detail }),
  };
  return new Response(JSON.stringify(answer), {
    status,
    headers: {
      'Content-Type': 'application/problem+json',
      'Cache-Control': 'no-store',
      ...(more.retryAfterSeconds !== undefined && { 'Retry-After': String(more.retryAfterSeconds) }),
    },
  });
}
