// Whether the window is a phone's: one column behind tabs, and a header with room for little.
import { useMediaQuery } from "./use-media-query";

/** Widest window that counts as a phone; the style sheets know the same figure. */
const phoneQuery = "(max-width: 760px)";

/** Tells whether the page is laid out for a phone. */
export function useIsPhone(): boolean {
  return useMediaQuery(phoneQuery);
}
