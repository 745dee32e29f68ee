// How many runs a form comes to and how long they take, and the button that queues them.
import { useMemo } from "react";
import type { Trial } from "@/domain/config/trials";
import { forecastSeconds } from "@/domain/run/forecast";
import type { PlansText } from "@/i18n/plans-text";
import { useData, useRuns } from "@/state/use-app";
import { Button } from "@/ui/button";
import { durationText } from "../duration-text";

export interface PlanSummaryProps {
  readonly text: PlansText;
  /** Null while the form cannot be used. */
  readonly trials: readonly Trial[] | null;
  /** Why nothing can be started beside that. */
  readonly disabledReason: string | null;
  readonly testId: string;
  readonly onStart: (trials: readonly Trial[]) => void;
}

/** The sentence and the button. */
export function PlanSummary({ text, trials, disabledReason, testId, onStart }: PlanSummaryProps) {
  const data = useData((state) => state.prepared);
  const runs = useRuns((state) => state.runs);
  const seconds = useMemo(
    () =>
      trials === null || data === null
        ? null
        : forecastSeconds(
            trials.map(({ config }) => config),
            data,
            [...runs.values()],
          ),
    [trials, data, runs],
  );
  const count = trials?.length ?? 0;
  const counted = text.plans("count", { count });
  const forecast =
    seconds === null
      ? text.plans("noForecast", { runs: counted })
      : text.plans("forecast", { runs: counted, time: durationText(seconds) });
  const missing = data === null ? text.plans("noData") : trials === null ? text.plans("broken") : null;
  return (
    <>
      <p role="status" className="hint" data-testid="try-forecast" data-runs={count} data-seconds={seconds ?? ""}>
        {trials === null ? "" : forecast}
      </p>
      <Button
        className="btn primary"
        disabledReason={disabledReason ?? missing}
        data-testid={testId}
        onClick={() => trials !== null && onStart(trials)}
      >
        {trials === null ? text.plans("train") : text.plans("start", { count })}
      </Button>
    </>
  );
}
