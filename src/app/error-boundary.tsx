// The last net: a component that throws leaves a page that says so, instead of a white one.
import { Component, type ReactNode } from "react";
import type { Language } from "@/domain/language";
import { messageOf } from "@/domain/thrown-message";
import { translate } from "@/i18n/translate";
import { CopyDetails } from "./copy-details";

interface Props {
  readonly language: Language;
  readonly children: ReactNode;
}

/** Shows a plain message with a way out when anything below fails to render. */
export class ErrorBoundary extends Component<Props, { readonly failed: string | null }> {
  override state = { failed: null };

  static getDerivedStateFromError(error: unknown) {
    return { failed: messageOf(error) };
  }

  override render() {
    const { language, children } = this.props;
    const { failed } = this.state;
    if (failed === null) return children;
    return (
      <main className="empty" role="alert" data-testid="error-banner" data-code="internal">
        <b>{translate(language, "crash.title")}</b>
        <p>{translate(language, "crash.text")}</p>
        <div className="row wrap">
          <button type="button" className="btn primary" onClick={() => location.reload()}>
            {translate(language, "crash.reload")}
          </button>
          <CopyDetails language={language} details={`Curió: ${failed}`} />
        </div>
      </main>
    );
  }
}
