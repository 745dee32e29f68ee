// A line of text that opens more controls below it.
import type { ReactNode } from "react";
import "./disclosure.css";
import { Icon } from "./icon";

/** The line, and what it opens; whether it is open is the browser's to know. */
export interface DisclosureProps {
  readonly summary: string;
  readonly children: ReactNode;
  readonly testId?: string;
  /** Whether it stands open until somebody closes it. */
  readonly startsOpen?: boolean;
  /** Hears of every opening and closing. */
  readonly onToggle?: (isOpen: boolean) => void;
}

/** Controls that most people do not need, one press away. */
export function Disclosure({ summary, children, testId, startsOpen, onToggle }: DisclosureProps) {
  return (
    <details
      className="more"
      data-testid={testId}
      open={startsOpen}
      onToggle={(event) => onToggle?.(event.currentTarget.open)}
    >
      <summary>
        {summary}
        <Icon name="chevron" />
      </summary>
      <div className="more-body">{children}</div>
    </details>
  );
}
