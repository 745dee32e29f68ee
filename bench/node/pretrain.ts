// `npm run pretrain`: trains a small GPT-2 on a text of works by Curió's own engine, here in Node, and writes the model
// that the page ships, with its log and card.
import { readFileSync, writeFileSync } from "node:fs";
import { graphParameters, sizeOf } from "@/domain/graph/parameters";
import { tensorsInMemory } from "@/domain/stored-tensor";
import { type HeldOut, holdOut } from "../pretrain/held-out";
import { modelCard } from "../pretrain/model-card";
import { writeModelFolder } from "../pretrain/model-folder";
import { type Options, readOptions } from "../pretrain/options";
import { pretrainingGraph } from "../pretrain/pretraining-graph";
import { pretrainingText } from "../pretrain/pretraining-text";
import { learnTokens } from "../pretrain/pretraining-tokens";
import { loadRunState, saveRunState } from "../pretrain/run-state";
import { measureNow, type Pretraining, pretrain } from "../pretrain/training";
import { logCsv } from "../pretrain/training-log";
import { readWorks } from "../pretrain/works";
import { openNodeEngine } from "./node-engine";

/** Trains, or goes on with a run that was cut; a run that has had its steps is measured and written again. */
export async function main(words: readonly string[]): Promise<number> {
  const options = readOptions(words);
  const kept = loadRunState(options.state);
  const works = holdOut(readWorks(readFileSync(options.text, "utf8"), options.separator), options);
  const tokenizer = kept?.tokenizer ?? learnTokens(works.learned, options.shape.vocabularySize);
  const text = pretrainingText(works, tokenizer, options.shape.positions);
  const graph = pretrainingGraph(options.shape);
  const engine = await openNodeEngine(options.threads);
  const session = await engine.open({
    graph,
    windows: text.windows,
    order: { seed: options.seed, batchSize: options.batch, accumulation: 1, shuffle: "everyEpoch" },
    optimizer: "adamw",
    state: kept?.state ?? null,
  });
  const run: Pretraining = {
    session,
    text,
    options,
    step: kept?.state.step ?? 0,
    processorSeconds: kept?.processorSeconds ?? 0,
    rows: [...(kept?.rows ?? [])],
    isCut: false,
  };
  process.once("SIGTERM", () => {
    run.isCut = true;
  });
  await pretrain(run, async () => {
    const { processorSeconds, rows } = run;
    saveRunState(options.state, { state: await session.readState(), tokenizer, processorSeconds, rows });
  });
  const end = await measureNow(run);
  const rows = [...run.rows.filter(({ step }) => step < end.step), end];
  writeFileSync(options.log, logCsv(rows));
  const parameters = graphParameters(graph).reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  const tensors = tensorsInMemory((await session.readState("weights")).tensors);
  const card = modelCard({ ...factsOf(works, options), shape: options.shape, parameters, end });
  await writeModelFolder(options.model, { shape: options.shape, tensors, tokenizer, card });
  session.dispose();
  engine.dispose();
  return 0;
}

function factsOf({ learned, heldOut }: HeldOut, { log }: Options) {
  const characters = (works: HeldOut["learned"]) => works.reduce((sum, { text }) => sum + text.length, 0);
  return {
    works: learned.length + heldOut.length,
    characters: characters(learned) + characters(heldOut),
    heldOutTitles: heldOut.map(({ title }) => title.split(" — ")[0]),
    heldOutCharacters: characters(heldOut),
    log,
  };
}
