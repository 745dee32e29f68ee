// The one way in which anything floats above the page: a button, and a box that the browser opens over all else.
// The browser closes it on Escape and on a press elsewhere, and keeps one open at a time.
import { type ToggleEvent, useId, useLayoutEffect, useRef, useState } from "react";
import { type Alignment, placeBox } from "./place-box";

/** What to spread over the button and over the box. */
export interface Popover {
  readonly open: boolean;
  readonly button: ReturnType<typeof buttonProps>;
  readonly box: ReturnType<typeof boxProps>;
}

/** Gives the parts of a popover, whose box keeps to its button while the page moves below it. */
export function usePopover(align: Alignment): Popover {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  useLayoutEffect(() => {
    const shown = box.current;
    if (!open || shown === null) return;
    const place = () => {
      if (button.current === null) return;
      const view = { width: document.documentElement.clientWidth, height: innerHeight };
      const { left, top } = placeBox(
        button.current.getBoundingClientRect(),
        { width: shown.offsetWidth, height: shown.offsetHeight },
        view,
        align,
      );
      shown.style.left = `${left}px`;
      shown.style.top = `${top}px`;
      shown.style.visibility = "visible";
    };
    place();
    addEventListener("scroll", place, true);
    addEventListener("resize", place);
    return () => {
      shown.style.visibility = "";
      removeEventListener("scroll", place, true);
      removeEventListener("resize", place);
    };
  }, [open, align]);
  return { open, button: buttonProps(id, open, button), box: boxProps(id, box, setOpen) };
}

function buttonProps(id: string, open: boolean, ref: React.RefObject<HTMLButtonElement | null>) {
  return { ref, popoverTarget: id, "aria-expanded": open, "aria-controls": id } as const;
}

function boxProps(id: string, ref: React.RefObject<HTMLDivElement | null>, setOpen: (open: boolean) => void) {
  return {
    ref,
    id,
    popover: "auto",
    onToggle: (event: ToggleEvent<HTMLDivElement>) => {
      // Toggles of a box inside this one pass through here too.
      if (event.target === event.currentTarget) setOpen(event.newState === "open");
    },
  } as const;
}
