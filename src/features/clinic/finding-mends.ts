// Which setting mends what was found.
import type { ClinicKind } from "@/domain/clinic/diagnosis";
import type { ConfigPath, ConfigValue } from "@/domain/config/config-path";
import type { Language } from "@/domain/language";

/** A setting and the value that mends. */
export type Mend = { [Path in ConfigPath]: { readonly path: Path; readonly value: ConfigValue<Path> } }[ConfigPath];

const ODD: Mend = { path: "corpus.removeOddCharacters", value: true };
const SAME: Mend = { path: "corpus.removeDuplicates", value: true };
const NEAR: Mend = { path: "corpus.removeNearDuplicates", value: true };

/** Gives the mend of a find; marks are written in the language of the page. */
export function mendOf(kind: ClinicKind, language: Language): Mend {
  switch (kind) {
    case "email":
    case "phone":
    case "cpf":
    case "cnpj":
    case "card":
      return { path: "corpus.personalData", value: language === "en" ? "english" : "portuguese" };
    case "duplicate":
    case "overlap":
      return SAME;
    case "nearDuplicate":
    case "nearOverlap":
      return NEAR;
    case "lookAlike":
      return { path: "corpus.replaceLookAlikes", value: true };
    case "rare":
      return { path: "corpus.rareCharacters", value: "replace" };
    case "broken":
    case "control":
    case "invisible":
    case "space":
    case "privateUse":
      return ODD;
  }
}
