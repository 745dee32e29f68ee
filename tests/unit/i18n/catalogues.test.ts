import { describe, expect, it } from "vitest";
import type { Parameter } from "@/domain/config/parameter";
import { configPaths, parameters } from "@/domain/config/parameters";
import type { Language } from "@/domain/language";
import { basesCatalogues } from "@/i18n/bases-text";
import { clinicCatalogues } from "@/i18n/clinic-text";
import { deviceCatalogues } from "@/i18n/device-text";
import { enSettingHelp } from "@/i18n/en/setting-help";
import { evaluationCatalogues } from "@/i18n/evaluation-text";
import { exportCatalogues } from "@/i18n/export-text";
import { figuresCatalogues } from "@/i18n/figures-text";
import { heardCatalogues } from "@/i18n/heard-text";
import { helpCatalogues } from "@/i18n/help-text";
import type { Message } from "@/i18n/message";
import { pastCatalogues } from "@/i18n/past-text";
import { plansCatalogues } from "@/i18n/plans-text";
import { ptBrSettingHelp } from "@/i18n/pt-br/setting-help";
import { reportCatalogues } from "@/i18n/report-text";
import { runsCatalogues } from "@/i18n/runs-text";
import { choiceTexts, settingLabel } from "@/i18n/setting-text";
import type { ChoicePath, SettingHelps } from "@/i18n/setting-words";
import { storageCatalogues } from "@/i18n/storage-text";
import { vocabularyCatalogues } from "@/i18n/vocabulary-text";
import { wordsOf } from "@/i18n/words";

/** Sets the keys of a catalogue that comes late apart from those of the others. */
const apart = (name: string, messages: Record<string, Message>) =>
  Object.fromEntries(Object.entries(messages).map(([key, message]) => [`${name}: ${key}`, message]));
const all = (language: Language): Record<string, Message> => ({
  ...wordsOf(language).messages,
  ...apart("bases", basesCatalogues[language]),
  ...apart("clinic", clinicCatalogues[language]),
  ...apart("vocabulary", vocabularyCatalogues[language]),
  ...apart("past", pastCatalogues[language]),
  ...apart("plans", plansCatalogues[language]),
  ...apart("report", reportCatalogues[language]),
  ...apart("runs", runsCatalogues[language]),
  ...apart("evaluation", evaluationCatalogues[language]),
  ...apart("export", exportCatalogues[language]),
  ...apart("figures", figuresCatalogues[language]),
  ...apart("help", helpCatalogues[language]),
  ...apart("heard", heardCatalogues[language]),
  ...apart("device", deviceCatalogues[language]),
  ...apart("storage", storageCatalogues[language]),
});
const helps: Record<Language, SettingHelps> = { en: enSettingHelp, "pt-BR": ptBrSettingHelp };
const catalogues: Record<Language, Record<string, Message>> = { en: all("en"), "pt-BR": all("pt-BR") };
const keys = Object.keys(catalogues.en);
const forms = (message: Message) => (typeof message === "string" ? [message] : [message.one, message.other]);
const places = (message: Message) =>
  [...new Set(forms(message).flatMap((form) => form.match(/\{\w+\}/g) ?? []))].sort();

/** The union of all texts is more than the compiler compares. */
const messages = catalogues as unknown as Record<"en" | "pt-BR", Readonly<Record<string, Message>>>;

describe("catalogues", () => {
  it("hold the same keys in both languages", () => {
    expect(Object.keys(catalogues["pt-BR"]).sort()).toEqual([...keys].sort());
  });

  it.each(keys)("%s names the same places and is nowhere empty", (key) => {
    const { en, "pt-BR": pt } = messages;
    expect(places(pt[key])).toEqual(places(en[key]));
    for (const form of [...forms(en[key]), ...forms(pt[key])]) expect(form.trim()).not.toBe("");
  });

  it.each(keys)("%s takes its plural from a count that it names, if it names anything", (key) => {
    for (const message of [messages.en[key], messages["pt-BR"][key]])
      if (typeof message !== "string" && places(message).length > 0) expect(places(message)).toContain("{count}");
  });

  it.each(configPaths)("label and explain %s in both languages", (path) => {
    for (const language of ["en", "pt-BR"] as const) {
      expect(settingLabel(language, path)).not.toBe("");
      expect(helps[language][path]).toMatch(/\.$/);
    }
  });

  it("name every value of every choice, and no other", () => {
    for (const path of configPaths) {
      const parameter: Parameter = parameters[path];
      if (parameter.kind !== "choice") continue;
      for (const language of ["en", "pt-BR"] as const)
        expect(Object.keys(choiceTexts(language, path as ChoicePath)).sort()).toEqual([...parameter.choices].sort());
    }
  });
});
