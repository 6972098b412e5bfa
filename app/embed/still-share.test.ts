// Which port an embed shows: the sharer's own, else the one kept when it was shared, else today's.
import { describe, expect, it } from 'vitest';
import { embedQueryOf } from '@/components/embed/embed-query';
import { stillPage } from '@/components/embed/still-page';
import { type SharedState, wireVersion } from '@/lib/run/wire';
import { stillShare } from './still-share';

const cuda = 'int main() { cudaFree(0); }\n';
const shared = (more: Partial<SharedState>): SharedState => ({
  version: wireVersion,
  sources: { main: 'main.cu', files: { 'main.cu': cuda } },
  options: {},
  evidence: [],
  createdAt: '2026-11-26T00:00:00.000Z',
  crosswarp: '0.1.0',
  ...more,
});
const query = embedQueryOf(new URLSearchParams());
const shown = (more: Partial<SharedState>) => stillShare('f'.repeat(32), shared(more), query);
const kept = (text: string) => ({ crosswarp: '0.0.9', files: { 'main.cu': text }, kernels: [] });

describe('the port in an embed', () => {
  it('is today’s where nothing else was kept, with its edits marked', async () => {
    const { port, madeBy, source } = await shown({});
    expect(port?.text).toContain('hipFree(0)');
    expect([port?.marks.length, source.marks.length].every((count) => (count ?? 0) > 0)).toBe(true);
    expect(madeBy).toBeUndefined();
  });

  it('is the one that was kept, marked as today’s where they are the same', async () => {
    const today = await shown({});
    expect(await shown({ translation: kept(today.port?.text ?? '') })).toEqual(today);
  });

  it('is the one that was kept where today’s is another, and says whose it is', async () => {
    const share = await shown({ translation: kept('int main() { hipFreeOfThen(0); }\n') });
    expect(share.port).toEqual({ path: 'main.hip', text: 'int main() { hipFreeOfThen(0); }\n', marks: [] });
    expect(share.source.marks).toEqual([]);
    expect(stillPage(share, query)).toContain('by Crosswarp 0.0.9');
  });

  it('is the sharer’s own before any translation', async () => {
    const port = { main: 'main.cu', files: { 'main.cu': 'mine\n' } };
    const share = await shown({ port, translation: kept('then\n') });
    expect(share.port?.text).toBe('mine\n');
    expect(share.madeBy).toBe('written by hand');
  });
});
