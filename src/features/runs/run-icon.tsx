// The icons of the table alone, drawn like those of ui/icon.tsx.
const DRAWINGS = {
  eye: (
    <>
      <path d="M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 12.2 8 12.2 1.5 8 1.5 8z" />
      <circle cx="8" cy="8" r="1.9" />
    </>
  ),
  closedEye: (
    <path d="M1.5 7.2S4 11 8 11s6.5-3.8 6.5-3.8M3.4 9.6 2.2 11M6.2 10.8l-.5 1.8M9.8 10.8l.5 1.8M12.6 9.6l1.2 1.4" />
  ),
  pin: <path d="M5.2 2.5h5.6l-.8 4 2 2.3H4l2-2.3zM8 8.8v5" />,
  bin: <path d="M2.8 4.2h10.4M6 4V2.5h4V4M4 4.4l.7 9h6.6l.7-9M6.7 6.8v4.2M9.3 6.8v4.2" />,
} as const;

/** An icon in a button that has a name; `solid` fills it. */
export function RunIcon({ name, solid = false }: { readonly name: keyof typeof DRAWINGS; readonly solid?: boolean }) {
  return (
    <svg className={solid ? "i filled" : "i"} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      {DRAWINGS[name]}
    </svg>
  );
}
