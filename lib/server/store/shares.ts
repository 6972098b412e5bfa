// Shared states in the database, each under the hash of what makes it the same, with the runs attached to it.
import { and, asc, desc, eq, inArray, notInArray, sql } from 'drizzle-orm';
import { type SharedState, sharedStateSchema } from '@/lib/run/wire';
import { RequestProblem } from '../requests-problem';
import { runAnswerOf } from './run-record';
import { runs, shareRuns, shares } from './schema';
import { shareIdOf } from './share-id';
import type { ShareStore, UseDatabase } from './store';

/** Runs shown with one share; when more are attached, the oldest go. */
export const evidenceLimit = 20;

export function shareStore(use: UseDatabase): ShareStore {
  return {
    put: async (state) => {
      const { version, sources, port, options, plan, tolerance } = state;
      const id = shareIdOf(state);
      const runIds = state.evidence.map((answer) => answer.id);
      await use('write', (db) =>
        db.transaction(async (tx) => {
          // The row stays locked to the end of the transaction: two that share one state come one after the other.
          await tx
            .insert(shares)
            .values({
              id,
              state: JSON.stringify({ version, sources, port, options, plan, tolerance }),
              title: state.title ?? null,
              crosswarp: state.crosswarp,
              createdAt: new Date(state.createdAt),
            })
            .onConflictDoUpdate({
              target: shares.id,
              set: { title: sql`coalesce(${shares.title}, excluded.title)` },
            });
          if (runIds.length === 0) return;
          const onRecord = await tx
            .select({ id: runs.id })
            .from(runs)
            .where(inArray(runs.id, runIds))
            .orderBy(runs.createdAt, runs.id)
            .for('key share');
          const before = await tx
            .select({ position: shareRuns.position })
            .from(shareRuns)
            .where(eq(shareRuns.shareId, id))
            .orderBy(desc(shareRuns.position))
            .limit(1);
          const next = (before[0]?.position ?? -1) + 1;
          if (onRecord.length === 0) return;
          await tx
            .insert(shareRuns)
            .values(onRecord.map((run, i) => ({ shareId: id, runId: run.id, position: next + i })))
            .onConflictDoNothing();
          const newest = tx
            .select({ runId: shareRuns.runId })
            .from(shareRuns)
            .where(eq(shareRuns.shareId, id))
            .orderBy(desc(shareRuns.position))
            .limit(evidenceLimit);
          await tx
            .delete(shareRuns)
            .where(and(eq(shareRuns.shareId, id), notInArray(shareRuns.runId, newest)));
        }),
      );
      return id;
    },
    get: async (id) => {
      const found = await use('read', async (db) => {
        const rows = await db.select().from(shares).where(eq(shares.id, id));
        const share = rows[0];
        if (!share) return undefined;
        const evidence = await db
          .select({ answer: runs.answer })
          .from(shareRuns)
          .innerJoin(runs, eq(runs.id, shareRuns.runId))
          .where(eq(shareRuns.shareId, id))
          .orderBy(asc(shareRuns.position));
        return { share, evidence };
      });
      if (!found) return undefined;
      return readState(found.share, found.evidence);
    },
  };
}

function readState(share: typeof shares.$inferSelect, evidence: readonly { answer: string }[]): SharedState {
  const parsed = sharedStateSchema.safeParse({
    ...objectOf(share.state),
    ...(share.title !== null && { title: share.title }),
    evidence: evidence.map(({ answer }) => runAnswerOf(answer)).filter((answer) => answer !== undefined),
    crosswarp: share.crosswarp,
    createdAt: share.createdAt.toISOString(),
  });
  if (!parsed.success) throw new RequestProblem('share-unreadable');
  return parsed.data;
}

function objectOf(json: string): object {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
