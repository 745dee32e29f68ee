// The Data step: where data comes in, and what was found in it, whose code arrives once the page is drawn.
import { use } from "react";
import type { SourceSummary } from "@/domain/corpus/source";
import { useData } from "@/state/use-app";
import { LateModule } from "@/ui/late-module";
import { Part } from "../part";
import { BundledPicker } from "./bundled-picker";
import { DropZone } from "./drop-zone";
import { PasteBox } from "./paste-box";
import { ProvisionalPreview } from "./source-preview";
import "./dataset.css";

const sourceParts = new LateModule(() => import("./source-parts"));

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
        <Part name="source">
          <LateSourceParts source={source} />
        </Part>
      )}
    </>
  );
}

function LateSourceParts({ source }: { readonly source: SourceSummary }) {
  const { SourceParts } = use(sourceParts.get());
  return <SourceParts source={source} />;
}
