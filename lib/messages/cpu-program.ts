// Messages of the CPU program rewrite.
import type { MessageTable } from './message';

export const cpuProgramMessages = {} as const satisfies MessageTable;
