// Messages of runs, runners, limits and verdicts.
import type { MessageTable } from './message';

export const runMessages = {} as const satisfies MessageTable;
