// Messages of the rules of the HIP port (each edit names one).
import type { MessageTable } from './message';

export const hipMessages = {} as const satisfies MessageTable;
