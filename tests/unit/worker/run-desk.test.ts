import { describe, expect, it, vi } from "vitest";
import { defaultConfig } from "@/domain/config/defaults";
import type { RunConfig, TrainingConfig } from "@/domain/config/run-config";
import { createCharacterTokenizer } from "@/domain/tokenizer/character-tokenizer";
import type { Engine } from "@/engine/engine";
import { totalSteps } from "@/engine/training-run";
import { EventOutbox } from "@/worker/event-outbox";
import { Heart } from "@/worker/heart";
import type { RunData } from "@/worker/plan-request";
import type { WorkerEvent } from "@/worker/protocol";
import { RunDesk } from "@/worker/run-desk";
import { RunSampler } from "@/worker/run-sampler";
import { SoundCopies } from "@/worker/sound-copies";
import { FakeSession } from "../../engine/fake-session";

/** Ten training steps an epoch, three epochs; validation is best after the second. */
const config: RunConfig = {
  ...defaultConfig,
  tokens: { ...defaultConfig.tokens, contextLength: 4 },
  training: {
    ...defaultConfig.training,
    batchSize: 10,
    runLength: "epochs",
    epochs: 3,
    schedule: "constant",
    earlyStopping: "off",
    evaluateEvery: 0,
  },
};

const data: RunData = {
  windows: {
    tokens: new Uint16Array(200),
    vocabularySize: 2,
    contextLength: 4,
    lossMask: null,
    train: { first: 0, stride: 1, count: 100, shuffle: null, sequences: null },
    validation: { first: 120, stride: 1, count: 30, shuffle: null, sequences: null },
  },
  tokenizer: createCharacterTokenizer({ kind: "character", vocabulary: ["a", "b"], specialCount: 0, padId: null }),
  template: "",
  dataset: { id: null, name: "ab.txt", hash: "" },
  pairs: null,
  unknownCharacters: 0,
};

async function openDesk(changes: Partial<TrainingConfig> = {}) {
  const training = { ...config.training, ...changes };
  const session = new FakeSession({
    loss: () => 2,
    validation: (step) => Math.abs(step - 20),
    weight: (step) => step,
  });
  const device = { id: "reference-cpu", adapter: null, threads: 1, reason: "requested" } as const;
  const memory = { predictMemory: () => ({ bytes: 1, limit: 1 }) };
  const engine = { device, open: async () => session, ...memory } satisfies Partial<Engine> as unknown as Engine;
  const events: WorkerEvent[] = [];
  const outbox = new EventOutbox();
  outbox.listen((batch) => events.push(...batch));
  const desk = new RunDesk(
    outbox,
    new Heart(() => {}),
    new SoundCopies(
      () => {},
      () => 0,
    ),
    new RunSampler(outbox, () => 0),
  );
  const open = (id = "run") => desk.open(engine, id, { ...config, training }, data, null);
  const opened = await open();
  /** Trains until the run ends by itself. */
  const trainToEnd = async (live: Partial<RunConfig["training"]> = {}) => {
    desk.resume("run", { ...training, ...live });
    while (desk.stateOf("run") === "running") await new Promise((resolve) => setTimeout(resolve, 1));
  };
  const states = () => events.flatMap((event) => (event.type === "runState" ? [[event.state, event.reason]] : []));
  const epochs = () => events.flatMap((event) => (event.type === "epoch" ? [event.row.epoch] : []));
  const facts = () => {
    outbox.flush();
    return events.flatMap((event) => (event.type === "opened" ? [event.facts] : [])).at(-1);
  };
  const checks = () => events.flatMap((event) => (event.type === "check" ? [event.check] : []));
  const held = () => {
    outbox.flush();
    return events.flatMap((event) =>
      event.type === "held" ? [[event.run, event.checkpoints.map(({ kind }) => kind)]] : [],
    );
  };
  return { desk, session, open, opened, trainToEnd, states, epochs, facts, checks, held };
}

function totalOf(desk: RunDesk): number {
  const active = desk.activeOf("run");
  return active === null ? Number.NaN : totalSteps(active.training);
}

describe("the run desk", () => {
  it("opens a run paused, runs it to its end and says why it ended", async () => {
    const { opened, facts, trainToEnd, states, epochs } = await openDesk();
    expect(opened.ok).toBe(true);
    expect(facts()).toMatchObject({ totalSteps: 30, memoryBytes: 4 });
    await trainToEnd();
    expect(states()).toEqual([
      ["preparing", null],
      ["paused", null],
      ["running", null],
      ["finished", "epochsDone"],
    ]);
    expect(epochs()).toEqual([1, 2, 3]);
  });

  it("takes one step and stops only when told", async () => {
    const { desk, session, states } = await openDesk();
    await desk.stepOnce("run", config.training);
    expect((await session.readState()).step).toBe(1);
    expect(desk.stateOf("run")).toBe("paused");
    await desk.stop("run");
    expect(states().at(-1)).toEqual(["stopped", "stoppedByUser"]);
  });

  it("ends a run that was stopped before its data were there as soon as it is open, and the next one not", async () => {
    const { desk, open, states } = await openDesk();
    let arrive: () => void = () => undefined;
    const waiting = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    const opening = desk.opening.during("run", async () => {
      await waiting;
      return open();
    });
    let stopped = false;
    const stopping = desk.stop("run").then(() => {
      stopped = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 1));
    expect(stopped).toBe(false);
    arrive();
    await Promise.all([opening, stopping]);
    expect(states().at(-1)).toEqual(["stopped", "stoppedByUser"]);
    await desk.opening.during("run", () => open());
    expect(desk.stateOf("run")).toBe("paused");
  });

  it("has failed once its device is lost, however its last slice ends", async () => {
    const { desk, states } = await openDesk();
    desk.resume("run", config.training);
    desk.fail({ code: "deviceLost", detail: "gone" });
    await desk.pause("run");
    expect(states().at(-1)).toEqual(["failed", "failed"]);
  });

  it("forgets a run that is still being opened", async () => {
    const { desk, open } = await openDesk();
    const opening = desk.opening.during("run", () => open());
    await desk.close("run");
    await opening;
    expect([desk.activeOf("run"), desk.stateOf("run")]).toEqual([null, "idle"]);
  });

  it("lets the learning rate of a run change, and its batch size not", async () => {
    const { desk, session } = await openDesk();
    await desk.stepOnce("run", { ...config.training, learningRate: 0.125, batchSize: 50 });
    expect(session.rates).toEqual([0.125]);
    expect(desk.activeOf("run")?.training.settings.batchSize).toBe(10);
  });

  it("puts the best weights back with the progress that they had, and trains later epochs anew", async () => {
    const { desk, session, trainToEnd, epochs } = await openDesk();
    await trainToEnd();
    const heard: number[] = [];
    vi.spyOn(desk.sampler, "atRest").mockImplementation(async (active) => {
      heard.push(active.training.progress.step);
    });
    const restored = await desk.restoreBest("run");
    expect(heard, "the weights that are back write a text").toEqual([20]);
    expect(restored).toMatchObject({ ok: true, value: { step: 20, epoch: 2 } });
    expect((await session.readState()).step).toBe(20);
    await trainToEnd();
    expect((await session.readState()).step).toBe(30);
    expect(epochs()).toEqual([1, 2, 3, 3]);
  });

  it("tells the looks at the validation inside epochs", async () => {
    const { trainToEnd, checks } = await openDesk({ evaluateEvery: 4 });
    await trainToEnd();
    expect(checks().map(({ step, loss }) => [step, loss])).toEqual(
      [4, 8, 12, 16, 24, 28].map((step) => [step, Math.abs(step - 20)]),
    );
  });

  it("tells which weights of a run can be had again, and keeps a run that gives way", async () => {
    const { desk, open, trainToEnd, held } = await openDesk();
    await trainToEnd();
    await open("other");
    expect(held()).toEqual([
      ["run", []],
      ["run", ["best"]],
      ["run", ["best"]],
      ["run", ["best", "last"]],
      ["other", []],
    ]);
    expect(desk.resting.get("run")?.status).toEqual({ state: "finished", reason: "epochsDone", error: null });
  });

  it("goes on from its end for as many steps again, or to what is set where that is more", async () => {
    const { desk, session, trainToEnd } = await openDesk();
    await trainToEnd();
    await trainToEnd();
    expect((await session.readState()).step).toBe(60);
    expect(totalOf(desk)).toBe(60);
    await trainToEnd({ epochs: 8 });
    expect((await session.readState()).step).toBe(80);
    await trainToEnd({ runLength: "steps", steps: 5 });
    expect((await session.readState()).step).toBe(85);
  });

  it("keeps the length that going on gave it when other settings change, and takes another length at once", async () => {
    const { desk, trainToEnd } = await openDesk();
    await trainToEnd();
    await trainToEnd();
    desk.updateSettings("run", { ...config.training, learningRate: 0.5 });
    expect(totalOf(desk)).toBe(60);
    desk.updateSettings("run", { ...config.training, epochs: 4 });
    expect(totalOf(desk)).toBe(40);
  });

  it("lets early stopping wait anew when a run goes on that it had ended", async () => {
    const { session, trainToEnd } = await openDesk();
    const patient = { epochs: 9, earlyStopping: "validation", patience: 2 } as const;
    await trainToEnd(patient);
    expect((await session.readState()).step).toBe(40);
    await trainToEnd(patient);
    expect((await session.readState()).step).toBe(60);
  });

  it("has no best weights before the first epoch, and none after a reset", async () => {
    const { desk, trainToEnd } = await openDesk();
    expect(await desk.restoreBest("run")).toMatchObject({ ok: false, error: { code: "noModel" } });
    await trainToEnd();
    await desk.close("run");
    expect(desk.activeOf("run")).toBeNull();
    expect(await desk.restoreBest("run")).toMatchObject({ ok: false, error: { code: "noModel" } });
  });
});
