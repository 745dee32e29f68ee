// The Data step: where data comes in, what was found in it, how it is cleaned and written as records.
import { useData } from "@/state/use-app";
import { BundledPicker } from "./bundled-picker";
import { ChatRecords } from "./chat-records";
import { Cleaning } from "./cleaning";
import { DropZone } from "./drop-zone";
import { Issues } from "./issues";
import { PasteBox } from "./paste-box";
import { TableRecords } from "./record-template";
import { SourceFacts } from "./source-facts";
import { ProvisionalPreview, SourcePreview } from "./source-preview";
import { TextRecords } from "./text-records";
import "./dataset.css";

/** Everything about the data; what needs a loaded file appears with it. */
export function DatasetPanel() {
  const source = useData((data) => data.source);
  return (
    <>
      <DropZone />
      <ProvisionalPreview />
      <div className="pair data-sources">
        <BundledPicker />
        <PasteBox />
      </div>
      {source !== null && (
        <>
          <SourceFacts source={source} />
          <SourcePreview source={source} />
          <div className="pair half">
            <Cleaning source={source} />
            <Issues source={source} />
          </div>
          {source.facts.form === "chat" && <ChatRecords />}
          {source.shape === null ? (
            <TableRecords source={source} />
          ) : (
            <TextRecords source={source} shape={source.shape} />
          )}
        </>
      )}
    </>
  );
}
