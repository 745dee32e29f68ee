// Curió's mark: the songbird, in the text colour with its chestnut breast.

/** The bird, decoration beside the name. */
export function Bird() {
  return (
    <svg className="mark" viewBox="0 0 32 32" aria-hidden="true">
      <path
        fill="currentColor"
        d="M1.5 28.2 8 20.3C8.3 12.2 12.600 5.800 18.700 5.800c3.700 0 6.3 2 7.100 5l5-2.5-2.700 4.900 2.3 2.600h-4.5C25.3 21.800 20.700 26.400 14.3 26.400c-2.3 0-4.400-.6-5.900-1.700z"
      />
      <path
        fill="var(--chestnut)"
        d="M25.600 16c-.6 5.900-5.2 10.5-11.3 10.5-1.900 0-3.700-.4-5.100-1.3 6.5-.5 8.600-3 9.700-6.100.9-2.600 3.3-3.700 6.700-3.100z"
      />
      <path
        d="M10.600 19.600c.4-2.400 1.5-4.400 3-5.700"
        stroke="var(--surface)"
        strokeWidth="1.4"
        strokeLinecap="round"
        fill="none"
      />
      <circle cx="21.3" cy="11.2" r="1.35" fill="var(--surface)" />
    </svg>
  );
}
