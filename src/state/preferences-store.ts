// Language and theme of the page, whether it tells of ends of runs and what was measured of the machine, remembered
// between visits where the browser allows it.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { Language } from "@/domain/language";

/** The look of the page. */
export type Theme = "light" | "dark";

/** The part of localStorage in use; its methods may throw. */
export type PreferenceStorage = Pick<Storage, "getItem" | "setItem">;

/** How somebody wants the page. */
export interface PreferencesState {
  readonly language: Language;
  /** Null follows the system. */
  readonly theme: Theme | null;
  /** Whether the browser is to tell that a run has ended. */
  readonly noticeAtEnd: boolean;
  /** What the worker measured of this machine, in a form of its own; null where it never did. */
  readonly measured: string | null;
  setLanguage(language: Language): void;
  setTheme(theme: Theme | null): void;
  setNoticeAtEnd(noticeAtEnd: boolean): void;
  setMeasured(measured: string): void;
}

const languageKey = "curio.language";
const themeKey = "curio.theme";
const noticeKey = "curio.noticeAtEnd";
const measuredKey = "curio.measured";

/** Creates the store from what was remembered, else from the browser's languages. */
export function createPreferencesStore(
  storage: PreferenceStorage | null,
  languages: readonly string[],
): StoreApi<PreferencesState> {
  const remembered = read(storage, languageKey);
  const theme = read(storage, themeKey);
  return createStore<PreferencesState>()((set) => ({
    language: remembered === "en" || remembered === "pt-BR" ? remembered : preferredLanguage(languages),
    theme: theme === "light" || theme === "dark" ? theme : null,
    noticeAtEnd: read(storage, noticeKey) === "yes",
    measured: read(storage, measuredKey),
    setLanguage: (language) => {
      write(storage, languageKey, language);
      set({ language });
    },
    setTheme: (next) => {
      write(storage, themeKey, next ?? "");
      set({ theme: next });
    },
    setNoticeAtEnd: (noticeAtEnd) => {
      write(storage, noticeKey, noticeAtEnd ? "yes" : "");
      set({ noticeAtEnd });
    },
    setMeasured: (measured) => {
      write(storage, measuredKey, measured);
      set({ measured });
    },
  }));
}

/** Picks the page's language: Portuguese for any Portuguese ranked before English, else English. */
export function preferredLanguage(languages: readonly string[]): Language {
  const first = languages.find((tag) => /^(pt|en)\b/i.test(tag));
  return first !== undefined && /^pt\b/i.test(first) ? "pt-BR" : "en";
}

// Storage throws in private windows and where cookies are blocked; preferences then last for the visit.
function read(storage: PreferenceStorage | null, key: string): string | null {
  try {
    return storage?.getItem(key) ?? null;
  } catch {
    return null;
  }
}

function write(storage: PreferenceStorage | null, key: string, value: string): void {
  try {
    storage?.setItem(key, value);
  } catch {
    return;
  }
}
