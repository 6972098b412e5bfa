// Records of finished runs in the database: kept for shares to refer to, evicted when none does.
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { RunnerId, WarpSize } from '@/lib/run/runner';
import type { RunAnswer } from '@/lib/run/wire';
import { codeOf } from './database';
import { runAnswerOf, runRecordOf } from './run-record';
import { recordings, runs } from './schema';
import type { UseDatabase } from './store';

export type RunRecords = {
  /**
   * Keeps a run that ended under the key of what was run (`shareIdOf`); the same id again changes nothing.
   * @returns false when the record is too large to be kept
   * @throws RequestProblem store-…
   */
  readonly put: (
    answer: RunAnswer,
    requestKey: string,
    recordings?: readonly PackedRecording[],
  ) => Promise<boolean>;
  /** @throws RequestProblem store-… */
  readonly recording: (id: string, runner: RunnerId, warp: WarpSize) => Promise<Uint8Array | undefined>;
  /** @throws RequestProblem store-… */
  readonly get: (id: string) => Promise<RunAnswer | undefined>;
  /** Finished runs among `ids` that ran exactly what `requestKey` stands for, oldest first. */
  readonly matching: (ids: readonly string[], requestKey: string) => Promise<RunAnswer[]>;
};

/** What one runner did, as lib/server/recordings.ts packs it. */
export type PackedRecording = {
  readonly runner: RunnerId;
  readonly warp: WarpSize;
  readonly packed: Uint8Array;
};

/** Bytes of packed recordings that are kept; beyond them the oldest go, also those of runs that are shared. */
const recordingBound = 512 * 1024 * 1024;

/** Bounds on what is kept of runs that no share refers to: days, number, and UTF-16 units of JSON together. */
const unsharedBounds = { days: 7, count: 1_000, size: 256 * 1024 * 1024 };

export function runRecords(
  use: UseDatabase,
  bounds = unsharedBounds,
  mostRecorded = recordingBound,
): RunRecords {
  return {
    put: async (answer, requestKey, packed = []) => {
      const record = runRecordOf(answer);
      if (!record) return false;
      await use('write', async (db) => {
        await db
          .insert(runs)
          .values({ id: answer.id, requestKey, answer: record, size: record.length })
          .onConflictDoNothing();
        for (const one of packed)
          await db
            .insert(recordings)
            .values({ runId: answer.id, ...one, size: one.packed.length })
            .onConflictDoNothing();
        if (packed.length > 0) await db.execute(recordingEviction(mostRecorded));
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
    recording: async (id, runner, warp) => {
      const rows = await use('read', (db) =>
        db
          .select({ packed: recordings.packed })
          .from(recordings)
          .where(and(eq(recordings.runId, id), eq(recordings.runner, runner), eq(recordings.warp, warp))),
      );
      return rows[0]?.packed;
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

/** Removes the oldest recordings beyond the bound. */
function recordingEviction(bound: number) {
  return sql`
    delete from recordings where (run_id, runner, warp) in (
      select run_id, runner, warp from (
        select run_id, runner, warp,
          sum(size) over (order by created_at desc, run_id, runner, warp) as total
        from recordings
      ) as kept
      where total > ${bound}
    )`;
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
