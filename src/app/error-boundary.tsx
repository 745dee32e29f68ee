// The last net: what no part of the page caught leaves a page that says so, instead of a white one.
import type { ReactNode } from "react";
import type { Language } from "@/domain/language";
import { messageOf } from "@/domain/thrown-message";
import { CopyDetails } from "@/features/copy-details";
import { translate } from "@/i18n/translate";
import { CatchFailure } from "@/ui/catch-failure";

interface Props {
  readonly language: Language;
  readonly children: ReactNode;
}

/** Shows a plain message with a way out when anything below fails to render. */
export function ErrorBoundary({ language, children }: Props) {
  return (
    <CatchFailure
      instead={({ thrown }) => (
        <main className="empty" role="alert" data-testid="error-banner" data-code="internal">
          <b>{translate(language, "crash.title")}</b>
          <p>{translate(language, "crash.text")}</p>
          <div className="row wrap">
            <button type="button" className="btn primary" onClick={() => location.reload()}>
              {translate(language, "crash.reload")}
            </button>
            <CopyDetails language={language} details={`Curió: ${messageOf(thrown)}`} />
          </div>
        </main>
      )}
    >
      {children}
    </CatchFailure>
  );
}
