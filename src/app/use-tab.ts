// Which of the three columns a phone shows: the one that the address' fragment names.
import { useSyncExternalStore } from "react";

/** One of the three columns, by the id that the address names. */
export type Tab = "setup" | "train" | "sample";

/** Gives the tab in force; the training column until another is asked for. */
export function useTab(): Tab {
  const fragment = useSyncExternalStore(subscribe, () => location.hash);
  return fragment === "#setup" ? "setup" : fragment === "#sample" ? "sample" : "train";
}

function subscribe(changed: () => void): () => void {
  addEventListener("hashchange", changed);
  return () => removeEventListener("hashchange", changed);
}
