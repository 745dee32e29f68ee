// The place of the runs table, whose code and words come after the page.
import { use } from "react";
import { LateModule } from "@/ui/late-module";
import { Part } from "../part";

const runsTable = new LateModule(() => import("./runs-table"));

/** All runs that the page holds, under the charts. */
export function RunsPanel() {
  return (
    <Part name="runs">
      <Table />
    </Part>
  );
}

function Table() {
  const { RunsTable } = use(runsTable.get());
  return <RunsTable />;
}
