// What was changed for a run against the one that it is compared with.
import { useState } from "react";
import type { RunRow } from "@/domain/run/run-rows";
import type { RunsText } from "@/i18n/runs-text";
import { differenceParts } from "../setting-difference";

/** Most changes that are listed unasked. */
const FEW = 3;

/** A few changes, the others one press away. */
export function RunChanges(props: { readonly row: RunRow; readonly text: RunsText; readonly isBase: boolean }) {
  const { text } = props;
  const [isWhole, setWhole] = useState(false);
  const changes = changesOf(props);
  const isLong = changes.length > FEW + 1;
  const shown = isLong && !isWhole ? changes.slice(0, FEW) : changes;
  return (
    <div className="changes" data-testid="run-changes">
      {shown.map(([label, values]) => (
        <span key={label}>
          {label} <span className="values">{values}</span>
        </span>
      ))}
      {isLong && (
        <button type="button" className="link" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? text.runs("fewer") : text.runs("more", { count: changes.length - FEW })}
        </button>
      )}
    </div>
  );
}

/** Gives a word for each change, with its values where it has some. */
function changesOf({ row, text, isBase }: Parameters<typeof RunChanges>[0]): readonly (readonly [string, string?])[] {
  const { comparedWith, differences, otherData, parent, isModel } = row;
  if (isModel) return [[text.runs("fromFiles")]];
  const changes = [
    ...(parent === null ? [] : [[text.runs("grown", { name: parent.name, step: parent.step })] as const]),
    ...(otherData === null ? [] : [[text.runs("otherData", { name: otherData })] as const]),
    ...differences.map((difference) => differenceParts(text, difference)),
  ];
  if (isBase) return [[text.runs("base")]];
  if (changes.length > 0) return changes;
  return [[text.runs(comparedWith === null ? "firstRun" : "sameSettings")]];
}
