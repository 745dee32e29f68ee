// Draws something where nobody sees it, to take a picture of it.
import type { ReactNode } from "react";
import { createRoot } from "react-dom/client";
import "./draw-aside.css";

/** Looks for the plot, one a frame, before the drawing is given up. */
const MOST_LOOKS = 300;

let drawings = 0;

/**
 * Draws beside the page and hands the place over once `selector` finds something in it, and takes all away again.
 * Rejects where nothing is found within some seconds, as in a window that is hidden.
 */
export async function drawAside<T>(node: ReactNode, selector: string, take: (place: HTMLElement) => T): Promise<T> {
  const place = document.createElement("div");
  place.className = "drawn-aside";
  place.inert = true;
  document.body.append(place);
  drawings++;
  // Several drawings may come to stand in one page, where ids are one another's.
  const root = createRoot(place, { identifierPrefix: `aside${drawings}` });
  try {
    root.render(node);
    for (let look = 0; place.querySelector(selector) === null; look++) {
      if (look === MOST_LOOKS) throw new Error(`drawAside: expected ${selector}, found none`);
      await new Promise((resolve) => setTimeout(resolve, 16));
    }
    return take(place);
  } finally {
    root.unmount();
    place.remove();
  }
}
