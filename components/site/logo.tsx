// The mark, two threads over and two under, and the name.

export function Mark({ size = 20 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" aria-hidden="true" className="shrink-0">
      <g fill="none" strokeWidth="2.6" strokeLinecap="round">
        <path d="M6.5 1.5v9.2M6.5 16.3v2.2M13.5 1.5v2.2M13.5 9.3v9.2" stroke="var(--warp)" />
        <path d="M1.5 6.5h2.2M9.3 6.5h9.2M1.5 13.5h9.2M16.3 13.5h2.2" stroke="var(--weft)" />
      </g>
    </svg>
  );
}

/** @param short the mark alone where the page is narrow */
export function Logo({ short = false }: { short?: boolean }) {
  return (
    <span className="flex items-center gap-2 font-semibold tracking-tight text-base">
      <Mark />
      <span className={short ? 'max-sm:sr-only' : ''}>Crosswarp</span>
    </span>
  );
}
