// The settings under edit, with undo and redo. A run keeps the copy that it was started with.
import { createStore, type StoreApi } from "zustand/vanilla";
import { type ConfigPath, type ConfigValue, setByPath } from "@/domain/config/config-path";
import type { RunConfig } from "@/domain/config/run-config";

/** A ready set of settings with the bundled dataset that it is made for. */
export interface SettingsPreset {
  readonly id: string;
  readonly datasetId: string;
  readonly config: RunConfig;
}

export interface SettingsState {
  readonly config: RunConfig;
  /** The preset last chosen; it stays named while single settings change. */
  readonly presetId: string | null;
  /** The bundled dataset in use, null for the user's own data. */
  readonly datasetId: string | null;
  readonly past: readonly RunConfig[];
  readonly future: readonly RunConfig[];
  /** Changes one setting. Changes of one path in a row undo together. */
  set<Path extends ConfigPath>(path: Path, value: ConfigValue<Path>): void;
  /** Takes over a preset's settings and names its dataset; an unknown id changes nothing. */
  applyPreset(id: string): void;
  /** Takes over a whole config, for example of an imported file. */
  replace(config: RunConfig): void;
  setDataset(id: string | null): void;
  undo(): void;
  redo(): void;
}

/** Most steps that undo goes back. */
const undoDepth = 50;

/** Creates the store with the first preset. */
export function createSettingsStore(presets: readonly SettingsPreset[]): StoreApi<SettingsState> {
  const first = presets[0];
  if (first === undefined) throw new Error("createSettingsStore: expected a preset, got none");
  let lastPath: string | null = null;
  return createStore<SettingsState>()((set, get) => {
    const change = (config: RunConfig, path: string | null): void => {
      const { past, config: previous } = get();
      if (config === previous) return;
      const joins = path !== null && path === lastPath;
      lastPath = path;
      set({ config, past: joins ? past : [...past, previous].slice(-undoDepth), future: [] });
    };
    return {
      config: first.config,
      presetId: first.id,
      datasetId: first.datasetId,
      past: [],
      future: [],
      set: (path, value) => change(setByPath(get().config, path, value), path),
      applyPreset: (id) => {
        const preset = presets.find((entry) => entry.id === id);
        if (preset === undefined) return;
        change(preset.config, null);
        set({ presetId: preset.id, datasetId: preset.datasetId });
      },
      replace: (config) => {
        change(config, null);
        set({ presetId: null });
      },
      setDataset: (datasetId) => set({ datasetId }),
      undo: () => {
        const { past, config, future } = get();
        const previous = past.at(-1);
        if (previous === undefined) return;
        lastPath = null;
        set({ config: previous, past: past.slice(0, -1), future: [config, ...future] });
      },
      redo: () => {
        const { past, config, future } = get();
        const next = future[0];
        if (next === undefined) return;
        lastPath = null;
        set({ config: next, past: [...past, config], future: future.slice(1) });
      },
    };
  });
}
