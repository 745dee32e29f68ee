// The one place where a failure of the whole page shows: what happened, what to do, and a button that does it.
import type { AppError } from "@/domain/errors";
import type { FittingSettings } from "@/domain/training/memory-forecast";
import { CopyDetails } from "@/features/copy-details";
import { useErrorText } from "@/features/error-words";
import { Part } from "@/features/part";
import { type Text, useText } from "@/i18n/use-text";
import type { AppServices } from "@/state/use-app";
import { useApp, useNotices } from "@/state/use-app";
import { Icon } from "@/ui/icon";
import { errorDetails } from "./error-details";

interface WayOut {
  readonly label: string;
  readonly act: () => void;
}

/** The banner above the run bar; nothing while all is well. */
export function ErrorBanner() {
  const text = useText();
  const app = useApp();
  const error = useNotices((notices) => notices.error);
  if (error === null) return null;
  const details = errorDetails(error);
  return (
    <div className="banner error" role="alert" data-testid="error-banner" data-code={error.code}>
      <Icon name="warning" />
      <Part name="error">
        <Told error={error} />
      </Part>
      <div className="row">
        {waysOut(app, text, error).map(({ label, act }) => (
          <button key={label} type="button" className="btn" onClick={act}>
            {label}
          </button>
        ))}
        {details !== null && <CopyDetails key={details} language={text.language} details={details} />}
        <button type="button" className="btn quiet" onClick={() => app.stores.notices.getState().dismissError()}>
          {text.t("shell.dismiss")}
        </button>
      </div>
    </div>
  );
}

function Told({ error }: { readonly error: AppError }) {
  const { sentence, remedy } = useErrorText(error);
  return (
    <>
      <b>{sentence}</b>
      <p>{remedy}</p>
    </>
  );
}

function waysOut({ stores, commands }: AppServices, text: Text, error: AppError): readonly WayOut[] {
  switch (error.code) {
    case "deviceLost":
      return [
        { label: text.t("error.restart"), act: () => void commands.restartWorker(null) },
        { label: text.t("error.restartCpu"), act: () => void commands.restartWorker("wasm") },
      ];
    case "notArrived":
      return [{ label: text.t("part.retry"), act: () => void commands.loadAgain() }];
    case "baseStopped":
      return [{ label: text.t("part.retry"), act: () => void commands.prepare() }];
    case "workerDied":
    case "workerNotLoaded":
      return [{ label: text.t("error.restart"), act: () => void commands.restartWorker(null) }];
    case "deviceUnavailable":
      return [{ label: text.t("error.restart"), act: () => void commands.restartWorker("auto") }];
    case "diverged": {
      const { setting, better } = error.suspect;
      const act = () => {
        stores.settings.getState().set(setting, better);
        stores.notices.getState().dismissError();
      };
      return [{ label: text.t(`error.${setting}`, { value: text.short(better) }), act }];
    }
    case "doesNotFit": {
      const { fitting } = error;
      if (fitting === null) return [];
      const { batchSize, contextLength } = fitting;
      const label = text.t(labelOf(fitting), { batch: batchSize, context: contextLength });
      return [{ label, act: () => commands.useFitting(fitting) }];
    }
    default:
      return [];
  }
}

function labelOf({ adapters, halves }: FittingSettings) {
  if (adapters) return halves ? "error.fitBoth" : "error.fitAdapters";
  return halves ? "error.fitHalves" : "error.fit";
}
