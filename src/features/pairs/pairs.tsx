// Prompts and responses of the Data step; the code comes with the first table.
import { use } from "react";
import { useData } from "@/state/use-app";
import { LateModule } from "@/ui/late-module";
import { Part } from "../part";

const pairsPart = new LateModule(() => import("./pairs-part"));

/** How rows become pairs; nothing where there are no rows. */
export function Pairs() {
  const hasRows = useData((data) => data.source?.kind === "table");
  if (!hasRows) return null;
  return (
    <Part name="pairs">
      <LatePairs />
    </Part>
  );
}

function LatePairs() {
  const { PairsPart } = use(pairsPart.get());
  return <PairsPart />;
}
