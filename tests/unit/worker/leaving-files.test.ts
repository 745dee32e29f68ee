import { describe, expect, it } from "vitest";
import { ExportDesk } from "@/worker/export-desk";
import { LeavingFiles } from "@/worker/leaving-files";
import { ScratchFolder } from "@/worker/scratch-folder";
import { FakeScratch } from "./fake-scratch";

function onDisk() {
  const disk = new FakeScratch();
  const leaving = new LeavingFiles(new ScratchFolder(disk.place));
  const write = (text: string) => leaving.write(async (take) => take(new TextEncoder().encode(text)));
  const fail = () =>
    leaving.write(async (take) => {
      take(new Uint8Array(3));
      throw new Error("stopped");
    });
  return { disk, leaving, write, fail };
}

describe("files on their way home", () => {
  it("stay until there are two newer ones", async () => {
    const { disk, write } = onDisk();
    const texts = ["one", "two", "three"];
    for (const text of texts) expect(await (await write(text)).text()).toBe(text);
    expect(disk.files()).toEqual(["unpacked/0/leaving-1", "unpacked/0/leaving-2"]);
  });

  it("leave nothing behind where writing fails, and such a one counts for none", async () => {
    const { disk, write, fail } = onDisk();
    await write("one");
    await expect(fail()).rejects.toThrow("stopped");
    await expect(fail()).rejects.toThrow("stopped");
    expect(disk.files()).toEqual(["unpacked/0/leaving-0"]);
    await write("two");
    expect(disk.files()).toEqual(["unpacked/0/leaving-0", "unpacked/0/leaving-3"]);
  });

  it("are none of a file that is stopped before it begins", async () => {
    const { disk, leaving } = onDisk();
    const desk = new ExportDesk({ post: () => {} }, leaving);
    const writing = desk.write(async (begin) => {
      await Promise.resolve();
      const spend = begin(10);
      return leaving.write(async (take) => {
        take(new Uint8Array(10));
        await spend(10);
      });
    });
    desk.stop();
    expect(await writing).toBeNull();
    expect(disk.files()).toEqual([]);
  });
});
