// All peers that this machine can offer, by id, ours first.
import type { PagePeerId } from "../page/peers";
import type { Peer } from "../peer";
import type { BenchBrowser } from "./bench-page";
import { readTorchFacts, type TorchFacts, torchPeer } from "./torch-peer";
import { findTorchPython, type TorchSetting } from "./torch-process";

/** The peers of our own engine: the yardsticks of every ratio. */
export const ourIds: readonly PagePeerId[] = ["ours-1", "ours-n"];

/** The peers that can be measured here. */
export interface Gathering {
  readonly peers: ReadonlyMap<string, Peer>;
  /** One for each setting; empty where no Python with torch was found. */
  readonly torch: readonly TorchFacts[];
}

/** Gathers the peers of the open page and of Python; `wanted` empty means all. */
export async function gatherPeers(browser: BenchBrowser, wanted: readonly string[]): Promise<Gathering> {
  const peers = new Map<string, Peer>(await browser.peers());
  const python = findTorchPython();
  const torch: TorchFacts[] = [];
  const all = browser.hardwareConcurrency;
  const settings: Readonly<Record<string, TorchSetting>> = {
    "torch-1": { threads: 1, passive: false },
    "torch-n": { threads: all, passive: false },
    "torch-n-passive": { threads: all, passive: true },
  };
  for (const [id, setting] of Object.entries(settings)) {
    if (python === null) break;
    const facts = await readTorchFacts(python, setting);
    torch.push(facts);
    peers.set(id, torchPeer(python, facts, setting));
  }
  const unknown = wanted.find((id) => !peers.has(id));
  if (unknown !== undefined) throw new Error(`gatherPeers: expected one of ${[...peers.keys()]}, got ${unknown}`);
  const chosen = wanted.length === 0 ? peers : new Map([...peers].filter(([id]) => wanted.includes(id)));
  return { peers: chosen, torch };
}
