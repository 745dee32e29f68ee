// Copies of a run that outlive its worker: how often, of what, and how large at most; and the beats beside them.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { readWeights } from "@/domain/checkpoint/checkpoint-file";
import { defaultConfig } from "@/domain/config/defaults";
import type { NamedTensors } from "@/domain/named-tensors";
import { freshProgress } from "@/domain/training/progress";
import type { StatePlace } from "@/engine/engine";
import type { ActiveRun } from "@/worker/active-run";
import { Heart } from "@/worker/heart";
import { SerialQueue } from "@/worker/serial-queue";
import { SoundCopies } from "@/worker/sound-copies";
import type { WorkerSignal } from "@/worker/worker-signals";

const tensorsOf = (size: number, value: number): NamedTensors =>
  new Map([["w", { shape: [size], data: new Float32Array(size).fill(value, 0, 1) }]]);

/** A run whose last sound state is of step 40 and which stands at step 50; its best weights are of step `best`. */
function run(size = 4, best: number | null = null): ActiveRun {
  const stateAt = (step: number) => ({ ...freshProgress, step });
  const training = {
    settings: defaultConfig.training,
    progress: { ...freshProgress, step: 50 },
    trainingMilliseconds: 9000,
    good: stateAt(40),
    best: best === null ? null : stateAt(best),
    session: {
      readState: async (_: "all", of: StatePlace = "newest") => {
        const step = { newest: 50, good: 40, best: best ?? Number.NaN }[of];
        return { step, tensors: tensorsOf(size, step) };
      },
    },
  };
  const state = { kind: "character", vocabulary: ["a", "b"], specialCount: 0, padId: null };
  const data = { tokenizer: { state }, template: "", dataset: { id: null, name: "a.txt", hash: "" } };
  const graph = { nodes: [] };
  return { id: "run", config: defaultConfig, graph, data, training, queue: new SerialQueue() } as unknown as ActiveRun;
}

function stepsOf(signals: readonly WorkerSignal[]): number[] {
  return signals.flatMap((signal) => (signal.signal === "soundState" ? [signal.state.step] : []));
}

describe("copies of a run", () => {
  it("are made at once and then every five seconds, of the last sound state, and again at rest", async () => {
    const signals: WorkerSignal[] = [];
    let now = 0;
    const copies = new SoundCopies(
      (signal) => void signals.push(signal),
      () => now,
    );
    await copies.now(run());
    now = 4_999;
    await copies.now(run());
    expect(stepsOf(signals)).toEqual([40]);
    now = 5_000;
    await copies.now(run());
    await copies.atRest(run());
    expect(stepsOf(signals)).toEqual([40, 40, 50]);
  });

  it("are made at once of a run that takes the place of another", async () => {
    const signals: WorkerSignal[] = [];
    const copies = new SoundCopies(
      (signal) => void signals.push(signal),
      () => 0,
    );
    for (const id of ["a", "a", "b", "b"]) await copies.now({ ...run(), id });
    expect(signals.map((signal) => signal.signal === "soundState" && signal.state.run)).toEqual(["a", "b"]);
  });

  it("are files that can be opened, with the progress of their weights", async () => {
    const signals: WorkerSignal[] = [];
    await new SoundCopies(
      (signal) => void signals.push(signal),
      () => 0,
    ).now(run());
    const [signal] = signals;
    const state = signal?.signal === "soundState" ? signal.state : null;
    expect(state?.run).toBe("run");
    const file = readWeights(state?.bytes ?? new Uint8Array());
    expect(file).toMatchObject({ ok: true, value: { details: { progress: { step: 40 }, trainingSeconds: 9 } } });
    expect(file.ok && file.value.tensors.get("w")?.data[0]).toBe(40);
  });

  it("of more than 32 MiB are as much more seldom, and come at rest all the same", async () => {
    const signals: WorkerSignal[] = [];
    let now = 0;
    const copies = new SoundCopies(
      (signal) => void signals.push(signal),
      () => now,
    );
    const large = run(3 * 2 ** 23);
    await copies.now(large);
    for (now of [5_000, 14_900, 15_100]) await copies.now(large);
    expect(stepsOf(signals)).toEqual([40, 40]);
    await copies.atRest(large);
    expect(stepsOf(signals)).toEqual([40, 40, 50]);
  });

  it("are not made of what is too large to be held twice", async () => {
    const signals: WorkerSignal[] = [];
    const copies = new SoundCopies(
      (signal) => void signals.push(signal),
      () => 0,
    );
    const table = (role: string) => ({ op: { kind: "embedding", table: { name: "w", shape: [2 ** 25], role } } });
    const of = (role: string) => ({ ...run(), graph: { nodes: [table(role)] } }) as unknown as ActiveRun;
    await copies.now(of("trained"));
    await copies.atRest(of("trained"));
    expect(signals).toEqual([]);
    await copies.now(of("frozen"));
    expect(stepsOf(signals)).toEqual([40]);
  });

  it("bring the best weights before newest ones that are as far, once", async () => {
    const signals: WorkerSignal[] = [];
    let now = 0;
    const copies = new SoundCopies(
      (signal) => void signals.push(signal),
      () => now,
    );
    const sent = () =>
      signals
        .splice(0)
        .flatMap((signal) => (signal.signal === "soundState" ? [[signal.state.kind, signal.state.step]] : []));
    const early = run(4, 30);
    await copies.now(early);
    expect(sent()).toEqual([
      ["best", 30],
      ["last", 40],
    ]);
    now = 5_000;
    await copies.now(early);
    expect(sent()).toEqual([["last", 40]]);
    now = 10_000;
    const late = run(4, 45);
    await copies.now(late);
    expect(sent()).toEqual([["last", 40]]);
    await copies.atRest(late);
    expect(sent()).toEqual([
      ["best", 45],
      ["last", 50],
    ]);
  });
});

describe("beats", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("come every half second, and before and after work that may hold them up", async () => {
    const told: string[] = [];
    const heart = new Heart((signal) => void told.push(signal.signal === "beat" ? signal.activity : signal.signal));
    heart.start();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(told).toEqual(["resting", "resting", "resting"]);
    let end: () => void = () => undefined;
    const outer = heart.during(() => new Promise<void>((resolve) => (end = resolve)));
    await heart.during(() => undefined);
    expect(told.slice(3)).toEqual(["working"]);
    await vi.advanceTimersByTimeAsync(500);
    end();
    await outer;
    expect(told.slice(3)).toEqual(["working", "working", "resting"]);
    told.length = 0;
    const train = () =>
      heart.training(async (measure) => {
        measure();
        measure();
      });
    await train();
    await train();
    await heart.during(() => undefined);
    const trained = ["working", "measured", "resting"];
    expect(told).toEqual([...trained, ...trained, "working", "resting"]);
  });
});
