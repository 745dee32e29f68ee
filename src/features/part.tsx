// A part of the page that stands or falls alone: it may arrive late, and when it throws the others go on.
import { type ReactNode, Suspense } from "react";
import { useText } from "@/i18n/use-text";
import { CatchFailure } from "@/ui/catch-failure";
import { PartFailure } from "./part-failure";
import "./part.css";

export interface PartProps {
  /** Names the part in details and for scripts. */
  readonly name: string;
  readonly children: ReactNode;
}

/** Draws its children; while their code is on the way, or when they fail, says so in their place. */
export function Part({ name, children }: PartProps) {
  return (
    <CatchFailure instead={({ thrown, retry }) => <PartFailure name={name} thrown={thrown} onRetry={retry} />}>
      <Suspense fallback={<PartLoading />}>{children}</Suspense>
    </CatchFailure>
  );
}

/** A line of text that leaves nothing but its space when it throws: there is no room for words or buttons. */
export function LinePart({ children }: Pick<PartProps, "children">) {
  return <CatchFailure instead={() => null}>{children}</CatchFailure>;
}

function PartLoading() {
  const text = useText();
  return (
    <p className="part-loading" role="status">
      {text.t("part.loading")}
    </p>
  );
}
