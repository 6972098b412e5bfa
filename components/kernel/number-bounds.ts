// Which numbers a field takes, in numbers and in words. Pure.
import { count } from '@/components/ui/format';

export type NumberBounds = {
  readonly least?: number;
  readonly most?: number;
  readonly whole?: boolean;
  /** The field may be empty. */
  readonly optional?: boolean;
};

/** The number that a text is; undefined for an empty text where that may be; `wrong` for all that the field does not take. */
export function readNumber(
  text: string,
  { least, most, whole, optional }: NumberBounds,
): number | undefined | 'wrong' {
  const trimmed = text.trim();
  if (trimmed === '') return optional ? undefined : 'wrong';
  const value = Number(trimmed);
  if (!Number.isFinite(value) || (whole && !Number.isInteger(value))) return 'wrong';
  if ((least !== undefined && value < least) || (most !== undefined && value > most)) return 'wrong';
  return value;
}

/** `a whole number from 1 to 1,024`. */
export function boundsWords({ least, most, whole }: NumberBounds): string {
  const kind = whole ? 'a whole number' : 'a number';
  if (least !== undefined && most !== undefined) return `${kind} from ${count(least)} to ${count(most)}`;
  return least === undefined ? kind : `${kind} from ${count(least)} on`;
}
