// Every page is cross-origin isolated (threads in WebAssembly need it), refuses to be framed, and asks nothing of other
// origins but the file at GitHub whose address a visitor gives. Embeds are the exception: not isolated, so that any page may frame them. /embed/:id itself says its own.
import type { NextConfig } from 'next';
import { importOrigins } from './lib/browser/import-origins';

const policy = (frameAncestors: "'none'" | '*', others: readonly string[]) =>
  [
    "default-src 'self'",
    `script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'${process.env.NODE_ENV === 'development' ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    "font-src 'self' data:",
    "img-src 'self' data: blob:",
    "worker-src 'self' blob:",
    `connect-src ${["'self'", ...others].join(' ')}`,
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    `frame-ancestors ${frameAncestors}`,
  ].join('; ');

const everywhere = [
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'same-origin' },
];

const pages = [
  ...everywhere,
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Embedder-Policy', value: 'require-corp' },
  { key: 'Content-Security-Policy', value: policy("'none'", importOrigins) },
];

const liveEmbeds = [...everywhere, { key: 'Content-Security-Policy', value: policy('*', []) }];

const config: NextConfig = {
  poweredByHeader: false,
  // `npm run check` has read the types; a build need not read them again.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ['@electric-sql/pglite', 'pg', 'pino', 'prom-client', 'web-tree-sitter'],
  headers: async () => [
    { source: '/:path((?!embed/[^/]+(?:/live)?/?$).*)', headers: pages },
    { source: '/embed/:id/live', headers: liveEmbeds },
    // Pictures of a share stand in pages of other origins.
    {
      source: '/s/:id/:picture(badge\\.svg|picture\\.png)',
      headers: [{ key: 'Cross-Origin-Resource-Policy', value: 'cross-origin' }],
    },
  ],
};
export default config;
