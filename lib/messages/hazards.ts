// Messages of the portability hazards.
import type { MessageTable } from './message';

export const hazardsMessages = {} as const satisfies MessageTable;
