// Buttons of the house: three weights, two sizes. Fingers get 40 pixels, pointers 28.
import type { ButtonHTMLAttributes } from 'react';

const weights = {
  strong: 'bg-ink text-paper hover:opacity-85 disabled:hover:opacity-45',
  plain: 'border border-line-strong bg-raised text-ink hover:border-muted',
  quiet: 'text-muted hover:text-ink hover:bg-sunken',
  danger: 'border border-bad text-bad hover:bg-bad-wash',
} as const;

const sizes = {
  md: 'h-7 px-2.5 text-sm pointer-coarse:h-10 pointer-coarse:px-3.5',
  sm: 'h-6 px-2 text-xs pointer-coarse:h-9 pointer-coarse:px-3',
  icon: 'h-7 w-7 pointer-coarse:h-10 pointer-coarse:w-10',
} as const;

export type ButtonLook = { weight?: keyof typeof weights; size?: keyof typeof sizes };

/** The class of a button, for links that look like one. */
export function buttonClass({ weight = 'plain', size = 'md' }: ButtonLook = {}): string {
  return `inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md font-medium whitespace-nowrap select-none transition-colors disabled:opacity-45 ${weights[weight]} ${sizes[size]}`;
}

export function Button({
  weight,
  size,
  className = '',
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & ButtonLook) {
  return <button type="button" className={`${buttonClass({ weight, size })} ${className}`} {...rest} />;
}
