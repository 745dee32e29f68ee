// The reference engine on the CPU backends against PyTorch.
import { describe } from "vitest";
import { useBackend } from "./support/backend";
import { describeForeignTruth, describeTruth } from "./support/truth-suite";

describe.each(["cpu", "wasm"] as const)("reference engine on %s", (backend) => {
  useBackend(backend);
  describeTruth();
  describeForeignTruth();
});
