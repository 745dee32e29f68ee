// The sentences of errors. They come right after the page: a chunk a language.
import { Suspense, use } from "react";
import type { AppError } from "@/domain/errors";
import type { Language } from "@/domain/language";
import { errorMessage } from "@/i18n/error-message";
import type { ErrorText } from "@/i18n/error-words";
import { useText } from "@/i18n/use-text";
import { CatchFailure } from "@/ui/catch-failure";
import { LateModule } from "@/ui/late-module";

const catalogues = {
  en: new LateModule(() => import("@/i18n/en/errors")),
  "pt-BR": new LateModule(() => import("@/i18n/pt-br/errors")),
};

/** Has the words of errors come, so that they are at hand when something fails, the host perhaps. */
export function fetchErrorWords(language: Language): void {
  catalogues[language].get().catch(() => undefined);
}

/** Says what went wrong and what to do. Waits for the words, and throws a LateModuleError where they do not arrive. */
export function useErrorText(error: AppError): ErrorText {
  const { language } = useText();
  const words = language === "en" ? use(catalogues.en.get()).enErrors : use(catalogues[language].get()).ptBrErrors;
  return errorMessage(language, words, error);
}

export interface ErrorWordsProps {
  readonly error: AppError;
  /** Whether to say what to do as well. */
  readonly remedy?: boolean;
}

/** What went wrong, amid other text; where the words did not arrive, that. */
export function ErrorWords(props: ErrorWordsProps) {
  const text = useText();
  return (
    <CatchFailure instead={() => text.t("part.notArrived")}>
      <Suspense fallback={null}>
        <ArrivedWords {...props} />
      </Suspense>
    </CatchFailure>
  );
}

function ArrivedWords({ error, remedy = false }: ErrorWordsProps) {
  const words = useErrorText(error);
  return remedy ? `${words.sentence} ${words.remedy}` : words.sentence;
}
