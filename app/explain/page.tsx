// All messages by the part of Crosswarp that says them.
import type { Metadata } from 'next';
import Link from 'next/link';
import { PageShell } from '@/components/site/page-shell';
import { type Message, messageTables, withoutCase } from '@/lib/messages';

export const metadata: Metadata = {
  title: 'Explanations',
  description: 'Everything that Crosswarp can say about your program, with reasons and ways forward.',
};

const rooms = {
  parse: 'Reading the source',
  hip: 'Rules of the HIP port',
  hazards: 'What may mean something else on other hardware',
  'build-files': 'Build files',
  'cpu-program': 'Running on a CPU',
  ir: 'Taking kernels apart',
  cpp: 'Kernels as C++',
  expand: 'Macros and includes',
  lower: 'What kernels are compiled from',
  run: 'Runs and comparisons',
  plan: 'Plans: what is run of a kernel',
  interpreter: 'What the interpreter finds',
  findings: 'What a program does wrong while it runs',
  limits: 'Limits and compilers',
  devices: 'Compilers for GPUs, and devices',
  request: 'Requests and shares',
  page: 'The page',
  lessons: 'Lessons',
} as const satisfies Record<keyof typeof messageTables, string>;

export default function ExplainIndexPage() {
  const tables = Object.entries(messageTables) as [keyof typeof rooms, Readonly<Record<string, Message>>][];
  return (
    <PageShell current="/explain">
      <h1 className="font-semibold text-2xl tracking-tight">Explanations</h1>
      <p className="mt-1 max-w-2xl text-base text-muted">
        Everything that Crosswarp can say about a program, each with its reason.
      </p>
      {tables
        .filter(([, table]) => Object.keys(table).length > 0)
        .map(([room, table]) => (
          <section key={room} aria-labelledby={room} className="mt-8">
            <h2 id={room} className="font-semibold text-lg">
              {rooms[room]}
            </h2>
            <ul className="mt-2 divide-y divide-line border-line border-y">
              {Object.entries(table).map(([code, message]) => (
                <li key={code} className="grid gap-x-4 py-1.5 sm:grid-cols-[17rem_1fr]">
                  <Link
                    href={`/explain/${code}`}
                    className="break-words font-mono text-warp text-xs leading-5 hover:underline"
                  >
                    {code}
                  </Link>
                  <span className="text-muted">{withoutCase(message.text)}</span>
                </li>
              ))}
            </ul>
          </section>
        ))}
    </PageShell>
  );
}
