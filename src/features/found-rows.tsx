// Something that was found in the data: how often, and behind a press the rows in which it was found.
import type { ReactNode } from "react";
import type { CleaningKind } from "@/domain/corpus/corpus";
import type { Finding } from "@/domain/corpus/finding";
import type { SourceNoteKind } from "@/domain/corpus/source-note";
import { type Text, useText } from "@/i18n/use-text";
import { Icon } from "@/ui/icon";
import "./found-rows.css";

/** What was found, in words. */
export interface FoundRowsProps {
  readonly finding: Finding<string>;
  readonly told: string;
  /** Says what a place is about. */
  readonly tellAbout: (about: string) => string;
  /** What can be done about it. */
  readonly children?: ReactNode;
}

/** One kind of finding, with its rows: the line, and what stands there. */
export function FoundRows({ finding, told, tellAbout, children }: FoundRowsProps) {
  const text = useText();
  const { kind, count, places } = finding;
  return (
    <li data-testid="finding" data-kind={kind} data-count={count}>
      <Icon name="warning" />
      <div>
        <details className="found">
          <summary>{told}</summary>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard */}
          <ol tabIndex={0} aria-label={told}>
            {places.map(({ line, text: excerpt, about }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: places of one line differ in nothing but their order
              <li key={index} data-line={line}>
                {text.t("data.atLine", { line })}
                {about !== undefined && `, ${tellAbout(about)}`}
                {excerpt !== "" && <small>{excerpt}</small>}
              </li>
            ))}
          </ol>
          {count > places.length && (
            <p className="hint">{text.t("data.issueMore", { count: count - places.length })}</p>
          )}
        </details>
        {children}
      </div>
    </li>
  );
}

/** Says what a place is about, by the kind of finding; what has no words of its own stands for itself. */
export function aboutText(text: Text, kind: SourceNoteKind | CleaningKind, about: string): string {
  switch (kind) {
    case "incomplete":
      return text.t("found.withoutValue", { column: about });
    case "duplicate":
      return text.t("found.likeLine", { line: about });
    case "emptyColumn":
      return text.t("found.columnNumber", { column: about });
    default:
      return about;
  }
}
