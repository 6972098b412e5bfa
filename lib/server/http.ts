// What every route has in common: who may call it, how a problem is answered, what is logged and counted. Route files
// wrap their handler with `route` and hold nothing else.
import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import { clientAddress } from './http-address';
import { readJson } from './http-body';
import { type ServerContext, serverContext } from './http-context';
import { guardHost, guardOrigin } from './http-guard';
import { problemResponse } from './http-problem';
import { loggedFault } from './logging';
import { RequestProblem } from './requests-problem';

/** `read` gives what is there, `change` changes or costs something, `open` answers under any host name. */
export type RouteKind = 'read' | 'change' | 'open';

export type Call = {
  readonly request: Request;
  readonly server: ServerContext;
  /** Path parameter of the route, as sent; empty where the route has none. */
  readonly id: string;
  /** All path parameters, as sent. */
  readonly params: Readonly<Record<string, string | string[] | undefined>>;
  /** The client's, for bounds per client; never logged. */
  readonly address: string;
  /** @throws RequestProblem body-…, request-invalid */
  readonly json: <T>(schema: z.ZodType<T>, limit: number) => Promise<T>;
};

type RouteParams = { readonly params: Promise<Readonly<Record<string, string | string[] | undefined>>> };

/** @param name of the route in logs and metrics: its path with holes, never the path that was asked for */
export function route(name: string, kind: RouteKind, handle: (call: Call) => Promise<Response> | Response) {
  return async (request: Request, context?: RouteParams): Promise<Response> => {
    const server = serverContext();
    const begun = performance.now();
    let response: Response;
    let problem: RequestProblem | undefined;
    try {
      if (kind !== 'open') guardHost(request.headers, server.settings.allowedHosts);
      if (kind === 'change') guardOrigin(request.headers);
      const params = (await context?.params) ?? {};
      const { id } = params;
      response = await handle({
        request,
        server,
        id: typeof id === 'string' ? id : '',
        params,
        address: clientAddress(request.headers, server.settings.trustedProxies),
        json: (schema, limit) => readJson(request, schema, limit),
      });
    } catch (error) {
      const incident = randomBytes(4).toString('hex');
      if (!(error instanceof RequestProblem))
        server.log.error({ route: name, incident, fault: loggedFault(error) }, 'fault');
      problem =
        error instanceof RequestProblem
          ? error
          : new RequestProblem('server-fault', {}, { detail: `incident ${incident}` });
      response = problemResponse(problem);
      server.metrics.refused.inc({ code: problem.code });
    }
    const ms = performance.now() - begun;
    const { status } = response;
    server.metrics.requests.inc({ route: name, method: request.method, status });
    server.metrics.requestSeconds.observe({ route: name }, ms / 1000);
    server.log.info(
      {
        route: name,
        method: request.method,
        status,
        ms: Math.round(ms),
        ...(problem && { code: problem.code }),
      },
      'request',
    );
    return response;
  };
}

/** An answer that fits `schema`: what does not is a fault of ours, found by the tests of the routes. */
export function answer<T>(
  schema: z.ZodType<T>,
  value: T,
  status = 200,
  headers: Record<string, string> = {},
): Response {
  return Response.json(schema.parse(value), { status, headers: { 'Cache-Control': 'no-store', ...headers } });
}
