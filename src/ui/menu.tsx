// A button that opens a floating box.
import type { ReactNode } from "react";
import "./floating.css";
import { usePopover } from "./use-popover";

/** The button, and the box that it opens; whether it is open is the menu's own. */
export interface MenuProps {
  readonly summary: ReactNode;
  /** Accessible name where the summary is an icon alone. */
  readonly label?: string | undefined;
  /** CSS classes of the button and, beside its own, of the box. */
  readonly buttonClass: string;
  readonly boxClass?: string;
  readonly testId?: string | undefined;
  /** Written to `data-value` of the button for scripts. */
  readonly value?: string | undefined;
  readonly children: ReactNode;
}

/** A button that opens its children in a box above the page. */
export function Menu({ summary, label, buttonClass, boxClass, testId, value, children }: MenuProps) {
  const { button, box } = usePopover("end");
  return (
    <>
      <button
        type="button"
        {...button}
        className={buttonClass}
        aria-label={label}
        title={label}
        data-testid={testId}
        data-value={value}
      >
        {summary}
      </button>
      <div {...box} className={boxClass === undefined ? "pop" : `pop ${boxClass}`}>
        {children}
      </div>
    </>
  );
}
