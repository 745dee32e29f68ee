// The line icons of the page, drawn on a 16 by 16 grid in the current text colour.
import type { ReactNode } from "react";

const OUTLINED = {
  chevron: <path d="m4 6 4 4 4-4" />,
  download: <path d="M8 2v8M4.5 7 8 10.5 11.5 7M2.5 13.5h11" />,
  upload: <path d="M8 10.5v-8M4.5 6 8 2.5 11.5 6M2.5 13.5h11" />,
  link: (
    <path d="M6.8 9.2a2.6 2.6 0 0 0 3.7 0l2.2-2.2A2.6 2.6 0 0 0 9 3.3l-.8.8M9.2 6.8a2.6 2.6 0 0 0-3.7 0L3.3 9A2.6 2.6 0 0 0 7 12.7l.8-.8" />
  ),
  help: (
    <>
      <circle cx="8" cy="8" r="6.3" />
      <path d="M6.2 6.3A1.9 1.9 0 1 1 8 8.3v1" />
      <circle cx="8" cy="11.3" r=".4" fill="currentColor" />
    </>
  ),
  theme: (
    <>
      <circle cx="8" cy="8" r="5.8" />
      <path d="M8 2.2a5.8 5.8 0 0 1 0 11.6z" fill="currentColor" />
    </>
  ),
  lock: (
    <>
      <rect x="3" y="7" width="10" height="6.5" rx="1.5" />
      <path d="M5.2 7V5.2a2.8 2.8 0 0 1 5.6 0V7" />
    </>
  ),
  warning: (
    <>
      <path d="M8 2.2 14.3 13H1.7zM8 6.5v3" />
      <circle cx="8" cy="11.2" r=".3" fill="currentColor" />
    </>
  ),
  redo: <path d="M13.5 8a5.5 5.5 0 1 1-1.7-4M13.5 2v3h-3" />,
  dice: (
    <>
      <rect x="2.5" y="2.5" width="11" height="11" rx="2.5" />
      <g fill="currentColor" stroke="none">
        <circle cx="5.7" cy="5.7" r="1" />
        <circle cx="10.3" cy="10.3" r="1" />
        <circle cx="8" cy="8" r="1" />
      </g>
    </>
  ),
  tune: (
    <>
      <path d="M2 5h7M13 5h1M2 11h1M7 11h7" />
      <circle cx="11" cy="5" r="2" />
      <circle cx="5" cy="11" r="2" />
    </>
  ),
  curve: <path d="M2 2v12h12M4 4c1 5 3 7 9.5 7.5" />,
  note: <path d="M2.5 3.5h11v7h-6l-3 3v-3h-2zM5.5 6h5M5.5 8h3" />,
  copy: (
    <>
      <rect x="5.5" y="5.5" width="8" height="8" rx="1.5" />
      <path d="M3.5 10.5h-.2a.8.8 0 0 1-.8-.8V3.3c0-.4.4-.8.8-.8h6.4c.4 0 .8.4.8.8v.2" />
    </>
  ),
  dots: (
    <g fill="currentColor" stroke="none">
      <circle cx="3.5" cy="8" r="1.2" />
      <circle cx="8" cy="8" r="1.2" />
      <circle cx="12.5" cy="8" r="1.2" />
    </g>
  ),
  check: <path d="m3 8.5 3.5 3.5L13 4.5" />,
  close: <path d="m4 4 8 8M12 4l-8 8" />,
} as const;

const SOLID = {
  play: <path d="M4.5 2.8v10.4a.6.6 0 0 0 .9.5l8-5.2a.6.6 0 0 0 0-1l-8-5.2a.6.6 0 0 0-.9.5z" />,
  pause: (
    <path d="M4 2.5h2.5a.5.5 0 0 1 .5.5v10a.5.5 0 0 1-.5.5H4a.5.5 0 0 1-.5-.5V3a.5.5 0 0 1 .5-.5zm5.5 0H12a.5.5 0 0 1 .5.5v10a.5.5 0 0 1-.5.5H9.5A.5.5 0 0 1 9 13V3a.5.5 0 0 1 .5-.5z" />
  ),
  stop: <rect x="3" y="3" width="10" height="10" rx="1.5" />,
  resume: <path d="M2.8 3h1.5v10H2.8zM6 3.3v9.4a.5.5 0 0 0 .8.4L13 8.4a.5.5 0 0 0 0-.8L6.8 2.9a.5.5 0 0 0-.8.4z" />,
  step: <path d="M3 3.3v9.4a.5.5 0 0 0 .8.4L10 8.4a.5.5 0 0 0 0-.8L3.8 2.9a.5.5 0 0 0-.8.4zM11.3 3h1.5v10h-1.5z" />,
} as const;

/** The drawings that there are. */
export type IconName = keyof typeof OUTLINED | keyof typeof SOLID;

const DRAWINGS: Record<IconName, ReactNode> = { ...OUTLINED, ...SOLID };

/** An icon beside a text that already says what it means, hidden from screen readers; `size` in pixels. */
export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      className={name in SOLID ? "i solid" : "i"}
      viewBox="0 0 16 16"
      style={{ width: size, height: size }}
      aria-hidden="true"
    >
      {DRAWINGS[name]}
    </svg>
  );
}
