// Before every page: the host name by which the server was called must be one of its own (routes of the interface
// check it themselves). Another site that points its name at this machine gets a sentence, and no page.
import { type NextRequest, NextResponse } from 'next/server';
import { guardHost } from '@/lib/server/http-guard';
import { problemResponse } from '@/lib/server/http-problem';
import { RequestProblem } from '@/lib/server/requests-problem';
import { readSettings } from '@/lib/server/settings';

export const config = { matcher: ['/((?!api/|healthz|metrics|_next/static/).*)'] };

export function proxy(request: NextRequest): Response {
  try {
    guardHost(request.headers, readSettings().allowedHosts);
    return NextResponse.next();
  } catch (error) {
    if (error instanceof RequestProblem) return problemResponse(error);
    throw error;
  }
}
