// Says in the place of a part that it failed, and offers to try again, to reload and to copy what is known.
import { useEffect, useState } from "react";
import { unsavedSeconds } from "@/domain/run/run-figures";
import { messageOf } from "@/domain/thrown-message";
import { useText } from "@/i18n/use-text";
import { useCommands, useRun } from "@/state/use-app";
import { LateModuleError } from "@/ui/late-module";
import { CopyDetails } from "./copy-details";

export interface PartFailureProps {
  readonly name: string;
  readonly thrown: unknown;
  /** Draws the part anew. */
  readonly onRetry: () => void;
}

/** The notice in the place of a part. */
export function PartFailure({ name, thrown, onRetry }: PartFailureProps) {
  const text = useText();
  const kind = useFailureKind(thrown);
  const unsaved = useRun((run) => unsavedSeconds(run) > 0);
  const source = thrown instanceof LateModuleError ? thrown.source : null;
  // Code that several parts wait for is asked for once, and comes back in all of them.
  useEffect(() => source?.onRetry(onRetry), [source, onRetry]);
  return (
    <div className="part-failure" role="alert" data-testid="part-failure" data-part={name} data-code={kind}>
      <b>{text.t(`part.${kind}`)}</b>
      <p>
        {text.t(`part.${kind}Text`)}
        {unsaved && ` ${text.t("part.saveFirst")}`}
      </p>
      <div className="row wrap">
        <button
          type="button"
          className="btn"
          data-testid="part-retry"
          onClick={() => (source === null ? onRetry() : source.retry())}
        >
          {text.t("part.retry")}
        </button>
        <button type="button" className="btn quiet" data-testid="part-reload" onClick={() => location.reload()}>
          {text.t("crash.reload")}
        </button>
        <CopyDetails language={text.language} details={`Curió: ${name}: ${messageOf(thrown)}`} />
      </div>
    </div>
  );
}

type FailureKind = "broken" | "notArrived" | "outdated";

/** Tells code that threw from code that did not arrive, and whether that is because the page is of an older build. */
function useFailureKind(thrown: unknown): FailureKind {
  const { isOutdated } = useCommands();
  const [outdated, setOutdated] = useState(false);
  const arrived = !(thrown instanceof LateModuleError);
  useEffect(() => {
    let gone = false;
    if (!arrived)
      void isOutdated().then((answer) => {
        if (!gone) setOutdated(answer);
      });
    return () => {
      gone = true;
    };
  }, [arrived, isOutdated]);
  if (arrived) return "broken";
  return outdated ? "outdated" : "notArrived";
}
