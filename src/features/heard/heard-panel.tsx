// The place of what the open run writes while it learns, whose code and words come with the first run.
import { use } from "react";
import { useRun } from "@/state/use-app";
import { LateModule } from "@/ui/late-module";
import { Part } from "../part";

const heard = new LateModule(() => import("./heard"));

/** The newest text of the open run and the way back through the earlier ones; nothing before the first run. */
export function HeardPanel() {
  const isOpen = useRun((run) => run.id !== null);
  return isOpen ? (
    <Part name="heard">
      <LateHeard />
    </Part>
  ) : null;
}

function LateHeard() {
  const { Heard } = use(heard.get());
  return <Heard />;
}
