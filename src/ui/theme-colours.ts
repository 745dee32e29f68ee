// One drawing for both themes: what differs between its light and its dark form becomes variables, so that whoever looks
// at it later chooses.

/** A colour in both themes. */
export interface ThemeColour {
  readonly light: string;
  readonly dark: string;
}

/** What of a drawing depends on the theme. */
const PAINTS = ["fill", "stroke"] as const;

/** Collects colours, each under the name of a variable. */
export class ThemeColours {
  readonly #names = new Map<string, string>();
  /** The colours by the names of their variables. */
  readonly colours = new Map<string, ThemeColour>();

  /** Puts variables for the colours of a drawing, made once in each theme; changes the light one. */
  join(light: Element, dark: Element): void {
    for (const paint of PAINTS) {
      const [one, other] = [light.getAttribute(paint), dark.getAttribute(paint)];
      if (one !== null && other !== null && one !== other)
        light.setAttribute(paint, `var(${this.#nameOf(one, other)})`);
    }
    for (const [index, child] of [...light.children].entries()) {
      const twin = dark.children[index];
      if (twin !== undefined) this.join(child, twin);
    }
  }

  #nameOf(light: string, dark: string): string {
    const key = `${light} ${dark}`;
    const name = this.#names.get(key) ?? `--c${this.#names.size}`;
    this.#names.set(key, name);
    this.colours.set(name, { light, dark });
    return name;
  }
}
