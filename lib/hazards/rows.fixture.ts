// How the programs of the hazards' tests are put together, and what a row of them is. For tests alone.
import type { MessageCode } from '@/lib/messages';
import type { HipOptions } from '@/lib/targets/options';

/** A hazard with a program that has it and a correct one that must stay silent about it. */
export type Row = {
  readonly code: MessageCode;
  readonly severity: 'error' | 'warning' | 'note';
  readonly has: string;
  readonly hasNot: string;
  readonly options?: Partial<HipOptions>;
};

export const kernel = (body: string, parameters = 'float *p, int n') =>
  `__global__ void k(${parameters}) { ${body} }\n`;
export const host = (body: string) => `int main() { ${body} return 0; }\n`;
/** Hazards that the translation mends by itself are seen with fixes off. */
export const off = { applyFixes: false } as const;
export const cg = '#include <cooperative_groups.h>\nnamespace cg = cooperative_groups;\n';

/** A hazard that can be mended, with a program, what the mended one contains, and one that must stay as it is. */
export type FixRow = {
  /** Its name in the catalogue of hazards. */
  readonly id: string;
  /** In the plain translation, with `--fix`, by a click in the editor, or in the build files of a folder. */
  readonly how: 'plain' | 'fix' | 'click' | 'build';
  /** The rule or problem that carries it. */
  readonly code: MessageCode;
  readonly has: string;
  readonly gives: string;
  readonly not: string;
  readonly options?: Partial<HipOptions>;
  /** The programs bring their own includes. */
  readonly bare?: true;
  /** What it does to a build file besides. */
  readonly file?: { readonly path: string; readonly has: string; readonly gives: string };
  /** The build file's name, for `build`. */
  readonly path?: string;
  /** Why Debian's hipcc can't build the mended program. */
  readonly unbuilt?: string;
};

/** The program with the runtime's header, unless it brings its own. */
export const programOf = ({ bare }: FixRow, text: string): string =>
  bare ? text : `#include <cuda_runtime.h>\n${text}`;
