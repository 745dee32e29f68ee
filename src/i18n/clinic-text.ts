// The words of the data clinic: a catalogue of its own, so that it is fetched with the clinic.
import { useMemo } from "react";
import type { Language } from "@/domain/language";
import { enClinic } from "./en/clinic";
import type { Message, MessageValues } from "./message";
import { ptBrClinic } from "./pt-br/clinic";
import { writeMessage } from "./translate";
import { type Text, useText } from "./use-text";

/** Names a message of the clinic. */
export type ClinicKey = keyof typeof enClinic;

/** The messages of every language. */
export const clinicCatalogues = { en: enClinic, "pt-BR": ptBrClinic } as const satisfies Record<
  Language,
  Record<ClinicKey, Message>
>;

/** The page's words with those of the clinic. */
export interface ClinicText extends Text {
  /** Writes a message of the clinic. */
  clinic(key: ClinicKey, values?: MessageValues): string;
  /** Tells whether a character has a name in words, by its code of four or more hex digits. */
  hasName(code: string): code is Extract<ClinicKey, `name.${string}`> extends `name.${infer Code}` ? Code : never;
}

/** Gives the words of the page's language, the clinic's among them. */
export function useClinicText(): ClinicText {
  const text = useText();
  return useMemo(() => {
    const catalogue = clinicCatalogues[text.language];
    return {
      ...text,
      clinic: (key, values = {}) => writeMessage(text.language, catalogue[key], values),
      hasName: (code): code is never => Object.hasOwn(catalogue, `name.${code}`),
    };
  }, [text]);
}
