// The sample panel: what to start from, how daringly to choose, and what the model then writes.
import { useShownData } from "@/state/use-shown-run";
import { RecordCard } from "./record-card";
import { SampleControls } from "./sample-controls";
import { SampleOutput } from "./sample-output";
import "./sample-panel.css";

/** Controls of generation, the text, and the record that it spells. */
export function SamplePanel() {
  const hasRecords = (useShownData()?.template ?? "") !== "";
  return (
    <div className="card sample">
      <SampleControls hasRecords={hasRecords} />
      <SampleOutput />
      {hasRecords && <RecordCard />}
    </div>
  );
}
