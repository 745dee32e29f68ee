// All peers that this machine can offer, by id, ours first.
import { type PagePeerId, processorPeerIds } from "../page/peers";
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
  const torch = await gatherTorch(browser.hardwareConcurrency);
  const peers = new Map<string, Peer>([...(await browser.peers(processorPeerIds)), ...torch.peers]);
  return { peers: choosePeers(peers, wanted), torch: torch.torch };
}

/** Gathers the peers of Python, on one thread and on so many. */
export async function gatherTorch(threads: number): Promise<Gathering> {
  const python = findTorchPython();
  const peers = new Map<string, Peer>();
  const torch: TorchFacts[] = [];
  const settings: Readonly<Record<string, TorchSetting>> = {
    "torch-1": { threads: 1, passive: false },
    "torch-n": { threads, passive: false },
    "torch-n-passive": { threads, passive: true },
  };
  for (const [id, setting] of Object.entries(settings)) {
    if (python === null) break;
    const facts = await readTorchFacts(python, setting);
    torch.push(facts);
    peers.set(id, torchPeer(python, facts, setting));
  }
  return { peers, torch };
}

/** Gives those of the peers that are wanted, all where none is named; throws on an unknown name. */
export function choosePeers(peers: ReadonlyMap<string, Peer>, wanted: readonly string[]): ReadonlyMap<string, Peer> {
  const unknown = wanted.find((id) => !peers.has(id));
  if (unknown !== undefined) throw new Error(`choosePeers: expected one of ${[...peers.keys()]}, got ${unknown}`);
  return wanted.length === 0 ? peers : new Map([...peers].filter(([id]) => wanted.includes(id)));
}
