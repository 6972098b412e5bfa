// Who is at the other end of a connection. Route handlers see headers only, and headers can say anything; so the
// address of the socket is written into a header under a word that only this process knows, before anybody reads it.
import { randomBytes } from 'node:crypto';
import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';

const peerHeader = 'x-crosswarp-peer';

declare global {
  var crosswarpPeerWord: string | undefined;
}

/** The word is one per process and not per module: the bundler may load this file more than once. */
function peerWord(): string {
  globalThis.crosswarpPeerWord ??= randomBytes(16).toString('hex');
  return globalThis.crosswarpPeerWord;
}

/** Stamps every request that any HTTP server of this process gets. Called once, at the start of the process. */
export function stampPeers(): void {
  const word = peerWord();
  subscribe('http.server.request.start', (message) => {
    const { request, socket } = message as { request: IncomingMessage; socket: Socket };
    request.headers[peerHeader] = `${word} ${socket.remoteAddress ?? ''}`;
  });
}

/** A header as the server of this process stamps it; for tests of route handlers, which have no socket. */
export function stampedPeer(address: string): Record<string, string> {
  return { [peerHeader]: `${peerWord()} ${address}` };
}

/** Address of the connection; undefined when the request was not stamped. */
function peerOf(headers: Headers): string | undefined {
  const [word, address] = (headers.get(peerHeader) ?? '').split(' ');
  return word === peerWord() && address ? plainAddress(address) : undefined;
}

/** IPv4 in IPv6's clothing is the same client. */
const plainAddress = (address: string) => address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '');

/**
 * The client's address: that of the connection, or behind `trustedProxies` proxies of our own the entry of
 * X-Forwarded-For that the outermost of them wrote. Clients whose address is not known count as one.
 */
export function clientAddress(headers: Headers, trustedProxies: number): string {
  if (trustedProxies > 0) {
    const entries = (headers.get('x-forwarded-for') ?? '').split(',').map((entry) => entry.trim());
    const entry = entries.at(-trustedProxies);
    if (entry && /^[0-9a-f.:]{2,45}$/i.test(entry)) return plainAddress(entry);
  }
  return peerOf(headers) ?? 'unknown';
}

/** True for a direct connection from this machine; a request that a proxy passed on is from elsewhere. */
export function isFromThisMachine(headers: Headers): boolean {
  const peer = peerOf(headers);
  if (peer === undefined || !(peer === '::1' || /^127\./.test(peer))) return false;
  // Next.js itself fills in the address of the connection where there was no such header.
  const forwarded = headers.get('x-forwarded-for');
  if (forwarded !== null && plainAddress(forwarded) !== peer) return false;
  return !headers.has('forwarded') && !headers.has('via') && !headers.has('x-real-ip');
}

/**
 * The address by which this server was called, as `https://host:port`, for links that are read outside of its pages.
 * The host is one of its own (guardHost has seen it); the scheme is what a proxy says, which decides nothing here.
 */
export function publicOrigin(headers: Headers): string {
  const scheme = headers.get('x-forwarded-proto')?.split(',')[0]?.trim() === 'https' ? 'https' : 'http';
  return `${scheme}://${headers.get('host') ?? 'localhost'}`;
}
