// A client that answers from a table and remembers what it was asked.
import { type CleaningReport, NO_MENDS } from "@/domain/corpus/corpus";
import type { SourceSummary } from "@/domain/corpus/source";
import { failure, success } from "@/domain/result";
import { freshProgress } from "@/domain/training/progress";
import type { PreparedSummary } from "@/domain/windows/prepared-summary";
import type { CommandContext } from "@/state/command-context";
import { createCommands } from "@/state/commands";
import { createStores } from "@/state/stores";
import type { RunStarted, SampleReport } from "@/worker/protocol";
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
  kept: 1,
  characters: 20,
};

export const prepared: PreparedSummary = {
  template: "<name>{Name}",
  firstRecord: "<name>ana",
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
  bigramLoss: 1,
  bigramAccuracy: 0,
  bigramOnText: null,
  padding: { train: { last: 0, every: 0 }, validation: { last: 0, every: 0 } },
};

export const started: RunStarted = {
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

/** What fails where the table has no answer; all else ends well and has nothing to tell. */
const needsModel: readonly string[] = ["restoreBest", "generate", "evaluate", "importFile"];

/** Creates stores and commands over a client in which `answers` and `effects` replace the good ones. */
export function createFakeApp(answers: Partial<TrainingClient> = {}, effects: Partial<CommandContext> = {}) {
  const calls: string[] = [];
  const saved: string[] = [];
  let draws = 0;
  const good: Partial<TrainingClient> = {
    openDevice: async () => success(started.device),
    loadData: async () => success(source),
    prepareData: async () => success(prepared),
    predictMemory: async () => success({ bytes: 4096, limit: 2 ** 31, fitting: null }),
    train: async () => success(started),
    measureFit: async () => success(prepared),
    goOnWithData: async () => success(started),
    resume: async () => success(started),
    stepOnce: async () => success(started),
    bringBack: async () => success({ started, progress: freshProgress }),
    exportFile: async (kind) => success({ name: `run.${kind}`, mime: "text/plain", bytes: new Uint8Array(1) }),
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
  const stores = createStores(null, ["en"]);
  const context = {
    stores,
    client,
    datasetUrl: (file: string) => `datasets/${file}`,
    isOutdated: async () => false,
    drawSeed: () => `drawn-${++draws}`,
    saveFile: (file: { name: string }) => void saved.push(file.name),
    now: () => 0,
    readDatasets: async () => [],
    ...effects,
  };
  return { stores, context, commands: createCommands(context), calls, saved };
}
