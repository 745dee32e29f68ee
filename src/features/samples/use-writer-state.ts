// Whether there is a model that can write now, and if not, why.
import { useText } from "@/i18n/use-text";
import { useRun } from "@/state/use-app";

/** Gives the reason in words, null when a sample can be written. */
export function useNoWriterReason(): string | null {
  const text = useText();
  const state = useRun((run) => run.state);
  if (state === "idle") return text.t("samples.noModel");
  return state === "preparing" ? text.t("samples.preparing") : null;
}
