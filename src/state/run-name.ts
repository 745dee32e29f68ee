// Names runs without asking: an adjective, a Brazilian bird and a number, in the page's language.
import type { Language } from "@/domain/language";
import { hashText } from "@/domain/random";
import type { RunId } from "@/domain/run/run";

const words = {
  en: {
    adjectives: ["brave", "calm", "quick", "bright", "gentle", "keen", "merry", "quiet", "swift", "warm"],
    birds: ["heron", "wren", "tanager", "toucan", "thrush", "kiskadee", "macaw", "ibis", "swallow", "finch"],
  },
  "pt-BR": {
    adjectives: ["calmo", "veloz", "sereno", "alegre", "manso", "esperto", "ligeiro", "quieto", "vivaz", "gentil"],
    birds: [
      "tucano",
      "tico-tico",
      "bem-te-vi",
      "pintassilgo",
      "canário",
      "pardal",
      "colibri",
      "martim",
      "quero-quero",
      "azulão",
    ],
  },
} as const satisfies Record<Language, { adjectives: readonly string[]; birds: readonly string[] }>;

/** Names run `number` (from 1) by its id: the first run of another computer has another name. */
export function runName(language: Language, id: RunId, number: number): string {
  const { adjectives, birds } = words[language];
  const bits = hashText(id);
  const adjective = adjectives[bits % adjectives.length];
  const bird = birds[(bits >>> 8) % birds.length];
  return language === "en" ? `${adjective}-${bird}-${number}` : `${bird}-${adjective}-${number}`;
}
