// The sizes of code and results as the visitor left them, kept in this browser.
import { z } from 'zod';

const key = 'crosswarp.layout';
const layoutSchema = z.object({ code: z.number().min(5).max(95), dock: z.number().min(5).max(95) });

/** Percentages by panel id; nothing when none were kept or storage is forbidden. */
export function keptLayout(): { code: number; dock: number } | undefined {
  try {
    return layoutSchema.safeParse(JSON.parse(localStorage.getItem(key) ?? 'null')).data;
  } catch {
    return undefined;
  }
}

export function keepLayout(layout: Readonly<Record<string, number>>): void {
  try {
    localStorage.setItem(key, JSON.stringify(layout));
  } catch {
    // Without storage the sizes are those of this visit.
  }
}
