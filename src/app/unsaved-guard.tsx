// Has the browser ask before the window closes over a trained model that no file holds yet.
import { useEffect } from "react";
import { openRun } from "@/state/runs-store";
import { useApp } from "@/state/use-app";
import { hasUnsavedWork } from "./unsaved-work";

/** Listens for the page's end; draws nothing. */
export function UnsavedGuard() {
  const { runs } = useApp().stores;
  useEffect(() => {
    const listener = (event: BeforeUnloadEvent) => {
      if (hasUnsavedWork(openRun(runs.getState()))) event.preventDefault();
    };
    addEventListener("beforeunload", listener);
    return () => removeEventListener("beforeunload", listener);
  }, [runs]);
  return null;
}
