// Asking our own server: a path and a schema go in, the checked answer or an ApiProblem comes out. Knows no page.
import { z } from 'zod';
import type { RunnerId, WarpSize } from '@/lib/run/runner';
import {
  errorAnswerSchema,
  type RunAnswer,
  type RunRequest,
  runAnswerSchema,
  runIdSchema,
  runnersAnswerSchema,
  shareAnswerSchema,
  shareDeletedSchema,
  shareHistorySchema,
  type shareRequestSchema,
} from '@/lib/run/wire';
import {
  type RecordedContents,
  type RecordingAnswer,
  recordedContentsSchema,
  recordingAnswerSchema,
} from '@/lib/run/wire-recording';

/** Why a request did not get its answer: no server, its refusal, or an answer that this page cannot read. */
export type ApiProblem =
  | { readonly kind: 'unreachable' }
  | {
      readonly kind: 'refused';
      readonly status: number;
      readonly code: string;
      readonly title: string;
      readonly detail?: string;
      /** Seconds after which to ask again, when the server said so. */
      readonly retryAfter?: number;
    }
  | { readonly kind: 'unreadable'; readonly status: number };

export class ApiError extends Error {
  override readonly name = 'ApiError';
  constructor(readonly problem: ApiProblem) {
    super(problem.kind === 'refused' ? problem.title : problem.kind);
  }
}

/** One plain sentence (with its full stop) for a problem. */
export function apiSentence(problem: ApiProblem): string {
  if (problem.kind === 'unreachable')
    return 'The server did not answer. Is it running, and is the network up?';
  if (problem.kind === 'unreadable')
    return `The server gave an answer (status ${problem.status}) that this page cannot read.`;
  const more = problem.detail && problem.detail !== problem.title ? ` ${asSentence(problem.detail)}` : '';
  return asSentence(problem.title) + more;
}

/** With a capital, but for names of things, which begin as they are written: `a2 c`, `cudaMalloc`. */
export function capital(text: string): string {
  return /^[a-z]+(?!\w)/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

/** Messages are lower case without a full stop; on their own in a page they are sentences. */
export function asSentence(text: string): string {
  const trimmed = capital(text.trim());
  return trimmed === '' || /[.!?…]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}

async function ask<S extends z.ZodType>(path: string, schema: S, init?: RequestInit): Promise<z.infer<S>> {
  let response: Response;
  try {
    response = await fetch(`/api/v1/${path}`, init);
  } catch {
    throw new ApiError({ kind: 'unreachable' });
  }
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok) {
    const answer = errorAnswerSchema.safeParse(body);
    if (!answer.success) throw new ApiError({ kind: 'unreadable', status: response.status });
    const { status, code, title, detail } = answer.data;
    const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN);
    throw new ApiError({
      kind: 'refused',
      status,
      code,
      title,
      ...(detail !== undefined && { detail }),
      ...(Number.isFinite(retryAfter) && { retryAfter }),
    });
  }
  const answer = schema.safeParse(body);
  if (!answer.success) throw new ApiError({ kind: 'unreadable', status: response.status });
  return answer.data;
}

const json = (body: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

export const askRunners = () => ask('runners', runnersAnswerSchema);
export const askShare = (request: z.input<typeof shareRequestSchema>) =>
  ask('shares', shareAnswerSchema, json(request));
/** Takes the claim back that the token holds. */
export const askDelete = (id: string, token: string) =>
  ask(`shares/${id}`, shareDeletedSchema, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
  });
export const askHistory = (id: string) => ask(`shares/${id}/history`, shareHistorySchema);
export const askRun = (id: string): Promise<RunAnswer> => ask(`runs/${id}`, runAnswerSchema);
const runStartedSchema = z.object({ id: runIdSchema });
export const startRun = (request: RunRequest) => ask('runs', runStartedSchema, json(request));

/** Asks the server to stop a run. The run's own last event says how it ended. */
export async function stopRun(id: string): Promise<void> {
  try {
    await fetch(`/api/v1/runs/${id}`, {
      method: 'DELETE',
      headers: { 'content-type': 'application/json' },
    });
  } catch {
    throw new ApiError({ kind: 'unreachable' });
  }
}

/** Whose recording is meant. */
export type RecordingPlace = { readonly run: string; readonly runner: RunnerId; readonly warp: WarpSize };

const whose = ({ runner, warp }: RecordingPlace) => `runner=${runner}&warp=${warp}`;
export const askRecording = (place: RecordingPlace, from: number): Promise<RecordingAnswer> =>
  ask(`runs/${place.run}/recording?${whose(place)}&from=${from}`, recordingAnswerSchema);
export const askContents = (
  place: RecordingPlace,
  at: { readonly launch: number; readonly buffer: number; readonly offset: number; readonly bytes: number },
): Promise<RecordedContents> =>
  ask(
    `runs/${place.run}/recording/${at.launch}/${at.buffer}?${whose(place)}&offset=${at.offset}&bytes=${at.bytes}`,
    recordedContentsSchema,
  );
