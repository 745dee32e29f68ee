// A button that copies the technical side of a failure for a report, so that the page need not show it.
import { useState } from "react";
import type { Language } from "@/domain/language";
import { translate } from "@/i18n/translate";

export interface CopyDetailsProps {
  readonly language: Language;
  readonly details: string;
}

/** Copies `details`; where the clipboard is refused it shows them, to be copied by hand. */
export function CopyDetails({ language, details }: CopyDetailsProps) {
  const [outcome, setOutcome] = useState<"none" | "copied" | "refused">("none");
  const copy = async () => {
    await navigator.clipboard.writeText(details);
    setOutcome("copied");
  };
  if (outcome === "refused") return <code lang="en">{details}</code>;
  return (
    <button
      type="button"
      className="btn quiet"
      data-testid="copy-details"
      onClick={() => void copy().catch(() => setOutcome("refused"))}
    >
      {translate(language, outcome === "copied" ? "error.detailsCopied" : "error.copyDetails")}
    </button>
  );
}
