// A shared state for the pages that show one: one look into the store per request.
import { cache } from 'react';
import type { SharedState } from '@/lib/run/wire';
import { serverContext } from '@/lib/server/http-context';
import { RequestProblem } from '@/lib/server/requests-problem';
import { openShare } from '@/lib/server/share';

/** @returns undefined when there is none of this id */
export const sharedOnce = cache(async (id: string): Promise<SharedState | undefined> => {
  try {
    return await openShare(id, serverContext().store);
  } catch (error) {
    if (error instanceof RequestProblem && error.code === 'share-unknown') return undefined;
    throw error;
  }
});
