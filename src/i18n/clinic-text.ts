// The words of the data clinic: a catalogue of its own, so that it is fetched with the clinic.
import { enClinic } from "./en/clinic";
import { ptBrClinic } from "./pt-br/clinic";
import { type Catalogues, type Say, sayBy } from "./translate";
import { type Text, useTextWith } from "./use-text";

/** Names a message of the clinic. */
export type ClinicKey = keyof typeof enClinic;

/** The messages of every language. */
export const clinicCatalogues = { en: enClinic, "pt-BR": ptBrClinic } as const satisfies Catalogues<ClinicKey>;

/** The page's words with those of the clinic. */
export interface ClinicText extends Text {
  /** Writes a message of the clinic. */
  readonly clinic: Say<ClinicKey>;
  /** Tells whether a character has a name in words, by its code of four or more hex digits. */
  hasName(code: string): code is Extract<ClinicKey, `name.${string}`> extends `name.${infer Code}` ? Code : never;
}

const say = sayBy(clinicCatalogues);

function withClinic(text: Text): ClinicText {
  return {
    ...text,
    clinic: say(text.language),
    hasName: (code): code is never => Object.hasOwn(clinicCatalogues[text.language], `name.${code}`),
  };
}

/** Gives the words of the page's language, the clinic's among them. */
export function useClinicText(): ClinicText {
  return useTextWith(withClinic);
}
