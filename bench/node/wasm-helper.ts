// Entry of a helper thread in Node, as pool-worker.ts is in the browser.
import { parentPort, workerData } from "node:worker_threads";
import { serveRuns } from "@/engine/plan/wasm/helper";

serveRuns(workerData, () => parentPort?.postMessage("ready"));
