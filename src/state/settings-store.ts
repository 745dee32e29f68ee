// The settings under edit, with undo and redo. A run keeps the copy that it was started with.
// Whatever comes in passes the check of settleConfig, so that no setting is ever held outside its range. What
// is wished for and what the data allows of it are two things: history, links and examples are about wishes.
import { createStore, type StoreApi } from "zustand/vanilla";
import { withRatesOfTuning } from "@/domain/config/base-config";
import { type ConfigPath, type ConfigValue, setByPath, withImpliedLength } from "@/domain/config/config-path";
import { type DataAtHand, fitConfig, readingAfresh } from "@/domain/config/fit-config";
import { defaultPresetId, isPresetId, type PresetId, presets } from "@/domain/config/presets";
import type { RunConfig } from "@/domain/config/run-config";
import { settleConfig } from "@/domain/config/settle-config";
import type { SourceSummary } from "@/domain/corpus/source";

/** The settings of the next run. */
export interface SettingsState {
  /** The settings in force: those wished for, fitted to the data. */
  readonly config: RunConfig;
  /** What the user, an example or a file chose. */
  readonly wished: RunConfig;
  /** The settings in which `config` differs from `wished`. */
  readonly fitted: readonly ConfigPath[];
  /** The preset last chosen; the picker marks it once settings differ. */
  readonly presetId: PresetId | null;
  /** The settings that the example or the file brought, to which single ones can go back. */
  readonly origin: RunConfig;
  /** The bundled dataset in use, null for the user's own data. */
  readonly datasetId: string | null;
  readonly past: readonly RunConfig[];
  readonly future: readonly RunConfig[];
  /** Changes one setting. Changes of one path in a row undo together. */
  set<Path extends ConfigPath>(path: Path, value: ConfigValue<Path>): void;
  /** Takes over a preset's settings; an unknown id changes nothing. */
  applyPreset(id: string): void;
  /** Sets the config that the page opens with; nothing to undo. */
  start(config: RunConfig): void;
  /** Takes over a whole config, for example of an imported file; `presetId` names the preset it comes from, if any. */
  replace(config: RunConfig, presetId: PresetId | null): void;
  setDataset(id: string | null): void;
  /** Gives the settings with which other data are to be read that were asked for when `asked` was wished for. */
  forOtherData(asked: RunConfig): RunConfig;
  /**
   * Fits the settings to data that has come in the place of other data; `wished` are those it was read with. What
   * was changed to them cannot be undone, since it would be undone for other data.
   */
  fitTo(source: SourceSummary, wished: RunConfig): void;
  undo(): void;
  redo(): void;
}

/** Most steps that undo goes back. */
const undoDepth = 50;

/** Creates the store with the default preset. */
export function createSettingsStore(): StoreApi<SettingsState> {
  let lastPath: string | null = null;
  let data: DataAtHand | null = null;
  /** The settings that came last as a whole: what one of them became since then was chosen for the data at hand. */
  let brought: RunConfig = presets[defaultPresetId].config;
  const inForce = (wished: RunConfig) => ({ wished, ...fitConfig(wished, data) });
  return createStore<SettingsState>()((set, get) => {
    const change = (wished: RunConfig, path: string | null): void => {
      const { past, wished: previous } = get();
      if (wished === previous) return;
      const joins = path !== null && path === lastPath;
      lastPath = path;
      set({ ...inForce(wished), past: joins ? past : [...past, previous].slice(-undoDepth), future: [] });
    };
    return {
      ...inForce(presets[defaultPresetId].config),
      presetId: defaultPresetId,
      origin: presets[defaultPresetId].config,
      datasetId: null,
      past: [],
      future: [],
      set: (path, value) => {
        const { wished } = get();
        const asked = setByPath(withImpliedLength(wished, [path]), path, value);
        change(settleConfig(withRatesOfTuning(asked, wished), wished).config, path);
      },
      applyPreset: (id) => {
        if (!isPresetId(id)) return;
        brought = presets[id].config;
        change(brought, null);
        set({ presetId: id, origin: presets[id].config });
      },
      start: (config) => {
        brought = settleConfig(config).config;
        set({ ...inForce(brought), past: [], future: [] });
      },
      replace: (config, presetId) => {
        const settled = settleConfig(config).config;
        brought = settled;
        change(settled, null);
        set({ presetId, origin: presetId === null ? settled : presets[presetId].config });
      },
      setDataset: (datasetId) => set({ datasetId }),
      forOtherData: (asked) => readingAfresh(get().wished, brought, asked),
      fitTo: (source, wished) => {
        data = { source, wishedBefore: wished };
        set(inForce(wished));
      },
      undo: () => {
        const { past, wished, future } = get();
        const previous = past.at(-1);
        if (previous === undefined) return;
        lastPath = null;
        set({ ...inForce(previous), past: past.slice(0, -1), future: [wished, ...future] });
      },
      redo: () => {
        const { past, wished, future } = get();
        const next = future[0];
        if (next === undefined) return;
        lastPath = null;
        set({ ...inForce(next), past: [...past, wished], future: future.slice(1) });
      },
    };
  });
}
