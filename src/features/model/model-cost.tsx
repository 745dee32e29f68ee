// What the model amounts to: parameters, memory, work a step.
import { type Text, useText } from "@/i18n/use-text";
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
      <span className="hint">{model === null ? text.t("model.waitingForData") : costSentence(text, model)}</span>
    </div>
  );
}

function costSentence(text: Text, { cost }: PlannedModel) {
  return (
    <>
      {text.t("model.memory", { weights: text.bytes(cost.memory.weights), total: text.bytes(cost.memory.total) })}
      {" · "}
      <span data-testid="step-flops" data-value={cost.stepFlops} title={text.t("model.workHelp")}>
        {text.t("model.work", { flops: flopsText(text, cost.stepFlops) })}
      </span>
    </>
  );
}

function flopsText(text: Text, flops: number): string {
  if (flops < 1e6) return `${text.number(flops / 1e3, 0)}\u00a0kFLOP`;
  if (flops < 1e9) return `${text.number(flops / 1e6, 0)}\u00a0MFLOP`;
  return flops < 1e12 ? `${text.number(flops / 1e9, 1)}\u00a0GFLOP` : `${text.number(flops / 1e12, 1)}\u00a0TFLOP`;
}
