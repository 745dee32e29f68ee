// Takes over the suggested prompt when new data is ready, and leaves alone whatever a person typed.
import { useEffect, useRef } from "react";
import { useApp, useData } from "@/state/use-app";
import { type SuggestedSampling, suggestedSampling } from "./suggested-sampling";

/** Keeps prompt, stop token and attempts fitting to the data until they are edited. */
export function useSuggestedSampling(): void {
  const { samples } = useApp().stores;
  const prepared = useData((data) => data.prepared);
  const last = useRef<SuggestedSampling | null>(null);
  useEffect(() => {
    if (prepared === null) return;
    const { config, set } = samples.getState();
    const next = suggestedSampling(prepared);
    const previous = last.current;
    if (config.prompt === (previous?.prompt ?? "")) set("prompt", next.prompt);
    if (config.stop === (previous?.stop ?? "")) set("stop", next.stop);
    if (config.recordAttempts === (previous?.recordAttempts ?? 0)) set("recordAttempts", next.recordAttempts);
    last.current = next;
  }, [prepared, samples]);
}
