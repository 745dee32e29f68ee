// A link that opens the page with the same settings. User data never goes into it; it tells only that there were some.
import { diffConfigs } from "@/domain/config/config-diff";
import { getByPath } from "@/domain/config/config-path";
import { freshConfig } from "@/domain/config/fit-config";
import { defaultPresetId, type PresetId, presets } from "@/domain/config/presets";
import type { RunConfig } from "@/domain/config/run-config";
import { listText } from "@/domain/config/setting-value";
import { isRunId } from "@/domain/run/run";

/** What a link carries. */
export interface Shared {
  readonly config: RunConfig;
  readonly presetId: PresetId | null;
  /** Id of the bundled dataset, OWN_DATA for the user's own, null before any data have arrived. */
  readonly datasetId: string | null;
}

/** Writes the address of `page` with the preset and every setting that differs from it. */
export function shareLink(page: string, { config, presetId, datasetId }: Shared): string {
  const link = new URL(page);
  link.hash = "";
  link.search = "";
  const preset = presets[presetId ?? defaultPresetId];
  // A run is held by this browser alone; elsewhere the same model begins with fresh weights.
  const sent = isRunId(config.base) ? freshConfig({ ...config, base: "" }) : config;
  link.searchParams.set("preset", presetId ?? defaultPresetId);
  if (datasetId !== null && datasetId !== preset.dataset) link.searchParams.set("dataset", datasetId);
  const { live, structural } = diffConfigs(preset.config, sent);
  const paths = new Set([...structural, ...live]);
  // Epochs or steps alone would ask for a length in them.
  if (paths.has("training.epochs") || paths.has("training.steps")) paths.add("training.runLength");
  // A share of the rows alone would be drawn by the seed of the run.
  if (paths.has("corpus.rowShare")) paths.add("corpus.rowSeed");
  for (const path of paths) link.searchParams.set(path, addressText(getByPath(sent, path)));
  return link.href;
}

function addressText(value: string | number | boolean | readonly string[] | null): string {
  if (value === null) return "auto";
  return typeof value === "object" ? listText(value) : String(value);
}
