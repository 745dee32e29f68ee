// What can be wrong with a weights file or a bundle. `rule` names the broken rule of the format.

import type { SafetensorsRule } from "./safetensors-header";

/** Why a file was refused. */
export type CheckpointError =
  | { readonly code: "weightsRuleBroken"; readonly rule: SafetensorsRule; readonly detail: string }
  | { readonly code: "weightsWithoutModel"; readonly name: string }
  | { readonly code: "weightsMismatch"; readonly missing: readonly string[]; readonly wrong: readonly string[] }
  | { readonly code: "bundleUnreadable"; readonly detail: string }
  | { readonly code: "bundleTooLarge"; readonly bytes: number; readonly limit: number };
