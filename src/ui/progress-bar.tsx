// A bar that fills from the left, cut into equal parts where the work has parts.
import "./progress-bar.css";

/** How far, in how many parts, and how it stands with the work. */
export interface ProgressBarProps {
  readonly label: string;
  /** 0 to 1; null while it is not known. */
  readonly share: number | null;
  /** Equal parts shown by thin gaps; 1 for none, as are too many to tell apart. */
  readonly parts?: number;
  /** Faded for work that rests, error for work that failed. */
  readonly tone?: "normal" | "faded" | "error";
}

const MAXIMUM_PARTS = 40;

/** How far a long work has come. */
export function ProgressBar({ label, share, parts = 1, tone = "normal" }: ProgressBarProps) {
  const percent = share === null ? undefined : Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10;
  const cut = parts > 1 && parts <= MAXIMUM_PARTS;
  return (
    <div
      className={`bar bar-${tone}${cut ? "" : " plain"}${share === null ? " bar-unknown" : ""}`}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      style={{ "--part": `${100 / (cut ? parts : 1)}%` }}
    >
      <i style={{ width: `${percent ?? 35}%` }} />
    </div>
  );
}
