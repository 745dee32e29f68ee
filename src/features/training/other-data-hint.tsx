// What the run on screen learned from, where that is not the data on the page, and the way to go on with the new data.

import { usePastText } from "@/i18n/past-text";
import { useText } from "@/i18n/use-text";
import { learnsFromOtherData, waitsForData } from "@/state/run-data";
import { useCommands, useData, useRun, useRuns } from "@/state/use-app";

/** Says which data the run belongs to, and offers the other. */
export function OtherDataHint() {
  const text = useText();
  const say = usePastText();
  const run = useRun((state) => state);
  const asked = useRuns((state) => state.asked);
  const data = useData((state) => state);
  const waits = useRuns((state) => waitsForData(run, data, state));
  const isReady = useData((state) => state.prepared !== null);
  if (run.data === null || run.origin !== null || data.source === null || !isReady || !learnsFromOtherData(run, data))
    return null;
  const names = { run: run.name ?? "", data: run.data.name, other: data.source.facts.name };
  const isUnderWay = run.state === "running" || run.state === "preparing";
  if (isUnderWay) {
    return (
      <p className="runbar-hint hint" data-testid="other-data">
        {say("otherDataRunning", names)}
      </p>
    );
  }
  const fit = asked?.hash === data.source.facts.hash ? asked.fit : null;
  return (
    <div className="runbar-hint hint" data-testid="other-data" data-unknown={fit?.unknown ?? ""}>
      {fit === null
        ? say(waits ? "otherDataAbsent" : "otherData", names)
        : say(fit.asPadding ? "unknownAsPadding" : "unknownLeftOut", {
            count: fit.unknown,
            characters: text.number(fit.characters),
            other: names.other,
            missing: missingText(fit.missing),
          })}{" "}
      <GoOnButton label={fit === null ? say("goOnWith", names) : say("goOnAnyway")} />
    </div>
  );
}

function GoOnButton({ label }: { readonly label: string }) {
  const commands = useCommands();
  return (
    <button type="button" className="btn" data-testid="go-on-with-data" onClick={() => void commands.goOnWithData()}>
      {label}
    </button>
  );
}

const MOST_SHOWN = 12;

function missingText(missing: readonly string[]): string {
  const shown = missing.slice(0, MOST_SHOWN).map((character) => JSON.stringify(character).slice(1, -1));
  return `${shown.join(" ")}${missing.length > MOST_SHOWN ? " …" : "."}`;
}
