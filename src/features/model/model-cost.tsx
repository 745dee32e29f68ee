// What the model amounts to: parameters, memory, work a step.

import { fitsMemory } from "@/domain/training/memory-forecast";
import { type Text, useText } from "@/i18n/use-text";
import { useData, useRun } from "@/state/use-app";
import { Explanation } from "@/ui/explanation";
import type { PlannedModel } from "./use-model";
import "./model-cost.css";

/** Figures of the planned model; says what is missing while there are none. */
export function ModelCost({ model }: { readonly model: PlannedModel | null }) {
  const text = useText();
  const parameters = model?.cost.parameters ?? null;
  return (
    <div className="total rule">
      <b data-testid="parameter-count" data-value={parameters ?? ""}>
        {parameters === null ? "–" : text.number(parameters)}
      </b>
      {text.t("model.parameters", { count: parameters ?? 0 })}
      {model !== null && model.cost.trained < model.cost.parameters && (
        <span className="hint" data-testid="trained-count" data-value={model.cost.trained}>
          {text.t("model.trained", {
            trained: text.number(model.cost.trained),
            frozen: text.number(model.cost.parameters - model.cost.trained),
          })}
        </span>
      )}
      <span className="hint">{model === null ? text.t("model.waitingForData") : <CostSentence model={model} />}</span>
    </div>
  );
}

function CostSentence({ model: { cost } }: { readonly model: PlannedModel }) {
  const text = useText();
  // The device's own figure; until it is known, what any device needs for the model.
  const forecast = useData((data) => data.memoryForecast);
  const total = forecast?.bytes ?? cost.memory.total;
  const used = useRun((run) => run.facts?.memoryBytes ?? null);
  return (
    <>
      <span data-testid="memory-estimate" data-value={total} data-source={forecast === null ? "model" : "device"}>
        {text.t("model.memory", { weights: text.bytes(cost.memory.weights), total: text.bytes(total) })}
      </span>
      {forecast !== null && !fitsMemory(forecast) && (
        <b className="memory-too-much" data-testid="memory-too-much" data-value={forecast.limit}>
          {" "}
          {text.t("model.memoryTooMuch", { limit: text.bytes(forecast.limit) })}
        </b>
      )}
      {used !== null && (
        <>
          {" · "}
          <span data-testid="memory-used" data-value={used}>
            {text.t("model.memoryUsed", { used: text.bytes(used) })}
          </span>
        </>
      )}
      {" · "}
      <span data-testid="step-flops" data-value={cost.stepFlops}>
        {text.t("model.work", { flops: flopsText(text, cost.stepFlops) })}
      </span>
      <Explanation label={text.t("model.workName")} help={text.t("model.workHelp")} />
    </>
  );
}

function flopsText(text: Text, flops: number): string {
  if (flops < 1e6) return `${text.number(flops / 1e3, 0)}\u00a0kFLOP`;
  if (flops < 1e9) return `${text.number(flops / 1e6, 0)}\u00a0MFLOP`;
  return flops < 1e12 ? `${text.number(flops / 1e9, 1)}\u00a0GFLOP` : `${text.number(flops / 1e12, 1)}\u00a0TFLOP`;
}
