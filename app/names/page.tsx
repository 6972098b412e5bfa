// Every name of CUDA that is known, with what becomes of it in HIP: to look up.
import type { Metadata } from 'next';
import { NameSearch } from '@/components/names/name-search';
import { PageShell } from '@/components/site/page-shell';
import { namesTable } from './names-table';

export const metadata: Metadata = {
  title: 'Names',
  description:
    'Every name of CUDA and its libraries, with its name in HIP, since which release, and what to watch for.',
};

export default function NamesPage() {
  const { libraries, rows } = namesTable();
  const parts = libraries.map((library, index) => {
    const own = rows.filter(([, , of]) => of === index);
    return { ...library, count: own.length, missing: own.filter(([, hip]) => hip === null).length };
  });
  return (
    <PageShell current="/names">
      <h1 className="font-semibold text-2xl tracking-tight">Names</h1>
      <p className="mt-1 max-w-2xl text-base text-muted">
        What becomes of each name of CUDA in HIP, since which release, and which names have no counterpart. As
        of HIP 6.3; what is younger is known in part.
      </p>
      <NameSearch libraries={parts} count={rows.length} />
    </PageShell>
  );
}
