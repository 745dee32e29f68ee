// What can be wrong with a weights file or a bundle. `rule` names the broken rule.
import type { DetailsRule } from "./details-rule";
import type { SafetensorsRule } from "./safetensors-header";

/** A tensor with the shape that the model wants and the shape that the file has. */
export interface WrongShape {
  readonly name: string;
  readonly expected: readonly number[];
  readonly found: readonly number[];
}

/** Why a file was refused. */
export type CheckpointError =
  | { readonly code: "weightsRuleBroken"; readonly rule: SafetensorsRule; readonly detail: string }
  | { readonly code: "weightsDetailsBroken"; readonly rule: DetailsRule; readonly detail: string }
  | { readonly code: "weightsWithoutModel"; readonly name: string }
  | {
      readonly code: "weightsMismatch";
      readonly missing: readonly string[];
      readonly wrong: readonly WrongShape[];
      /** Tensors of the file that the model does not know. */
      readonly unknown: readonly string[];
      /** Whether the file describes no model, so that the page's settings and tokens were tried. */
      readonly bare: boolean;
    }
  | { readonly code: "weightsNotFinite"; readonly names: readonly string[] }
  | { readonly code: "weightsTooLarge"; readonly name: string; readonly bytes: number; readonly limit: number }
  | { readonly code: "bundleUnreadable"; readonly detail: string }
  | { readonly code: "bundleWithoutModel"; readonly name: string }
  | { readonly code: "bundleDamaged"; readonly name: string }
  | { readonly code: "bundleMetricsUnreadable" }
  | { readonly code: "bundleTooLarge"; readonly bytes: number; readonly limit: number };
