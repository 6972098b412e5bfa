// The helpers that a text may begin with, each printed only when it is used. They give the IR's meaning where C++ has none
// of its own. Text only; nothing here is decided.

import { numberHelpers } from './number-helpers';
import { threadHelpers } from './thread-helpers';

type Helper = {
  readonly includes?: readonly string[];
  readonly needs?: readonly HelperName[];
  readonly text?: string;
};

const table = { ...numberHelpers, ...threadHelpers };

export type HelperName = keyof typeof table;

/** The includes and helpers that were asked for, in the table's order. */
export function preamble(asked: ReadonlySet<HelperName>): { includes: string[]; text: string[] } {
  const all = new Set<HelperName>();
  const add = (name: HelperName) => {
    const helper: Helper = table[name];
    for (const other of helper.needs ?? []) add(other);
    all.add(name);
  };
  for (const name of asked) add(name);
  const used = (Object.keys(table) as HelperName[]).filter((name) => all.has(name));
  return {
    includes: [...new Set(used.flatMap((name) => (table[name] as Helper).includes ?? []))].sort(),
    text: used.flatMap((name) => (table[name] as Helper).text ?? []),
  };
}
