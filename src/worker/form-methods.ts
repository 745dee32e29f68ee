// The methods that tell what the form of the weights does to a model.
import { gpt2ShapeOf } from "@/domain/pretrained/leaving-run";
import { failure, success } from "@/domain/result";
import type { Desks, Methods } from "./desks";
import { asForm, ownForm } from "./form-weights";
import { measuredData } from "./measured-data";
import { lendCheckpointOf } from "./model-source";

/** Creates the methods over the desks. */
export function createFormMethods(desks: Desks): Methods<"measureForm" | "stopMeasuringForms"> {
  const { device, runs, forms } = desks;
  return {
    measureForm: (run, form, corpus) => {
      const mayGoOn = forms.turns.begin();
      return device.with(async (engine) => {
        const state = runs.stateOf(run);
        if (state === "preparing" || state === "running") return failure({ code: "busy", state });
        const checkpoint = await lendCheckpointOf(runs, run);
        if (!checkpoint.ok) return checkpoint;
        const { config, tokenizer } = checkpoint.value.details;
        const shape = gpt2ShapeOf(config.model, tokenizer.vocabulary.length);
        if (shape === null) return failure({ code: "noModel" });
        const data = await measuredData(desks, run, corpus);
        if (!data.ok) return data;
        const formed = form === "own" ? ownForm(checkpoint.value) : await asForm(checkpoint.value, shape, form);
        return forms.measure(engine, { ...formed, run, data: data.value }, mayGoOn);
      });
    },
    stopMeasuringForms: async () => {
      forms.turns.stop();
      return success(null);
    },
  };
}
