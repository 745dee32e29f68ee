import { describe, expect, it } from "vitest";
import { AwakeScreen } from "@/app/keep-awake";

/** A browser that grants the lock, or refuses it. */
function screenOf({ refuses = false } = {}) {
  const locks: { released: boolean; release: () => Promise<void> }[] = [];
  const host = { hidden: false, asked: 0 };
  const request = async () => {
    host.asked += 1;
    if (refuses) throw new DOMException("low battery", "NotAllowedError");
    const lock = {
      released: false,
      release: async () => {
        lock.released = true;
      },
    };
    locks.push(lock);
    return lock as unknown as WakeLockSentinel;
  };
  const screen = new AwakeScreen({ wakeLock: { request }, isHidden: () => host.hidden });
  return { screen, host, held: () => locks.filter(({ released }) => !released).length, locks };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

describe("the screen while a run trains", () => {
  it("stays on while that is wanted, by one lock", async () => {
    const { screen, host, held } = screenOf();
    screen.want(true);
    await settled();
    screen.want(true);
    await settled();
    expect([host.asked, held()]).toEqual([1, 1]);
    screen.want(false);
    await settled();
    expect(held()).toBe(0);
  });

  it("asks again when the page is seen again, and not while it is hidden", async () => {
    const { screen, host, held, locks } = screenOf();
    screen.want(true);
    await settled();
    host.hidden = true;
    locks[0].released = true;
    await screen.look();
    expect(host.asked).toBe(1);
    host.hidden = false;
    await screen.look();
    expect([host.asked, held()]).toEqual([2, 1]);
  });

  it("holds nothing where the run ended before the browser answered, and bears a refusal", async () => {
    const { screen, held } = screenOf();
    screen.want(true);
    screen.want(false);
    await settled();
    expect(held()).toBe(0);
    const refused = screenOf({ refuses: true });
    await refused.screen.look();
    refused.screen.want(true);
    await settled();
    await refused.screen.look();
    expect([refused.host.asked, refused.held()]).toEqual([2, 0]);
  });
});
