// The settings of the page as a base brings them, and the way back to what was wished for before.
import { hasModelOf, withBase, withNamedBase, withoutBase, withRatesOfTuning } from "@/domain/config/base-config";
import type { RunConfig } from "@/domain/config/run-config";
import type { RunId } from "@/domain/run/run";
import type { Stores } from "../stores";
import type { OpenedAdapter } from "./base-models";

/** Changes the settings of the page. */
export interface BaseSettings {
  /** Takes a run that is held for the base of the next one. */
  takeRun(id: RunId): void;
  /** Takes a run with an adapter from elsewhere for the base: the next one trains the adapter on. */
  takeAdapter(opened: OpenedAdapter): void;
  /** Goes back to fresh weights. */
  leave(): void;
  /** An address may name a base alone: model and tokens come with the first need of it; what else it asks for stays. */
  follow(id: RunId, base: string): void;
}

/** Creates it over the page's stores. */
export function createBaseSettings({ runs, settings }: Pick<Stores, "runs" | "settings">): BaseSettings {
  let before: RunConfig | null = null;

  function take(base: string, config: RunConfig): void {
    if (settings.getState().wished.base === "") before = settings.getState().wished;
    settings.getState().replace(config, base === "" ? settings.getState().presetId : null);
  }

  function takeRun(id: RunId): void {
    const run = runs.getState().runs.get(id);
    if (run === undefined) return;
    const base = run.origin?.listed ?? run.id;
    take(base, withBase(settings.getState().wished, run, base));
  }

  return {
    takeRun,
    takeAdapter: ({ run: id, base }) => {
      if (settings.getState().wished.base === "") takeRun(base.id);
      takeRun(id);
      const { wished } = settings.getState();
      const tuning = runs.getState().runs.get(id)?.config.tuning ?? wished.tuning;
      settings.getState().replace(withRatesOfTuning({ ...wished, tuning }, wished), null);
    },
    leave: () => take("", withoutBase(settings.getState().wished, before)),
    follow: (id, base) => {
      const run = runs.getState().runs.get(id);
      const { wished, origin } = settings.getState();
      if (run === undefined || wished.base !== base || hasModelOf(wished, run)) return;
      settings.getState().replace(withNamedBase(wished, origin, run, base), null);
    },
  };
}
