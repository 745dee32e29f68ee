// How single tokens are written for the eye: invisible characters get a sign.

const signs: Readonly<Record<string, string>> = { " ": "␣", "\n": "↵", "\t": "⇥", "\r": "␍", "\u00a0": "⍽" };

/** Gives the token's text with visible signs for white space. */
export function visibleToken(token: string): string {
  return token.replace(/[ \n\t\r\u00a0]/g, (sign) => signs[sign] ?? sign);
}
