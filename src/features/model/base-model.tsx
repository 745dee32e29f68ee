// The choice of a base in the Model step. Its code, the list of models and all words of it come once the page is drawn.
import { use, useState } from "react";
import { useCommands } from "@/state/use-app";
import { LateModule } from "@/ui/late-module";
import { Part } from "../part";

const basePicker = new LateModule(() => import("./base-picker"));

/** What the next run begins with. */
export function BaseModel() {
  return (
    <Part name="bases">
      <Picker />
    </Part>
  );
}

function Picker() {
  const commands = useCommands();
  const [opened] = useState(() => commands.openBases());
  const { BasePicker } = use(basePicker.get());
  return <BasePicker bases={use(opened)} />;
}
