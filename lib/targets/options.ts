// The options of every target as values with defaults, each in one table.

export const rocmVersions = ['5.7', '6.2', '6.4', '7.0'] as const;
export const launchForms = ['chevrons', 'ggl'] as const;
export const libraryFlavours = ['hip', 'roc'] as const;

export type HipOptions = {
  /** The ROCm version whose names and headers the output is for. */
  readonly rocm: (typeof rocmVersions)[number];
  /** Keep `<<<>>>`, or write hipLaunchKernelGGL. */
  readonly launch: (typeof launchForms)[number];
  /** hipBLAS or rocBLAS and the like, where both exist. */
  readonly libraries: (typeof libraryFlavours)[number];
  /** Apply the fixes without which the port would not build for the chosen ROCm version. */
  readonly applyFixes: boolean;
};

export const defaultHipOptions: HipOptions = {
  rocm: '6.4',
  launch: 'chevrons',
  libraries: 'hip',
  applyFixes: true,
};

/** True when a ROCm release has what came with the release `since`; both as `6.2`. */
export function hasSince(release: string, since: string): boolean {
  return ordered(release) >= ordered(since);
}

/** Asked of every name: no lists are made of it. */
function ordered(release: string): number {
  const dot = release.indexOf('.');
  return dot < 0
    ? Number(release) * 1000
    : Number(release.slice(0, dot)) * 1000 + Number.parseInt(release.slice(dot + 1), 10);
}

/** What targets made from the IR are told. */
export type EmitOptions = {
  /** Lanes of a warp. */
  readonly warp: 32 | 64;
  /** Blocks that kernels are launched with, where they are known: the text is right for all, and fast for these. */
  readonly blocks?: Readonly<Record<string, readonly BlockSize[]>>;
};

/** Threads of a block along x, y and z. */
export type BlockSize = readonly [number, number, number];

export const defaultEmitOptions: EmitOptions = { warp: 32 };
