// The tables, in the plain SQL of PostgreSQL 15. Documents are JSON kept as text: jsonb refuses \u0000 and lone
// surrogates, and what users paste may hold both.
import {
  customType,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core';

const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' });

/** Runs that ended. `requestKey` is the share id of what was run, so that a share finds its evidence by equality. */
export const runs = pgTable(
  'runs',
  {
    id: text('id').primaryKey(),
    requestKey: text('request_key').notNull(),
    /** A RunAnswer, its printed output cut to a bound. */
    answer: text('answer').notNull(),
    /** Length of `answer`, so that eviction can bound the sum without reading them. */
    size: integer('size').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true, precision: 3 }).notNull().defaultNow(),
  },
  (table) => [index('runs_created_at').on(table.createdAt)],
);

/** Shared states by the hash of what makes them the same; a row is there as long as somebody holds a claim to it. */
export const shares = pgTable('shares', {
  id: text('id').primaryKey(),
  /** Version, sources, port, options, plan and tolerance. */
  state: text('state').notNull(),
  /** A KeptTranslation; null where the version that shared it kept none. */
  translation: text('translation'),
  /** Version of Crosswarp when it was first shared. */
  crosswarp: text('crosswarp').notNull(),
  createdAt: timestamp('created_at', { withTimezone: true, precision: 3 }).notNull().defaultNow(),
});

/** Who shared a state, and what each said of it: gone with its creator's wish, the state with the last. */
export const shareClaims = pgTable(
  'share_claims',
  {
    /** Counts up: the first claim to a state speaks for it. */
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    shareId: text('share_id')
      .notNull()
      .references(() => shares.id, { onDelete: 'cascade' }),
    /** SHA-256 of the creator's token, hexadecimal; null for one that nobody can take back. */
    tokenHash: text('token_hash'),
    title: text('title'),
    description: text('description'),
    /** JSON: ids of the shares that it was made from, nearest first. They may be gone. */
    lineage: text('lineage').notNull().default('[]'),
    createdAt: timestamp('created_at', { withTimezone: true, precision: 3 }).notNull().defaultNow(),
  },
  (table) => [uniqueIndex('share_claims_holder').on(table.shareId, table.tokenHash)],
);

/** Which runs are shown with which share; a run that is listed here is never evicted. */
export const shareRuns = pgTable(
  'share_runs',
  {
    shareId: text('share_id')
      .notNull()
      .references(() => shares.id),
    runId: text('run_id')
      .notNull()
      .references(() => runs.id),
    /** Counts up in the order of attaching. */
    position: integer('position').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.shareId, table.runId] }),
    index('share_runs_run_id').on(table.runId),
  ],
);

/** What programs did on the device, packed (lib/server/recordings.ts); goes with its run. */
export const recordings = pgTable(
  'recordings',
  {
    runId: text('run_id')
      .notNull()
      .references(() => runs.id, { onDelete: 'cascade' }),
    runner: text('runner').notNull(),
    warp: integer('warp').notNull(),
    packed: bytes('packed').notNull(),
    /** Length of `packed`, so that eviction can bound the sum without reading them. */
    size: integer('size').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true, precision: 3 }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.runId, table.runner, table.warp] }),
    index('recordings_created_at').on(table.createdAt),
  ],
);
