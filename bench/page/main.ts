// The page of the benchmark: starts a host for each open task and hands calls through. Shows nothing.
import { type Remote, wrap } from "comlink";
import type { Task, Work } from "../peer";
import { PeerHost } from "./peer-host";
import { type PagePeerId, pagePeers } from "./peers";

/** What the measuring side calls in the page. Tasks are known by numbers, since calls cross as JSON. */
export interface BenchPage {
  /** Says how a peer does its work. */
  form(peer: PagePeerId): string;
  open(peer: PagePeerId, task: Task): Promise<number | null>;
  run(id: number, count: number): Promise<Work>;
  close(id: number): Promise<void>;
}

declare global {
  var benchPage: BenchPage;
}

interface Place {
  readonly host: PeerHost | Remote<PeerHost>;
  readonly broken: Promise<never>;
  end(): void;
}

/** Peers that run on the page's own thread, as their makers show them: jax-js's traces overflow a worker's stack. */
const onPage: ReadonlySet<PagePeerId> = new Set(["jax-js", "jax-js-webgpu"]);

const places = new Map<number, Place>();
let opened = 0;

function makePlace(peer: PagePeerId): Place {
  if (onPage.has(peer)) return { host: new PeerHost(), broken: new Promise(() => {}), end() {} };
  const worker = new Worker(new URL("./peer.worker.ts", import.meta.url), { type: "module", name: peer });
  const broken = new Promise<never>((_, reject) => {
    worker.addEventListener("error", ({ message }) => reject(new Error(`${peer}: ${message}`)));
  });
  return { host: wrap<PeerHost>(worker), broken, end: () => worker.terminate() };
}

function placeOf(id: number): Place {
  const place = places.get(id);
  if (place === undefined) throw new Error(`placeOf: expected an open task, got ${id}`);
  return place;
}

globalThis.benchPage = {
  form: (peer) => pagePeers[peer].form,
  async open(peer, task) {
    const place = makePlace(peer);
    if (!(await Promise.race([place.host.open(peer, task), place.broken]))) {
      place.end();
      return null;
    }
    opened++;
    places.set(opened, place);
    return opened;
  },
  run: (id, count) => placeOf(id).host.run(count),
  async close(id) {
    const place = placeOf(id);
    await place.host.close();
    place.end();
    places.delete(id);
  },
};
