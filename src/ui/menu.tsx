// A button that opens a floating box; the box closes on Escape and on a press elsewhere.
import { type ReactNode, useEffect, useRef } from "react";

/** The button, and the box that it opens; whether it is open is the menu's own. */
export interface MenuProps {
  readonly summary: ReactNode;
  /** Accessible name where the summary is an icon alone. */
  readonly label?: string | undefined;
  /** CSS classes of the button and, beside its own, of the box. */
  readonly buttonClass: string;
  readonly boxClass?: string;
  readonly testId?: string | undefined;
  readonly children: ReactNode;
}

/** A summary that opens its children in a box above the page. */
export function Menu({ summary, label, buttonClass, boxClass, testId, children }: MenuProps) {
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const close = (event: Event) => {
      const menu = details.current;
      if (menu === null || !menu.open) return;
      const inside = event.target instanceof Node && menu.contains(event.target);
      if (event instanceof KeyboardEvent ? event.key === "Escape" : !inside) menu.open = false;
    };
    document.addEventListener("pointerdown", close);
    document.addEventListener("keydown", close);
    return () => {
      document.removeEventListener("pointerdown", close);
      document.removeEventListener("keydown", close);
    };
  }, []);
  return (
    <details className="menu" ref={details}>
      <summary className={buttonClass} aria-label={label} title={label} data-testid={testId}>
        {summary}
      </summary>
      <div className={boxClass === undefined ? "pop" : `pop ${boxClass}`}>{children}</div>
    </details>
  );
}
