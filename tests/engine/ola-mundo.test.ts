import { describe, expect, it } from "vitest";
import { presets } from "@/domain/config/presets";
import { useBackend } from "./support/backend";
import { Desks } from "./support/desks";

const SENTENCE = "ola mundo, como vai você?";

describe("the ola-mundo preset", () => {
  useBackend("wasm");

  it("learns its sentence and writes it greedily from its first five characters", async () => {
    const { config } = presets["ola-mundo-attention"];
    const desks = new Desks("wasm");
    await desks.open(config, `${SENTENCE}\n`);
    await desks.trainToEnd(config);
    expect(desks.run.stateOf("run")).toBe("finished");
    const checkpoint = await desks.checkpoint();
    expect(checkpoint.details.tokenizer.vocabulary).toHaveLength(14);
    await desks.samples.generate({ run: "run", id: 1 }, desks.engine, checkpoint, {
      prompt: "ola m",
      temperature: 0,
      topK: 0,
      topP: 1,
      length: 20,
      stop: "",
      seed: "any",
      recordAttempts: 0,
      window: "auto" as const,
    });
    const text = desks.events.findLast((event) => event.type === "sampleText")?.text;
    expect(`ola m${text}`).toBe(SENTENCE);
  });
});
