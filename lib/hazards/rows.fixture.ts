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
