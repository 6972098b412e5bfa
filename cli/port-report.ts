// What a folder's port did and what is left for a person, in order of weight: in comes the port, out come lines for the
// terminal and a Markdown file. Names of the user's files are never markup.
import type { Severity } from '@/lib/core/problem';
import { messageOf } from '@/lib/messages';
import type { DescribedProblem, FolderPort } from './port-folder';
import type { ReadFolder } from './read-folder';

export const reportName = 'port-report.md';

/** All problems of one kind. */
type Concern = {
  readonly code: string;
  readonly severity: Severity;
  readonly problems: readonly DescribedProblem[];
};

const weight: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 };
const words: Readonly<Record<Severity, string>> = {
  error: 'must be done',
  warning: 'must be looked at',
  note: 'good to know',
};

/** Errors before warnings before notes; among equals what occurs most often first. */
export function concernsOf({ files }: FolderPort): Concern[] {
  const byCode = new Map<string, DescribedProblem[]>();
  for (const problem of files.flatMap(({ problems }) => problems)) {
    const key = `${problem.severity} ${problem.code}`;
    const list = byCode.get(key);
    if (list) list.push(problem);
    else byCode.set(key, [problem]);
  }
  return [...byCode.values()]
    .map((problems) => {
      const { code, severity } = problems[0] as DescribedProblem;
      return { code, severity, problems };
    })
    .sort((a, b) => weight[a.severity] - weight[b.severity] || b.problems.length - a.problems.length);
}

/** Edits by the rule that asked for them, most frequent first. */
export function editsByRule({ files }: FolderPort): [rule: string, count: number][] {
  const counts = new Map<string, number>();
  for (const { rule } of files.flatMap(({ edits }) => edits)) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

/** A path for a line of text: control characters could write lines of their own. */
export function plainName(path: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is looked for
  return path.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, '?');
}

const many = (count: number, one: string) => `${count.toLocaleString('en')} ${one}${count === 1 ? '' : 's'}`;

/** For the terminal: a few lines. */
export function summaryLines(port: FolderPort, folder: ReadFolder, out: string): string[] {
  const { stats, programs } = port;
  const concerns = concernsOf(port);
  const lines = [
    `${many(port.files.length, 'file')} ported in ${many(programs, 'program')}, ${many(folder.others.length, 'other')} copied to ${plainName(out)}`,
    `${many(stats.edits, 'edit')}: ${shortList(
      editsByRule(port).map(([rule, count]) => `${rule} ${count}`),
      8,
    )}`,
  ];
  if (folder.leftOut.length > 0)
    lines.push(
      `${many(folder.leftOut.length, 'entry').replace(/entrys$/, 'entries')} left out: links, special files, version control`,
    );
  if (concerns.length === 0) lines.push('nothing is left to do by hand that Crosswarp knows of');
  for (const { code, severity, problems } of concerns.slice(0, 12)) {
    const { file, line } = problems[0] as DescribedProblem;
    lines.push(
      `${severity.padEnd(7)} ${String(problems.length).padStart(4)} × ${code}, first in ${plainName(file)}:${line}`,
    );
  }
  if (concerns.length > 12) lines.push(`and ${concerns.length - 12} more kinds`);
  lines.push(`the whole list: ${plainName(out)}/${reportName}`);
  return lines;
}

function shortList(items: readonly string[], length: number): string {
  return items.length <= length
    ? items.join(', ') || 'none'
    : `${items.slice(0, length).join(', ')} and ${items.length - length} more kinds`;
}

/** Inline code that no name can leave. */
function code(text: string): string {
  const plain = plainName(text);
  const longest = Math.max(0, ...[...plain.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return longest > 0 || plain === '' ? `${fence} ${plain} ${fence}` : `${fence}${plain}${fence}`;
}
const prose = (text: string) => text.replace(/[\\`*_{}[\]<>#|!~]/g, '\\$&').replace(/\s*\n\s*/g, ' ');
const cell = (text: string) => text.replaceAll('|', '\\|');

const shownPlaces = 40;

/** The report as Markdown. */
export function reportText(port: FolderPort, folder: ReadFolder, name: string): string {
  const { stats } = port;
  const concerns = concernsOf(port);
  const lines = [
    `# Port of ${code(name)} to HIP`,
    '',
    `${many(port.files.length, 'file')} ported in ${many(port.programs, 'program')}, ${many(folder.others.length, 'other file')} copied unchanged. ${many(stats.edits, 'edit')}; ${many(stats.errors, 'error')}, ${many(stats.warnings, 'warning')}, ${many(stats.notes, 'note')}.`,
    '',
    '## What a person must look at',
    '',
  ];
  if (concerns.length === 0)
    lines.push('Nothing that Crosswarp knows of. Build it, run it, compare the results.', '');
  for (const severity of ['error', 'warning', 'note'] as const) {
    const these = concerns.filter((concern) => concern.severity === severity);
    if (these.length === 0) continue;
    lines.push(`### ${severity}s: ${words[severity]}`, '');
    for (const { code: id, problems } of these) {
      const { why } = messageOf(id);
      lines.push(`#### ${id} (${problems.length})`, '');
      if (!/\{\w+\}/.test(why)) lines.push(prose(why), '');
      for (const { file, line, column, message } of problems.slice(0, shownPlaces))
        lines.push(`- ${code(`${file}:${line}:${column}`)} ${prose(message)}`);
      if (problems.length > shownPlaces) lines.push(`- and ${problems.length - shownPlaces} more`);
      lines.push('');
    }
  }
  lines.push('## Edits by kind', '', '| rule | edits |', '|---|---:|');
  for (const [rule, count] of editsByRule(port)) lines.push(`| ${rule} | ${count} |`);
  lines.push('', '## Files', '', '| file | in the port | edits | problems |', '|---|---|---:|---:|');
  for (const { path, outPath, edits, problems } of port.files)
    lines.push(
      `| ${cell(code(path))} | ${path === outPath ? 'same name' : cell(code(outPath))} | ${edits.length} | ${problems.length} |`,
    );
  if (folder.leftOut.length > 0) {
    lines.push('', '## Left out', '');
    for (const { path, why } of folder.leftOut) lines.push(`- ${code(path)}: ${why}`);
  }
  return `${lines.join('\n')}\n`;
}
