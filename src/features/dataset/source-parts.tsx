// What the Data step shows of a loaded source: its facts and first rows, how it is cleaned and written as records.
import type { SourceSummary } from "@/domain/corpus/source";
import { ChatRecords } from "./chat-records";
import { Cleaning } from "./cleaning";
import { Issues } from "./issues";
import { TableRecords } from "./record-template";
import { SourceFacts } from "./source-facts";
import { SourcePreview } from "./source-preview";
import { TextRecords } from "./text-records";

/** Everything about `source`, from what it is to the records that it gives. */
export function SourceParts({ source }: { readonly source: SourceSummary }) {
  return (
    <>
      <SourceFacts source={source} />
      <SourcePreview source={source} />
      <div className="pair half">
        <Cleaning source={source} />
        <Issues source={source} />
      </div>
      {source.facts.form === "chat" && <ChatRecords />}
      {source.shape === null ? <TableRecords source={source} /> : <TextRecords source={source} shape={source.shape} />}
    </>
  );
}
