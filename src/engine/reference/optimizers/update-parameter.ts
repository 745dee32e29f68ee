// The one door to the optimizers: the kind of the settings selects the rule.
import type { OptimizerKind, OptimizerOf } from "@/domain/training/optimizer";
import { adam } from "./adam";
import { adamw } from "./adamw";
import type { OptimizerRule, UpdateInput, UpdateOutput } from "./optimizer-rule";
import { rmsprop } from "./rmsprop";
import { sgd } from "./sgd";

const rules: { readonly [Kind in OptimizerKind]: OptimizerRule<Kind> } = { sgd, rmsprop, adam, adamw };

/** Computes one step of one parameter by the rule of its kind; call inside a tidy. */
export function updateParameter<Kind extends OptimizerKind>(
  kind: Kind,
  input: UpdateInput<OptimizerOf<Kind>>,
): UpdateOutput {
  return rules[kind].update(input);
}
