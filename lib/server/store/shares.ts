// Shared states in the database, each under the hash of what makes it the same, with the claims of those who shared it
// and the runs attached to it. States of earlier versions are read as the present one.
import { and, asc, desc, eq, inArray, notInArray, sql } from 'drizzle-orm';
import { shareIdOf } from '@/lib/run/share-id';
import { migrateState } from '@/lib/run/state-versions';
import { type Ancestor, type SharedState, sharedStateSchema } from '@/lib/run/wire';
import { RequestProblem } from '../requests-problem';
import type { Db } from './database';
import { runAnswerOf } from './run-record';
import { runs, shareClaims, shareRuns, shares } from './schema';
import type { ShareStore, UseDatabase } from './store';

/** Runs shown with one share; when more are attached, the oldest go. */
export const evidenceLimit = 20;
/** Ancestors that a share remembers; when there are more, the farthest are forgotten. */
export const lineageLimit = 50;

type Tx = Parameters<Parameters<Db['transaction']>[0]>[0];
type Claim = typeof shareClaims.$inferSelect;

export function shareStore(use: UseDatabase): ShareStore {
  return {
    put: async (state, tokenHash) => {
      const { version, sources, port, options, plan, tolerance } = state;
      const id = shareIdOf(state);
      const runIds = state.evidence.map((answer) => answer.id);
      await use('write', (db) =>
        db.transaction(async (tx) => {
          const translation = state.translation ? JSON.stringify(state.translation) : null;
          // The row stays locked to the end of the transaction: two that share one state come one after the other.
          await tx
            .insert(shares)
            .values({
              id,
              state: JSON.stringify({ version, sources, port, options, plan, tolerance }),
              translation,
              crosswarp: state.crosswarp,
              createdAt: new Date(state.createdAt),
            })
            .onConflictDoUpdate({
              target: shares.id,
              set: { translation: sql`coalesce(${shares.translation}, excluded.translation)` },
            });
          await claim(tx, id, state, tokenHash);
          if (runIds.length > 0) await attach(tx, id, runIds);
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
        return { share, claims: await claimsOf(db, [id]), evidence };
      });
      return found && readState(found.share, found.claims, found.evidence);
    },
    holds: async (id, tokenHash) => {
      const rows = await use('read', (db) =>
        db.select({ id: shareClaims.id }).from(shareClaims).where(heldBy(id, tokenHash)),
      );
      return rows.length > 0;
    },
    release: async (id, tokenHash) =>
      use('write', (db) =>
        db.transaction(async (tx) => {
          // Locked as in put: whoever shares this state in this very moment comes before or after.
          const row = await tx.select({ id: shares.id }).from(shares).where(eq(shares.id, id)).for('update');
          if (row.length === 0) return 'unknown';
          const released = await tx
            .delete(shareClaims)
            .where(heldBy(id, tokenHash))
            .returning({ id: shareClaims.id });
          if (released.length === 0) return 'not-held';
          if ((await claimsOf(tx, [id])).length > 0) return 'released';
          await removeShare(tx, id);
          return 'gone';
        }),
      ),
    history: async (id) =>
      use('read', async (db) => {
        const lineage = lineageOf((await claimsOf(db, [id]))[0]);
        const here = await db
          .select({ id: shares.id, createdAt: shares.createdAt })
          .from(shares)
          .where(inArray(shares.id, lineage));
        const claims = await claimsOf(
          db,
          here.map((share) => share.id),
        );
        return lineage.map((ancestor): Ancestor => {
          const share = here.find((one) => one.id === ancestor);
          if (!share) return { id: ancestor, here: false };
          const { title } = saidOf(claims.filter((one) => one.shareId === ancestor));
          return {
            id: ancestor,
            here: true,
            ...(title && { title }),
            createdAt: share.createdAt.toISOString(),
          };
        });
      }),
  };
}

const heldBy = (id: string, tokenHash: string) =>
  and(eq(shareClaims.shareId, id), eq(shareClaims.tokenHash, tokenHash));

/** Claims to these shares, oldest first. */
async function claimsOf(db: Pick<Db, 'select'>, ids: readonly string[]): Promise<Claim[]> {
  if (ids.length === 0) return [];
  return db
    .select()
    .from(shareClaims)
    .where(inArray(shareClaims.shareId, [...ids]))
    .orderBy(shareClaims.id);
}

/** A new claim, or other words for the one that the token holds. */
async function claim(tx: Tx, id: string, state: SharedState, tokenHash: string | undefined): Promise<void> {
  const { forkedFrom, title = null, description = null } = state;
  const parent = forkedFrom && forkedFrom !== id ? (await claimsOf(tx, [forkedFrom]))[0] : undefined;
  const lineage = parent ? [parent.shareId, ...lineageOf(parent)].filter((one) => one !== id) : [];
  await tx
    .insert(shareClaims)
    .values({
      shareId: id,
      tokenHash: tokenHash ?? null,
      title,
      description,
      lineage: JSON.stringify(lineage.slice(0, lineageLimit)),
    })
    .onConflictDoUpdate({
      target: [shareClaims.shareId, shareClaims.tokenHash],
      set: { title, description },
    });
}

/** Attaches those of the runs that are on record. */
async function attach(tx: Tx, id: string, runIds: readonly string[]): Promise<void> {
  const onRecord = await tx
    .select({ id: runs.id })
    .from(runs)
    .where(inArray(runs.id, [...runIds]))
    .orderBy(runs.createdAt, runs.id)
    .for('key share');
  if (onRecord.length === 0) return;
  const before = await tx
    .select({ position: shareRuns.position })
    .from(shareRuns)
    .where(eq(shareRuns.shareId, id))
    .orderBy(desc(shareRuns.position))
    .limit(1);
  const next = (before[0]?.position ?? -1) + 1;
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
  await tx.delete(shareRuns).where(and(eq(shareRuns.shareId, id), notInArray(shareRuns.runId, newest)));
}

/** The state and the runs that only it showed. Runs are random ids: who knows one could read it after the share is gone. */
async function removeShare(tx: Tx, id: string): Promise<void> {
  const attached = await tx
    .delete(shareRuns)
    .where(eq(shareRuns.shareId, id))
    .returning({ runId: shareRuns.runId });
  await tx.delete(shares).where(eq(shares.id, id));
  const runIds = attached.map(({ runId }) => runId);
  if (runIds.length === 0) return;
  const shown = tx.select({ runId: shareRuns.runId }).from(shareRuns).where(inArray(shareRuns.runId, runIds));
  await tx.delete(runs).where(and(inArray(runs.id, runIds), notInArray(runs.id, shown)));
}

/** Title and description of the first claim that has either. */
function saidOf(claims: readonly Claim[]): { title?: string; description?: string } {
  const first = claims.find((one) => one.title !== null || one.description !== null);
  return {
    ...(first?.title && { title: first.title }),
    ...(first?.description && { description: first.description }),
  };
}

function lineageOf(claim: Claim | undefined): string[] {
  const value = jsonOf(claim?.lineage ?? '[]');
  return Array.isArray(value) ? value.filter((id) => typeof id === 'string') : [];
}

function readState(
  share: typeof shares.$inferSelect,
  claims: readonly Claim[],
  evidence: readonly { answer: string }[],
): SharedState {
  const migrated = migrateState(jsonOf(share.state), 'version');
  if ('problem' in migrated)
    throw new RequestProblem(migrated.problem === 'newer' ? 'share-of-newer-version' : 'share-unreadable');
  const forkedFrom = lineageOf(claims[0])[0];
  const parsed = sharedStateSchema.safeParse({
    ...migrated.document,
    ...saidOf(claims),
    ...(forkedFrom && { forkedFrom }),
    ...(share.translation !== null && { translation: jsonOf(share.translation) }),
    evidence: evidence.map(({ answer }) => runAnswerOf(answer)).filter((answer) => answer !== undefined),
    crosswarp: share.crosswarp,
    createdAt: share.createdAt.toISOString(),
  });
  if (!parsed.success) throw new RequestProblem('share-unreadable');
  return parsed.data;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
