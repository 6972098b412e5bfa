// The form of one entry of the message catalogue, and how its holes are filled. Knows no particular message.
import type { Params } from '@/lib/core/problem';

/**
 * One thing that Crosswarp can say. The same entry makes the sentence in the editor, the line on the terminal
 * and the page `/explain/<code>`.
 */
export type Message = {
  /** One sentence, lower case, no full stop, with `{holes}`. It points with a span rather than quote. */
  readonly text: string;
  /** What this is and why it matters or was done: plain prose, a paragraph per line break. */
  readonly why: string;
  /** What to look out for afterwards. */
  readonly watch?: string;
  /** The way forward. */
  readonly fix?: string;
  /** Where the fact comes from. */
  readonly source?: string;
};

export type MessageTable = Readonly<Record<string, Message>>;

/**
 * Fills `{name}` with the parameter of that name, and `{name|word|words}` with the form that fits its number; a hole
 * without a parameter stays visible, so that a test finds it.
 */
export function fillHoles(text: string, params: Params): string {
  if (!text.includes('{')) return text;
  return text.replace(
    /\{([a-zA-Z]+)(?:\|([^{}|]*)\|([^{}|]*))?\}/g,
    (hole, name: string, one?: string, many?: string) => {
      if (!Object.hasOwn(params, name)) return hole;
      if (one === undefined || many === undefined) return String(params[name]);
      return Number(params[name]) === 1 ? one : many;
    },
  );
}

/** A message's sentence as it stands without a real case: its holes as `‹name›`, words in the plural. */
export function withoutCase(text: string): string {
  return text.replace(/\{[a-zA-Z]+\|[^{}|]*\|([^{}|]*)\}/g, '$1').replace(/\{([a-zA-Z]+)\}/g, '‹$1›');
}
