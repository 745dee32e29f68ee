// Takes over the suggested prompt when new data is ready, and leaves alone whatever a person typed.
import { useEffect, useRef } from "react";
import { useApp } from "@/state/use-app";
import { useShownData } from "@/state/use-shown-run";
import { type SuggestedSampling, suggestedSampling } from "./suggested-sampling";

/** Keeps prompt and stop token fitting to the data until they are edited. */
export function useSuggestedSampling(): void {
  const { samples } = useApp().stores;
  const data = useShownData();
  const last = useRef<SuggestedSampling | null>(null);
  useEffect(() => {
    if (data === null) return;
    const { config, set } = samples.getState();
    const next = suggestedSampling(data);
    const previous = last.current;
    if (config.prompt === (previous?.prompt ?? "")) set("prompt", next.prompt);
    if (config.stop === (previous?.stop ?? "")) set("stop", next.stop);
    last.current = next;
  }, [data, samples]);
}
