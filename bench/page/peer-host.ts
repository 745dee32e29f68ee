// One peer with one task, wherever it runs.
import type { PeerSession, Task, Work } from "../peer";
import { type PagePeerId, pagePeers } from "./peers";

/** Opens a peer's task and does its work; in a worker, called from the page. */
export class PeerHost {
  #session: PeerSession | null = null;

  /** Opens the task; false when the peer does not do such tasks. */
  async open(peer: PagePeerId, task: Task): Promise<boolean> {
    this.#session = await pagePeers[peer].open(task);
    return this.#session !== null;
  }

  /** Does `count` more units of the open task. */
  async run(count: number): Promise<Work> {
    if (this.#session === null) throw new Error("run: expected an open task, got none");
    return this.#session.run(count);
  }

  /** Frees what the task holds. */
  async close(): Promise<void> {
    await this.#session?.close();
  }
}
