// Keeps sampling in step with the data on screen, and the worker with what is to be heard of its runs.
import { heardSampling } from "@/domain/sampling/heard-sampling";
import { type SuggestedSampling, suggestedSampling } from "@/domain/sampling/suggested-sampling";
import type { CommandContext } from "./command-context";
import { openRun } from "./runs-store";

/** Follows data, runs and sampling settings until the returned function is called. */
export function followSamples({ stores, client }: Pick<CommandContext, "stores" | "client">): () => void {
  const stopSuggesting = suggestSampling(stores);
  const tell = () => {
    const { config, heard } = stores.samples.getState();
    void client.hearRuns(heardSampling(config, heard));
  };
  tell();
  const stopSamples = stores.samples.subscribe((next, last) => {
    if (next.heard === last.heard && key(next.config) === key(last.config)) return;
    tell();
  });
  // A worker that took the place of another knows nothing yet; it begins with its device.
  const stopRuns = stores.runs.subscribe((next, last) => {
    if (next.device !== last.device) tell();
  });
  return () => {
    stopSuggesting();
    stopSamples();
    stopRuns();
  };
}

/** Keeps prompt and stop token fitting to the data on screen until they are edited. */
function suggestSampling({ data, runs, samples }: CommandContext["stores"]): () => void {
  let suggested: SuggestedSampling = { prompt: "", stop: "" };
  let figures: object | null = null;
  const suggest = () => {
    const shown = openRun(runs.getState()).data ?? data.getState().prepared;
    if (shown === null || shown === figures) return;
    figures = shown;
    const previous = suggested;
    suggested = suggestedSampling(shown);
    const { config, set } = samples.getState();
    if (config.prompt === previous.prompt) set("prompt", suggested.prompt);
    if (config.stop === previous.stop) set("stop", suggested.stop);
  };
  suggest();
  const stops = [data.subscribe(suggest), runs.subscribe(suggest)];
  return () => {
    for (const stop of stops) stop();
  };
}

/** What a text depends on; its seed and its length are those of all that is heard. */
function key({ seed: _, length: __, ...rest }: Parameters<typeof heardSampling>[0]): string {
  return JSON.stringify(rest);
}
