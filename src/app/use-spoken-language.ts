// The language that the page speaks: the one wished for as soon as its words are here, until then the one before.
import { useEffect, useState } from "react";
import type { Language } from "@/domain/language";
import { messageOf } from "@/domain/thrown-message";
import { hasWords, loadWords } from "@/i18n/words";
import { useApp, usePreferences } from "@/state/use-app";

/** Gives the language in which the page is written; words that do not arrive leave the wish aside and are told. */
export function useSpokenLanguage(): Language {
  const wished = usePreferences((preferences) => preferences.language);
  const { preferences, notices } = useApp().stores;
  const [spoken, setSpoken] = useState(wished);
  useEffect(() => {
    if (wished === spoken) return;
    let isWanted = true;
    loadWords(wished).then(
      () => {
        if (isWanted) setSpoken(wished);
      },
      (thrown: unknown) => {
        if (!isWanted) return;
        preferences.getState().setLanguage(spoken);
        notices.getState().showError({ code: "notArrived", name: null, detail: messageOf(thrown) });
      },
    );
    return () => {
      isWanted = false;
    };
  }, [wished, spoken, preferences, notices]);
  return hasWords(wished) ? wished : spoken;
}
