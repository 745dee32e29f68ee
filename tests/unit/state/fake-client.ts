// A client that answers from a table and remembers what it was asked.

import { createNotebook } from "@/app/notebook";
import { defaultConfig } from "@/domain/config/defaults";
import { type CleaningReport, NO_MENDS } from "@/domain/corpus/corpus";
import type { SourceSummary } from "@/domain/corpus/source";
import type { AppError } from "@/domain/errors";
import { failure, success } from "@/domain/result";
import type { EndReason, Run, RunFacts, RunId, RunState } from "@/domain/run/run";
import { createRun } from "@/domain/run/run";
import type { RunEvent } from "@/domain/run/run-event";
import { freshProgress } from "@/domain/training/progress";
import type { PreparedSummary } from "@/domain/windows/prepared-summary";
import { applyEvents } from "@/state/apply-events";
import type { CommandContext } from "@/state/command-context";
import { createCommands } from "@/state/commands";
import type { Keeping } from "@/state/keeping/keeping";
import type { Notebook, NotebookTools } from "@/state/notebook/notebook";
import { openRun } from "@/state/runs-store";
import { createStores } from "@/state/stores";
import type { ExportedFile, SampleReport, WorkerEvent } from "@/worker/protocol";
import type { TrainingClient } from "@/worker/training-client";

export const source: SourceSummary = {
  kind: "table",
  facts: {
    name: "cars.csv",
    form: "csv",
    bytes: 10,
    encoding: "utf-8",
    encodings: [],
    dialect: null,
    places: null,
    container: null,
    problems: [],
    problemCount: 0,
    notes: [],
    hash: "00",
    sample: null,
    drawn: null,
  },
  columns: ["Name", "Year"],
  asides: [],
  rowCount: 2,
  characters: 20,
  preview: [],
  shape: null,
};

export const report: CleaningReport = {
  reading: null,
  needed: [],
  read: 1,
  findings: [],
  mends: NO_MENDS,
  pairs: null,
  kept: 1,
  characters: 20,
};

export const prepared: PreparedSummary = {
  template: "<name>{Name}",
  firstRecord: "<name>ana",
  heldOutPrompt: null,
  pairs: null,
  tokenizer: { kind: "character", vocabulary: ["a", "n"], specialCount: 0, padId: null },
  tokenCount: 20,
  unknownCharacters: 0,
  windowCount: 10,
  trainWindows: 9,
  validationWindows: 1,
  trainRecords: 1,
  validationRecords: 1,
  firstTokens: [0, 1],
  firstWindows: [],
  unigramLoss: 1,
  unigramAccuracy: 0,
  bigramLoss: 1,
  bigramAccuracy: 0,
  bigramOnText: null,
  padding: { train: { last: 0, every: 0 }, validation: { last: 0, every: 0 } },
  charactersPerTarget: 1,
  tokenCounts: new Uint32Array([10, 10]),
};

export const facts: RunFacts = {
  parameterCount: 100,
  totalSteps: 50,
  device: { id: "reference-cpu", adapter: null, threads: 1, reason: "noWebGpu" },
  memoryBytes: 1000,
};

export const sampleReport: SampleReport = {
  tokens: 3,
  discardedTokens: 0,
  step: 7,
  unknownCharacters: 0,
  unreadTokens: 0,
  window: null,
  attempts: 2,
  validAttempts: 1,
  fields: null,
  stopped: false,
  charactersPerSecond: 30,
};

/** A file that the worker has written. */
export function fileNamed(name: string): ExportedFile {
  return { name, mime: "text/plain", bytes: new Uint8Array(1) };
}

/** What fails where the table has no answer; all else ends well and has nothing to tell. */
const needsModel: readonly string[] = ["restoreBest", "generate", "evaluate", "importFile"];

/** Creates stores and commands over a client in which `answers` and `effects` replace the good ones. */
export function createFakeApp(answers: Partial<TrainingClient> = {}, effects: Partial<CommandContext> = {}) {
  const calls: string[] = [];
  const saved: string[] = [];
  let draws = 0;
  let ids = 0;
  const stores = createStores(null, ["en"]);
  const opened = async (run: RunId) => {
    applyEvents(stores, [{ type: "opened", run, facts }]);
    return success(null);
  };
  const good: Partial<TrainingClient> = {
    openDevice: async () => success(facts.device),
    loadData: async () => success(source),
    prepareData: async () => success(prepared),
    predictMemory: async () => success({ bytes: 4096, limit: 2 ** 31, fitting: null }),
    train: opened,
    measureFit: async () => success(prepared),
    goOnWithData: opened,
    resume: opened,
    stepOnce: opened,
    holdsRun: async () => success(true),
    openRun: opened,
    freezeRun: async () => success(0),
    exportFile: async (kind) => success(fileNamed(`run.${kind}`)),
    exportRecord: async (kind) => success(fileNamed(`run.${kind}`)),
    restart: () => {},
    ...answers,
  };
  const client = new Proxy(good, {
    get(target, name: keyof TrainingClient) {
      return (...parameters: never[]) => {
        calls.push(name);
        const answer = target[name] as ((...list: never[]) => unknown) | undefined;
        if (answer !== undefined) return answer(...parameters);
        return Promise.resolve(needsModel.includes(name) ? failure({ code: "noModel" }) : success(null));
      };
    },
  }) as TrainingClient;
  const context: CommandContext = {
    stores,
    client,
    datasetUrl: (file: string) => `datasets/${file}`,
    isOutdated: async () => false,
    drawSeed: () => `drawn-${++draws}`,
    drawId: () => `run-${++ids}`,
    saveFile: (file: { name: string }) => void saved.push(file.name),
    now: () => 0,
    readDatasets: async () => [],
    openBases: () => Promise.reject(new Error("not asked for")),
    openKeeping: async (): Promise<Keeping> => {
      throw new Error("no store in this test");
    },
    openNotebook: async (tools: NotebookTools): Promise<Notebook> => createNotebook(context, tools),
    ...effects,
  };
  /** The run on screen; the test fails where there is none. */
  function shown(): Run {
    const run = openRun(stores.runs.getState());
    if (run.id === null) throw new Error("expected a run on screen, got none");
    return run;
  }
  /** Lets the worker tell of the run on screen. */
  function tell(...news: readonly News[]): void {
    applyEvents(
      stores,
      news.map((event) => ({ ...event, run: shown().id }) as WorkerEvent),
    );
  }
  return { stores, context, commands: createCommands(context), calls, saved, shown, tell };
}

/** An event of a run, but for the run. */
export type News = { [Type in RunEvent["type"]]: Omit<Extract<RunEvent, { type: Type }>, "run"> }[RunEvent["type"]];

/** News that a run is in a state. */
export function inState(state: RunState, reason: EndReason | null = null, error: AppError | null = null): News {
  return { type: "runState", state, reason, error };
}

/** News of one finished step of loss `loss`. */
export function stepped(step: number, { seconds = 0, epoch = 0, loss = 1 } = {}): News {
  const { epochs: _, ...standing } = { ...freshProgress, step, epoch };
  return {
    type: "steps",
    steps: [{ step, loss, accuracy: 0.5, counted: 16, gradientNorm: 1, learningRate: 0.1 }],
    standing,
    totalSteps: facts.totalSteps,
    pace: { trainingSeconds: seconds, tokensPerSecond: 1000, stepMilliseconds: 20 },
  };
}

/** A run as a file gives it. */
export function runOf(changes: Partial<Run> = {}): Run {
  const data = { ...prepared, id: null, name: "birds.csv", hash: "b1" };
  const known = { id: "file", name: "", config: defaultConfig, data, colour: 1, parent: null };
  return { ...createRun(known), state: "paused", ...changes };
}
