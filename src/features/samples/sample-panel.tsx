// The sample panel: what to start from, how daringly to choose, and what the model then writes.
import { use } from "react";
import { writesRecords } from "@/domain/corpus/parse-record";
import { useSamples } from "@/state/use-app";
import { useShownConfig, useShownData } from "@/state/use-shown-run";
import { LateModule } from "@/ui/late-module";
import { Part } from "../part";
import { SampleControls } from "./sample-controls";
import { SampleOutput } from "./sample-output";
import "./sample-panel.css";

const recordCard = new LateModule(() => import("./record-card"));

/** Controls of generation, the text, and the record that it spells, whose code comes with the first one. */
export function SamplePanel() {
  const hasRecords = writesRecords(useShownConfig().corpus, useShownData()?.template ?? "");
  const hasReport = useSamples((samples) => samples.report !== null);
  return (
    <div className="card sample">
      <SampleControls hasRecords={hasRecords} />
      <SampleOutput />
      {hasRecords && hasReport && (
        <Part name="record">
          <LateRecord />
        </Part>
      )}
    </div>
  );
}

function LateRecord() {
  const { RecordCard } = use(recordCard.get());
  return <RecordCard />;
}
