// Settings that cannot suit data just loaded.
import type { SourceSummary } from "@/domain/corpus/source";
import { splitTemplate } from "@/domain/corpus/template";
import type { Stores } from "./stores";

/** Changes the settings that cannot suit the data, and says so. */
export function fitSettings({ settings, notices }: Stores, { kind, columns }: SourceSummary): void {
  const { corpus, tokens } = settings.getState().config;
  if (kind !== "text" && corpus.template !== "" && !templateFits(corpus.template, columns)) {
    settings.getState().set("corpus.template", "");
    notices.getState().toast("templateReset");
  }
  // An unseparated text is one record, which cannot be split by record.
  if (kind === "text" && corpus.separator === "" && tokens.split === "record" && tokens.validationShare > 0) {
    settings.getState().set("tokens.split", "position");
    notices.getState().toast("splitByPosition");
  }
}

// A template without columns fits no table, since all its records would read the same.
function templateFits(template: string, columns: readonly string[]): boolean {
  const places = splitTemplate(template).filter((part) => part.kind === "column");
  return places.length > 0 && places.every((place) => columns.includes(place.name));
}
