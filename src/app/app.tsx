// The page from header to footer. What each part shows is in its own file; panels come from features/.
import { useCallback, useEffect } from "react";
import { fetchErrorWords } from "@/features/error-words";
import { Part } from "@/features/part";
import { translate } from "@/i18n/translate";
import { LanguageProvider } from "@/i18n/use-text";
import { AppProvider } from "@/state/use-app";
import { ExplanationName } from "@/ui/explanation";
import type { CurioApp } from "./create-app";
import { DropArea } from "./drop-area";
import { ErrorBanner } from "./error-banner";
import { ErrorBoundary } from "./error-boundary";
import { Footer } from "./footer";
import { Header } from "./header";
import { KeyboardShortcuts } from "./keyboard-shortcuts";
import { LoadBar } from "./load-bar";
import { Notices } from "./notices";
import { PageLook } from "./page-look";
import { PhoneTabs } from "./phone-tabs";
import { SampleColumn } from "./sample-column";
import { SetupColumn } from "./setup-column";
import { SkipLink } from "./skip-link";
import { Toasts } from "./toasts";
import { TrainColumn } from "./train-column";
import { UnsavedGuard } from "./unsaved-guard";
import { useSpokenLanguage } from "./use-spoken-language";
import { useTab } from "./use-tab";
import "./workspace.css";
import "./phone.css";

/** The whole page over one app. */
export function App({ app }: { readonly app: CurioApp }) {
  return (
    <AppProvider services={app.services}>
      <Page />
    </AppProvider>
  );
}

function Page() {
  const language = useSpokenLanguage();
  const tab = useTab();
  useEffect(() => fetchErrorWords(language), [language]);
  const explain = useCallback((label: string) => translate(language, "shell.explain", { label }), [language]);
  return (
    <LanguageProvider language={language}>
      <ExplanationName value={explain}>
        <PageLook />
        <UnsavedGuard />
        <ErrorBoundary language={language}>
          <DropArea />
          <KeyboardShortcuts />
          <SkipLink />
          <Part name="header">
            <Header />
          </Part>
          <LoadBar />
          <div className="messages">
            <ErrorBanner />
            <Notices />
          </div>
          <main className="workspace" data-tab={tab}>
            <SetupColumn />
            <TrainColumn />
            <SampleColumn />
          </main>
          <Footer />
          <PhoneTabs />
          <Toasts />
        </ErrorBoundary>
      </ExplanationName>
    </LanguageProvider>
  );
}
