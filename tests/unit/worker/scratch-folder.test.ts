import { describe, expect, it } from "vitest";
import { ScratchFolder } from "@/worker/scratch-folder";
import { FakeScratch } from "./fake-scratch";

const MINUTE = 60_000;

/** Numbers of bytes that tell their place. */
const bytes = (from: number, to: number) => Uint8Array.from({ length: to - from }, (_, at) => (from + at) % 251);

async function contentOf(blob: Blob): Promise<Uint8Array> {
  return new Uint8Array(await blob.arrayBuffer());
}

describe("a file that is made for a while", () => {
  it("lies on the disk as it was written, and is gone when it is discarded", async () => {
    const disk = new FakeScratch();
    const folder = new ScratchFolder(disk.place);
    const [one, other] = [await folder.create("own"), await folder.create("leaving")];
    one.write(bytes(0, 5));
    other.write(bytes(7, 9));
    one.write(bytes(5, 11));
    expect(await contentOf(await one.content())).toEqual(bytes(0, 11));
    expect(await contentOf(await other.content())).toEqual(bytes(7, 9));
    expect(disk.files()).toEqual(["unpacked/0/0", "unpacked/0/leaving-1"]);
    await one.discard();
    expect(disk.files()).toEqual(["unpacked/0/leaving-1"]);
  });

  it("is discarded while it is still open too", async () => {
    const disk = new FakeScratch();
    const file = await new ScratchFolder(disk.place).create("own");
    file.write(bytes(0, 5));
    await file.discard();
    expect(disk.files()).toEqual([]);
  });

  it.each(["takes a part", "throws"] as const)(
    "comes whole where the disk is full in the midst of it, whether that %s",
    async (overQuota) => {
      const disk = Object.assign(new FakeScratch(), { quota: 13, overQuota });
      const folder = new ScratchFolder(disk.place);
      const file = await folder.create("own");
      file.write(bytes(0, 10));
      file.write(bytes(10, 20));
      disk.quota = 1000;
      file.write(bytes(20, 30));
      expect(await contentOf(await file.content())).toEqual(bytes(0, 30));
      await file.discard();
      expect(disk.files()).toEqual([]);
    },
  );

  it("comes whole where there is no disk", async () => {
    const { place } = new FakeScratch();
    const file = await new ScratchFolder({ ...place, root: () => Promise.reject(new Error("private")) }).create("own");
    file.write(bytes(0, 10));
    expect(await contentOf(await file.content())).toEqual(bytes(0, 10));
    await file.discard();
  });
});

describe("the folder of a worker", () => {
  it("is its own while it lives, and the next one's, empty, when it has ended", async () => {
    const disk = new FakeScratch();
    await new ScratchFolder(disk.place).create("own");
    await new ScratchFolder(disk.place).create("own");
    expect(disk.files()).toEqual(["unpacked/0/0", "unpacked/1/0"]);
    disk.restart();
    const next = new ScratchFolder(disk.place);
    const [first, second] = [await next.create("own"), await next.create("own")];
    expect(disk.files()).toEqual(["unpacked/1/0", "unpacked/0/0", "unpacked/0/1"]);
    expect([(await first.content()).size, (await second.content()).size]).toEqual([0, 0]);
  });

  it("is swept when it has ended, and not while it lives", async () => {
    const disk = new FakeScratch();
    await new ScratchFolder(disk.place).create("own");
    disk.restart();
    await new ScratchFolder(disk.place).sweep();
    expect(disk.files()).toEqual([]);
    await new ScratchFolder(disk.place).create("own");
    await new ScratchFolder(disk.place).sweep();
    expect(disk.files()).toEqual(["unpacked/0/0"]);
  });

  it("is nobody's while a file of it may still be on its way home", async () => {
    const disk = new FakeScratch();
    const leaving = await new ScratchFolder(disk.place).create("leaving");
    await leaving.content();
    disk.restart();
    disk.age(9 * MINUTE);
    const next = new ScratchFolder(disk.place);
    await next.create("own");
    await next.sweep();
    expect(disk.files()).toEqual(["unpacked/0/leaving-0", "unpacked/1/0"]);
    disk.age(2 * MINUTE);
    await new ScratchFolder(disk.place).create("own");
    expect(disk.files()).toEqual(["unpacked/1/0", "unpacked/0/0"]);
  });

  it("is swept once files on their way home have had their time", async () => {
    const disk = new FakeScratch();
    const file = await new ScratchFolder(disk.place).create("leaving");
    file.close();
    disk.restart();
    disk.age(11 * MINUTE);
    await new ScratchFolder(disk.place).sweep();
    expect(disk.files()).toEqual([]);
  });
});
