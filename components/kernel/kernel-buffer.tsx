'use client';
// A buffer of a plan before and after the kernels ran, shown as the inspector shows recorded ones.
import { useMemo } from 'react';
import { Contents } from '@/components/run/inspector-buffer';
import type { KernelBuffer as Shown } from '@/lib/browser/kernel-view';
import { base64Of } from '@/lib/run/base64';
import type { PlanLaunch } from '@/lib/run/plan';

/** Elements beyond this many bytes are not shown: the table and the picture are for the eye. */
const shownBytes = 4 * 1024 * 1024;

export function KernelBuffer({ buffer, launch }: { buffer: Shown; launch: PlanLaunch }) {
  const contents = useMemo(() => {
    const before = buffer.before.subarray(0, shownBytes);
    const after = buffer.after.subarray(0, shownBytes);
    return {
      launch: 0,
      buffer: 0,
      name: buffer.name,
      type: buffer.type,
      bytes: after.length,
      offset: 0,
      before: base64Of(before),
      after: base64Of(after),
      changed: after.reduce((changed, byte, i) => changed + (byte === before[i] ? 0 : 1), 0),
    };
  }, [buffer]);
  const across = useMemo(
    () => ({
      grid: launch.grid,
      block: launch.block,
      args: launch.args.flatMap(({ name, kind, type, init }) =>
        kind === 'scalar' && init.kind === 'constant' ? [{ name, type, value: String(init.value) }] : [],
      ),
    }),
    [launch],
  );
  return (
    <>
      <Contents contents={contents} launch={across} />
      {buffer.after.length > shownBytes && (
        <p className="px-4 pb-3 text-muted text-xs">The first 4 MiB of the buffer are shown.</p>
      )}
    </>
  );
}
