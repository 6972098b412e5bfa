'use client';
// The files of a program with several: folders as they are nested, each file with what is to be looked at in it; one click
// shows it. And the whole port as an archive.
import { Download, FileCode2 } from 'lucide-react';
import Link from 'next/link';
import { useMemo } from 'react';
import { Button } from '@/components/ui/button';
import { count } from '@/components/ui/format';
import { saveBytes } from '@/components/ui/save-file';
import { useStore } from '@/components/ui/use-store';
import { asSentence } from '@/lib/browser/api';
import { archiveOf, type BuildConcern, buildConcerns } from '@/lib/browser/folder';
import { type Session, shownPath } from '@/lib/browser/session';
import type { Severity } from '@/lib/core/problem';

type Counts = Readonly<Record<Severity, number>>;
type Row = {
  readonly path: string;
  readonly depth: number;
  readonly name: string;
  readonly isFolder: boolean;
};

export function FileTree({ session }: { session: Session }) {
  const sources = useStore(session.store, (s) => s.sources);
  const besides = useStore(session.store, (s) => s.besides);
  const shown = useStore(session.store, shownPath);
  const result = useStore(session.store, (s) => s.translated?.result);
  const settings = useStore(session.store, (s) => s.settings);
  const carried = useMemo(() => new Set(Object.keys(besides?.files ?? {})), [besides]);
  const rows = useMemo(() => rowsOf([...Object.keys(sources.files), ...carried]), [sources.files, carried]);
  const concerns = useMemo(
    () => (besides && result ? buildConcerns(besides, result.files, settings) : []),
    [besides, result, settings],
  );
  const counts = useMemo(() => {
    const byFile = new Map<string, Record<Severity, number>>();
    const told = (result?.problems ?? []).map(({ span, severity }) => ({ file: span.file, severity }));
    for (const { file, severity } of [...told, ...concerns]) {
      const of = byFile.get(file) ?? { error: 0, warning: 0, note: 0 };
      of[severity]++;
      byFile.set(file, of);
    }
    return byFile;
  }, [result, concerns]);

  return (
    <nav aria-label="Files" data-testid="file-tree" className="flex h-full min-h-0 flex-col bg-paper">
      <div className="flex h-9 shrink-0 items-center gap-2 border-line border-b bg-chrome pr-1.5 pl-3">
        <span className="truncate font-medium text-xs">{besides?.name ?? 'Files'}</span>
        <Button
          weight="quiet"
          size="sm"
          className="ml-auto"
          disabled={!result}
          data-testid="download-port"
          onClick={() => download(session)}
        >
          <Download size={14} aria-hidden /> Download
        </Button>
      </div>
      <ul className="min-h-0 flex-1 overflow-auto py-1">
        {rows.map(({ path, depth, name, isFolder }) => (
          <li key={path} style={{ paddingInlineStart: `${depth * 12}px` }}>
            {isFolder ? (
              <span className="block truncate px-3 py-0.5 text-muted text-xs">{name}/</span>
            ) : carried.has(path) ? (
              <Carried
                name={name}
                counts={counts.get(path)}
                concerns={concerns.filter(({ file }) => file === path)}
              />
            ) : (
              <button
                type="button"
                aria-current={path === shown}
                onClick={() => session.showFile(path)}
                className="flex w-full items-center gap-1.5 px-3 py-0.5 text-left text-xs hover:bg-sunken aria-[current=true]:bg-sunken aria-[current=true]:font-medium pointer-coarse:py-2"
              >
                <FileCode2 size={13} aria-hidden className="shrink-0 text-muted" />
                <span className="truncate font-mono">{name}</span>
                <Counted counts={counts.get(path)} />
              </button>
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** A file that goes into the download without being shown; a build file says what is left to do in it. */
function Carried({
  name,
  counts,
  concerns,
}: {
  name: string;
  counts: Counts | undefined;
  concerns: readonly BuildConcern[];
}) {
  const row = (
    <>
      <span className="truncate font-mono">{name}</span>
      <Counted counts={counts} />
    </>
  );
  const look = 'flex items-center gap-1.5 px-3 py-0.5 text-muted text-xs';
  if (concerns.length === 0) return <span className={look}>{row}</span>;
  return (
    <details>
      <summary className={`${look} cursor-pointer hover:bg-sunken pointer-coarse:py-2`}>{row}</summary>
      <ul className="px-3 pb-1 text-muted text-xs">
        {concerns.map(({ line, code, message }) => (
          <li key={`${line} ${code} ${message}`} className="py-0.5">
            <Link href={`/explain/${code}`} className="hover:underline">
              line {line}: {asSentence(message)}
            </Link>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** The gravest kind alone: a file with an error is found among many. */
function Counted({ counts }: { counts: Counts | undefined }) {
  if (!counts) return null;
  const [severity, color] =
    counts.error > 0
      ? (['error', 'bg-bad-wash text-bad'] as const)
      : counts.warning > 0
        ? (['warning', 'bg-warn-wash text-warn'] as const)
        : (['note', 'bg-sunken text-muted'] as const);
  const number = counts[severity];
  return (
    <span className={`tabular ml-auto shrink-0 rounded-full px-1.5 text-2xs ${color}`}>
      {count(number)}
      <span className="sr-only">
        {' '}
        {severity}
        {number === 1 ? '' : 's'}
      </span>
    </span>
  );
}

/** Paths in order, with a row for each folder before its first file. */
function rowsOf(paths: readonly string[]): Row[] {
  const rows: Row[] = [];
  const known = new Set<string>();
  // A folder stands where its name does, files and folders mixed as their names go.
  for (const path of [...paths].sort((a, b) => (a < b ? -1 : 1))) {
    const parts = path.split('/');
    for (let depth = 0; depth < parts.length - 1; depth++) {
      const folder = parts.slice(0, depth + 1).join('/');
      if (known.has(folder)) continue;
      known.add(folder);
      rows.push({ path: `${folder}/`, depth, name: parts[depth] as string, isFolder: true });
    }
    rows.push({ path, depth: parts.length - 1, name: parts.at(-1) as string, isFolder: false });
  }
  return rows;
}

function download(session: Session): void {
  const { translated, port, besides, settings } = session.store.get();
  if (!translated) return;
  const bytes = archiveOf(translated.result.files, port, besides, settings);
  saveBytes(`${besides?.name ?? 'port'}-hip.zip`, bytes, 'application/zip');
}
