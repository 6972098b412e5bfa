// Records of finished runs in the database: kept for shares to refer to, evicted when none does.
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { RunAnswer } from '@/lib/run/wire';
import { codeOf } from './database';
import { runAnswerOf, runRecordOf } from './run-record';
import { runs } from './schema';
import type { UseDatabase } from './store';

export type RunRecords = {
  /**
   * Keeps a run that ended under the key of what was run (`shareIdOf`); the same id again changes nothing.
   * @returns false when the record is too large to be kept
   * @throws RequestProblem store-…
   */
  readonly put: (answer: RunAnswer, requestKey: string) => Promise<boolean>;
  /** @throws RequestProblem store-… */
  readonly get: (id: string) => Promise<RunAnswer | undefined>;
  /** Finished runs among `ids` that ran exactly what `requestKey` stands for, oldest first. */
  readonly matching: (ids: readonly string[], requestKey: string) => Promise<RunAnswer[]>;
};

/** Bounds on what is kept of runs that no share refers to: days, number, and UTF-16 units of JSON together. */
const unsharedBounds = { days: 7, count: 1_000, size: 256 * 1024 * 1024 };

export function runRecords(use: UseDatabase, bounds = unsharedBounds): RunRecords {
  return {
    put: async (answer, requestKey) => {
      const record = runRecordOf(answer);
      if (!record) return false;
      await use('write', async (db) => {
        await db
          .insert(runs)
          .values({ id: answer.id, requestKey, answer: record, size: record.length })
          .onConflictDoNothing();
        try {
          await db.execute(eviction(bounds));
        } catch (error) {
          // A run was attached to a share in this very moment: the next record evicts again.
          if (codeOf(error) !== '23503') throw error;
        }
      });
      return true;
    },
    get: async (id) => {
      const rows = await use('read', (db) =>
        db.select({ answer: runs.answer }).from(runs).where(eq(runs.id, id)),
      );
      return rows[0] && runAnswerOf(rows[0].answer);
    },
    matching: async (ids, requestKey) => {
      if (ids.length === 0) return [];
      const rows = await use('read', (db) =>
        db
          .select({ answer: runs.answer })
          .from(runs)
          .where(and(inArray(runs.id, [...ids]), eq(runs.requestKey, requestKey)))
          .orderBy(runs.createdAt, runs.id),
      );
      return rows.flatMap((row) => {
        const answer = runAnswerOf(row.answer);
        return answer?.state === 'finished' ? [answer] : [];
      });
    },
  };
}

/** Removes what no share refers to, beyond the bounds; the newest stay. */
function eviction({ days, count, size }: { days: number; count: number; size: number }) {
  return sql`
    delete from runs where id in (
      select id from (
        select id, created_at,
          row_number() over newest_first as nth,
          sum(size) over newest_first as total
        from runs
        where not exists (select 1 from share_runs where share_runs.run_id = runs.id)
        window newest_first as (order by created_at desc, id)
      ) as unshared
      where nth > ${count} or total > ${size} or created_at < now() - make_interval(days => ${days})
    )`;
}
