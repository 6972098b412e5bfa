// For tests of routes as functions: a server on a folder of its own, and requests as they come off the wire.
import { cpSync } from 'node:fs';
import { stampedPeer } from './http-address';
import { createContext, replaceContext, type ServerContext } from './http-context';
import type { RunTools } from './run-program';
import { testTools } from './run-program.fixture';
import { createStore } from './store/store';
import { freshFolder, removeFolder, settingsFor } from './store/store.fixture';

export type TestServer = { readonly server: ServerContext; readonly close: () => Promise<void> };

const template: { folder?: string } = {};

/** Makes an empty database once, for all servers of a test file to begin with a copy of: making one takes seconds. */
export async function makeTemplate(): Promise<void> {
  const folder = freshFolder('template');
  const store = createStore(settingsFor(folder), () => {});
  await store.runs.get('');
  await store.close();
  template.folder = folder;
}

export function removeTemplate(): void {
  if (template.folder) removeFolder(template.folder);
  template.folder = undefined;
}

/** Makes the server that routes see. */
export function testServer(env: Record<string, string> = {}, tools: RunTools = testTools()): TestServer {
  const folder = freshFolder('http');
  if (template.folder) cpSync(template.folder, folder, { recursive: true });
  const server = createContext(settingsFor(folder, env), { tools });
  replaceContext(server);
  return {
    server,
    close: async () => {
      await server.runs.close();
      await server.store.close();
      replaceContext(undefined);
      removeFolder(folder);
    },
  };
}

type Sent = {
  readonly method?: string;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it is. */
  readonly body?: BodyInit;
  /** Empty ones are left out. */
  readonly headers?: Record<string, string>;
  /** Address of the connection. */
  readonly from?: string;
};

/** A request as Next hands it to a route. */
export function sent({ method, json, body, headers, from = '127.0.0.1' }: Sent = {}): Request {
  const content = json === undefined ? body : JSON.stringify(json);
  const all = {
    host: 'localhost:3000',
    ...(content !== undefined && { 'content-type': 'application/json' }),
    ...stampedPeer(from),
    ...headers,
  };
  const init: RequestInit & { duplex?: 'half' } = {
    method: method ?? (content === undefined ? 'GET' : 'POST'),
    headers: Object.fromEntries(Object.entries(all).filter(([, value]) => value !== '')),
    ...(content !== undefined && { body: content, duplex: 'half' }),
  };
  return new Request('http://localhost:3000/', init);
}

/** The second argument of a route with an id in its address. */
export const withId = (id: string) => ({ params: Promise.resolve({ id }) });
