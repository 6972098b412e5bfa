// Messages of the parser and the analysis.
import type { MessageTable } from './message';

export const parseMessages = {} as const satisfies MessageTable;
