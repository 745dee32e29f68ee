// A button that keeps its place in the order of the Tab key while it rests, and then tells why on a press.
import { type ComponentPropsWithoutRef, useEffect } from "react";
import "./explanation.css";
import { usePopover } from "./use-popover";

/** A native button's own properties, and why it rests. */
export interface ButtonProps extends ComponentPropsWithoutRef<"button"> {
  /** Why a press has no effect now; null when it has. */
  readonly disabledReason: string | null;
}

/** A button; while `disabledReason` is given a press opens that sentence instead of acting. */
export function Button({ disabledReason, onClick, ...rest }: ButtonProps) {
  const { open, button, box } = usePopover("start");
  const rests = disabledReason !== null;
  useEffect(() => {
    if (!rests) box.ref.current?.hidePopover();
  }, [rests, box.ref]);
  return (
    <>
      <button
        type="button"
        {...rest}
        ref={button.ref}
        {...(rests ? { ...button, "aria-disabled": true, "aria-describedby": box.id } : { onClick })}
      />
      <div {...box} className="pop explanation" role="note" data-testid={open ? "explanation" : undefined}>
        {disabledReason}
      </div>
    </>
  );
}
