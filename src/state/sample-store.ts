// The sample panel's state: settings of generation, the text so far, and how the last one ended.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { AppError } from "@/domain/errors";
import type { SamplingConfig } from "@/domain/sampling/sampling-config";
import type { SampleReport } from "@/worker/protocol";

/** The newest sample and the settings of the next. */
export interface SampleState {
  readonly config: SamplingConfig;
  /** Number of the newest generation; events of older ones are dropped. */
  readonly id: number;
  /** Prompt of the newest generation; `text` goes on from it. */
  readonly prompt: string;
  readonly text: string;
  readonly running: boolean;
  readonly report: SampleReport | null;
  readonly error: AppError | null;
  set<K extends keyof SamplingConfig>(key: K, value: SamplingConfig[K]): void;
  replaceConfig(config: SamplingConfig): void;
  /** Starts the next generation and gives its number. */
  begin(): number;
  /** Shows the text of generation `id` so far. */
  setText(id: number, text: string): void;
  finish(id: number, report: SampleReport): void;
  fail(id: number, error: AppError): void;
}

/** Sampling before anything is chosen. */
export const defaultSampling: SamplingConfig = {
  prompt: "",
  temperature: 0.8,
  topK: 0,
  topP: 1,
  length: 400,
  stop: "",
  seed: "1",
  recordAttempts: 0,
};

/** Creates the store with no sample. */
export function createSampleStore(): StoreApi<SampleState> {
  return createStore<SampleState>()((set, get) => ({
    config: defaultSampling,
    id: 0,
    prompt: "",
    text: "",
    running: false,
    report: null,
    error: null,
    set: (key, value) => set((state) => ({ config: { ...state.config, [key]: value } })),
    replaceConfig: (config) => set({ config }),
    begin: () => {
      const id = get().id + 1;
      set({ id, prompt: get().config.prompt, text: "", running: true, report: null, error: null });
      return id;
    },
    setText: (id, text) => set((state) => (id === state.id ? { text } : {})),
    finish: (id, report) => set((state) => (id === state.id ? { running: false, report } : {})),
    fail: (id, error) => set((state) => (id === state.id ? { running: false, error } : {})),
  }));
}
