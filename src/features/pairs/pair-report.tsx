// What comes of the pairs: what was found in them, how they read, and how long they are. Fetched with the first ones.
import { useData } from "@/state/use-app";
import { SettingSwitch } from "../setting-choice";
import { PairFindings } from "./pair-findings";
import { PairLengths } from "./pair-lengths";
import { PairPreview } from "./pair-preview";

/** Counts and switches, and behind the preparation the pairs themselves. */
export function PairReport() {
  const prepared = useData((data) => data.prepared?.pairs ?? null);
  return (
    <>
      <PairFindings />
      <SettingSwitch path="tokens.answerOnly" />
      {prepared !== null && (
        <>
          <PairPreview pairs={prepared} />
          <PairLengths pairs={prepared} />
        </>
      )}
    </>
  );
}
