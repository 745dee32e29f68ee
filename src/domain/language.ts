// The languages that Curió speaks.

/** A language tag of the page. */
export type Language = "en" | "pt-BR";
