import { afterEach, describe, expect, it, vi } from "vitest";
import { LoadCancelled } from "@/worker/containers/slice-watch";
import { prepareReadingWorkers, threads } from "./reading-worker";
import { calm, drop, read, refusal } from "./support";

// Stands in for the true reading worker: the word behind the mark says how the file behaves.
prepareReadingWorkers(`
let what = "";
let count = 0;
const piece = (text, share) => {
  const bytes = new TextEncoder().encode(text);
  postMessage({ type: "piece", bytes, share }, { transfer: [bytes.buffer] });
};
const behaviours = {
  hang: () => { for (;;); },
  crash: () => setTimeout(() => { throw new Error("boom"); }),
  reject: () => postMessage({ type: "lost", detail: "unheard" }),
  missing: () => postMessage({ type: "notLoaded", detail: "404" }),
  fail: () => postMessage({ type: "failed", detail: "bad byte" }),
  wait: () => {},
  endless: () => piece("line after line\\n".repeat(20000), 0.01),
  fine: () => {
    if (count <= 4) return piece("line " + count + "\\n", count / 4);
    postMessage({ type: "end" });
    postMessage({ action: "a greeting of a library" });
  },
};
addEventListener("message", async ({ data }) => {
  if (data.type === "open") {
    what = (await data.blob.text()).slice(5);
    count = 0;
    if (what !== "missing") postMessage({ type: "ready" });
  }
  count++;
  behaviours[what]();
});
`);

afterEach(() => void vi.useRealTimers());

const file = (behaviour: string) => ({ "a.pdf": `%PDF-${behaviour}` });

/** Lets the clock of the reading run on, a tick at a time, until something has settled; gives the ticks. */
async function ticksUntil(reading: Promise<unknown>): Promise<number> {
  let ticks = 0;
  let isOver = false;
  const settle = () => {
    isOver = true;
  };
  void reading.then(settle, settle);
  for (; !isOver; ticks++) {
    await vi.advanceTimersByTimeAsync(100);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return ticks;
}

describe("a file that is read in a worker of its own", () => {
  it("comes in pieces that tell how far it is, and leaves the worker to the next file", async () => {
    const before = threads.length;
    let expected = 0;
    const expectMore = (bytes: number) => {
      expected += bytes;
    };
    const watch = { ...calm, expect: expectMore };
    const result = await drop(file("fine"), {}, watch);
    expect(result.ok && result.value.kind === "text" && result.value.text).toBe("line 1\nline 2\nline 3\nline 4\n");
    expect(expected).toBe(28);
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect((await read(file("fine"))).rows).toEqual([["line 1\nline 2\nline 3\nline 4\n"]]);
    expect(threads.slice(before)).toEqual([{ isEnded: false }]);
  });

  it("is damaged where the worker crashes, loses an error or tells one, and the worker is ended", async () => {
    for (const behaviour of ["crash", "reject", "fail"]) {
      expect(await refusal(file(behaviour)), behaviour).toMatchObject({ code: "containerRefused", reason: "damaged" });
      expect(threads.at(-1), behaviour).toEqual({ isEnded: true });
    }
    expect((await read(file("fine"))).rows).toHaveLength(1);
  });

  it("is damaged after ten seconds without a word, however long the reader took to arrive", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const reading = refusal(file("hang"));
    expect(await ticksUntil(reading)).toBeGreaterThanOrEqual(100);
    expect(await reading).toMatchObject({ reason: "damaged", detail: "the reader fell silent" });
    expect(threads.at(-1)).toEqual({ isEnded: true });
  });

  it("ends with a cancel, while a reader is silent and while pieces come", async () => {
    for (const behaviour of ["wait", "endless"]) {
      let spends = 0;
      const spend = async () => {
        if (++spends === 4) throw new LoadCancelled();
      };
      await expect(drop(file(behaviour), {}, { ...calm, spend }), behaviour).rejects.toBeInstanceOf(LoadCancelled);
      expect(threads.at(-1), behaviour).toEqual({ isEnded: true });
    }
  });

  it("is read no further than the limit of a sample", async () => {
    const { facts } = await read(file("endless"), { sampleMegabytes: 1 });
    expect(facts.sample).toMatchObject({ how: "head" });
    expect(threads.at(-1)).toEqual({ isEnded: true });
  });

  it("is no damaged file where its reader did not arrive", async () => {
    await expect(drop(file("missing"))).rejects.toThrow("a module did not arrive: 404");
  });
});
