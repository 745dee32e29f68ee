// Has the browser ask before the window closes over a trained model that no file holds yet.
import { useEffect } from "react";
import { useApp } from "@/state/use-app";
import { hasUnsavedWork } from "./unsaved-work";

/** Listens for the page's end; draws nothing. */
export function UnsavedGuard() {
  const { run } = useApp().stores;
  useEffect(() => {
    const listener = (event: BeforeUnloadEvent) => {
      if (hasUnsavedWork(run.getState())) event.preventDefault();
    };
    addEventListener("beforeunload", listener);
    return () => removeEventListener("beforeunload", listener);
  }, [run]);
  return null;
}
