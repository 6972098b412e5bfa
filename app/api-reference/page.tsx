// The HTTP interface as people read it, from the same OpenAPI document that programs read.
import type { Metadata } from 'next';
import Link from 'next/link';
import { type Schema, SchemaView, typeOf } from '@/components/reference/schema-view';
import { PageShell } from '@/components/site/page-shell';
import { openApiDocument } from '@/lib/server/openapi';

export const metadata: Metadata = {
  title: 'API reference',
  description: 'Translate, run and share from scripts: every request and every answer.',
};

type Content = Readonly<Record<string, { readonly schema: Schema }>>;
type Operation = {
  readonly summary: string;
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required: boolean;
    readonly schema: Schema;
  }[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content: Content }>>;
};

const example = `curl -s http://localhost:3000/api/v1/translate \\
  -H 'content-type: application/json' \\
  -d '{"sources":{"main":"a.cu","files":{"a.cu":"__global__ void f() {}"}}}'`;

export default function ApiReferencePage() {
  const { paths, components } = openApiDocument();
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, ...(operation as Operation) })),
  );
  return (
    <PageShell current="/api-reference">
      <h1 className="font-semibold text-2xl tracking-tight">API reference</h1>
      <p className="mt-1 max-w-2xl text-base text-muted">
        Everything that the page does can be done by a script. Requests and answers are JSON; an error is a
        sentence with a code, and every code has its page among the{' '}
        <Link href="/explain" className="underline">
          explanations
        </Link>
        . Programs read the same as{' '}
        <a href="/api/v1/openapi.json" className="underline">
          an OpenAPI document
        </a>
        .
      </p>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, also by keyboard
        tabIndex={0}
        className="mt-4 overflow-x-auto rounded-lg border border-line bg-paper p-3 font-mono text-xs"
      >
        {example}
      </pre>
      <h2 className="mt-8 font-semibold text-lg">Requests</h2>
      {operations.map((operation) => (
        <Request key={operation.method + operation.path} {...operation} />
      ))}
      <h2 className="mt-10 font-semibold text-lg">What is sent and answered</h2>
      {Object.entries(components.schemas).map(([name, schema]) => (
        <section
          key={name}
          id={name}
          aria-label={name}
          className="mt-4 rounded-lg border border-line bg-paper p-4"
        >
          <h3 className="font-mono font-semibold text-sm">{name}</h3>
          <div className="mt-2">
            <SchemaView schema={schema as Schema} />
          </div>
        </section>
      ))}
    </PageShell>
  );
}

function Request({
  path,
  method,
  summary,
  parameters,
  requestBody,
  responses,
}: Operation & { path: string; method: string }) {
  return (
    <section
      aria-label={`${method.toUpperCase()} ${path}`}
      className="mt-3 rounded-lg border border-line bg-paper p-4"
    >
      <h3 className="flex flex-wrap items-baseline gap-x-2 font-mono text-sm">
        <span className="rounded-sm bg-sunken px-1.5 font-semibold text-xs uppercase">{method}</span>
        <span className="break-all">{path}</span>
      </h3>
      <p className="mt-1">{summary}</p>
      <dl className="mt-2 grid gap-x-4 gap-y-1 text-muted sm:grid-cols-[7rem_1fr]">
        {parameters && (
          <>
            <dt>Parameters</dt>
            <dd>
              {parameters.map(({ name, in: where, required, schema }) => (
                <p key={name}>
                  <code className="font-mono text-ink text-xs">
                    {where === 'path' ? `{${name}}` : `?${name}`}
                  </code>{' '}
                  {typeOf(schema)}
                  {required || where === 'path' ? '' : ', may be left out'}
                </p>
              ))}
            </dd>
          </>
        )}
        {requestBody && (
          <>
            <dt>Sends</dt>
            <dd>
              <Shape content={requestBody.content} />
            </dd>
          </>
        )}
        {Object.entries(responses).map(([status, { description, content }]) => (
          <Answer key={status} status={status} description={description} content={content} />
        ))}
      </dl>
    </section>
  );
}

function Answer({ status, description, content }: { status: string; description: string; content: Content }) {
  return (
    <>
      <dt>{status.startsWith('2') ? `Answers ${status}` : `Error ${status}`}</dt>
      <dd>
        {status.startsWith('2') ? (
          <Shape content={content} />
        ) : (
          description.split(', ').map((code, i) => (
            <span key={code}>
              {i > 0 && ', '}
              <Link
                href={`/explain/${code}`}
                className="font-mono text-xs underline decoration-line-strong hover:text-ink"
              >
                {code}
              </Link>
            </span>
          ))
        )}
      </dd>
    </>
  );
}

/** A link to the shape, and its kind where it is not plain JSON. */
function Shape({ content }: { content: Content }) {
  return Object.entries(content).map(([type, { schema }]) => (
    <span key={type}>
      <a href={`#${typeOf(schema)}`} className="font-mono text-warp text-xs underline">
        {typeOf(schema)}
      </a>
      {type !== 'application/json' && <> as {type}</>}
    </span>
  ));
}
