// HTML as text, in which whatever is put into a template is escaped unless it is HTML already.

/** A piece of HTML. */
export class Html {
  readonly text: string;

  /** `text` is taken as it is. */
  constructor(text: string) {
    this.text = text;
  }
}

/** What a template takes; null leaves nothing. */
export type HtmlValue = string | number | Html | null | readonly HtmlValue[];

/** Fills a template; values outside of tags and in quoted attributes alone are safe. */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return new Html(strings.reduce((text, part, index) => text + written(values[index - 1] ?? null) + part));
}

function written(value: HtmlValue): string {
  if (value === null) return "";
  if (value instanceof Html) return value.text;
  if (typeof value === "object") return value.map(written).join("");
  return escaped(String(value));
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** A zero byte, which no page may hold, becomes the sign for what cannot be shown. */
function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? "").replaceAll("\0", "\ufffd");
}
