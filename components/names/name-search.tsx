'use client';
// The page of names at work: the table is fetched once, a search is answered as it is typed.
import Link from 'next/link';
import { useDeferredValue, useEffect, useId, useMemo, useState } from 'react';
import { findNames, type NameRow, type NamesTable } from './names-table';

/** Rows shown at a time: a longer list is read by nobody. */
const shown = 200;

type LibraryCount = {
  readonly label: string;
  readonly counterpart: string;
  readonly count: number;
  readonly missing: number;
};

export function NameSearch({ libraries, count }: { libraries: readonly LibraryCount[]; count: number }) {
  const [table, setTable] = useState<NamesTable>();
  const [failed, setFailed] = useState(false);
  const [text, setText] = useState('');
  const [library, setLibrary] = useState<number>();
  const [onlyMissing, setOnlyMissing] = useState(false);
  const searchId = useId();
  const libraryId = useId();

  useEffect(() => {
    const asked = new URLSearchParams(window.location.search).get('q');
    if (asked) setText(asked.slice(0, 100));
    const leaving = new AbortController();
    fetch('/names/table.json', { signal: leaving.signal })
      .then((response) => (response.ok ? response.json() : Promise.reject(new Error(response.statusText))))
      .then((loaded: NamesTable) => setTable(loaded))
      .catch(() => {
        if (!leaving.signal.aborted) setFailed(true);
      });
    return () => leaving.abort();
  }, []);

  const query = useDeferredValue(text);
  const isAsking = query.trim() !== '' || library !== undefined || onlyMissing;
  const found = useMemo(
    () => (table && isAsking ? findNames(table.rows, { text: query, library, onlyMissing }) : []),
    [table, query, library, onlyMissing, isAsking],
  );

  return (
    <>
      <search className="mt-6 flex flex-wrap items-end gap-x-4 gap-y-3">
        <div className="min-w-0 flex-1 basis-64">
          <label htmlFor={searchId} className="text-muted text-xs">
            A name of CUDA or HIP, or a part of one
          </label>
          <input
            id={searchId}
            type="search"
            value={text}
            onChange={(event) => setText(event.target.value)}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            placeholder="cudaMallocAsync"
            data-testid="name-search"
            className="mt-1 h-9 w-full rounded-md border border-line-strong bg-paper px-2 font-mono text-sm pointer-coarse:h-11"
          />
        </div>
        <div>
          <label htmlFor={libraryId} className="block text-muted text-xs">
            Library
          </label>
          <select
            id={libraryId}
            value={library ?? ''}
            onChange={(event) =>
              setLibrary(event.target.value === '' ? undefined : Number(event.target.value))
            }
            className="mt-1 h-9 rounded-md border border-line-strong bg-paper px-1.5 text-sm pointer-coarse:h-11"
          >
            <option value="">All</option>
            {libraries.map(({ label }, index) => (
              <option key={label} value={index}>
                {label}
              </option>
            ))}
          </select>
        </div>
        <label className="flex h-9 items-center gap-2 pointer-coarse:h-11">
          <input
            type="checkbox"
            className="accent-(--warp)"
            checked={onlyMissing}
            onChange={(event) => setOnlyMissing(event.target.checked)}
          />
          Only without counterpart
        </label>
      </search>
      <p role="status" className="mt-3 text-muted text-xs" data-testid="name-count">
        {status()}
      </p>
      {isAsking ? (
        table && found.length > 0 && <Rows table={table} rows={found.slice(0, shown)} />
      ) : (
        <Libraries libraries={libraries} onPick={setLibrary} />
      )}
    </>
  );

  function status(): string {
    if (failed) return 'The table could not be loaded. Reload the page to try again.';
    if (!table) return 'The table is on its way.';
    if (!isAsking) return `${count.toLocaleString('en')} names in ${libraries.length} libraries.`;
    if (found.length === 0)
      return 'No table has such a name: it is newer than what is known here, or not one of CUDA’s.';
    const all = `${found.length.toLocaleString('en')} ${found.length === 1 ? 'name' : 'names'}`;
    return found.length > shown
      ? `${all}, the first ${shown} shown. Type more to narrow it down.`
      : `${all}.`;
  }
}

function Libraries({
  libraries,
  onPick,
}: {
  libraries: readonly LibraryCount[];
  onPick: (index: number) => void;
}) {
  return (
    <ul className="mt-4 divide-y divide-line border-line border-y">
      {libraries.map(({ label, counterpart, count: of, missing }, index) => (
        <li key={label} className="grid gap-x-4 py-1.5 sm:grid-cols-[14rem_1fr_auto]">
          <button type="button" className="text-left text-warp hover:underline" onClick={() => onPick(index)}>
            {label}
          </button>
          <span className="text-muted">{counterpart}</span>
          <span className="tabular text-muted text-xs leading-5">
            {of.toLocaleString('en')} names,{' '}
            {missing === 0 ? 'all in HIP' : `${missing.toLocaleString('en')} without counterpart`}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Rows({ table, rows }: { table: NamesTable; rows: readonly NameRow[] }) {
  return (
    <div className="mt-2 overflow-x-auto">
      <table className="w-full min-w-[44rem] border-collapse text-left" data-testid="names">
        <caption className="sr-only">Names of CUDA with their names in HIP</caption>
        <thead className="text-muted text-xs">
          <tr className="h-8 border-line border-b [&>th]:px-2 [&>th]:font-normal [&>th:first-child]:pl-0">
            <th scope="col">CUDA</th>
            <th scope="col">HIP</th>
            <th scope="col">Library</th>
            <th scope="col">Kind</th>
            <th scope="col">Since</th>
            <th scope="col">Watch for</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([cuda, hip, library, kind, since, ends, rule]) => (
            <tr key={cuda} className="border-line border-b [&>td]:px-2 [&>td]:py-1.5 [&>td]:align-top">
              <th
                scope="row"
                className="break-all py-1.5 pr-2 text-left align-top font-mono font-normal text-xs leading-5"
              >
                {cuda}
              </th>
              <td className="break-all font-mono text-xs leading-5">
                {hip === null ? (
                  <span className="font-sans text-muted">no counterpart</span>
                ) : hip === '' ? (
                  <span className="font-sans text-muted">the same</span>
                ) : (
                  hip
                )}
              </td>
              <td className="whitespace-nowrap">{table.libraries[library]?.label}</td>
              <td className="text-muted">{kind === 'device' ? 'device function' : kind}</td>
              <td className="tabular">{since}</td>
              <td className="text-xs leading-5">
                {rule >= 0 && (
                  <Link href={`/explain/${table.rules[rule]}`} className="text-warp hover:underline">
                    {table.rules[rule]}
                  </Link>
                )}
                {ends !== '' && <span className="block text-muted">{ends}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
