import { describe, expect, it } from "vitest";
import { ExportDesk } from "@/worker/export-desk";
import { LeavingFiles } from "@/worker/leaving-files";
import type { WorkerEvent } from "@/worker/protocol";
import { ScratchFolder } from "@/worker/scratch-folder";

const leaving = new LeavingFiles(new ScratchFolder());

/** Writes pieces that each take longer than a slice. */
async function writeSlowly(spend: (bytes: number) => Promise<void>, pieces: number): Promise<string> {
  for (let piece = 0; piece < pieces; piece++) {
    for (const start = performance.now(); performance.now() - start < 30; );
    await spend(10);
  }
  return "file";
}

describe("a file that is written", () => {
  it("tells how far it is and comes whole", async () => {
    const told: WorkerEvent[] = [];
    const desk = new ExportDesk({ post: (event) => void told.push(event) }, leaving);
    expect(await desk.write((begin) => writeSlowly(begin(30), 3))).toBe("file");
    const shares = [1 / 3, 2 / 3, 1];
    expect(told).toEqual(shares.map((share) => ({ type: "exportProgress", share })));
  });

  it("ends at the next rest after it was stopped, and the next one is written", async () => {
    // Node hears no other messages while a channel of its own is kept busy, so the stop comes before the rest.
    let stops = 1;
    const desk: ExportDesk = new ExportDesk({ post: () => stops-- > 0 && desk.stop() }, leaving);
    let pieces = 0;
    const writing = desk.write(async (begin) => {
      const spend = begin(1000);
      for (; pieces < 100; pieces++) await writeSlowly(spend, 1);
      return "file";
    });
    expect(await writing).toBeNull();
    expect(pieces).toBe(0);
    expect(await desk.write((begin) => writeSlowly(begin(20), 2))).toBe("file");
  });

  it("does not begin where it was stopped before its turn came, and goes nowhere where that was after its last rest", async () => {
    const desk = new ExportDesk({ post: () => {} }, leaving);
    const begun: string[] = [];
    let comeTurn = () => {};
    const turn = new Promise<void>((resolve) => {
      comeTurn = resolve;
    });
    const waiting = desk.write(async (begin) => {
      await turn;
      begin(10);
      begun.push("first");
      return "file";
    });
    desk.stop();
    comeTurn();
    expect(await waiting).toBeNull();
    expect(begun).toEqual([]);
    const whole = desk.write(async (begin) => {
      await begin(10)(10);
      desk.stop();
      return "file";
    });
    expect(await whole).toBeNull();
  });

  it("fails as its writer does", async () => {
    const desk = new ExportDesk({ post: () => {} }, leaving);
    const failing = desk.write(() => Promise.reject(new Error("no room")));
    await expect(failing).rejects.toThrow("no room");
  });
});
