// Messages of requests, shares and input that cannot be taken.
import type { MessageTable } from './message';

export const requestMessages = {} as const satisfies MessageTable;
