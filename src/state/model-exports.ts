// Models of the GPT-2 family on their way to other programs, and what fewer bits cost them. Comes with the card that asks.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { WrittenType } from "@/domain/checkpoint/safetensors-write";
import type { FormMeasure, MeasuredForm } from "@/domain/pretrained/form-cost";
import type { Run, RunId } from "@/domain/run/run";
import { messageOf } from "@/domain/thrown-message";
import type { ModelExport } from "@/worker/protocol";
import type { CommandContext } from "./command-context";
import type { Commands } from "./commands";
import type { KeptRuns } from "./keeping-commands";
import { openRun } from "./runs-store";

/** The forms in the order in which they are measured, the run's own weights before all others. */
export const measuredForms = ["own", "F32", "F16", "I8"] as const satisfies readonly MeasuredForm[];

/** What forms of a run's weights do, as far as they are measured. */
export interface FormCosts {
  readonly run: RunId;
  /** Finished steps of the weights. */
  readonly step: number;
  readonly forms: ReadonlyMap<MeasuredForm, FormMeasure>;
}

/** What the card shows. */
export interface ModelExportsState {
  /** How numbers are written. */
  readonly form: WrittenType;
  /** The form that is being measured; null for none. */
  readonly measuring: MeasuredForm | null;
  readonly costs: FormCosts | null;
}

/** Commands about such models. */
export interface ModelExports {
  readonly store: StoreApi<ModelExportsState>;
  choose(form: WrittenType): void;
  /** Saves the model of the open run or its adapter, as `wantedOf` wants it; failures show in the banner. */
  save(wantedOf: (run: Run) => ModelExport): Promise<void>;
  /** Measures the open run in every form; failures show in the banner. */
  measure(): Promise<void>;
  stopMeasuring(): void;
}

/** Creates the commands. */
export function createModelExports(
  { stores, client }: CommandContext,
  { openNotebook }: Pick<Commands, "openNotebook">,
  { withWeights }: Pick<KeptRuns, "withWeights">,
): ModelExports {
  const { runs, notices, settings } = stores;
  const store = createStore<ModelExportsState>()(() => ({ form: "F32", measuring: null, costs: null }));
  let isStopped = false;
  let isSaving = false;

  async function measureAll(run: Run): Promise<void> {
    const { corpus } = settings.getState().config;
    const step = run.progress.step;
    store.setState({ costs: { run: run.id, step, forms: new Map() } });
    for (const form of measuredForms) {
      store.setState({ measuring: form });
      const measured = await withWeights(run.id, () => client.measureForm(run.id, form, corpus));
      if (!measured.ok) notices.getState().showError(measured.error);
      if (isStopped || !measured.ok || measured.value === null) return;
      const { costs } = store.getState();
      const forms = new Map(costs?.forms).set(form, measured.value);
      store.setState({ costs: { run: run.id, step, forms } });
    }
  }

  return {
    store,
    choose: (form) => store.setState({ form }),
    save: async (wantedOf) => {
      const run = openRun(runs.getState());
      if (run.id === null || isSaving) return;
      const wanted = wantedOf(run);
      notices.getState().dismissError();
      isSaving = true;
      try {
        await (await openNotebook()).saveModel(run.id, wanted);
      } catch (thrown) {
        notices.getState().showError({ code: "notArrived", name: "Curió", detail: messageOf(thrown) });
      }
      isSaving = false;
    },
    measure: async () => {
      const run = openRun(runs.getState());
      if (run.id === null || store.getState().measuring !== null) return;
      notices.getState().dismissError();
      isStopped = false;
      await measureAll(run);
      store.setState({ measuring: null });
    },
    stopMeasuring: () => {
      isStopped = true;
      void client.stopMeasuringForms();
    },
  };
}
