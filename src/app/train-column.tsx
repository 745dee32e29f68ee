// The middle column: the run bar, curves, figures, runs and epochs.

import { use } from "react";
import { AboutData } from "@/features/dataset/about-data";
import { HeardPanel } from "@/features/heard/heard-panel";
import { MetricsPanel } from "@/features/metrics/metrics-panel";
import { Part } from "@/features/part";
import { runLook } from "@/features/run-look";
import { RunsPanel } from "@/features/runs/runs-panel";
import { StorageState } from "@/features/storage/storage-state";
import { RunBar } from "@/features/training/run-bar";
import { useText } from "@/i18n/use-text";
import { useRun } from "@/state/use-app";
import { useShownState } from "@/state/use-shown-run";
import { LateModule } from "@/ui/late-module";
import { useIsPhone } from "./use-is-phone";

const epochTable = new LateModule(() => import("@/features/metrics/epoch-table"));

/** Train: the run and how it goes. */
export function TrainColumn() {
  const text = useText();
  // A phone's first screen ends amid the charts; what the run writes is to be seen there.
  const isPhone = useIsPhone();
  return (
    <section className="col" id="train" aria-labelledby="train-title">
      <div className="col-head">
        <h2 id="train-title">{text.t("shell.train")}</h2>
        <RunName />
        <StorageState />
      </div>
      <div className="card sheet">
        <Part name="run">
          <RunBar />
        </Part>
        <Part name="about-data">
          <AboutData />
        </Part>
        {isPhone && <HeardPanel />}
        <MetricsPanel>{!isPhone && <HeardPanel />}</MetricsPanel>
        <RunsPanel />
        <Part name="epochs">
          <Epochs />
        </Part>
      </div>
    </section>
  );
}

function Epochs() {
  const { EpochTable } = use(epochTable.get());
  return <EpochTable />;
}

function RunName() {
  const text = useText();
  const name = useRun((run) => run.name);
  const state = useShownState();
  const { color } = runLook(useRun((run) => run.colour));
  if (name === null) return null;
  return (
    <span className="state">
      <i className={state === "running" ? "dot breathing" : "dot"} style={{ "--c": color }} />
      <b title={name}>{name}</b>
      {text.t(`run.state.${state}`)}
    </span>
  );
}
