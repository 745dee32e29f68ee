// Presses of buttons that change their meaning or their place by being pressed.
import { type MouseEvent, useRef } from "react";

/** Makes the click handler of a button by its name; `repeats` lets every click of a double click act. */
export type MakePress = (name: string, act: () => Promise<unknown>, repeats?: boolean) => (event: MouseEvent) => void;

/**
 * Gives handlers for a row of buttons that act on the first click of a double click alone, since by the second
 * another button may stand under the pointer. One that repeats acts on all clicks that began on itself.
 */
export function usePress(): MakePress {
  const begunOn = useRef("");
  return (name, act, repeats = false) =>
    ({ detail }) => {
      if (detail < 2) begunOn.current = name;
      else if (!repeats || begunOn.current !== name) return;
      void act();
    };
}
