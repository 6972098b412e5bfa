// The description of the HTTP interface, made from the schemas that check it and one table of its operations.
import { z } from 'zod';
import { runnerIds, warpSizes } from '@/lib/run/runner';
import {
  errorAnswerSchema,
  runAnswerSchema,
  runnersAnswerSchema,
  runRequestSchema,
  runStartedSchema,
  runUpdateSchema,
  shareAnswerSchema,
  shareDeletedSchema,
  sharedStateSchema,
  shareHistorySchema,
  shareRequestSchema,
  translateRequestSchema,
  translationSchema,
} from '@/lib/run/wire';
import { oembedSchema } from '@/lib/run/wire-oembed';
import { recordedContentsSchema, recordingAnswerSchema } from '@/lib/run/wire-recording';
import { type RequestCode, requestStatuses } from './requests-problem';
import { crosswarpVersion } from './settings';

/** Schemas that have a name in the document. */
const named = {
  TranslateRequest: translateRequestSchema,
  Translation: translationSchema,
  Runners: runnersAnswerSchema,
  RunRequest: runRequestSchema,
  RunStarted: runStartedSchema,
  Run: runAnswerSchema,
  RunUpdate: runUpdateSchema,
  Recording: recordingAnswerSchema,
  RecordedContents: recordedContentsSchema,
  ShareRequest: shareRequestSchema,
  ShareAnswer: shareAnswerSchema,
  SharedState: sharedStateSchema,
  OEmbed: oembedSchema,
  ShareHistory: shareHistorySchema,
  ShareDeleted: shareDeletedSchema,
  Problem: errorAnswerSchema,
} as const satisfies Record<string, z.ZodType>;
type Name = keyof typeof named;
const requests: ReadonlySet<Name> = new Set(['TranslateRequest', 'RunRequest', 'ShareRequest']);

type Operation = {
  readonly method: 'get' | 'post' | 'delete';
  /** As the address has it, with `{id}` for the hole. */
  readonly path: string;
  readonly summary: string;
  /** Parameters after the question mark. */
  readonly query?: Readonly<Record<string, 'needed' | 'number' | 'needed-text' | 'text'>>;
  readonly takes?: Name;
  /** Whether it needs a creator's token in the header Authorization. */
  readonly token?: true;
  readonly gives: { readonly status: number; readonly schema: Name; readonly type?: string };
  /** Problems of its own; those of every request and body are added. */
  readonly problems: readonly RequestCode[];
};

const store = ['store-locked', 'store-unreachable', 'store-full'] as const;

export const operations: readonly Operation[] = [
  {
    method: 'post',
    path: '/api/v1/translate',
    summary: 'Port a program: its text, every edit with its reason, every problem.',
    takes: 'TranslateRequest',
    gives: { status: 200, schema: 'Translation' },
    problems: ['target-not-here'],
  },
  {
    method: 'get',
    path: '/api/v1/runners',
    summary: 'Which runners are here, their versions, and how to get the missing ones.',
    gives: { status: 200, schema: 'Runners' },
    problems: [],
  },
  {
    method: 'post',
    path: '/api/v1/runs',
    summary: 'Queue a run of a program and its port; each client has one that waits or runs.',
    takes: 'RunRequest',
    gives: { status: 202, schema: 'RunStarted' },
    problems: ['no-main', 'queue-full', 'run-already-active'],
  },
  {
    method: 'get',
    path: '/api/v1/runs/{id}',
    summary: 'What is known of a run.',
    gives: { status: 200, schema: 'Run' },
    problems: ['run-unknown', ...store],
  },
  {
    method: 'delete',
    path: '/api/v1/runs/{id}',
    summary: 'Stop a run. Answers when its processes are gone; a run that has ended stays as it is.',
    gives: { status: 200, schema: 'Run' },
    problems: ['run-unknown', ...store],
  },
  {
    method: 'get',
    path: '/api/v1/runs/{id}/events',
    summary:
      'Server-sent events: the data of each is a RunUpdate as JSON, the last one is `finished`. With Last-Event-ID ' +
      'the stream goes on after that event; 204 when there is nothing after it.',
    gives: { status: 200, schema: 'RunUpdate', type: 'text/event-stream' },
    problems: ['run-unknown', 'streams-too-many', ...store],
  },
  {
    method: 'get',
    path: '/api/v1/runs/{id}/recording',
    summary:
      'What one runner of a run did on the device, step by step: allocations, copies in, launches with their arguments ' +
      'and what they wrote, copies out. At most 1000 steps from `from` on. Kept as long as the run is, within a bound.',
    query: { runner: 'needed', warp: 'needed', from: 'number' },
    gives: { status: 200, schema: 'Recording' },
    problems: ['request-invalid', 'run-unknown', 'recording-unknown', 'recording-unreadable', ...store],
  },
  {
    method: 'get',
    path: '/api/v1/runs/{id}/recording/{launch}/{buffer}',
    summary:
      'A buffer before a launch and after it: `bytes` of it from `offset` on, at most 4 MiB. Launches and buffers count ' +
      'from 0, as the timeline lists them.',
    query: { runner: 'needed', warp: 'needed', offset: 'number', bytes: 'number' },
    gives: { status: 200, schema: 'RecordedContents' },
    problems: [
      'request-invalid',
      'run-unknown',
      'recording-unknown',
      'recording-unreadable',
      'recording-place-unknown',
      ...store,
    ],
  },
  {
    method: 'post',
    path: '/api/v1/shares',
    summary:
      'Keep a state, with the evidence of runs of exactly this state and its translation by this version; the same state ' +
      'has the same link. The answer tells a token once, which takes this creator’s claim back.',
    takes: 'ShareRequest',
    gives: { status: 201, schema: 'ShareAnswer' },
    problems: ['share-too-large', 'shares-too-fast', ...store],
  },
  {
    method: 'get',
    path: '/api/v1/shares/{id}',
    summary: 'A shared state with its evidence.',
    gives: { status: 200, schema: 'SharedState' },
    problems: ['share-unknown', 'share-unreadable', 'share-of-newer-version', ...store],
  },
  {
    method: 'delete',
    path: '/api/v1/shares/{id}',
    summary:
      'Take one creator’s claim back, with the token of its answer. `gone` says whether the state went with it; it stays ' +
      'while others who shared it hold theirs.',
    token: true,
    gives: { status: 200, schema: 'ShareDeleted' },
    problems: ['origin-refused', 'token-missing', 'claim-unknown', 'share-unknown', ...store],
  },
  {
    method: 'get',
    path: '/api/v1/shares/{id}/history',
    summary: 'The shares that a share was made from, nearest first, at most 50; of deleted ones the id.',
    gives: { status: 200, schema: 'ShareHistory' },
    problems: ['share-unknown', 'share-unreadable', 'share-of-newer-version', ...store],
  },
  {
    method: 'get',
    path: '/api/v1/oembed',
    summary:
      'The frame that shows a share, as oembed.com describes it. `url` is the whole address of the share.',
    query: { url: 'needed-text', format: 'text', maxwidth: 'number', maxheight: 'number' },
    gives: { status: 200, schema: 'OEmbed' },
    problems: [
      'request-invalid',
      'oembed-address',
      'oembed-format',
      'share-unknown',
      'share-unreadable',
      ...store,
    ],
  },
];

/** OpenAPI 3.1, whose schemas are JSON Schema 2020-12 as zod writes it. */
export function openApiDocument() {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of operations) {
    paths[operation.path] ??= {};
    Object.assign(paths[operation.path] ?? {}, { [operation.method]: described(operation) });
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Crosswarp',
      version: crosswarpVersion,
      description:
        'Ports CUDA programs to HIP, runs both, and proves them against each other. Requests are JSON; errors are ' +
        'application/problem+json, and `code` names the page /explain/<code>.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      securitySchemes: { creatorToken: { type: 'http', scheme: 'bearer' } },
      schemas: Object.fromEntries(
        Object.entries(named).map(([name, schema]) => [name, jsonSchema(name as Name, schema)]),
      ),
    },
  };
}

function jsonSchema(name: Name, schema: z.ZodType) {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, {
    io: requests.has(name) ? 'input' : 'output',
    reused: 'inline',
  });
  return rest;
}

const reference = (name: Name) => ({ $ref: `#/components/schemas/${name}` });

/** The holes of a path, and what may come after its question mark. */
function parametersOf({ path, query = {} }: Pick<Operation, 'path' | 'query'>) {
  const holes = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: name === 'id' ? { type: 'string', pattern: '^[0-9a-f]{32}$' } : { type: 'integer', minimum: 0 },
  }));
  const more = Object.entries(query).map(([name, kind]) => ({
    name,
    in: 'query',
    required: kind.startsWith('needed'),
    schema:
      name === 'runner'
        ? { type: 'string', enum: [...runnerIds] }
        : name === 'warp'
          ? { type: 'integer', enum: [...warpSizes] }
          : kind.endsWith('text')
            ? { type: 'string' }
            : { type: 'integer', minimum: 0 },
  }));
  return [...holes, ...more];
}

function described({ path, query, summary, takes, token, gives, problems }: Operation) {
  const body: readonly RequestCode[] = takes
    ? ['body-not-json', 'body-malformed', 'body-too-large', 'request-invalid', 'origin-refused']
    : [];
  const byStatus = Map.groupBy<number, RequestCode>(
    ['host-refused', ...body, ...problems, 'server-fault'],
    (code) => requestStatuses[code],
  );
  return {
    summary,
    ...((path.includes('{') || query) && { parameters: parametersOf({ path, ...(query && { query }) }) }),
    ...(token && { security: [{ creatorToken: [] }] }),
    ...(takes && {
      requestBody: { required: true, content: { 'application/json': { schema: reference(takes) } } },
    }),
    responses: {
      [gives.status]: {
        description: 'Done.',
        content: { [gives.type ?? 'application/json']: { schema: reference(gives.schema) } },
      },
      ...Object.fromEntries(
        [...byStatus].map(([status, codes]) => [
          status,
          {
            description: codes.join(', '),
            content: { 'application/problem+json': { schema: reference('Problem') } },
          },
        ]),
      ),
    },
  };
}
