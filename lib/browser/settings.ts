// The settings of a translation as the page offers them: choices, words and defaults. Values only; no page, no compiler.
import type { WirePortOptions } from '@/lib/run/wire';
import {
  defaultHipOptions,
  type HipOptions,
  launchForms,
  libraryFlavours,
  rocmVersions,
} from '@/lib/targets/options';

export type Settings = HipOptions;
export const defaultSettings: Settings = defaultHipOptions;

/** What a visitor may choose, in order, with the words for it. */
export const settingChoices = {
  rocm: {
    label: 'ROCm version',
    hint: 'Names and headers of the port are those of this release of ROCm.',
    choices: rocmVersions.map((value) => ({ value, label: value })),
  },
  launch: {
    label: 'Kernel launches',
    hint: 'HIP compilers read the triple brackets; the macro form is older and also works in plain C++.',
    choices: launchForms.map((value) => ({
      value,
      label: value === 'chevrons' ? 'kernel<<<…>>>' : 'hipLaunchKernelGGL',
    })),
  },
  libraries: {
    label: 'Libraries',
    hint: 'hipBLAS and its family look like cuBLAS; the roc family is what they call.',
    choices: libraryFlavours.map((value) => ({ value, label: value === 'hip' ? 'hipBLAS …' : 'rocBLAS …' })),
  },
} as const;

/** What of a translation was chosen, apart from the settings: ids of edits taken back, and of fixes taken. */
export type Chosen = { readonly undone: readonly string[]; readonly taken: readonly string[] };

/** The settings and what was chosen in the form that crosses the network; defaults included, so that links last. */
export function toWire(settings: Settings, { undone, taken }: Chosen): WirePortOptions {
  return {
    ...settings,
    ...(undone.length > 0 && { undone: [...undone].sort() }),
    ...(taken.length > 0 && { taken: [...taken].sort() }),
  };
}

/** Fills what a stored or shared state leaves open with the defaults. */
export function fromWire(options: WirePortOptions): { settings: Settings } & Chosen {
  const { undone, taken, ...rest } = options;
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  return { settings: { ...defaultSettings, ...given }, undone: undone ?? [], taken: taken ?? [] };
}
