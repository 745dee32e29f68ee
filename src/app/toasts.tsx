// Passing messages at the foot of the window; each stays six seconds, longer under the pointer.
import { useEffect, useState } from "react";
import { useText } from "@/i18n/use-text";
import type { Notice } from "@/state/notice-store";
import { useApp, useNotices } from "@/state/use-app";
import { Icon } from "@/ui/icon";
import "./toasts.css";

const toastMilliseconds = 6000;

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
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => notices.getState().dismiss(toast.id), toastMilliseconds);
    return () => clearTimeout(timer);
  }, [held, notices, toast.id]);
  return (
    <div className="toast" onPointerEnter={() => setHeld(true)} onPointerLeave={() => setHeld(false)}>
      {text.t(`notice.${toast.kind}`, toast.values)}
      <button type="button" aria-label={text.t("shell.dismiss")} onClick={() => notices.getState().dismiss(toast.id)}>
        <Icon name="close" />
      </button>
    </div>
  );
}
