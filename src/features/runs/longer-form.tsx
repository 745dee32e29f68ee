// Training a run longer: by epochs or by steps from where it stands.
import { useState } from "react";
import { stepsPerEpoch } from "@/domain/run/abscissa";
import type { Run } from "@/domain/run/run";
import { lastingLonger } from "@/domain/training/longer-run";
import { usePlansText } from "@/i18n/plans-text";
import { createRunQueue } from "@/state/run-queue";
import { useCommands } from "@/state/use-app";
import { Button } from "@/ui/button";
import { parseNumberText } from "@/ui/number-text";
import { Select } from "@/ui/select";
import { TextField } from "@/ui/text-field";

export interface GrowFormProps {
  readonly run: Run;
  /** Why the run cannot be grown now, null where it can. */
  readonly disabledReason: string | null;
  readonly onDone: () => void;
}

/** How much longer, and the button. */
export function LongerForm({ run, disabledReason, onDone }: GrowFormProps) {
  const text = usePlansText();
  const queue = useCommands().later(createRunQueue);
  const { name, config, progress } = run;
  const size = stepsPerEpoch(run);
  const [unit, setUnit] = useState<"epochs" | "steps">(size === null ? "steps" : "epochs");
  const [written, setWritten] = useState(size === null ? "100" : "5");
  const count = parseNumberText(written, text.decimal);
  const isCount = count !== null && Number.isInteger(count) && count >= 1;
  const training = isCount ? lastingLonger(config.training, progress, { unit, count }, size ?? 1) : null;
  const problem = isCount ? (training === null ? text.plans("tooFar") : null) : text.plans("notACount");
  const units = size === null ? (["steps"] as const) : (["epochs", "steps"] as const);
  const isStretched = config.training.schedule === "cosine" && config.training.cosineSteps === 0;
  return (
    <fieldset>
      <legend>{text.plans("goOnTitle")}</legend>
      <p>
        {text.plans("goOnAbout", { name, step: progress.step })}
        {isStretched && ` ${text.plans("goOnCosine")}`}
      </p>
      <div className="plan-pair">
        <TextField
          label={text.plans("howMany")}
          value={written}
          inputMode="numeric"
          error={problem}
          testId="grow-count"
          onChange={setWritten}
        />
        <Select
          label={text.plans("unit")}
          value={unit}
          options={units.map((value) => ({ value, label: text.plans(value) }))}
          testId="grow-unit"
          onChange={setUnit}
        />
      </div>
      <Button
        className="btn"
        disabledReason={disabledReason ?? problem}
        data-testid="grow-longer"
        onClick={() => {
          if (training === null || count === null) return;
          const label = text.plans("goOnLabel", { name, count, unit: text.plans(unit) });
          queue.plan([{ label, work: { kind: "goOn", run: run.id, training } }]);
          onDone();
        }}
      >
        {text.plans("goOn")}
      </Button>
    </fieldset>
  );
}
