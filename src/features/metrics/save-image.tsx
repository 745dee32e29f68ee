// Saves a chart as a picture, named after the open run.
import type { RefObject } from "react";
import { useRef } from "react";
import { fileName } from "@/domain/file-name";
import { drawnRuns } from "@/domain/run/drawn-runs";
import { useRunsText } from "@/i18n/runs-text";
import { openRun } from "@/state/runs-store";
import { useApp, useCommands } from "@/state/use-app";
import { type ChartImage, chartImage, pngOf } from "@/ui/chart-image";
import type { ChartName } from "./crosshair";
import { imageWords } from "./image-words";
import { useOpenLooks } from "./run-lines";

/** Two buttons that save the figure that they stand in. */
export function SaveImage({ chart }: { readonly chart: ChartName }) {
  const text = useRunsText();
  const { saveFile } = useCommands();
  const { notices } = useApp().stores;
  const box = useRef<HTMLDivElement>(null);
  const draw = useChartImage(chart, box);
  const { runs } = useApp().stores;
  const name = () => `${fileName(openRun(runs.getState()).name ?? "curio")}-${chart}`;
  const saved = (file: string) => notices.getState().toast("fileSaved", { name: file });
  const saveSvg = () => {
    const image = draw();
    if (image === null) return;
    const file = `${name()}.svg`;
    saveFile({ name: file, mime: "image/svg+xml", bytes: new TextEncoder().encode(image.svg) });
    saved(file);
  };
  const savePng = async () => {
    const image = draw();
    if (image === null) return;
    const file = `${name()}.png`;
    saveFile({ name: file, mime: "image/png", bytes: await pngOf(image) });
    saved(file);
  };
  return (
    <div ref={box} className="row save-image">
      <button type="button" className="btn" data-testid="save-svg" onClick={saveSvg}>
        {text.runs("saveSvg")}
      </button>
      <button type="button" className="btn" data-testid="save-png" onClick={() => void savePng()}>
        {text.runs("savePng")}
      </button>
    </div>
  );
}

/** Gives what draws the figure around `box` with a key to its lines; null while there is no plot. */
function useChartImage(chart: ChartName, box: RefObject<HTMLElement | null>): () => ChartImage | null {
  const text = useRunsText();
  const { runs } = useApp().stores;
  const looks = useOpenLooks();
  return () => {
    const figure = box.current?.closest("figure") ?? null;
    if (figure === null) return null;
    const state = runs.getState();
    const drawn = drawnRuns(state.runs, state.open);
    return chartImage(figure, imageWords(text, chart, { runs: drawn, open: state.open, looks }));
  };
}
