// A list of terms, of which those that are not known are left out.
import { type Html, html } from "./html";

/** Writes the list; null is not known. */
export function definitions(terms: readonly (readonly [term: string, value: string | null])[]): Html {
  const known = terms.filter(([, value]) => value !== null);
  return html`<dl>${known.map(([term, value]) => html`<dt>${term}</dt><dd><bdi>${value}</bdi></dd>`)}</dl>`;
}
