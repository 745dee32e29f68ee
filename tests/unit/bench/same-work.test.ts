import { expect, it } from "vitest";
import { compareLosses, LOSS_TOLERANCE } from "../../../bench/node/same-work";
import type { Peer } from "../../../bench/peer";

/** A peer whose losses are given. */
function peerWith(losses: readonly number[]): Peer {
  const session = { run: async () => ({ milliseconds: 1, losses }), close: async () => {} };
  return { form: "", open: async () => session };
}

async function differences(...peers: readonly Peer[]): Promise<(number | null)[]> {
  const results = await compareLosses(new Map(peers.map((peer, index) => [`${index}`, peer])), "poema-gru", 3);
  return [...results.values()].map(({ difference }) => difference);
}

it("finds a peer that leaves the common path at any step", async () => {
  const [, near, far] = await differences(peerWith([3, 2, 1]), peerWith([3, 2.0004, 1]), peerWith([3, 2.1, 1]));
  expect(near).toBeLessThan(LOSS_TOLERANCE);
  expect(far).toBeGreaterThan(LOSS_TOLERANCE);
});

it("takes missing losses and losses that are no number for different work", async () => {
  const yardstick = peerWith([3, 2, 1]);
  expect(await differences(yardstick, peerWith([3, 2]), peerWith([3, Number.NaN, 1]))).toEqual([
    0,
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
  ]);
});

it("tells why a peer could not run, and goes on", async () => {
  const broken: Peer = { form: "", open: () => Promise.reject(new Error("no such device\nat line 1")) };
  const results = await compareLosses(
    new Map([
      ["a", broken],
      ["b", peerWith([1, 1, 1])],
    ]),
    "poema-gru",
    3,
  );
  expect(results.get("a")).toEqual({ losses: [], difference: null, failure: "no such device" });
  expect(results.get("b")?.difference).toBe(0);
});
