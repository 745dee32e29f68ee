// Passing messages at the foot of the window; each stays a while, longer under the pointer or the focus.
import { type ButtonHTMLAttributes, useEffect, useState } from "react";
import { useText } from "@/i18n/use-text";
import type { Notice } from "@/state/notice-store";
import { useApp, useNotices, useRun } from "@/state/use-app";
import { Icon } from "@/ui/icon";
import "./toasts.css";

const toastMilliseconds = 6000;
/** Long enough to notice that the model on screen is gone, and to reach the button by keyboard. */
const undoMilliseconds = 20_000;

/** The toasts of the page; screen readers hear them politely. */
export function Toasts() {
  const toasts = useNotices((state) => state.toasts);
  return (
    <div className="toasts" role="status">
      {toasts.map((toast) => (
        <Toast key={toast.id} toast={toast} />
      ))}
    </div>
  );
}

function Toast({ toast }: { readonly toast: Notice }) {
  const text = useText();
  const { notices } = useApp().stores;
  const [held, setHeld] = useState(false);
  const milliseconds = toast.undo !== null ? undoMilliseconds : toastMilliseconds;
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => notices.getState().dismiss(toast.id), milliseconds);
    return () => clearTimeout(timer);
  }, [held, notices, toast.id, milliseconds]);
  const hold = () => setHeld(true);
  const letGo = () => setHeld(false);
  const focus = { onFocus: hold, onBlur: letGo };
  return (
    <div className="toast" onPointerEnter={hold} onPointerLeave={letGo}>
      <span>{text.t(`notice.${toast.kind}`, toast.values)}</span>
      {toast.undo !== null && <UndoButton toast={toast} focus={focus} />}
      <button
        type="button"
        aria-label={text.t("shell.dismiss")}
        onClick={() => notices.getState().dismiss(toast.id)}
        {...focus}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}

/** Takes back what the toast tells; rests while a run is being built. */
function UndoButton({
  toast,
  focus,
}: {
  readonly toast: Notice;
  readonly focus: Pick<ButtonHTMLAttributes<HTMLButtonElement>, "onFocus" | "onBlur">;
}) {
  const text = useText();
  const { notices } = useApp().stores;
  const preparing = useRun((run) => run.state === "preparing");
  return (
    <button
      type="button"
      data-testid="undo-run"
      disabled={preparing}
      onClick={() => void notices.getState().undo(toast.id)}
      {...focus}
    >
      {text.t("notice.undo")}
    </button>
  );
}
