// For tests: the store as an earlier version left it, from the rows that it wrote (tests/links). Unit tests and end-to-end
// tests open the same.
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import type { Settings } from '../settings';
import { openDatabase } from './database';
import { freshFolder, removeFolder } from './store.fixture';

type Row = Readonly<Record<string, string | number | null>>;

export type OldLinks = {
  /** Its folder under tests/links: the version, and what marks it. */
  readonly name: string;
  readonly about: string;
  /** How many of the migrations there were then. */
  readonly migrations: number;
  /** Ids by what the share shows. */
  readonly names: Readonly<Record<string, string>>;
  readonly shares: readonly Row[];
  readonly runs: readonly Row[];
  readonly share_runs: readonly Row[];
  readonly share_claims?: readonly Row[];
  /** The fragment of a private link of then. */
  readonly privateLink: string;
};

export function readOldLinks(root: string): OldLinks[] {
  const folder = join(root, 'tests', 'links');
  return readdirSync(folder)
    .sort()
    .map((name) => ({
      name,
      ...(JSON.parse(readFileSync(join(folder, name, 'store.json'), 'utf8')) as Omit<
        OldLinks,
        'name' | 'privateLink'
      >),
      privateLink: readFileSync(join(folder, name, 'private-link.txt'), 'utf8').trim(),
    }));
}

/** Makes an empty database as it was then, and writes the rows of then into it. */
export async function makeOldStore(settings: Settings, links: OldLinks): Promise<void> {
  const root = freshFolder('old-root');
  const drizzle = join(settings.root, 'drizzle');
  const journal = JSON.parse(readFileSync(join(drizzle, 'meta', '_journal.json'), 'utf8'));
  const entries = journal.entries.slice(0, links.migrations);
  mkdirSync(join(root, 'drizzle', 'meta'), { recursive: true });
  writeFileSync(join(root, 'drizzle', 'meta', '_journal.json'), JSON.stringify({ ...journal, entries }));
  for (const { tag } of entries) cpSync(join(drizzle, `${tag}.sql`), join(root, 'drizzle', `${tag}.sql`));
  const database = await openDatabase({ ...settings, root });
  for (const table of ['shares', 'runs', 'share_runs', 'share_claims'] as const)
    for (const row of links[table] ?? []) {
      const columns = Object.keys(row).filter((column) => !(table === 'share_claims' && column === 'id'));
      const names = sql.join(
        columns.map((column) => sql.identifier(column)),
        sql`, `,
      );
      const values = sql.join(
        columns.map((column) => sql`${row[column]}`),
        sql`, `,
      );
      await database.db.execute(sql`insert into ${sql.identifier(table)} (${names}) values (${values})`);
    }
  await database.close();
  removeFolder(root);
}
